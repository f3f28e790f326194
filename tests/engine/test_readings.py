import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow_forecaster.engine.readings import (
    chance_of_scope,
    columns_asked,
    cone,
    first_week,
    most_finished,
    still_owed,
)

REACH = np.array([[1, 0, 0, 0], [1, 0.9, 0.5, 0.2], [1, 1, 0.9, 0.6]])
"""After weeks 0, 1 and 2: the chance of at least 0, 1, 2 and 3 items."""


def test_the_chance_of_a_scope_weighs_each_total_by_its_own():
    scope = np.array([0.0, 0.5, 0.25, 0.25])
    expected = [0, 0.5 * 0.9 + 0.25 * 0.5 + 0.25 * 0.2, 0.5 + 0.25 * 0.9 + 0.25 * 0.6]
    assert chance_of_scope(REACH, scope, 1.0) == pytest.approx(expected, abs=1e-15)
    assert chance_of_scope(REACH[1], scope, 1.0) == pytest.approx(expected[1], abs=1e-15)


def test_no_items_are_done_at_once():
    assert chance_of_scope(REACH, np.array([1.0]), 1.0).tolist() == [1, 1, 1]


def test_a_constant_scale_reads_another_column():
    """At a pace of 1.2 the twelve items of the scope are the ten of the table."""
    reach = np.linspace(1, 0, 21)[None, :]
    twelve = np.eye(1, 13, 12)[0]
    assert chance_of_scope(reach, twelve, 1.2) == reach[:, 10]
    assert chance_of_scope(reach, twelve, 0.5) == 0  # 24 items, past the table


def test_what_lies_past_the_table_is_never_finished():
    scope = np.array([0, 0, 0, 0.5, 0.25, 0.25])
    assert chance_of_scope(REACH, scope, 1.0)[2] == pytest.approx(0.5 * 0.6)


def test_what_is_owed_is_the_chance_that_more_must_be_finished():
    scope = np.array([0, 0, 0, 0.5, 0.25, 0.25])
    total, most = still_owed(columns_asked(scope, 1.0)).T
    assert total.tolist() == [1, 1, 1, 0.5, 0.25] and most.tolist() == [1] * 5
    assert still_owed(columns_asked(scope, 2.0))[:, 0].tolist() == [
        1,
        1,
        0.25,
    ]  # columns 2, 2 and 3
    weekly = np.array([0.4, 0.3, 0.1, 0.1, 0.05, 0.05])
    reach = np.append(1, 1 - np.cumsum(weekly))
    assert 1 - weekly[:5] @ total == pytest.approx(chance_of_scope(reach, scope, 1.0))


@pytest.mark.parametrize(
    ("confidence", "week"),
    [(0.0, 0), (0.2, 1), (0.5, 1), (0.5 + 1e-13, 1), (0.5 + 1e-11, 2), (0.9, 2), (0.95, None)],
)
def test_the_first_week_is_the_one_that_reaches_the_confidence(confidence, week):
    assert first_week(np.array([0.0, 0.5, 0.9]), confidence) == week


@pytest.mark.parametrize(
    ("confidence", "items"), [(1.0, 0), (0.9, 1), (0.9 + 1e-13, 1), (0.91, 0), (0.5, 2), (0.1, 3)]
)
def test_the_most_finished_is_the_last_column_that_reaches_the_confidence(confidence, items):
    assert most_finished(REACH[1], confidence, 1.0) == items


@given(st.floats(0.05, 40), st.integers(1, 60))
def test_the_most_finished_at_a_scale_is_the_most_that_is_read_in_reach(scale, column):
    """How many and when are read alike: so many items have the chance, one more has not."""
    row = np.where(np.arange(200) <= column, 0.9, 0.1)
    row[0] = 1
    items = most_finished(row, 0.85, scale)
    chances = [
        float(chance_of_scope(row, np.eye(1, n + 1, n)[0], scale)) for n in (items, items + 1)
    ]
    assert chances[0] >= 0.85 > chances[1]


def test_a_line_of_the_cone_is_the_most_finished_by_each_week():
    assert cone(REACH, (0.9, 0.5), 1.0) == [[0, 1, 2], [0, 2, 3]]
    assert cone(REACH, (0.9,), 2.5) == [[0, 2, 5]]
