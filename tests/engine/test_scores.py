import math

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flow_forecaster.engine.scores import (
    kept_share,
    middle_range,
    pinball,
    ranked_probability_score,
    resampled_ratios,
    share_interval,
    transform_histogram,
    transform_range,
)

CERTAIN_FOUR = np.array([1.0, 1, 1, 1, 1, 0, 0, 0, 0, 0])


def reach_of(law, top):
    return law.sf(np.arange(top + 1) - 1)


def test_a_certain_forecast_scores_its_distance():
    assert [ranked_probability_score(CERTAIN_FOUR, y) for y in (4, 6, 0)] == [0, 2, 4]


def test_even_odds_of_two_neighbours_score_a_quarter():
    """P(X >= 1) = 1/2; seen 0 or 1 the only term is (1/2)^2."""
    assert ranked_probability_score(np.array([1, 0.5, 0]), 0) == 0.25
    assert ranked_probability_score(np.array([1, 0.5, 0]), 1) == 0.25


@pytest.mark.parametrize("outcome", [0, 3, 7, 40])
def test_the_score_is_that_of_the_closed_forms(outcome):
    poisson = reach_of(stats.poisson(6.5), 400)
    assert ranked_probability_score(poisson, outcome) == pytest.approx(
        float(scoringrules.crps_poisson(outcome, 6.5)), abs=1e-9
    )
    scattered = reach_of(stats.nbinom(2.5, 0.3), 1_000)
    assert ranked_probability_score(scattered, outcome) == pytest.approx(
        float(scoringrules.crps_negbinom(outcome, 2.5, 0.3)), abs=1e-9
    )


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(0, 12))
def test_the_score_is_expected_distance_less_half_the_distance_of_two_draws(draws, outcome):
    """Gneiting and Raftery 2007, equation 21."""
    x = np.array(draws)
    reach = np.array([(x >= k).mean() for k in range(14)])
    expected = abs(x - outcome).mean() - abs(x[:, None] - x[None, :]).mean() / 2
    assert ranked_probability_score(reach, outcome) == pytest.approx(expected, abs=1e-12)


def test_nothing_past_what_was_followed_is_scored():
    assert ranked_probability_score(np.array([1, 0.25]), 9) == 0.75**2


def test_a_broken_promise_costs_its_confidence_and_a_kept_one_the_rest():
    reach = np.array([1, 0.9, 0.86, 0.3, 0])  # at least 2 with 85 %
    assert pinball(reach, 0, 0.85, "at_least") == pytest.approx(2 * 0.85)
    assert pinball(reach, 5, 0.85, "at_least") == pytest.approx(3 * 0.15)
    weeks = np.array([1, 1, 0.6, 0.1, 0])  # P(T <= 2) = 0.9: two weeks at most with 85 %
    assert pinball(weeks, 4, 0.85, "at_most") == pytest.approx(2 * 0.85)
    assert pinball(weeks, 1, 0.85, "at_most") == pytest.approx(1 * 0.15)


@pytest.mark.parametrize("confidence", [0.5, 0.7, 0.85, 0.95])
@pytest.mark.parametrize("direction", ["at_least", "at_most"])
def test_the_expected_pinball_is_least_for_the_right_forecast(confidence, direction):
    law, outcomes = stats.nbinom(2, 0.3), np.arange(60)
    chance = law.pmf(outcomes)

    def expected(forecast):
        reach = reach_of(forecast, 80)
        return chance @ [pinball(reach, int(y), confidence, direction) for y in outcomes]

    right = expected(law)
    assert right <= min(expected(stats.nbinom(2, p)) for p in (0.2, 0.25, 0.4)) + 1e-9


def test_the_transform_lies_between_less_and_up_to():
    reach = np.array([1, 0.75, 0.25, 0])
    assert transform_range(reach, 1) == (0.25, 0.75)
    assert transform_range(reach, 9) == (1, 1)


@pytest.mark.parametrize("direction", ["at_least", "at_most"])
@pytest.mark.parametrize("law", [stats.poisson(0.3), stats.nbinom(1.5, 0.2), stats.poisson(30)])
def test_a_right_forecast_keeps_exactly_what_it_announces(law, direction):
    """However coarse the count: the expectation over the law itself, by enumeration."""
    outcomes = np.arange(300)
    ranges = np.array([transform_range(reach_of(law, 301), int(y)) for y in outcomes])
    for confidence in (0.5, 0.7, 0.85, 0.95):
        kept = kept_share(ranges[:, 0], ranges[:, 1], confidence, direction)
        assert law.pmf(outcomes) @ kept == pytest.approx(confidence, abs=1e-9)
    weighted = [law.pmf(y) * transform_histogram(ranges[y, :1], ranges[y, 1:]) for y in outcomes]
    assert np.sum(weighted, axis=0) == pytest.approx(np.full(10, 0.1), abs=1e-9)


def test_an_outcome_held_impossible_is_kept_or_not_without_chance():
    assert kept_share(np.array([1.0]), np.array([1.0]), 0.85, "at_most") == 0
    assert kept_share(np.array([1.0]), np.array([1.0]), 0.85, "at_least") == 1
    assert kept_share(np.array([0.0]), np.array([0.0]), 0.85, "at_least") == 0


def test_the_interval_of_a_share_is_wilsons():
    """Against the roots of (p - s)^2 = z^2 p (1 - p) / n."""
    for share, n in ((0.85, 20), (0.0, 5), (1.0, 3), (0.5, 1)):
        z = stats.norm.ppf(0.95)
        roots = np.roots([1 + z**2 / n, -2 * share - z**2 / n, share**2])
        assert share_interval(share, n) == pytest.approx(sorted(roots.real), abs=1e-9)
    assert share_interval(0.5, 0) == (0, 1)


def test_the_interval_holds_the_share_as_often_as_it_says():
    """Exactly, over the binomial; Wilson's coverage stays within 5 points of 90 % from 20 on."""
    for n in (20, 60):
        for p in (0.5, 0.7, 0.85):
            seen = np.arange(n + 1)
            holds = [low <= p <= high for low, high in (share_interval(x / n, n) for x in seen)]
            assert stats.binom(n, p).pmf(seen) @ holds == pytest.approx(0.9, abs=0.05)


def test_the_bootstrap_scatters_as_the_ratio_does():
    rng = np.random.default_rng(1)
    plain = rng.gamma(9, size=400)
    better = plain * rng.normal(0.9, 0.05, 400)
    ratios = resampled_ratios(better, plain, np.random.default_rng(2), n_resamples=4_000)
    # The delta method for a ratio of means.
    ratio = better.mean() / plain.mean()
    error = (better - ratio * plain).std() / plain.mean() / math.sqrt(400)
    # Relative error of a standard deviation from 4,000 draws: 1 / sqrt(8,000), times four.
    assert ratios.std() == pytest.approx(error, rel=4 / math.sqrt(8_000) + 0.02)
    low, high = middle_range(ratios)
    assert low < ratio < high


def test_the_bootstrap_is_the_same_for_the_same_state():
    values = np.arange(1.0, 9)
    first, second = (
        resampled_ratios(values, values[::-1], np.random.default_rng(3)) for _ in range(2)
    )
    assert (first == second).all()
