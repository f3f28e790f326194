import itertools
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from flow_forecaster.engine import bayesian
from flow_forecaster.engine.bayesian import MOST_STEPS, bayesian_table, week_variance
from tests.engine.oracles import at_least, reach_by_urn, reach_by_urn_states
from tests.engine.strategies import histories, small_histories


def table(history, n_weeks, top):
    return bayesian_table(np.array(history, float), n_weeks, top)


@pytest.mark.parametrize(
    ("history", "n_weeks"),
    [([1, 3], 6), ([0, 0, 5], 5), ([2], 4), ([0, 1, 1, 4], 4), ([2, 5, 3], 5), ([7, 7, 0], 5)],
)
def test_equals_every_sequence_of_draws_from_the_urn(history, n_weeks):
    top = max(history) * n_weeks + 2
    expected = np.array(reach_by_urn(history, n_weeks, top), float)
    assert table(history, n_weeks, top) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("history", [[1, 3, 4], [0, 0, 5, 8], [6]])
def test_every_multiset_of_past_weeks_is_equally_likely(history):
    n, n_weeks, top = len(history), 5, 5 * max(history)
    each = Fraction(1, comb(n + n_weeks - 1, n_weeks))
    totals = {}
    for multiset in itertools.combinations_with_replacement(history, n_weeks):
        totals[sum(multiset)] = totals.get(sum(multiset), 0) + each
    expected = [float(at_least(totals, items)) for items in range(top + 1)]
    assert table(history, n_weeks, top)[-1] == pytest.approx(expected, abs=1e-14)


def test_a_pace_of_one_or_three_gives_every_number_of_threes_alike():
    """The weight of the 3 is uniform on 0..1, so of w weeks 0, 1 ... w are threes, each 1/(w+1)."""
    n_weeks = 9
    reach = table([1, 3], n_weeks, 3 * n_weeks)
    for threes in range(n_weeks + 1):
        expected = (n_weeks + 1 - threes) / (n_weeks + 1)
        assert reach[n_weeks, n_weeks + 2 * threes] == pytest.approx(expected, abs=1e-14)


def test_one_finishing_week_in_four_is_beta_binomial():
    """Weeks that finish their five items: beta-binomial with one such week and three others."""
    n_weeks = 30
    reach = table([0, 0, 0, 5], n_weeks, 5 * n_weeks)[n_weeks, 5::5]
    expected = stats.betabinom.sf(np.arange(n_weeks), n_weeks, 1, 3)
    assert reach == pytest.approx(expected, abs=1e-12)


def test_one_week_of_history_says_one_thing():
    assert (
        table([4], 5, 20)[:, 1:] == [[4 * w >= k for k in range(1, 21)] for w in range(6)]
    ).all()


def test_a_fractional_week_is_whole_or_one_more_each_time_it_is_drawn():
    reach = table([2.5], 4, 12)[4]
    expected = stats.binom.sf(np.arange(8, 13) - 9, 4, 0.5)
    assert reach[8:] == pytest.approx(expected, abs=1e-14)
    with_more = reach_by_urn_states([2.5, 1.0, 0.2], [1] * 6, 20)
    assert table([2.5, 1.0, 0.2], 6, 20) == pytest.approx(with_more, abs=1e-13)


@settings(max_examples=40)
@given(small_histories, st.integers(1, 12))
def test_the_expected_total_is_that_of_the_history(history, n_weeks):
    top = int((max(history) + 1) * n_weeks) + 1
    reach = table(history, n_weeks, top)
    expected = np.mean(history) * np.arange(n_weeks + 1)
    assert reach[:, 1:].sum(axis=1) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@settings(max_examples=40)
@given(histories, st.integers(0, 25), st.integers(0, 60))
def test_the_table_is_one_of_chances(history, n_weeks, top):
    reach = bayesian_table(history, n_weeks, top)
    assert reach.shape == (n_weeks + 1, top + 1)
    assert np.isfinite(reach).all() and reach.min() >= 0 and reach.max() <= 1
    # Shares of sums of up to a thousand terms, each rounded to 2^-53 of itself.
    assert (np.diff(reach, axis=1) <= 1e-12).all()
    assert (np.diff(reach, axis=0) >= -1e-12).all()


def test_ten_years_ahead_from_a_thousand_weeks_stay_finite():
    """More than 10^400 multisets, past the largest float, are still counted by their share."""
    history = np.tile([0.0, 1.0], 500)
    n_weeks, top = 200, 150
    assert len(history) * n_weeks * (2_500 + top) < MOST_STEPS
    reach = bayesian_table(history, n_weeks, top)
    expected = stats.betabinom.sf(np.arange(top), n_weeks, 500, 500)
    assert reach[n_weeks, 1:] == pytest.approx(expected, abs=1e-11)


def test_the_variance_of_a_week_is_that_within_the_weights():
    """E sum w x^2 - E (sum w x)^2 over flat Dirichlet weights: the variance times n / (n + 1)."""
    assert week_variance(np.array([1.0, 3.0])) == pytest.approx(2 / 3)
    rng = np.random.default_rng(4)
    history = np.array([0.0, 2.0, 3.0, 11.0])
    weights = rng.dirichlet(np.ones(4), 200_000)
    within = weights @ history**2 - (weights @ history) ** 2
    error = within.std() / np.sqrt(len(within))
    assert abs(week_variance(history) - within.mean()) < 4 * error


def even_weeks(rng, n):
    return rng.poisson(7, n)


def long_tailed_weeks(rng, n):
    return np.round(rng.lognormal(1.5, 1, n))


def weeks_of_fives(rng, n):
    return rng.choice([0, 0, 0, 0, 5, 20], n)


@pytest.mark.parametrize(
    ("draw", "n", "most", "most_at_last"),
    [
        (even_weeks, 150, 0.005, 0.005),
        (even_weeks, 600, 0.0015, 0.0015),
        (long_tailed_weeks, 150, 0.03, 0.03),
        (long_tailed_weeks, 600, 0.011, 0.011),
        (weeks_of_fives, 150, 0.1, 0.03),
        (weeks_of_fives, 600, 0.08, 0.02),
    ],
)
def test_the_form_for_long_histories_is_as_near_as_it_says(draw, n, most, most_at_last):
    """Against the exact form, at a size where both run.

    It takes the uncertain mean for normal, so its error falls with the skewness of a week over the
    root of the number of weeks. Where all counts are multiples of five, noise leaves the multiples,
    which shows in the first weeks.
    """
    n_weeks = 60
    for seed in range(3):
        history = draw(np.random.default_rng(seed), n).astype(float)
        top = int(1.2 * history.mean() * n_weeks)
        exact = bayesian._exact_table(history, n_weeks, top)
        near = bayesian._long_history_table(history, np.ones(n_weeks), top)
        assert np.abs(near - exact).max() < most
        assert np.abs(near - exact)[-1].max() < most_at_last


def test_a_long_history_far_ahead_is_forecast_by_its_large_sample_form():
    """Two counts only, so the exact chance has a closed form to be near to."""
    history = np.tile([0.0, 0.0, 1.0], 330)
    n_weeks, top = 260, 60
    assert len(history) * n_weeks * (2_500 + top) > MOST_STEPS
    reach = bayesian_table(history, n_weeks, top)[n_weeks]
    expected = stats.betabinom.sf(np.arange(top), n_weeks, 330, 660)
    assert reach[1:] == pytest.approx(expected, abs=0.005)
    assert reach[0] == pytest.approx(1, abs=1e-12)
