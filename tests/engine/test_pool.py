import itertools
import math

import numpy as np
import pytest
from scipy import integrate, special, stats

from flow_forecaster.engine.learned_pace import LearnedPace, learned_rows
from flow_forecaster.engine.pace import PACE_MODELS
from flow_forecaster.engine.pool import POOL, Pool
from flow_forecaster.engine.reference_class import REFERENCE_CLASS
from flow_forecaster.engine.reverting_level import PRIOR_DEVIATION, PRIOR_LOG_PACE
from flow_forecaster.engine.steady import steady_log_evidence, steady_totals

WANDERING = np.array([9, 14, 3, 0, 1, 6, 22, 17, 4, 2, 0, 8, 12, 30.0])


def rows(model, history, weeks=8, top=300):
    return np.array(list(learned_rows(model, history, np.ones(weeks), top)))


def steady_rows(history, weeks, top):
    steady = LearnedPace(((1.0, steady_totals(history)),))
    return np.array(list(steady.rows(np.ones(weeks), top)))


def test_a_wandering_team_is_answered_by_the_reference_class():
    assert rows(POOL, WANDERING) == pytest.approx(rows(REFERENCE_CLASS, WANDERING), abs=1e-4)


def test_a_steady_team_is_answered_as_one_but_for_what_is_left_of_doubt():
    history = np.random.default_rng(3).poisson(12, 52).astype(float)
    doubt = 1 - POOL.learn(history).steady
    assert doubt < 0.2
    assert rows(POOL, history) == pytest.approx(steady_rows(history, 8, 300), abs=doubt)


def test_without_a_prior_for_it_nobody_is_steady():
    unbelieving = Pool(REFERENCE_CLASS, steady_before=0.0)
    history = np.full(20, 6.0)
    assert rows(unbelieving, history) == pytest.approx(rows(REFERENCE_CLASS, history))


def test_the_evidence_of_steadiness_is_the_likelihood_over_all_rates():
    history = np.array([3.0, 0, 5, 4])
    beforehand = stats.norm(PRIOR_LOG_PACE, PRIOR_DEVIATION)

    def likelihood(log_rate):
        return beforehand.pdf(log_rate) * stats.poisson(math.exp(log_rate)).pmf(history).prod()

    expected, _ = integrate.quad(likelihood, -3.0, 5.0, epsabs=1e-14)
    assert steady_log_evidence(history) == pytest.approx(math.log(expected), abs=1e-6)


def test_a_steady_total_is_poisson_with_a_gamma_rate():
    """Jeffreys' prior: rate ~ Gamma(12 + 1/2, 4); the total of 3 weeks, integrated numerically."""
    history = np.array([3.0, 0, 5, 4])
    row = steady_rows(history, 3, 60)[3]
    chance = (np.arange(20_000) + 0.5) / 20_000
    rate = special.gammaincinv(12.5, chance) / 4
    expected = stats.poisson(3 * rate[:, None]).sf(np.arange(61) - 1).mean(axis=0)
    assert row == pytest.approx(expected, abs=1e-4)


def test_on_steady_teams_at_most_a_twentieth_is_lost_to_resampling():
    """Expected CRPS of 8 weeks' total under the truth, Poisson: sum of (P - S)^2 + S (1 - S)."""
    lost = []
    for weeks, pace in itertools.product((12, 26, 52), (1.0, 3.0, 8.0, 20.0)):
        truth = stats.poisson(8 * pace).sf(np.arange(1, 401) - 1)
        losses = {"resample": 0.0, "pool": 0.0}
        for seed in range(20):
            history = stats.poisson(pace).rvs(weeks, random_state=seed).astype(float)
            for model in losses:
                row = np.array(list(PACE_MODELS[model](history, np.ones(8), 400)))[8, 1:]
                losses[model] += ((row - truth) ** 2 + truth * (1 - truth)).sum()
        lost.append(losses["pool"] / losses["resample"] - 1)
    assert np.mean(lost) < 0.05 and max(lost) < 0.1


def test_the_pool_is_among_the_pace_models():
    assert {"reverting_level", "reference_class", "pool"} < set(PACE_MODELS)
