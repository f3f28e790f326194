"""Every answer read from the pace table: known ones, those of trials, what must always hold."""

import dataclasses
import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_forecaster.engine import grid
from flow_forecaster.engine.curve import CURVE_END
from flow_forecaster.engine.forecast import CONE, forecast_numbers
from flow_forecaster.engine.pace import PACE_MODELS, ComingWeeks, learn
from flow_forecaster.engine.question import PROMISE, Question
from flow_forecaster.engine.scope import RiskEvent, StatedScope
from tests.data.workshop import CASES, DEMO, PAPER, PAPER_CHANCES
from tests.engine.oracles import simulated_totals, simulated_weeks, standard_error
from tests.engine.strategies import (
    MODELS,
    PLAIN_MODELS,
    histories,
    huge_questions,
    questions,
    risks,
)

HORIZON = 522
CONFIDENCES = (0.5, 0.7, 0.85, 0.95)
LIKE_WEEKS = ComingWeeks(np.ones(HORIZON))


def question_of(request, model="resample", **changes):
    items = request["scope"]["items"]
    events = [
        RiskEvent(risk["probability"], *risk["impact"].values())
        for risk in request.get("risks", ())
    ]
    weeks = request.get("deadline", {}).get("weeks")
    asked = Question(
        history=np.array(request["history"]["counts"], float),
        model=model,
        weeks=LIKE_WEEKS,
        confidences=CONFIDENCES,
        stated=StatedScope(items, items),
        risks=tuple(events),
        deadline=None if weeks is None else (weeks, 0.0),
        scale_per_person=1 / request.get("team", {}).get("size", 1),
    )
    return dataclasses.replace(asked, **changes)


def ask(model="resample", history=(5, 6, 8, 5, 9, 7, 6, 10), items=40, **changes):
    plain = Question(
        history=np.array(history, float),
        model=model,
        weeks=LIKE_WEEKS,
        confidences=CONFIDENCES,
        stated=StatedScope(items, items),
    )
    return forecast_numbers(dataclasses.replace(plain, **changes))


def as_late(week):
    """None is past the horizon, so later than any week."""
    return HORIZON + 1 if week is None else week


def test_the_demo_has_its_exact_answers():
    """At 50, 85 and 95 %; chances are known to three decimals."""
    asked = question_of(DEMO, confidences=(0.5, 0.85, 0.95))
    with_risks = forecast_numbers(asked)
    assert with_risks.scope.when == (17, 18, 19)
    assert with_risks.deadline.how_many == (163, 156, 151)
    assert with_risks.deadline.chance == pytest.approx(0.997, abs=0.0005)
    without = forecast_numbers(dataclasses.replace(asked, risks=()))
    assert without.scope.when == (15, 16, 16)
    assert without.deadline.how_many == with_risks.deadline.how_many
    assert without.deadline.chance == pytest.approx(1.0, abs=0.0005)
    assert without.deadline.chance == with_risks.deadline.chance_without_risks


def test_the_paper_exercise_has_its_exact_answers():
    scope = forecast_numbers(question_of(PAPER)).scope
    assert scope.when == (7, 7, 7, 8)
    in_week = np.diff(scope.chance_by_week)
    for week, chance in PAPER_CHANCES.items():
        # Known to four decimals.
        assert in_week[week - 1] == pytest.approx(chance, abs=0.00005)


@pytest.mark.parametrize("model", PLAIN_MODELS)
@pytest.mark.parametrize("case", CASES)
def test_a_case_agrees_with_trials_of_the_model(case, model):
    """200,000 trials that share no code with the product; every answer within four standard errors.

    A week or a number of items is right when the trials reach the confidence there, and do not one
    step before.
    """
    n_trials = 200_000
    request = CASES[case]
    rng = np.random.default_rng(11)
    numbers = forecast_numbers(question_of(request, model))
    n_weeks = max(as_late(numbers.scope.when[-1]), request["deadline"]["weeks"])
    weeks = simulated_weeks(model, request["history"]["counts"], n_trials, n_weeks, rng)
    done = np.cumsum(weeks, axis=0)
    events = [(risk["probability"], *risk["impact"].values()) for risk in request["risks"]]
    totals = simulated_totals(request["scope"]["items"], events, n_trials, rng)

    def assert_reaches(confidence, at, one_step_worse):
        error = 4 * standard_error(confidence, n_trials)
        assert at.mean() >= confidence - error
        assert one_step_worse.mean() < confidence + error

    for confidence, week in zip(CONFIDENCES, numbers.scope.when, strict=True):
        assert_reaches(confidence, done[week - 1] >= totals, done[week - 2] >= totals)
    by_deadline = done[request["deadline"]["weeks"] - 1]
    for confidence, items in zip(CONFIDENCES, numbers.deadline.how_many, strict=True):
        assert_reaches(confidence, by_deadline >= items, by_deadline >= items + 1)
    for chance, needed in [
        (numbers.deadline.chance, totals),
        (numbers.deadline.chance_without_risks, request["scope"]["items"]),
    ]:
        assert abs((by_deadline >= needed).mean() - chance) < 4 * standard_error(chance, n_trials)


def test_what_is_promised_and_shown_by_default():
    assert PROMISE == 0.85
    assert CONE == (0.95, 0.85, 0.5, 0.15, 0.05)
    defaults = {field.name: field.default for field in dataclasses.fields(Question)}
    assert (defaults["go"], defaults["most_items"], defaults["most_people"]) == (
        0.85,
        100_000,
        1_000,
    )


def test_a_question_has_the_answers_it_asks_for():
    assert ask().deadline is None
    only_deadline = ask(stated=None, deadline=(6, 0.0))
    assert only_deadline.scope is None
    assert only_deadline.deadline.chance is None
    assert only_deadline.deadline.most_items is None
    assert only_deadline.deadline.how_many == ask(deadline=(6, 0.0)).deadline.how_many


@pytest.mark.parametrize("model", MODELS)
def test_a_constant_scale_is_the_table_read_at_items_over_it(model):
    """Twelve items at a pace of 1.2 are ten at a pace of 1."""
    scaled = ask(model, items=12, weeks=ComingWeeks(np.ones(HORIZON), 1.2), deadline=(2, 0.0))
    plain = ask(model, items=10, deadline=(2, 0.0))
    assert scaled.scope.when == plain.scope.when
    assert scaled.deadline.chance == pytest.approx(plain.deadline.chance, abs=1e-12)
    for more, less in zip(scaled.deadline.how_many, plain.deadline.how_many, strict=True):
        assert more == int(np.floor(1.2 * less + 1e-9))


@pytest.mark.parametrize("model", MODELS)
def test_each_risk_is_taken_away_as_if_it_were_never_named(model):
    asked = question_of(CASES["launch to earn"], model)
    numbers = forecast_numbers(asked)
    for index in range(len(asked.risks)):
        kept = asked.risks[:index] + asked.risks[index + 1 :]
        without = forecast_numbers(dataclasses.replace(asked, risks=kept))
        assert numbers.deadline.chance_without[index] == pytest.approx(
            without.deadline.chance, abs=1e-12
        )
        assert numbers.scope.promise_week_without[index] == without.scope.promise_week


@pytest.mark.parametrize("model", MODELS)
def test_levers_hold_when_they_are_asked_again(model):
    asked = question_of(CASES["project office"], model)
    numbers = forecast_numbers(asked)
    levers = numbers.deadline

    def chance(**changes):
        return forecast_numbers(dataclasses.replace(asked, **changes)).deadline.chance

    def with_people(people):
        return ComingWeeks(LIKE_WEEKS.factors, people * asked.scale_per_person)

    most = levers.most_items
    assert chance(stated=StatedScope(most, most)) >= PROMISE
    assert chance(stated=StatedScope(most + 1, most + 1)) < PROMISE
    assert chance(weeks=with_people(levers.fewest_people)) >= PROMISE
    assert chance(weeks=with_people(levers.fewest_people - 1)) < PROMISE
    earliest = numbers.scope.earliest_week
    assert chance(deadline=(earliest, 0.0)) >= PROMISE
    assert chance(deadline=(earliest - 1, 0.0)) < PROMISE


def test_a_range_is_moved_as_a_whole_by_its_lever():
    asked = question_of(PAPER, stated=StatedScope(25, 35), deadline=(7, 0.0))
    most = forecast_numbers(asked).deadline.most_items
    for middle, holds in [(most, True), (most + 1, False)]:
        moved = StatedScope(middle - 5, middle + 5)
        chance = forecast_numbers(dataclasses.replace(asked, stated=moved)).deadline.chance
        assert (chance >= PROMISE) == holds


def test_levers_are_none_where_nothing_fits():
    nothing_fits = ask(
        items=5, deadline=(1, 0.0), risks=(RiskEvent(1.0, 300, 300, 300),), most_people=10
    )
    assert nothing_fits.deadline.most_items is None
    assert nothing_fits.deadline.fewest_people is None
    never = ask(items=90_000)
    assert never.scope.earliest_week is None
    assert never.scope.when == (None, None, None, None)
    assert never.scope.not_finished == pytest.approx(1.0)


@pytest.mark.parametrize("model", MODELS)
def test_the_cone_shows_what_would_be_said_of_each_week(model):
    deadline = 9
    lines = ask(model, deadline=(deadline, 0.0)).cone
    for week in range(1, deadline + 1):
        by_week = ask(model, deadline=(week, 0.0), confidences=CONE).deadline.how_many
        assert tuple(line[week] for line in lines) == by_week


@pytest.mark.parametrize("model", MODELS)
def test_lines_of_the_cone_are_followed_up_to_its_edge(model):
    history = [0.0, 0, 2, 0, 1, 0, 5, 0, 0, 1, 0, 3]
    numbers = ask(model, history, items=12)
    last = len(numbers.cone[0]) - 1
    by_last = ask(model, history, 12, deadline=(last, 0.0), confidences=CONE).deadline.how_many
    assert max(by_last) > numbers.cone_edge == 18
    assert [line[-1] for line in numbers.cone] == [min(one, 18) for one in by_last]


LEARNED_MODELS = ("pool", "reference_class", "reverting_level")


@pytest.mark.parametrize("model", LEARNED_MODELS)
@pytest.mark.parametrize("highest", [0.95, 0.999])
def test_the_curve_of_a_learned_model_ends_where_all_asked_is_told(model, highest):
    scope = ask(model, confidences=(0.5, highest)).scope
    end = max(CURVE_END, highest)
    assert scope.chance_by_week[-1] >= end - 1e-12 > scope.chance_by_week[-2]
    assert scope.when[-1] is not None


@pytest.mark.parametrize("model", LEARNED_MODELS)
def test_what_never_ends_is_that_of_the_horizon_wherever_the_curve_ends(model):
    """The last row of the whole table, which keeps what is finished count by count."""
    history, items = np.array([2.0, 0, 1, 0, 3, 1]), 40
    found = ask(model, history, items).scope
    *_, last = learn(model, history).rows(LIKE_WEEKS.factors, items)
    assert found.not_finished == pytest.approx(1 - last[items], abs=1e-3)
    assert (found.not_finished > 1e-4) == (1 - last[items] > 1e-4)


@pytest.mark.parametrize("model", MODELS)
def test_plain_resampling_promises_what_it_would_say_itself(model):
    told = ask(model, deadline=(4, 0.3)).plain
    if model == "resample":
        assert told is None
        return
    plain = ask("resample", deadline=(4, 0.3))
    assert told.week == plain.scope.promise_week
    assert told.items == plain.deadline.how_many_promised


@pytest.mark.parametrize("model", MODELS)
def test_the_cone_reaches_to_the_last_week_that_is_spoken_of(model):
    numbers = ask(model, deadline=(3, 0.4))
    assert {len(line) for line in numbers.cone} == {1 + max(4, numbers.scope.when[-1])}


# What must hold of any question.


@settings(max_examples=80)
@given(st.one_of(questions, questions, questions, huge_questions))
def test_answers_are_numbers_and_chances(asked):
    numbers = forecast_numbers(asked)
    curve = numbers.scope.chance_by_week
    assert np.isfinite(curve).all() and curve.min() >= 0 and curve.max() <= 1
    # A chance sums a few hundred products, each rounded to 2^-53.
    assert (np.diff(curve) >= -1e-13).all()
    assert np.isfinite(numbers.scope.expected_items)
    assert 0 <= numbers.scope.not_finished <= 1
    chances = (
        numbers.deadline.chance,
        numbers.deadline.chance_without_risks,
        *numbers.deadline.chance_without,
    )
    assert all(0 <= chance <= 1 for chance in chances)
    assert all(items >= 0 for items in numbers.deadline.how_many)
    for line in numbers.cone:
        assert line == sorted(line)


@settings(max_examples=80)
@given(questions)
def test_more_confidence_is_never_earlier_nor_more_items(asked):
    numbers = forecast_numbers(asked)
    weeks = [as_late(week) for week in numbers.scope.when]
    assert weeks == sorted(weeks)
    items = list(numbers.deadline.how_many)
    assert items == sorted(items, reverse=True)


@settings(max_examples=60)
@given(questions, st.integers(1, 20))
def test_more_items_are_never_done_earlier(asked, more):
    before = forecast_numbers(asked)
    moved = dataclasses.replace(asked, stated=asked.stated.moved(more))
    after = forecast_numbers(moved)
    for earlier, later in zip(before.scope.when, after.scope.when, strict=True):
        assert as_late(earlier) <= as_late(later)
    # Tables for more items are cut elsewhere; see test_evened.
    assert after.deadline.chance <= before.deadline.chance + 2e-6


@settings(max_examples=60)
@given(questions, risks)
def test_without_a_risk_is_never_later(asked, further):
    numbers = forecast_numbers(dataclasses.replace(asked, risks=(*asked.risks, further)))
    without = zip(numbers.deadline.chance_without, numbers.scope.promise_week_without, strict=True)
    for chance, week in without:
        assert chance >= numbers.deadline.chance - 1e-12
        assert as_late(week) <= as_late(numbers.scope.promise_week)
    assert numbers.deadline.chance_without_risks >= numbers.deadline.chance - 1e-12


@settings(max_examples=60)
@given(histories, st.sampled_from(["resample", "bayesian"]), st.integers(1, 60))
def test_a_week_of_zero_is_never_dropped(history, model, items):
    """One more week that finished nothing leaves every chance where it was, or lower."""
    before = ask(model, history, items, deadline=(8, 0.0))
    after = ask(model, [*history, 0.0], items, deadline=(8, 0.0))
    assert after.deadline.chance <= before.deadline.chance + 1e-12
    for earlier, later in zip(before.scope.when, after.scope.when, strict=True):
        assert as_late(earlier) <= as_late(later)
    for items_before, items_after in zip(
        before.deadline.how_many, after.deadline.how_many, strict=True
    ):
        assert items_after <= items_before


@settings(max_examples=60)
@given(questions, st.sampled_from([1.1, 1.5, 2.0, 5.0]))
def test_more_people_are_never_later(asked, times):
    more = ComingWeeks(asked.weeks.factors, asked.weeks.scale * times)
    before = forecast_numbers(asked)
    after = forecast_numbers(dataclasses.replace(asked, weeks=more))
    for later, earlier in zip(before.scope.when, after.scope.when, strict=True):
        assert as_late(earlier) <= as_late(later)
    assert after.deadline.chance >= before.deadline.chance - 2e-6


@settings(max_examples=60)
@given(questions, st.integers(0, 25), st.sampled_from([0.0, 0.2, 0.8]))
def test_a_day_off_is_never_earlier(asked, week, left):
    """Exactly, where every week is drawn by itself."""
    factors = asked.weeks.factors.copy()
    factors[week] *= left
    fewer_days = ComingWeeks(factors, asked.weeks.scale)
    asked = dataclasses.replace(asked, model="resample")
    before = forecast_numbers(asked)
    after = forecast_numbers(dataclasses.replace(asked, weeks=fewer_days))
    n_weeks = min(len(before.scope.chance_by_week), len(after.scope.chance_by_week))
    difference = after.scope.chance_by_week[:n_weeks] - before.scope.chance_by_week[:n_weeks]
    assert difference.max() <= 1e-12
    for earlier, later in zip(before.scope.when, after.scope.when, strict=True):
        assert as_late(earlier) <= as_late(later)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("case", CASES)
def test_a_day_off_is_never_earlier_in_any_case(case, model):
    """Models that even weeks out are a little off (see test_evened), but not so as to show: a day
    off or a holiday week, early or late, makes no answer of the workshop's cases better.
    """
    asked = question_of(CASES[case], model)
    plain = forecast_numbers(asked)
    for week in (0, 3, 8, 12):
        for left in (0.8, 0.4, 0.0):
            factors = np.ones(HORIZON)
            factors[week] = left
            after = forecast_numbers(dataclasses.replace(asked, weeks=ComingWeeks(factors)))
            assert after.deadline.chance <= plain.deadline.chance
            assert after.scope.when >= plain.scope.when
            assert after.deadline.how_many <= plain.deadline.how_many


@settings(max_examples=60)
@given(questions, st.integers(0, 20))
def test_a_later_deadline_is_never_less_likely(asked, week):
    """To the end of one week, over days of the next, to its end."""
    deadlines = [(week, 0.0), (week, 0.2), (week, 0.6), (week, 1.0), (week + 1, 0.0)]
    chances = [
        forecast_numbers(dataclasses.replace(asked, deadline=deadline)).deadline.chance
        for deadline in deadlines
    ]
    is_exact = asked.model == "resample"
    slack = 1e-12 if is_exact else 2e-6
    assert chances[1] >= chances[0] - slack
    assert chances[4] >= chances[0] - slack
    assert chances[3] == pytest.approx(chances[4], abs=slack)
    if is_exact:
        assert chances == pytest.approx(sorted(chances), abs=slack)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("case", CASES)
def test_every_day_of_a_week_makes_the_deadline_likelier(case, model):
    asked = question_of(CASES[case], model)
    week = asked.deadline[0] - 1
    chances = [
        forecast_numbers(dataclasses.replace(asked, deadline=deadline)).deadline.chance
        for deadline in [(week, 0.0), (week, 0.2), (week, 0.4), (week, 0.8), (week + 1, 0.0)]
    ]
    assert chances == sorted(chances)


# Large questions, counted in lots of several items.


LARGE = {
    "hundreds a week": ([230, 281, 325, 199, 178, 301], 5_003, 20),
    "a thousand a week, or none": ([1127, 0, 953, 1302], 10_001, 12),
    "twenty a week": ([20, 25, 14, 19, 22, 23, 20, 18], 2_600, 130),
}
"""History, items and weeks of a deadline, counted in lots of three, six and two."""


@pytest.mark.parametrize("model", PACE_MODELS)
@pytest.mark.parametrize("pace", LARGE)
def test_counting_in_lots_changes_little(monkeypatch, model, pace):
    """Two hundredths of a chance, a hundredth of weeks, two lots or a hundredth of items."""
    history, items, weeks = LARGE[pace]
    asked = {"model": model, "history": history, "items": items, "deadline": (weeks, 0.0)}
    # So that about a hundred people are enough, and one more is a hundredth.
    asked["scale_per_person"] = 0.01
    monkeypatch.setattr(grid, "MOST_COLUMNS", 20_000)
    exact = ask(**asked)
    monkeypatch.setattr(grid, "MOST_COLUMNS", 2_000)
    in_lots = ask(**asked)
    most_items = max(items, learn(model, np.array(history)).likely_most(weeks))
    items_in_lot = math.ceil(most_items / 2_000)
    for week, other in zip(exact.scope.when, in_lots.scope.when, strict=True):
        assert week == other or abs(week - other) <= max(1, week // 100)
    for count, other in zip(exact.deadline.how_many, in_lots.deadline.how_many, strict=True):
        assert abs(count - other) <= max(count // 100, 2 * items_in_lot)
    assert abs(exact.deadline.chance - in_lots.deadline.chance) < 0.02
    most, other = exact.deadline.most_items, in_lots.deadline.most_items
    assert abs(most - other) <= max(most // 100, 2 * items_in_lot)
    people, others = exact.deadline.fewest_people, in_lots.deadline.fewest_people
    # In proportion to what is promised, which is known to two lots.
    of_promise = 2 * items_in_lot / in_lots.deadline.how_many_promised
    assert abs(people - others) <= max(3, others * of_promise)


ODD = {
    "lumps": [0, 0, 0, 5, 0, 8],
    "one week": [5],
    "one item in a hundred weeks": [0] * 99 + [1],
    "a thousand weeks": list(range(1_000)),
    "hardly anything": [0.001],
    "very much": [10_000] * 3,
    "one large week": [0] * 999 + [10_000],
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("history", ODD.values(), ids=ODD)
@pytest.mark.parametrize("items", [1, 40, 100_000])
def test_odd_histories_are_answered_at_once(model, history, items):
    """In 1.3 seconds of the processor at most, or twice that on a shared one; the best of three."""
    took_s = []
    while len(took_s) < 3 and min(took_s, default=9) >= 2.6:
        started = time.process_time()
        numbers = ask(model, history, items, deadline=(20, 0.4))
        took_s.append(time.process_time() - started)
    assert min(took_s) < 2.6
    assert np.isfinite(numbers.scope.chance_by_week).all()
    assert 0 <= numbers.deadline.chance <= 1
