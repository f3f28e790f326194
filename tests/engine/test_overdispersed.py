import math

import numpy as np
import pytest
from scipy import stats

from flow_forecaster.engine.coming_totals import coming_totals
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.overdispersed import HERMITE, Totals, even_points

ONES = np.ones(60)


def totals(mean, shape, spread, **more):
    return Totals(*(np.atleast_1d(np.asarray(v, float)) for v in (mean, shape, spread)), **more)


def reach(law, top, weeks=None):
    """P(at least k), k = 0 .. top, after weeks 0, 1 ...: a pool of this law alone."""
    return np.array(list(LearnedPace(((1.0, law),)).rows(np.ones(weeks or len(law.mean)), top)))


def negative_binomial(mean, shape):
    return stats.nbinom(shape, shape / (shape + mean))


@pytest.mark.parametrize(("mean", "shape"), [(5, 2.5), (0.01, 0.5), (40, 300), (900, 0.3)])
def test_without_spread_it_is_the_negative_binomial(mean, shape):
    row = reach(totals(mean, shape, 0), 60)[1]
    expected = negative_binomial(mean, shape).sf(np.arange(61) - 1)
    assert row == pytest.approx(expected, abs=1e-10)


def test_with_spread_it_is_a_sum_of_three_tails():
    row = reach(totals(30, 4, 0.5), 200)[1]
    means = 30 * np.exp(0.5 * np.sqrt(3) * np.array([-1, 0, 1]) - 0.125)
    tails = [negative_binomial(mean, 4).sf(np.arange(201) - 1) for mean in means]
    assert row == pytest.approx(np.average(tails, axis=0, weights=[1, 4, 1]), abs=1e-10)


@pytest.mark.parametrize("points", [HERMITE, even_points(8)])
def test_the_points_have_the_moments_of_a_normal_variable(points):
    assert points.weights.sum() == pytest.approx(1)
    assert points.weights @ points.values == pytest.approx(0, abs=1e-12)
    assert points.weights @ points.values**2 == pytest.approx(1)


def test_the_even_points_leave_no_step():
    """Against 400 points: nowhere off by more than half of what one point of eight weighs."""
    laws = (totals(200, 80, 0.8, points=even_points(n)) for n in (8, 400))
    few, many = (reach(law, 1_500)[1] for law in laws)
    assert abs(few - many).max() < 1 / 16


def test_week_zero_has_finished_nothing():
    assert reach(totals([5, 10], [2, 4], [0, 0]), 3)[0].tolist() == [1, 0, 0, 0]


def test_what_is_finished_stays_finished():
    shrinking = reach(totals([10, 5], [2, 2], [0.1, 0.1]), 40)
    assert (np.diff(shrinking, axis=0) >= 0).all()


def test_past_what_is_learned_the_pace_stays_and_the_range_goes_on_growing():
    learned = totals(np.arange(1, 53) * 4.0, np.full(52, 10.0), np.full(52, 0.3))
    far = learned.of_weeks(0, np.arange(1.0, 209))
    assert far.mean[[51, 103, 207]] == pytest.approx([208, 416, 832])
    # Both variances of the logarithm, 1 / r and s squared, with the cube root of the weeks.
    grown = np.array([1, 2, 4]) ** (1 / 3)
    assert 1 / far.shape[[51, 103, 207]] == pytest.approx(0.1 * grown)
    assert far.spread[[51, 103, 207]] ** 2 == pytest.approx(0.09 * grown)
    widths = []
    for week in (52, 104, 208):
        row = reach(learned, 6_000, weeks=week)[-1]
        low, high = ((row >= p).sum() for p in (0.925, 0.075))
        widths.append(math.log(high / low))
    assert widths[0] < widths[1] < widths[2]
    # Widths of the logarithm grow as standard deviations do.
    assert widths[2] == pytest.approx(4 ** (1 / 6) * widths[0], rel=0.05)


def test_weeks_worth_less_scale_the_mean_and_nothing_else():
    learned = totals([4, 8, 12], [9, 9, 9], [0.2, 0.3, 0.4])
    scaled = learned.of_weeks(0, np.array([1, 1.5, 1.5]))
    assert scaled.mean == pytest.approx([4, 6, 6])
    assert (scaled.shape == learned.shape).all() and (scaled.spread == learned.spread).all()


def test_weeks_worth_nothing_finish_nothing():
    stopped = totals([4, 8], [9, 9], [0.2, 0.3]).of_weeks(0, np.zeros(2))
    assert coming_totals(stopped).probability(0, 2, 5)[:, 0] == pytest.approx(1, abs=1e-9)
