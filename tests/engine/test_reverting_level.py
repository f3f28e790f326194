import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine import reverting_level as level
from flow_forecaster.engine.reverting_level import (
    FADE,
    PRIOR_DEVIATION,
    PRIOR_LOG_PACE,
    SHAPE,
    SWING,
    WALK,
    LevelPosterior,
    filter_level,
    level_ahead,
    level_moves,
    level_totals,
)

HISTORY = np.array([5, 6, 8, 5, 0, 9, 7, 4.0])


def kind(walk, swing, fade, shape):
    [[found]] = np.nonzero((walk == WALK) & (swing == SWING) & (fade == FADE) & (shape == SHAPE))
    return found


def known(one, slow=1.6, swing=0.0):
    """The posterior of a level that is known, of one kind."""
    nothing, weights = np.zeros(len(SHAPE)), np.zeros(len(SHAPE))
    weights[one] = 1.0
    return LevelPosterior(
        nothing + slow, nothing + swing, nothing, nothing, nothing, weights, np.array(0.0)
    )


def covariance_ahead(one, weeks):
    """Of the levels of coming weeks that start from a known one, written out week by week."""
    each = np.arange(1, weeks + 1)
    apart, first = abs(each[:, None] - each), np.minimum(each[:, None], each)
    fading = FADE[one] ** apart - FADE[one] ** (each[:, None] + each)
    return WALK[one] ** 2 * first + SWING[one] ** 2 * fading


def test_the_kinds_are_all_combinations():
    assert len(SHAPE) == 2 * 13 * 5 == len({*zip(WALK, SWING, FADE, SHAPE, strict=True)})


@pytest.mark.parametrize("shape", [2.0, 12.0])
def test_the_filter_is_near_the_sum_over_a_fine_grid(shape):
    """A level that only walks, on a grid of steps of 0.01: Laplace errs by a percent or two."""
    history = np.array([9.0, 14, 4])
    grid = np.arange(-3.0, 6.0, 0.01)
    walk = stats.norm(scale=0.06).pdf(grid[:, None] - grid) * 0.01
    chance = stats.norm(PRIOR_LOG_PACE, PRIOR_DEVIATION).pdf(grid) * 0.01
    for week, items in enumerate(history):
        chance = walk @ chance if week else chance
        chance = chance * stats.nbinom(shape, shape / (shape + np.exp(grid))).pmf(items)
    one = kind(0.06, 0.0, 0.0, shape)
    found = filter_level(history)
    evidence = np.log(found.weights[one] * len(SHAPE)) + found.log_evidence
    centre = grid @ chance / chance.sum()
    deviation = np.sqrt(np.square(grid - centre) @ chance / chance.sum())
    assert evidence == pytest.approx(np.log(chance.sum()), abs=0.05)
    # A normal law stands for one that is a little skewed to the left.
    assert found.slow[one] == pytest.approx(centre, abs=0.2 * deviation)
    assert np.sqrt(found.slow_variance[one]) == pytest.approx(deviation, rel=0.1)


def test_many_histories_are_filtered_as_each():
    many = np.random.default_rng(0).poisson(3, (4, 12)).astype(float)
    together = filter_level(many)
    for place, history in enumerate(many):
        alone = filter_level(history)
        for name in LevelPosterior.__dataclass_fields__:
            one, same = getattr(alone, name), getattr(together, name)[place]
            assert same == pytest.approx(one, rel=1e-9, abs=1e-12)


def test_only_the_last_year_is_looked_at():
    recent = np.random.default_rng(5).poisson(6, 52).astype(float)
    older = np.concatenate([np.full(40, 90.0), recent])
    assert (filter_level(older).slow == filter_level(recent).slow).all()


def test_two_steps_find_the_likeliest_level():
    """Six more would move it by less than a hundredth of its deviation on the average."""
    items = np.array([0.0, 1, 4, 30])[:, None]
    before, variance = np.full((4, len(SHAPE)), 1.2), np.full((4, len(SHAPE)), 0.3)
    pull = (np.log(items + 0.5) - before) / (variance + 1 / (items + 0.5) + 1 / SHAPE)
    halves = (items - SHAPE) / 2, (items + SHAPE) / 2, before / 2, variance / 2
    moved, curve = level._likeliest(pull, *halves)
    found, curve = before + 2 * moved, curve / 2
    share = 1 / (1 + SHAPE * np.exp(-found))
    slope = items - (items + SHAPE) * share - (found - before) / variance
    assert abs(slope / curve / np.sqrt(1 / curve)).mean() < 0.01


@pytest.mark.parametrize("one", [0, 17, 64, 96, 129])
@pytest.mark.parametrize("weeks", [1, 5, 52])
def test_what_weeks_add_to_their_mean_level_is_the_mean_covariance(one, weeks):
    covariance = covariance_ahead(one, weeks)
    assert level._MOVES[weeks - 1, one] == pytest.approx(covariance.mean(), rel=1e-9, abs=1e-15)
    spread = covariance.diagonal().mean()
    assert level._SPREAD[weeks - 1, one] == pytest.approx(spread, rel=1e-9, abs=1e-15)


def test_the_mean_pace_is_that_of_simulated_levels():
    one, weeks, n = kind(0.06, 0.4, 0.85, 12.0), 8, 200_000
    chol = np.linalg.cholesky(covariance_ahead(one, weeks))
    levels = (
        1.6
        + 0.5 * 0.85 ** np.arange(1, weeks + 1)
        + (np.random.default_rng(8).standard_normal((n, weeks)) @ chol.T)
    )
    log_mean = np.log(np.exp(levels).mean(axis=1))
    ahead = level_ahead(known(one, swing=0.5), np.array([8]))
    # The logarithm of a mean of rates is taken for the mean of their logarithms plus half of what
    # they scatter: right to the fourth power of deviations of about 0.3, near 0.01.
    assert ahead.log_pace[0] == pytest.approx(log_mean.mean(), abs=0.01)
    assert ahead.variance[0] == pytest.approx(log_mean.var(), rel=0.1)


def test_weeks_alike_are_the_negative_binomial():
    """A long history of a known shape: its totals nearly those of weeks with mean and shape."""
    history = stats.nbinom(5, 0.5).rvs(52, random_state=9).astype(float)
    one = kind(0.01, 0.0, 0.0, 5.0)
    posterior = filter_level(history)
    weights = np.zeros(len(SHAPE))
    weights[one] = 1.0
    fields = LevelPosterior.__dataclass_fields__
    kept = {name: getattr(posterior, name) for name in fields} | {"weights": weights}
    totals = level_totals(LevelPosterior(**kept))
    mean = history.mean()
    assert totals.mean[3] == pytest.approx(4 * mean, rel=0.05)
    assert totals.shape[3] == pytest.approx(4 * 5, rel=0.02)
    # What 52 weeks leave open of a mean: (1 / m + 1 / r) / 52, and a little for the walk.
    assert 1 < totals.spread[3] ** 2 / ((1 / mean + 1 / 5) / 52) < 1.4


def test_the_evidence_knows_a_wandering_team_from_a_steady_one():
    rng = np.random.default_rng(10)
    steady = rng.poisson(10, 52).astype(float)
    wandering = rng.poisson(10 * np.exp(np.cumsum(0.2 * rng.standard_normal(52)))).astype(float)
    still, moving = (level_moves(filter_level(h)) for h in (steady, wandering))
    assert (still[[3, 12, 51]] < moving[[3, 12, 51]] / 2).all()


def test_a_spell_fades():
    fell = np.array([12.0, 10, 14, 11, 13, 12, 9, 12, 13, 11] * 2 + [3.0, 2, 4, 3])
    totals = level_totals(filter_level(fell))
    pace = np.diff(totals.mean, prepend=0.0)
    assert fell[-4:].mean() < pace[1] < pace[13] < pace[40] < fell.mean() * 1.3


def test_numbers_of_weeks_are_read_by_themselves():
    posterior = filter_level(HISTORY)
    every, some = level_ahead(posterior), level_ahead(posterior, np.array([2, 13]))
    for name in ("log_pace", "variance", "shape"):
        assert getattr(some, name) == pytest.approx(getattr(every, name)[[1, 12]], rel=1e-12)
