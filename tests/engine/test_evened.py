"""Weeks that differ, under the models that only know like weeks.

Under the Bayesian bootstrap part of a week after like ones is exact. Elsewhere the noise that
stands for the order of the draws is normal, and a real one is not, so a chance is off by what the
tables below say. They were measured against every sequence of draws, and hold the model to it.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_forecaster.engine.pace import PACE_MODELS
from tests.engine.oracles import (
    kept_whole,
    reach_by_urn_states,
    simulated_weeks,
    standard_error,
)
from tests.engine.strategies import factors, histories

EVENED = ["bayesian", "negative_binomial"]

HISTORIES = {
    "ordinary": [5, 6, 8, 5, 7, 6, 10, 8, 5, 6],
    "short": [3, 7, 5],
    "lumps": [0, 0, 0, 5, 0, 8],
    "two": [1, 3],
    "constant": [7, 7, 7, 7],
}

CALENDARS = {
    "a day off": [1, 1, 1, 1, 0.8, 1, 1, 1],
    "holidays": [1, 0.8, 1, 0.6, 1, 1, 0.8, 1],
    "two fifths of the second week": [1, 0.4],
    "two fifths of the sixth week": [1, 1, 1, 1, 1, 0.4],
    "half the people from the fourth week": [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5],
    "twice the people from the fourth week": [1, 1, 1, 2, 2, 2, 2, 2],
}

LARGEST_ERRORS = {
    # Calendar: of a chance, for each history in the order above.
    "a day off": (0.0001, 0.008, 0.023, 0.0001, 0.0001),
    "holidays": (0.009, 0.024, 0.045, 0.024, 0.05),
    "two fifths of the second week": (1e-12,) * 5,
    "two fifths of the sixth week": (1e-12,) * 5,
    "half the people from the fourth week": (0.009, 0.016, 0.052, 0.036, 0.013),
    "twice the people from the fourth week": (0.016, 0.043, 0.06, 0.061, 0.0001),
}


def table(model, history, weeks, top):
    rows = PACE_MODELS[model](np.array(history, float), np.array(weeks, float), top)
    return np.array(list(rows))


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize("kind", HISTORIES)
def test_is_as_near_every_sequence_of_draws_as_was_found(calendar, kind):
    history, weeks = HISTORIES[kind], CALENDARS[calendar]
    most = LARGEST_ERRORS[calendar][list(HISTORIES).index(kind)]
    top = int(1.5 * np.mean(history) * sum(weeks)) + 4
    exact = reach_by_urn_states(history, weeks, top)
    assert table("bayesian", history, weeks, top) == pytest.approx(exact, abs=most)


@pytest.mark.parametrize("history", [[2.5, 1, 0.2], [0, 3.3, 3.3, 0.75], [1.5]], ids=str)
def test_part_of_a_week_after_fractional_ones_is_exact(history):
    """A week set aside is whole or one more each time that it was drawn."""
    weeks = [1, 1, 1, 1, 0.4]
    exact = reach_by_urn_states(history, weeks, 18)
    assert table("bayesian", history, weeks, 18) == pytest.approx(exact, abs=1e-12)
    in_lots = list(PACE_MODELS["bayesian"](np.array(history) * 2, np.array(weeks), 18, 2))
    assert np.array(in_lots) == pytest.approx(exact, abs=1e-12)


@pytest.mark.parametrize(
    ("kind", "most"),
    [("ordinary", 0.01), ("short", 0.025), ("lumps", 0.08), ("two", 0.065), ("constant", 0.01)],
)
def test_is_as_near_drawn_negative_binomial_weeks_as_was_found(kind, most):
    n_trials = 100_000
    rng = np.random.default_rng(8)
    for calendar, weeks in CALENDARS.items():
        drawn = simulated_weeks("negative_binomial", HISTORIES[kind], n_trials, len(weeks), rng)
        total = kept_whole(drawn * np.array(weeks)[:, None], rng).sum(axis=0)
        top = int(1.5 * np.mean(HISTORIES[kind]) * sum(weeks)) + 4
        share = np.array([(total >= items).mean() for items in range(top + 1)])
        found = table("negative_binomial", HISTORIES[kind], weeks, top)[-1]
        assert (np.abs(found - share) < most + 4 * standard_error(found, n_trials)).all(), calendar


@pytest.mark.parametrize("model", EVENED)
@pytest.mark.parametrize("kind", HISTORIES)
def test_whole_weeks_off_only_move_the_others(model, kind):
    worked = table(model, HISTORIES[kind], [1] * 5, 40)
    with_weeks_off = table(model, HISTORIES[kind], [0, 1, 1, 0, 0, 1, 1, 1, 0], 40)
    order = [0, 0, 1, 2, 2, 2, 3, 4, 5, 5]
    # Rows that were noise-free come out as they went in, to the rounding of their sums.
    assert with_weeks_off == pytest.approx(worked[order], abs=1e-12)


@pytest.mark.parametrize("model", EVENED)
def test_weeks_before_the_first_uneven_one_are_exact(model):
    history = HISTORIES["ordinary"]
    uneven = table(model, history, [1, 1, 1, 0.8, 1], 40)
    assert uneven[:4] == pytest.approx(table(model, history, [1] * 5, 40)[:4], abs=1e-12)


def test_a_constant_pace_is_certain_where_it_stays_whole():
    """Ten a week, and eight in the week with a day off: nothing to round, nothing uncertain."""
    reach = table("bayesian", [10, 10, 10], [1, 0.8, 1, 0.5], 40)
    for week, done in enumerate([0, 10, 18, 28, 33]):
        assert reach[week] == pytest.approx((np.arange(41) <= done).astype(float), abs=1e-12)


@pytest.mark.parametrize("model", EVENED)
def test_far_more_weeks_than_a_scope_needs_take_up_where_the_first_ones_ended(model):
    """Tables are made in blocks of weeks, as nobody knows beforehand where the asking ends."""
    weeks = [1.0] * 8 + [0.6] * 72
    in_blocks = table(model, [5, 8, 6], weeks, 3)
    at_once = table(model, [5, 8, 6], weeks, 300)
    # The noise of rounding is summed over what lies below the cut, which lies elsewhere in the two.
    assert in_blocks == pytest.approx(at_once[:, :4], abs=2e-6)


@settings(max_examples=40)
@given(st.sampled_from(EVENED), histories, factors, st.integers(0, 40))
def test_the_table_is_one_of_chances(model, history, weeks, top):
    reach = table(model, history, weeks[:25], top)
    assert reach.shape == (26, top + 1)
    assert np.isfinite(reach).all() and reach.min() >= 0 and reach.max() <= 1
    # Sums of a few hundred cells, each rounded to 2^-53.
    assert (np.diff(reach, axis=1) <= 1e-12).all()
    assert (np.diff(reach, axis=0) >= 0).all()
