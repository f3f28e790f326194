"""What holds for each of the models that are learned from other teams."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_forecaster.engine.pace import (
    CERTAIN,
    CERTAIN_LEARNED,
    PACE_MODELS,
    answering,
    ending,
    learn,
)
from flow_forecaster.engine.readings import chance_of_scope, columns_asked, still_owed
from tests.engine.strategies import factors, histories

MODELS = ("reverting_level", "reference_class", "pool")

each_model = pytest.mark.parametrize("model", MODELS)


def table(model, history, *, weeks=13, top=400, worth=None):
    worth = np.ones(weeks) if worth is None else np.asarray(worth, float)
    return np.array(list(PACE_MODELS[model](np.array(history, float), worth, top)))


def promise(row, confidence):
    return int((row >= confidence).sum()) - 1


@settings(max_examples=30)
@given(st.sampled_from(MODELS), histories, factors, st.integers(0, 60))
def test_the_table_is_one_of_chances(model, history, worth, top):
    reach = table(model, history, top=top, worth=worth)
    assert reach.shape == (len(worth) + 1, top + 1)
    assert np.isfinite(reach).all() and reach.min() >= 0 and reach.max() <= 1 + 1e-12
    assert reach[:, 0] == pytest.approx(1)
    assert (np.diff(reach, axis=1) <= 1e-12).all()
    assert (np.diff(reach, axis=0) >= -1e-12).all()


@settings(max_examples=30)
@given(st.sampled_from(MODELS), histories, factors, st.integers(0, 13), st.floats(0.5, 2))
def test_what_is_owed_late_is_what_the_whole_table_says(model, history, worth, after, scale):
    scope = np.zeros(61)
    scope[[20, 40, 60]] = 0.5, 0.25, 0.25
    pace = learn(model, np.array(history, float))
    owed = still_owed(columns_asked(scope, scale))
    owing = [week for some in pace.over(worth).owing(owed, after=after) for week in some]
    # The table keeps what is finished, count by count; the law of each week alone is as near.
    by_week = chance_of_scope(np.array(list(pace.rows(worth, 150))), scope, scale)
    found = [1 - some for some, _ in owing]
    kept = np.maximum.accumulate(np.append(by_week[: after + 1], found))
    assert kept == pytest.approx(by_week, abs=1e-3)


@each_model
def test_the_same_history_gives_the_same_table(model):
    first, second = (table(model, [5, 6, 8, 5, 0, 9]) for _ in range(2))
    assert (first == second).all()


@each_model
def test_the_longer_the_history_the_narrower_the_range(model):
    rng = np.random.default_rng(4)
    history = rng.negative_binomial(3, 0.3, 52)
    widths = []
    for n in (4, 12, 52):
        row = table(model, np.resize(history[:4], n))[13]
        widths.append(promise(row, 0.1) / promise(row, 0.9))
    assert widths[0] > widths[2]


@each_model
@pytest.mark.parametrize("history", [[3], [0, 4], [2, 9, 1], [4, 0, 6, 5]])
def test_a_few_weeks_give_a_wide_range(model, history):
    row = table(model, history)[13]
    low, high = promise(row, 0.9), promise(row, 0.1)
    mean = 13 * np.mean(history)
    assert 0.03 * mean < low < 0.85 * mean
    assert 1.15 * mean < high < 8 * mean


@each_model
@pytest.mark.parametrize(
    "history",
    [[0, 0, 0, 0, 0, 0, 0, 1], [7] * 30, [900, 1_000, 800, 950], [0.2, 0.0, 0.4, 0.1]],
)
def test_odd_histories_have_an_answer_of_their_own_size(model, history):
    mean = float(np.mean(history))
    row = table(model, history, top=int(40 * mean) + 60)[4]
    expected = row[1:].sum()
    assert 4 * mean / 3 < expected < 4 * mean * 3 + 3


@each_model
def test_a_faster_history_finishes_more(model):
    slow = np.array([2, 3, 1, 4, 2, 3, 5, 2, 3, 1])
    assert table(model, 3 * slow)[8, 1:].sum() > 2 * table(model, slow)[8, 1:].sum()


@each_model
def test_recent_weeks_weigh_more(model):
    rising = [2, 2, 3, 2, 3, 4, 6, 7, 9, 8]
    assert table(model, rising)[4, 1:].sum() > table(model, rising[::-1])[4, 1:].sum()


@each_model
def test_weeks_older_than_a_year_are_left_out(model):
    recent = np.random.default_rng(5).poisson(6, 52)
    older = np.concatenate([np.full(40, 90), recent])
    assert (table(model, older) == table(model, recent)).all()


@each_model
def test_the_range_goes_on_growing_past_a_year(model):
    history = np.random.default_rng(6).negative_binomial(4, 0.4, 52)
    reach = table(model, history, weeks=208, top=8_000)
    widths = [promise(reach[w], 0.15) / promise(reach[w], 0.85) for w in (52, 104, 208)]
    assert widths[0] < widths[1] < widths[2]
    pace = reach[[52, 208], 1:].sum(axis=1) / [52, 208]
    assert pace[1] == pytest.approx(pace[0], rel=0.03)


@each_model
def test_half_weeks_finish_half(model):
    history = [5, 6, 8, 5, 7, 3, 9, 4]
    whole, half = (table(model, history, worth=np.full(8, worth)) for worth in (1, 0.5))
    assert half[8, 1:].sum() == pytest.approx(whole[8, 1:].sum() / 2, rel=1e-6)


@pytest.mark.parametrize("top", [150, 1_000])
def test_a_year_of_the_pool_takes_milliseconds(top):
    """10 ms of an idle processor; the best of several, with room for a shared one."""
    history = np.random.default_rng(7).poisson(7, 52)
    table("pool", history, weeks=52, top=top)
    times = []
    for _ in range(10):
        begun = time.thread_time()
        table("pool", history, weeks=52, top=top)
        times.append(time.thread_time() - begun)
    assert min(times) < 0.03


@each_model
def test_hardly_any_future_passes_what_is_likely_at_most(model):
    history = np.array([5, 6, 8, 5, 0, 9, 7, 4.0])
    for weeks in (1, 13, 52, 104):
        most = learn(model, history).likely_most(weeks)
        assert table(model, history, weeks=weeks, top=most)[-1, -1] < 1e-3


@each_model
def test_a_table_ends_where_all_that_is_asked_can_be_answered(model):
    assert ending(model, [0.5, 0.85]) == CERTAIN_LEARNED
    assert ending(model, [0.5, 1 - 1e-6]) == 1 - 1e-6


@each_model
def test_a_table_for_the_asked_confidences_alone_ends_with_the_highest(model):
    assert answering(model, [0.5, 0.95, 0.85]) == 0.95


def test_under_other_models_a_table_ends_where_all_is_certain():
    assert ending("resample", [0.5]) == answering("resample", [0.5]) == CERTAIN
