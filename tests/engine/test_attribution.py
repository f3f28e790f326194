import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow_forecaster.engine.attribution import attribute


def of_table(values):
    """A function of the inputs that changed, from a value for each set of them."""
    return lambda changed: values[sum(2**one for one in changed)]


@st.composite
def tables(draw, most=6):
    n_inputs = draw(st.integers(1, most))
    whole = st.integers(-5_000, 5_000)
    return n_inputs, draw(st.lists(whole, min_size=2**n_inputs, max_size=2**n_inputs))


@given(tables())
def test_parts_add_up_to_the_whole_move(table):
    n_inputs, values = table
    parts = attribute(of_table(values), n_inputs)
    assert len(parts) == n_inputs
    assert sum(parts) == values[-1] - values[0]


@given(st.lists(st.integers(-5_000, 5_000), min_size=1, max_size=6))
def test_what_moves_on_its_own_is_told_to_the_day(moves):
    def value(changed):
        return sum(moves[one] for one in changed)

    assert attribute(value, len(moves)) == tuple(moves)


def test_what_two_move_only_together_is_halved():
    assert attribute(of_table([0, 0, 0, 10]), 2) == (5, 5)
    # An odd day goes to the first.
    assert attribute(of_table([0, 0, 0, 7]), 2) == (4, 3)


def test_three_inputs_by_hand():
    # Shapley's glove game: one left glove, two right ones; a pair is worth 1, here 6.
    values = [0, 0, 0, 6, 0, 6, 0, 6]
    assert attribute(of_table(values), 3) == (4, 1, 1)


def test_an_input_that_moves_nothing_gets_nothing():
    values = [3, 3, 9, 9, 5, 5, 21, 21]
    assert attribute(of_table(values), 3)[0] == 0


@pytest.mark.parametrize(("n_inputs", "most"), [(1, 2), (2, 4), (4, 16), (5, 10), (6, 12)])
def test_each_set_is_asked_once(n_inputs, most):
    asked = []

    def value(changed):
        asked.append(changed)
        return len(changed)

    attribute(value, n_inputs)
    assert len(asked) == len(set(asked)) == most
