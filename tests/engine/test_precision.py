import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from flow_forecaster.engine.pace import ComingWeeks, learn, pace_table
from flow_forecaster.engine.precision import (
    RANGE,
    mean_pace_quantiles,
    mean_pace_range,
    weeks_between,
)
from flow_forecaster.engine.readings import chance_of_scope, first_week
from flow_forecaster.engine.scope import RiskEvent, StatedScope, total_distribution
from tests.engine.strategies import HORIZON_WEEKS, coming_weeks, histories

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
CONFIDENCES = (0.5, 0.7, 0.85, 0.95)


def table(history, factors, top):
    """That of plain resampling, until ``top`` items are finished for sure."""
    asked = np.eye(1, top + 1, top)[0]
    return pace_table(learn("resample", history), factors, top=top, asked=asked, at_least=0)


def ranges_of(history, *asked):
    return weeks_between(history, mean_pace_range(history), *asked)


def test_the_range_is_one_of_ninety_percent():
    assert RANGE == (0.05, 0.95)


def test_the_mean_of_one_and_three_is_uniform_between_them():
    """The weight of the 3 is uniform on 0..1. A uniform chance is a straight line, which
    interpolation between points on it keeps; what is left is the quadrature's.
    """
    found = mean_pace_quantiles(np.array([1.0, 3.0]), LEVELS)
    assert found == pytest.approx(1 + 2 * np.array(LEVELS), abs=1e-3)


@pytest.mark.parametrize(
    ("history", "law", "unit"),
    [
        ([0, 0, 0, 5], stats.beta(1, 3), 5),
        ([0, 5, 5], stats.beta(2, 1), 5),
        ([0] * 20 + [3] * 10, stats.beta(10, 20), 3),
        ([0] * 700 + [2] * 300, stats.beta(300, 700), 2),
    ],
    ids=["[0, 0, 0, 5]", "[0, 5, 5]", "30 weeks", "1,000 weeks"],
)
def test_the_mean_of_two_counts_is_beta(history, law, unit):
    """Points lie a quarter of a standard error apart. Between them the chance F is taken for a
    line, which is off by at most step^2 / 8 times the largest |F''|.
    """
    counts = np.array(history, float)
    step = counts.std() / np.sqrt(len(counts) + 1) / 4 / unit
    for level, found in zip(LEVELS, mean_pace_quantiles(counts, LEVELS) / unit, strict=True):
        around = np.linspace(max(found - step, 1e-6), min(found + step, 1 - 1e-6), 401)
        bend = np.abs(np.gradient(law.pdf(around), around)).max()
        assert abs(law.cdf(found) - level) < step**2 / 8 * bend + 1e-4


@pytest.mark.parametrize(
    ("history", "most"),
    [
        ([5, 6, 8, 5, 9, 7, 6, 10], 0.002),
        ([0, 0, 0, 5, 0, 8], 0.003),
        ([1, 2, 40], 0.01),
        ([2.5, 0.1, 7.7, 3.3], 0.002),
        ([6, 6, 6, 6, 7], 0.002),
    ],
    ids=str,
)
def test_the_mean_agrees_with_drawn_weights(history, most):
    """200,000 flat Dirichlet weights: the share below each quantile is the level, within four
    standard errors and what interpolation adds: 0.2 % of chance for a mean that is nearly normal
    (a sixteenth of 0.242 / 8), 1 % at a steep end.
    """
    n_draws = 200_000
    weights = np.random.default_rng(3).dirichlet(np.ones(len(history)), n_draws)
    means = weights @ np.array(history, float)
    for level, quantile in zip(
        LEVELS, mean_pace_quantiles(np.array(history, float), LEVELS), strict=True
    ):
        error = np.sqrt(level * (1 - level) / n_draws)
        assert abs((means <= quantile).mean() - level) < 4 * error + most


def test_a_thousand_different_weeks_have_a_normal_mean():
    """The limit for a long history; skewness of this mean is below 0.02, so an Edgeworth term of
    a twentieth of a standard error at most.
    """
    history = np.arange(1_000.0)
    error = history.std() / np.sqrt(1_001)
    expected = stats.norm(history.mean(), error).ppf(LEVELS)
    assert mean_pace_quantiles(history, LEVELS) == pytest.approx(expected, abs=error / 20)


@pytest.mark.parametrize("history", [[4.0], [4.0, 4.0, 4.0]])
def test_one_value_has_no_range(history):
    assert mean_pace_quantiles(np.array(history), LEVELS).tolist() == [4.0] * 5


@settings(max_examples=60)
@given(histories)
def test_quantiles_rise_and_stay_within_the_history(history):
    found = mean_pace_quantiles(history, LEVELS)
    assert np.isfinite(found).all()
    assert (np.diff(found) >= 0).all()
    assert found[0] >= history.min() - 1e-9 and found[-1] <= history.max() + 1e-9


@settings(max_examples=40)
@given(histories, coming_weeks, st.integers(1, 60), st.sampled_from([0.0, 0.5]))
def test_the_range_holds_the_answer_of_plain_resampling(history, weeks, items, probability):
    scope = total_distribution(StatedScope(items, items), [RiskEvent(probability, 1, 2, 9)])
    top = int(np.ceil((len(scope) - 1) / weeks.scale))
    reach = pace_table(
        learn("resample", history),
        weeks.factors,
        top=top,
        asked=np.eye(1, top + 1, top)[0],
        at_least=0,
    )
    chance = chance_of_scope(reach, scope, weeks.scale)
    ranges = ranges_of(history, scope, weeks, CONFIDENCES)
    for confidence, (early, late) in zip(CONFIDENCES, ranges, strict=True):
        week = first_week(chance, confidence)
        # None is past the horizon.
        assert (early or 0 if early is not None else 999) <= (999 if week is None else week)
        assert (999 if week is None else week) <= (999 if late is None else late)


def test_the_range_is_that_of_the_mean_pace():
    """The mean of one and three is uniform, so nine times in ten it is from 1.1 to 2.9, which is
    0.55 to 1.45 times the mean; the ends are the answers at a pace so scaled.
    """
    history, scope = np.array([1.0, 3.0]), total_distribution(StatedScope(100, 100))
    weeks = ComingWeeks(np.ones(400))
    expected = []
    for scale in (1.45, 0.55):
        top = int(np.ceil(100 / scale))
        pace = learn("resample", history)
        reach = pace_table(
            pace, weeks.factors, top=top, asked=np.eye(1, top + 1, top)[0], at_least=0
        )
        chance = chance_of_scope(reach, scope, scale)
        expected.append([first_week(chance, confidence) for confidence in CONFIDENCES])
    assert ranges_of(history, scope, weeks, CONFIDENCES) == list(zip(*expected, strict=True))


def test_a_shorter_history_leaves_a_wider_range():
    scope = total_distribution(StatedScope(100, 100))
    weeks = ComingWeeks(np.ones(522))
    widths = []
    for repeats in (1, 2, 4, 16):
        history = np.array([3.0, 5, 8, 4] * repeats)
        early, late = ranges_of(history, scope, weeks, [0.5])[0]
        widths.append(late - early)
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 2 * widths[-1]


def test_an_end_past_the_horizon_is_none():
    weeks = ComingWeeks(np.ones(HORIZON_WEEKS))
    scope = total_distribution(StatedScope(40, 40))
    early, late = ranges_of(np.array([0, 0, 0, 0, 0, 40.0]), scope, weeks, [0.85])[0]
    assert early is not None and late is None
    assert ranges_of(np.array([3.0, 3.0]), scope, weeks, [0.5]) == [(14, 14)]
    too_much = total_distribution(StatedScope(1_000, 1_000))
    assert ranges_of(np.array([3.0, 3.0]), too_much, weeks, [0.5]) == [(None, None)]
