import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from flow_forecaster.engine.scope import (
    MOST_STATED_VALUES,
    RiskEvent,
    StatedScope,
    add_risks,
    risk_distribution,
    stated_distribution,
    total_distribution,
)
from tests.engine.strategies import risks, stated_scopes


def chances(distribution):
    """The totals that can come out, with their probabilities."""
    return {int(n): float(distribution[n]) for n in np.flatnonzero(distribution)}


def mean(distribution):
    return np.arange(len(distribution)) @ distribution


@pytest.mark.parametrize("items", [1, 7, 100_000])
def test_a_number_is_itself(items):
    assert chances(stated_distribution(StatedScope(items, items))) == {items: 1.0}


def test_every_whole_number_of_a_range_is_equally_likely():
    found = chances(stated_distribution(StatedScope(3, 7)))
    assert found == pytest.approx(dict.fromkeys(range(3, 8), 0.2), abs=1e-15)


@pytest.mark.parametrize(
    ("items", "factor", "total"),
    [
        (50, 1.45, 73),  # 72.5 rounds up
        (80, 1.25, 100),
        (10, 1.15, 12),  # 11.5, though 10 x 1.15 is a float below it
        (7, 0.5, 4),
        (3, 1.1, 3),
        (1, 0.1, 0),
        (100_000, 3.0, 300_000),
    ],
)
@pytest.mark.parametrize("by", ["complexity", "split"])
def test_a_fixed_factor_rounds_half_up(items, factor, total, by):
    stated = StatedScope(items, items, **{by: (factor, factor)})
    assert chances(stated_distribution(stated)) == {total: 1.0}
    assert stated.most_items == total


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.5), (1.5, 2.0), (1.75, 3.0)])
@pytest.mark.parametrize("by", ["complexity", "split"])
@pytest.mark.parametrize("items", [1, 2, 40])
def test_one_uniform_factor_gives_each_total_its_share_of_the_interval(low, high, by, items):
    """A total of t comes from factors between (t - 1/2) / items and (t + 1/2) / items."""
    distribution = stated_distribution(StatedScope(items, items, **{by: (low, high)}))
    for total, found in enumerate(distribution):
        ends = np.clip([(total - 0.5) / items, (total + 0.5) / items], low, high)
        assert found == pytest.approx((ends[1] - ends[0]) / (high - low), abs=1e-10)
    assert distribution.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    "stated",
    [
        StatedScope(40, 40, (1.0, 1.5), (1.0, 1.3)),
        StatedScope(40, 40, (1.75, 3.0), (0.1, 10.0)),
        StatedScope(3, 3, (1.5, 2.0), (0.5, 0.9)),
        StatedScope(30, 34, (1.0, 1.5), (1.0, 1.3)),
        StatedScope(8, 12, (1.25, 1.25), (1.0, 2.0)),
    ],
    ids=str,
)
def test_both_factors_agree_with_numerical_integration(stated):
    """Over the first factor by the midpoint rule, the second in closed form. The integrand changes
    by at most one over the whole, with a few kinks, so 20,000 midpoints are right to some 1e-6.
    """
    (a, b), (c, d) = stated.complexity, stated.split
    n_points = 20_000
    first = a + (b - a) * (np.arange(n_points) + 0.5) / n_points
    edges = np.arange(stated.most_items + 1) + 0.5
    below = np.zeros(len(edges))
    for items in range(stated.low, stated.high + 1):
        for index, edge in enumerate(edges):
            below[index] += np.clip((edge / (items * first) - c) / (d - c), 0, 1).mean()
    expected = np.diff(below / (stated.high - stated.low + 1), prepend=0)
    assert stated_distribution(stated) == pytest.approx(expected, abs=2e-6)


def test_a_range_with_factors_mixes_its_numbers():
    factors = {"complexity": (1.0, 1.5), "split": (1.0, 1.3)}
    mixed = stated_distribution(StatedScope(10, 14, **factors))
    expected = np.zeros(len(mixed))
    for items in range(10, 15):
        alone = stated_distribution(StatedScope(items, items, **factors))
        expected[: len(alone)] += alone / 5
    assert mixed == pytest.approx(expected, abs=1e-15)


def test_a_wide_range_with_a_factor_is_stood_for_by_evenly_spaced_numbers():
    """They are (high - low) / 255 apart, so no total moves by more than that times the factor."""
    low, high, factor = 100, 5_000, 1.5
    stated = StatedScope(low, high, (1.0, factor))
    n_values = MOST_STATED_VALUES
    assert high - low + 1 > n_values
    apart = (high - low) / (n_values - 1) * factor
    at_most = np.cumsum(stated_distribution(stated))
    trials = np.random.default_rng(6)
    totals = trials.integers(low, high + 1, 200_000) * trials.uniform(1, factor, 200_000)
    for level in (0.05, 0.5, 0.95):
        found = np.searchsorted(at_most, level)
        error = 4 * np.sqrt(level * (1 - level) / 200_000)
        ends = np.quantile(totals, [level - error, level + error])
        assert ends[0] - apart - 1 <= found <= ends[1] + apart + 1


@pytest.mark.parametrize("moved", [-3, 0, 5])
def test_a_moved_scope_keeps_its_width_and_factors(moved):
    stated = StatedScope(10, 14, (1.0, 1.5), (1.0, 1.3))
    expected = StatedScope(10 + moved, 14 + moved, (1.0, 1.5), (1.0, 1.3))
    assert stated.moved(moved) == expected
    assert StatedScope(2, 6).moved(-4) == StatedScope(0, 2)


@pytest.mark.parametrize(
    ("low", "mode", "high"),
    [(8, 12, 20), (5, 5, 8), (5, 8, 8), (0, 0, 9), (0.2, 0.3, 0.4), (1.5, 2.5, 3.5), (3, 9.7, 40)],
)
@pytest.mark.parametrize("probability", [0.0, 0.4, 1.0])
def test_an_impact_is_triangular_and_rounded(low, mode, high, probability):
    """Against scipy.stats.triang, of which a whole number takes half an item on either side."""
    law = stats.triang((mode - low) / (high - low), loc=low, scale=high - low)
    found = risk_distribution(RiskEvent(probability, low, mode, high))
    ends = np.arange(len(found) + 1) - 0.5
    expected = probability * np.diff(law.cdf(ends))
    expected[0] += 1 - probability
    assert found == pytest.approx(expected, abs=1e-12)
    assert found.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("impact", "items"), [(0, 0), (2.4, 2), (2.5, 3), (3.5, 4), (7, 7), (100_000, 100_000)]
)
def test_a_certain_impact_rounds_half_up(impact, items):
    found = risk_distribution(RiskEvent(0.25, impact, impact, impact))
    assert chances(found) == ({0: 1.0} if items == 0 else {0: 0.75, items: 0.25})
    assert RiskEvent(0.25, impact, impact, impact).most_items == items


def test_risks_are_independent():
    events = [RiskEvent(0.3, 1, 2, 4), RiskEvent(0.5, 0, 3, 3), RiskEvent(1.0, 2, 2, 2)]
    expected = {}
    each = [chances(risk_distribution(event)).items() for event in events]
    for outcome in itertools.product([(10, 1.0)], *each):
        total = sum(items for items, _ in outcome)
        chance = np.prod([chance for _, chance in outcome])
        expected[total] = expected.get(total, 0) + chance
    found = total_distribution(StatedScope(10, 10), events)
    assert chances(found) == pytest.approx(expected, abs=1e-14)


def test_fifty_certain_risks_add_up():
    found = total_distribution(StatedScope(1, 1), [RiskEvent(1.0, 2, 2, 2)] * 50)
    assert chances(found) == pytest.approx({101: 1.0})


@settings(max_examples=60)
@given(stated_scopes, st.lists(risks, max_size=4))
def test_a_total_is_a_distribution_up_to_its_most(stated, events):
    found = total_distribution(stated, events)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1, abs=1e-11)
    most = stated.most_items + sum(event.most_items for event in events)
    assert len(found) <= most + 1


@settings(max_examples=60)
@given(stated_scopes, st.lists(risks, max_size=3), risks)
def test_a_further_risk_never_makes_a_total_smaller(stated, events, further):
    before = np.cumsum(total_distribution(stated, events))
    after = np.cumsum(total_distribution(stated, [*events, further]))
    assert (after[: len(before)] <= before + 1e-12).all()


@settings(max_examples=40)
@given(stated_scopes, st.integers(2, 9))
def test_stated_items_in_lots_are_rounded_up(stated, lot):
    at_most = np.cumsum(stated_distribution(stated))
    in_lots = np.cumsum(stated_distribution(stated, lot=lot))
    for lots, found in enumerate(in_lots):
        assert found == pytest.approx(at_most[min(lots * lot, len(at_most) - 1)], abs=1e-9)


@settings(max_examples=40)
@given(risks, st.integers(2, 9))
def test_what_a_risk_adds_in_lots_is_off_by_half_a_lot_at_most(event, lot):
    exact = mean(risk_distribution(event))
    # Half an item more, as an impact is rounded once in either.
    assert abs(mean(risk_distribution(event, lot=lot)) * lot - exact) <= (lot + 1) / 2


def test_no_risks_add_nothing():
    stated = np.array([0.0, 0.5, 0.5])
    assert add_risks(stated, []) is stated
