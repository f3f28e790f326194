import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow_forecaster.engine.pace import (
    CERTAIN,
    LEARNED,
    ComingWeeks,
    column_of,
    learn,
    pace_at,
    pace_table,
)
from tests.engine.strategies import MODELS

HISTORY = np.array([5.0, 6, 8, 5, 9, 7, 6, 10])


def items(number):
    """So many items are asked for, and no others."""
    return np.eye(1, number + 1, number)[0]


def coming(weeks, horizon=60, scale=1.0):
    return ComingWeeks(np.array(weeks + [1.0] * (horizon - len(weeks))), scale)


def table(model, factors, *, top, asked, at_least):
    """What a forecast under the model is read from."""
    pace, limits = learn(model, HISTORY), {"top": top, "at_least": at_least, "until": CERTAIN}
    if model in LEARNED:
        return pace.over(factors).table(asked, **limits)
    return pace_table(pace, factors, asked=asked, **limits)


@pytest.mark.parametrize(
    ("items", "scale", "column"),
    [
        (12, 1.2, 10),
        (13, 1.2, 11),
        (0, 1.2, 0),
        (7, 1.0, 7),
        (1, 0.1, 10),
        (3, 0.3, 10),
        (5, 10, 1),
    ],
)
def test_a_pace_scaled_by_a_constant_is_read_at_items_over_it_rounded_up(items, scale, column):
    assert column_of(items, scale) == column


@given(st.integers(0, 50_000), st.floats(0.05, 40))
def test_rounding_of_floats_never_asks_for_an_item_more(column, scale):
    assert column_of(column * scale, scale) == column
    assert column_of(column * scale + 0.01, scale) == column + 1


@given(st.integers(0, 2_000), st.floats(0.05, 40))
def test_the_column_holds_the_items_and_one_less_does_not(items, scale):
    column = int(column_of(items, scale))
    assert column * scale >= items - 1e-6
    assert column == 0 or (column - 1) * scale < items


@pytest.mark.parametrize("model", MODELS)
def test_the_table_ends_where_everything_is_finished_for_sure(model):
    reach = table(model, np.ones(400), top=90, asked=items(30), at_least=0)
    assert reach[-1, 30] >= CERTAIN > reach[-2, 30]
    assert reach.shape[1] == 91


@pytest.mark.parametrize("model", MODELS)
def test_the_table_has_the_weeks_of_a_deadline(model):
    factors = coming([]).factors
    assert len(table(model, factors, top=9, asked=items(0), at_least=12)) == 13
    assert len(table(model, factors, top=9, asked=items(0), at_least=99)) == 61


@pytest.mark.parametrize("model", MODELS)
def test_what_is_never_finished_ends_the_table_at_the_horizon(model):
    reach = table(model, coming([]).factors, top=9_000, asked=items(9_000), at_least=0)
    assert len(reach) == 61
    assert reach[-1, -1] < 1e-9


@pytest.mark.parametrize("model", MODELS)
def test_a_row_by_itself_is_that_of_the_table(model):
    weeks = [1.0, 0.8, 0.0, 1.0, 0.6]
    reach = table(model, coming(weeks).factors, top=60, asked=items(0), at_least=5)
    alone = pace_at(learn(model, HISTORY), np.array(weeks), top=60)
    # Tables of other lengths are cut elsewhere; see the tests of evened weeks.
    assert alone == pytest.approx(reach[5], abs=2e-6)


def test_weeks_until_a_deadline_end_with_the_share_of_the_next():
    weeks = coming([1.0, 0.8, 0.6])
    assert weeks.until(2, 0.0).tolist() == [1.0, 0.8]
    assert weeks.until(2, 0.5).tolist() == [1.0, 0.8, 0.3]
    assert weeks.until(0, 0.25).tolist() == [0.25]
    assert weeks.until(60, 0.0).tolist() == weeks.factors.tolist()


@pytest.mark.parametrize(
    "history",
    [
        [5, 6, 8, 5, 9, 7, 6, 10],
        [0, 0, 0, 5, 0, 8],
        [1, 3],
        [4, 4, 4],
        [2.5, 2.5, 2.5],
        [0] * 30 + [90],
    ],
    ids=str,
)
@pytest.mark.parametrize("weeks", [1, 6, 40])
@pytest.mark.parametrize("model", MODELS)
def test_hardly_ever_is_more_finished_than_is_likely_at_most(model, history, weeks):
    """Twelve standard deviations: by Cantelli's inequality past it lies 1 in 145 at the worst.

    The lowest line of the cone is read at 5 %, and must lie below.
    """
    pace = learn(model, np.array(history, float))
    most = pace.likely_most(weeks)
    assert pace_at(pace, np.ones(weeks), top=most)[-1] < 1 / 145


def test_likely_at_most_is_never_more_than_the_best_week_each_time():
    assert learn("resample", np.array([4.0, 4.0])).likely_most(10) == 41
    assert learn("bayesian", np.array([1.0, 3.0])).likely_most(2.5) <= 3 * 3 + 1
