import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_forecaster.engine.resample import ResampledSpans, resample_rows, resampled_totals
from tests.data.workshop import PAPER, PAPER_CHANCES
from tests.engine.oracles import reach_by_sequences
from tests.engine.strategies import factors, histories


def table(history, factors, top):
    return np.array(list(resample_rows(np.array(history, float), np.array(factors, float), top)))


def test_three_items_at_a_pace_of_one_or_three():
    """By hand. Done after one week only if that week gives 3: 1/2. After two if the first gives 1
    and the second 3: 1/4 (a sum of 4). After three otherwise, as 1 + 1 + 1 is enough: 1/4.
    """
    done = table([1, 3], [1, 1, 1], 3)[:, 3]
    assert np.diff(done) == pytest.approx([1 / 2, 1 / 4, 1 / 4], abs=1e-15)


def test_a_constant_pace_is_certain():
    reach = table([4, 4], [1] * 5, 20)
    expected = [[float(4 * week >= items) for items in range(21)] for week in range(6)]
    assert (reach == expected).all()


def test_a_week_of_zero_counts():
    assert table([0, 5], [1], 5)[1, 5] == 0.5
    assert table([0, 0, 0, 5], [1], 5)[1, 5] == 0.25


@pytest.mark.parametrize(
    ("history", "weeks"),
    [
        ([1, 3], 6),
        ([0, 0, 5], 5),
        ([2], 4),
        ([0, 1, 1, 4], 4),
        ([2, 5, 3], 5),
        ([1.5, 2], 5),
        ([0.3, 7], 5),
        ([8, 6, 10, 7, 9], 3),
    ],
)
def test_equals_every_sequence_of_past_weeks(history, weeks):
    top = int(max(history)) * weeks + 2
    expected = reach_by_sequences(history, [1] * weeks, top)
    assert table(history, [1] * weeks, top) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("top", [1, 4, 30])
def test_weeks_scaled_one_by_one_equal_every_sequence(top):
    history, weeks = [1, 3, 8], [1.0, 0.8, 0.0, 2.0, 0.25]
    expected = reach_by_sequences(history, weeks, top)
    assert table(history, weeks, top) == pytest.approx(expected, abs=1e-14)


def test_the_paper_exercise_takes_the_weeks_that_were_worked_out():
    done = table(PAPER["history"]["counts"], [1] * 12, PAPER["scope"]["items"])[:, -1]
    in_week = np.diff(done)
    for week, chance in PAPER_CHANCES.items():
        # The known chances have four decimals.
        assert in_week[week - 1] == pytest.approx(chance, abs=0.00005)
    assert in_week.sum() == pytest.approx(1, abs=1e-12)


@settings(max_examples=40)
@given(histories, factors, st.integers(0, 40))
def test_the_table_is_one_of_chances(history, factors, top):
    reach = table(history, factors[:20], top)
    assert reach.shape == (21, top + 1)
    assert np.isfinite(reach).all() and reach.min() >= 0 and reach.max() <= 1
    assert (reach[:, 0] > 1 - 1e-12).all()
    assert (np.diff(reach, axis=1) <= 0).all()
    # Sums of twenty weeks' rounding, each below 2^-52.
    assert (np.diff(reach, axis=0) >= -1e-14).all()


def test_weeks_worth_a_hundred_thousand_past_ones_fit_in_memory():
    """A team of 1 that becomes 1,000 must not take an array of every count that may come."""
    rows = resample_rows(np.array([10_000.0]), np.full(3, 1e5), 10)
    assert np.array(list(rows))[1].min() == pytest.approx(1)


SPAN_FACTORS = np.array([1, 1, 1, 0.6, 1, 0, 1, 1, 1.5, 1, 1, 0.8, 1, 1])


@pytest.mark.parametrize("n_weeks", range(len(SPAN_FACTORS)))
@pytest.mark.parametrize("share", [0.0, 0.3])
def test_spans_add_up_to_what_week_after_week_makes(n_weeks, share):
    history, top = np.array([0.0, 3, 5, 2.5, 9]), 40
    factors = np.append(SPAN_FACTORS[:n_weeks], [SPAN_FACTORS[n_weeks] * share] * (share > 0))
    *_, expected = resampled_totals(history, factors, top)
    total = ResampledSpans(history, SPAN_FACTORS, top).total(n_weeks, share)
    padded = np.append(total, np.zeros(top - len(total)))
    assert padded == pytest.approx(expected, abs=1e-14)


def test_past_the_horizon_there_is_no_share_of_a_week():
    spans = ResampledSpans(np.array([1.0, 4]), np.ones(6), 20)
    assert spans.total(6, 0.5).tolist() == spans.total(6).tolist()


@pytest.mark.parametrize("factors", [np.ones(1), np.ones(16), np.ones(21), SPAN_FACTORS])
@pytest.mark.parametrize("items", [1, 6, 17, 40, 64, 200])
def test_the_first_week_by_spans_is_that_of_week_after_week(factors, items):
    history, at_most = np.array([0.0, 3, 5, 2, 9]), 0.15
    owed = np.ones(items)
    by_week = resampled_totals(history, factors, items)
    expected = next((week for week, row in enumerate(by_week) if row @ owed <= at_most), None)
    assert ResampledSpans(history, factors, items).first_week(owed, at_most) == expected


def test_nothing_owed_takes_no_week():
    assert ResampledSpans(np.array([2.0]), np.ones(4), 3).first_week(np.zeros(3), 0.15) == 0
