"""New Year in a plan: past weeks are divided by what they are worth, coming ones are worth it."""

import datetime as dt

import pytest

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.coming import last_day
from flow_forecaster.domain.plan import make_plan
from flow_forecaster.domain.request import ForecastRequest, History

MONDAY = dt.date(2026, 12, 14)
"""A week before ISO week 52; 53 and 1 follow it."""

WORTHS = [1, 0.55, 0.6, 0.9, 1]
"""Of that week and the next four."""

LEARNED = ("auto", "pool", "reverting_level", "reference_class")
OF_PAST_WEEKS = ("resample", "bayesian", "negative_binomial")


def plan_of(counts=(6, 6, 6), history=None, **request):
    asked = {"history": {"counts": counts} | (history or {}), "start": MONDAY.isoformat()}
    if "deadline" not in request:
        asked["scope"] = {"items": 40}
    return make_plan(check_request(asked | request, ForecastRequest), today=MONDAY)


def factors(n, **request):
    return plan_of(**request).question.weeks.factors[:n]


def day(n):
    return (MONDAY + dt.timedelta(days=n)).isoformat()


@pytest.mark.parametrize("model", LEARNED)
def test_learned_models_are_told_of_coming_weeks(model):
    assert factors(5, pace_model=model) == pytest.approx(WORTHS)


@pytest.mark.parametrize("model", LEARNED)
def test_learned_models_see_past_weeks_as_usual_ones(model):
    plan = plan_of([6] * 5, start=day(35), pace_model=model)
    assert plan.question.history == pytest.approx([6 / worth for worth in WORTHS])
    assert plan.counts.tolist() == [6] * 5
    assert plan.summary.mean == 6


@pytest.mark.parametrize("model", OF_PAST_WEEKS)
def test_models_of_past_weeks_take_all_weeks_alike(model):
    assert (factors(60, pace_model=model) == 1).all()
    question = plan_of([6] * 60, start=day(35), pace_model=model).question
    assert (question.history == 6).all()
    assert question.plain is None


def test_boosted_trees_answered_for_usual_weeks():
    digest = History(counts=(6, 6, 6)).digest
    quantiles = {"history": digest, "items_per_week": [[1, 2, 3, 4, 5, 6, 7]] * 7}
    question = plan_of(pace_quantiles=quantiles).question
    assert question.weeks.factors[:5] == pytest.approx(WORTHS)
    assert question.plain.quantiles is None


def test_plain_resampling_is_compared_as_if_it_were_asked():
    date = (MONDAY + dt.timedelta(days=24)).isoformat()
    asked = {"start": day(2), "deadline": {"date": date}, "counts": [6] * 8}
    compared, plain = (
        plan_of(**asked, pace_model=model, history={"period_days": 14}).question
        for model in ("pool", "resample")
    )
    assert compared.plain.history.tolist() == plain.history.tolist()
    assert compared.plain.weeks.factors.tolist() == plain.weeks.factors.tolist()
    assert compared.plain.deadline == plain.deadline != compared.deadline
    assert compared.plain.model == plain.model


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        ((11,), WORTHS),  # Christmas: the week is worth less already
        ((7, 8), WORTHS),
        ((7, 8, 9), [1, 0.4, 0.6, 0.9, 1]),  # three days off leave less than that
        (range(7, 21), [1, 0, 0, 0.9, 1]),
        ((21,), [1, 0.55, 0.6, 0.8, 1]),
        ((0, 28), [0.8, 0.55, 0.6, 0.9, 0.8]),  # of other weeks days off take their share
        ((12, 13), WORTHS),
    ],
    ids=str,
)
def test_of_what_days_off_leave_and_what_a_week_is_worth_the_smaller_counts(off, expected):
    days_off = [day(n) for n in off]
    assert factors(5, calendar={"days_off": days_off}) == pytest.approx(expected)


def test_a_day_off_never_makes_a_week_worth_more():
    days = [day(n) for n in range(35)]
    for n in range(1, len(days)):
        before, after = (factors(6, calendar={"days_off": days[:m]}) for m in (n - 1, n))
        assert (after <= before + 1e-12).all()


def test_public_holidays_are_not_counted_twice():
    """Both weeks lose Thursday and Friday: Christmas, New Year and the days before them."""
    brazil = {"holidays": {"country": "BR"}}
    assert factors(5, calendar=brazil) == pytest.approx(WORTHS)
    assert factors(5, calendar=brazil, pace_model="resample") == pytest.approx([1, 0.6, 0.6, 1, 1])


def test_people_multiply_what_a_week_is_worth():
    team = {"size": 2, "changes": [{"week": 3, "size": 4}]}
    assert factors(5, team=team) == pytest.approx([1, 0.55, 1.2, 1.8, 2])


def test_a_week_from_any_day_has_its_days_share_of_both():
    assert factors(3, start=day(2)) == pytest.approx([0.82, 0.57, 0.72])
    plan = plan_of([6, 6], start=day(16), history={"last_period_end": day(15)})
    assert plan.question.history == pytest.approx([6 / 0.82, 6 / 0.57])


@pytest.mark.parametrize(
    ("period_days", "expected"),
    [(14, [1.55 / 2, 1.5 / 2, 1]), (21, [2.15 / 3, 2.9 / 3, 1]), (28, [3.05 / 4, 1, 1])],
)
def test_longer_periods_have_the_mean_of_their_weeks(period_days, expected):
    history = {"period_days": period_days}
    assert factors(3, history=history) == pytest.approx(expected)
    past = plan_of([8, 8, 8], start=day(3 * period_days), history=history).question.history
    assert past == pytest.approx([8 / worth for worth in expected])


def test_days_of_history_are_weeks_that_end_before_the_start():
    days = [1] * 21
    history = plan_of(days, start=day(16), history={"period_days": 1}).question.history
    assert history == pytest.approx([7, 7 / 0.82, 7 / 0.57])


@pytest.mark.parametrize(
    ("date", "whole", "share"),
    [
        (day(9), 0, (5 + 2 * 0.55) / (5 + 5 * 0.55)),
        (day(14), 1, 0),
        (day(21), 1, 0.6 / 1.5),
        (day(25), 1, (0.6 + 0.9 * 4 / 5) / 1.5),
    ],
)
def test_a_deadline_inside_a_period_has_the_worth_of_the_days_before_it(date, whole, share):
    plan = plan_of(history={"period_days": 14}, deadline={"date": date})
    assert plan.question.deadline == (whole, pytest.approx(share))


@pytest.mark.parametrize(
    ("start", "ended"),
    [
        ("2026-11-30", "2026-11-29"),  # a Monday
        ("2026-12-01", "2026-11-29"),
        ("2026-12-04", "2026-11-29"),
        ("2026-12-05", "2026-12-06"),  # on a weekend the week is over
        ("2026-12-06", "2026-12-06"),
        ("2026-12-07", "2026-12-06"),
    ],
)
def test_a_history_without_dates_ends_with_the_last_week_before_the_start(start, ended):
    weeks = History(counts=(1, 2))
    assert last_day(weeks, dt.date.fromisoformat(start)) == dt.date.fromisoformat(ended)


def test_an_end_that_is_said_and_days_are_taken_as_they_are():
    start = dt.date(2026, 12, 3)
    said = History(counts=(1, 2), last_period_end=dt.date(2026, 11, 20))
    assert last_day(said, start) == dt.date(2026, 11, 20)
    assert last_day(History(counts=(1,) * 7, period_days=1), start) == dt.date(2026, 12, 2)
