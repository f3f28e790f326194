import numpy as np
import pytest

from flow_forecaster.engine.errors import EngineError, NoProgressError
from flow_forecaster.engine.history import FEW_PERIODS, summarise_history


def summary(counts):
    return summarise_history(np.array(counts, float))


def test_facts_of_a_history():
    found = summary([5, 0, 8, 5, 0, 9])
    assert (found.n_periods, found.n_zero) == (6, 2)
    assert found.mean == pytest.approx(27 / 6)
    assert found.variance == pytest.approx(195 / 6 - (27 / 6) ** 2)


def test_a_history_that_never_finished_anything_is_refused():
    with pytest.raises(NoProgressError):
        summary([0, 0, 0])
    assert issubclass(NoProgressError, EngineError)


@pytest.mark.parametrize("n", range(1, 12))
def test_a_history_is_short_below_eight_periods(n):
    assert FEW_PERIODS == 8
    assert summary([3, 4] * n).is_short == (2 * n < 8)
    assert summary([3] * n).is_short == (n < 8)


def test_a_constant_history_is_seen():
    assert summary([4, 4, 4]).is_constant
    assert not summary([4, 4, 5]).is_constant


@pytest.mark.parametrize(
    ("counts", "change"),
    [
        ([2, 3, 2, 3, 4, 6, 4, 6], 1.0),
        ([4, 6, 4, 6, 2, 3, 2, 3], -0.5),
        # An odd number of weeks: the middle one is in neither half.
        ([2, 3, 2, 3, 100, 4, 6, 4, 6], 1.0),
        ([5, 5, 5, 5, 6, 6, 6, 6], 0.2),
    ],
)
def test_a_clear_shift_of_the_pace_is_told_as_a_share_of_the_earlier_half(counts, change):
    assert summary(counts).recent_change == pytest.approx(change)


@pytest.mark.parametrize(
    "counts",
    [
        [5, 6, 8, 5, 9, 7, 6, 10],  # within what chance does
        [1, 1, 1, 9, 9, 9],  # clear, but six weeks are too few to say
        [0, 0, 0, 0, 5, 6, 7, 5],  # no earlier pace to compare with
        [3, 3, 3, 3, 3, 3, 3, 3],
    ],
    ids=str,
)
def test_no_shift_is_told_where_none_is_clear(counts):
    assert summary(counts).recent_change is None


def test_a_shift_is_clear_from_two_and_a_half_standard_errors():
    """Halves of 4 with variance 4/3 each: the error of their difference is sqrt(2/3), 0.816."""
    earlier = np.array([9.0, 9, 11, 11])
    assert summary([*earlier, *(earlier + 2.0)]).recent_change is None
    assert summary([*earlier, *(earlier + 2.1)]).recent_change == pytest.approx(0.21)
