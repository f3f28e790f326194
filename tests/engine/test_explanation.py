import math

import numpy as np
import pytest

from flow_forecaster.engine.explanation import explain_pace, typical_drift
from flow_forecaster.engine.pace import PACE_MODELS, learn

HISTORY = np.array([5, 6, 8, 5, 0, 9, 7, 4.0])


def test_a_drift_is_the_mean_size_of_a_normal_change():
    rng, n = np.random.default_rng(4), 40_000
    changes = 0.3 * rng.standard_normal(n)
    # The relative error of a mean size is sqrt((pi / 2 - 1) / n), times four.
    found, error = math.log1p(typical_drift(np.full(52, 0.3), 12)), math.sqrt((np.pi / 2 - 1) / n)
    assert found == pytest.approx(abs(changes).mean(), rel=4 * error)


def test_past_a_year_the_drift_is_that_of_a_year():
    moves = np.linspace(0.01, 0.5, 52)
    assert typical_drift(moves, 1) < typical_drift(moves, 52) == typical_drift(moves, 60)


def test_a_wandering_team_drifts_more_than_a_steady_one():
    rng = np.random.default_rng(1)
    steady = rng.poisson(10, 52).astype(float)
    wandering = rng.poisson(10 * np.exp(np.cumsum(0.2 * rng.standard_normal(52)))).astype(float)
    still, moving = (explain_pace(learn("pool", history), 12) for history in (steady, wandering))
    assert still.drift < moving.drift / 2
    assert still.steady > 0.5 and moving.steady < 0.01


def test_the_pace_soon_is_the_mean_of_the_table():
    pace = learn("pool", HISTORY)
    reach = np.array(list(pace.rows(np.ones(4), 400)))
    assert explain_pace(pace, 12).soon == pytest.approx(reach[4, 1:].sum() / 4, rel=1e-3)


def test_the_doubt_is_that_of_the_bayesian_bootstrap():
    """Rubin 1981: the mean has the variance of the history over n + 1."""
    weights = np.random.default_rng(2).dirichlet(np.ones(len(HISTORY)), 40_000)
    doubt = (weights @ HISTORY).std() / HISTORY.mean()
    assert explain_pace(learn("bayesian", HISTORY), 12).doubt == pytest.approx(doubt, rel=0.02)


@pytest.mark.parametrize("model", PACE_MODELS)
@pytest.mark.parametrize("history", [[1], [0, 0, 3], [7] * 30, [9_000, 10_000]])
def test_every_history_has_facts(model, history):
    facts = explain_pace(learn(model, np.array(history, float)), 12)
    for value in (facts.soon, facts.drift, facts.steady, facts.doubt):
        assert value is None or (np.isfinite(value) and value >= 0)
