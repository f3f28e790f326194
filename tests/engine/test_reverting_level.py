import itertools

import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine import reverting_level as level
from flow_forecaster.engine.reverting_level import (
    GRID,
    SHAPES,
    STEPS,
    RevertingLevel,
    filter_level,
    level_totals,
)

EVEN_PRIOR = np.full((6, 6), 1 / 36)


def likelihood(count, shape, centre):
    mean = np.exp(centre + GRID)
    return stats.nbinom(shape, shape / (shape + mean)).pmf(count)


@pytest.mark.parametrize(("step", "shape"), [(0, 2), (2, 4), (4, 0), (5, 5)])
def test_the_filter_equals_the_sum_over_all_paths(step, shape):
    """Three weeks; every path of the level over the grid, by matrix products written out."""
    history = np.array([3.0, 0, 5])
    centre, log_evidence, now = filter_level(history)
    first, second, third = (likelihood(y, SHAPES[shape], centre) for y in history)
    walk = level._WALKS[step]
    paths = np.einsum("i,ij,j,jk,k->k", first / len(GRID), walk, second, walk, third)
    assert np.exp(log_evidence[step, shape]) == pytest.approx(paths.sum(), rel=1e-9)
    assert now[step, shape] == pytest.approx(paths / paths.sum(), abs=1e-12)


@pytest.mark.parametrize("step", range(6))
def test_a_step_has_its_mean_and_variance(step):
    walk, middle = level._WALKS[step], len(GRID) // 2
    assert walk.sum(axis=1) == pytest.approx(np.ones(len(GRID)))
    moved = GRID - GRID[middle]
    assert walk[middle] @ moved == pytest.approx(0, abs=1e-9)
    assert walk[middle] @ moved**2 == pytest.approx(STEPS[step] ** 2, rel=1e-3, abs=1e-12)


def test_the_sum_of_rates_has_the_moments_of_simulated_levels():
    now = np.zeros((6, len(GRID)))
    now[3, 30] = 1.0  # a step of 0.12, from one level
    mean, relative = level._rate_moments(now, np.log(5), np.log(1e9))
    rng, n = np.random.default_rng(8), 40_000
    x, total = np.full(n, GRID[30]), np.zeros(n)
    for _ in range(13):
        x = 0.95 * x + 0.12 * rng.standard_normal(n)
        total += 5 * np.exp(x)
    error = total.std() / np.sqrt(n)
    assert mean[3, 30, 12] == pytest.approx(total.mean(), abs=4 * error)
    # Relative standard error of a variance: sqrt((kurtosis - 1) / n), below 0.015 here, times four.
    assert relative[3, 12] == pytest.approx(total.var() / total.mean() ** 2, rel=0.06)


def test_a_known_level_and_no_steps_is_the_negative_binomial():
    """A long history alike: its totals nearly those of weeks with the known mean and shape."""
    prior = np.full((6, 6), 1e-12)
    prior[0, 3] = 1.0
    history = stats.nbinom(5, 0.5).rvs(52, random_state=9).astype(float)
    totals = level_totals(RevertingLevel(prior / prior.sum()).posterior(history))
    mean = history.mean()
    assert totals.mean[3] == pytest.approx(4 * mean, rel=0.05)
    assert totals.shape[3] == pytest.approx(4 * 5, rel=1e-3)
    # What 52 weeks leave open of a mean: (1 / m + 1 / r) / 52, less the pull back to it.
    assert 0.5 < totals.spread[3] ** 2 / ((1 / mean + 1 / 5) / 52) < 1.3


def test_the_evidence_knows_a_wandering_team_from_a_steady_one():
    rng = np.random.default_rng(10)
    steady = rng.poisson(10, 52).astype(float)
    wandering = rng.poisson(10 * np.exp(np.cumsum(0.2 * rng.standard_normal(52)))).astype(float)
    model = RevertingLevel(EVEN_PRIOR)
    still, moving = (model.posterior(h).weights[:2].sum() for h in (steady, wandering))
    assert still > 0.5 and moving < 0.05


def test_the_pace_is_drawn_back_to_the_mean():
    fell = np.array([12.0] * 20 + [3.0] * 6)
    totals = level_totals(RevertingLevel(EVEN_PRIOR).posterior(fell))
    pace = np.diff(totals.mean, prepend=0.0)
    assert fell[-6:].mean() < pace[1] < pace[13] < pace[40] < fell.mean() * 1.3


def test_every_pair_is_asked():
    _, log_evidence, _ = filter_level(np.array([4.0, 2, 7, 4]))
    assert np.isfinite(log_evidence).all()
    for one, other in itertools.combinations(log_evidence.ravel(), 2):
        assert one != other
