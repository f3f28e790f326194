import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow_forecaster.engine.counts import (
    add_count,
    count_distribution,
    scale_distribution,
    split_whole,
    spread,
    survival,
)


def distributions(most=8):
    """Probabilities of 0, 1, 2 ... items; some zero."""
    weights = st.lists(st.integers(0, 9), min_size=1, max_size=most).filter(any)
    return weights.map(lambda parts: np.array(parts) / sum(parts))


def mean(distribution):
    return np.arange(len(distribution)) @ distribution


def variance(distribution):
    return np.arange(len(distribution)) ** 2 @ distribution - mean(distribution) ** 2


@pytest.mark.parametrize(
    ("value", "whole", "fraction"),
    [
        (0.0, 0, 0.0),
        (2.3, 2, 0.3),
        (7.0, 7, 0.0),
        (0.1 + 0.2 + 0.7, 1, 0.0),
        (2.9999999999, 3, 0.0),
        (3.0000000001, 3, 0.0),
        (1e9 + 0.5, 10**9, 0.5),
    ],
)
def test_a_fractional_count_is_whole_or_one_more(value, whole, fraction):
    found_whole, found_fraction = split_whole(np.array([value]))
    assert found_whole[0] == whole
    # 1e9 + 0.5 has about 1e-7 between neighbouring floats.
    assert found_fraction[0] == pytest.approx(fraction, abs=2e-7 if value > 1e6 else 1e-12)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_splitting_keeps_the_mean(values):
    values = np.array(values)
    whole, fraction = split_whole(values)
    assert ((fraction >= 0) & (fraction < 1)).all()
    # Only what differs from a whole number by less than 1e-9 is moved, and by no more than that.
    assert np.abs(whole + fraction - values).max() <= 1e-9


@given(st.lists(st.floats(0, 50), min_size=1, max_size=10))
def test_a_draw_from_values_has_their_mean(values):
    values = np.array(values)
    distribution = count_distribution(values, np.full(len(values), 1 / len(values)))
    assert distribution.sum() == pytest.approx(1, abs=1e-12)
    assert mean(distribution) == pytest.approx(values.mean(), abs=1e-8)


@given(distributions(), st.floats(0, 5))
def test_scaling_keeps_the_mean(distribution, factor):
    scaled = scale_distribution(distribution, factor)
    assert scaled.sum() == pytest.approx(1, abs=1e-12)
    assert mean(scaled) == pytest.approx(factor * mean(distribution), abs=1e-7)


@given(distributions(), distributions(), st.integers(1, 12))
def test_adding_a_count_is_adding_every_pair(total, count, top):
    totals = np.zeros(top + 1)
    expected = np.zeros(top + 1)
    for items, chance in enumerate(total):
        totals[min(items, top)] += chance
    for done, more in itertools.product(range(top + 1), range(len(count))):
        expected[min(done + more, top)] += totals[done] * count[more]
    assert add_count(totals, count) == pytest.approx(expected, abs=1e-14)


def test_adding_is_the_same_for_long_and_sparse_counts():
    """The way of convolving is taken by size: dense counts, three far lumps, long dense counts."""
    rng = np.random.default_rng(1)
    for size, items in [(400, range(300)), (3_000, [0, 1_700, 4_000]), (3_000, range(2_000))]:
        totals = rng.random(size)
        totals /= totals.sum()
        count = np.zeros(max(items) + 1)
        count[list(items)] = rng.random(len(items))
        count /= count.sum()
        expected = np.zeros(size + len(count) - 1)
        for more in items:
            expected[more : more + size] += totals * count[more]
        # The last cell stands for "or more", so whatever it is added to stays in it.
        expected[size - 1] = expected[size - 1 :].sum()
        assert add_count(totals, count) == pytest.approx(expected[:size], abs=1e-14)


@given(distributions())
def test_survival_is_the_chance_of_at_least_so_many(distribution):
    reached = survival(distribution)
    for items in range(len(distribution)):
        assert reached[items] == pytest.approx(distribution[items:].sum(), abs=1e-14)
    assert reached.max() <= 1


def test_survival_runs_along_the_last_axis():
    rows = np.array([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5]])
    assert survival(rows) == pytest.approx(np.array([[1, 0.5, 0], [1, 0.8, 0.5]]))


@pytest.mark.parametrize("added", [0.3, 0.99, 1.0, 5.0, 40.0])
def test_noise_keeps_the_mean_and_adds_its_variance_far_from_both_ends(added):
    totals = np.zeros(401)
    totals[190:211] = 1 / 21
    noisy = spread(totals, added)
    assert noisy.sum() == pytest.approx(1, abs=1e-12)
    assert mean(noisy) == pytest.approx(200, abs=1e-9)
    # A sampled normal of variance v has v to within exp(-2 pi^2 v), and loses exp(-32) at 8 sd.
    error = 4 * np.pi**2 * added * np.exp(-2 * np.pi**2 * added) if added >= 1 else 0
    assert variance(noisy) - variance(totals) == pytest.approx(added, abs=2 * error + 1e-8)


@given(distributions(most=30), st.floats(0, 60))
def test_noise_never_moves_a_total_of_zero_nor_takes_from_the_top(totals, added):
    noisy = spread(np.concatenate([totals, [0.0]]), added)
    assert noisy.min() >= 0
    assert noisy.sum() == pytest.approx(1, abs=1e-12)
    assert noisy[0] >= totals[0]
    topped = spread(totals, added)
    assert topped[-1] >= totals[-1] - 1e-15


def test_noise_beside_a_total_of_zero_is_all_in_what_moves():
    totals = np.zeros(401)
    totals[0], totals[200] = 0.75, 0.25
    noisy = spread(totals, 2.0)
    assert noisy[0] == 0.75
    assert mean(noisy) == pytest.approx(mean(totals), abs=1e-9)
    assert variance(noisy) - variance(totals) == pytest.approx(2.0, abs=1e-6)


def test_no_noise_changes_nothing():
    totals = np.array([0.1, 0.4, 0.3, 0.2])
    assert (spread(totals, 0.0) == totals).all()
    nothing_done = np.array([1.0, 0.0, 0.0])
    assert (spread(nothing_done, 5.0) == nothing_done).all()
