import datetime as dt

import numpy as np
import pytest

from flow_forecaster.domain import limits
from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.plan import COMPLEXITY, make_plan
from flow_forecaster.domain.request import ForecastRequest

MONDAY = dt.date(2026, 11, 23)
TODAY = dt.date(2026, 1, 5)


def plan_of(counts=(5, 6, 8), today=TODAY, history=None, **request):
    asked = {"history": {"counts": counts} | (history or {}), "start": MONDAY}
    asked["pace_model"] = "resample"
    if "deadline" not in request:
        asked["scope"] = {"items": 40}
    return make_plan(check_request(asked | request, ForecastRequest), today=today)


def refusal(**request):
    with pytest.raises(InvalidRequest) as caught:
        plan_of(**request)
    (problem,) = caught.value.problems
    return problem.field


def factors(n, **request):
    return plan_of(**request).question.weeks.factors[:n].tolist()


def day(n):
    return (MONDAY + dt.timedelta(days=n)).isoformat()


def test_what_is_not_said_is_a_plain_forecast():
    plan = plan_of()
    question = plan.question
    assert question.history.tolist() == plan.counts.tolist() == [5, 6, 8]
    assert question.plain is None
    assert question.confidences == (0.5, 0.7, 0.85, 0.95)
    assert question.weeks.scale == 1
    assert (question.weeks.factors == 1).all()
    assert len(question.weeks.factors) == limits.MAX_WEEKS
    assert (question.stated.low, question.stated.high) == (40, 40)
    assert question.stated.complexity == question.stated.split == (1, 1)
    assert question.risks == ()
    assert question.deadline is None
    assert (question.go, question.most_items, question.most_people) == (0.85, 100_000, 1_000)
    assert plan.step_weeks == 1


def test_the_start_is_said_or_follows_the_history_or_is_today():
    assert plan_of().start == MONDAY
    ended = {"last_period_end": "2026-11-22"}
    assert plan_of(history=ended, start=None).start == MONDAY
    assert plan_of(history=ended, start="2026-12-01").start == dt.date(2026, 12, 1)
    assert plan_of(start=None).start == TODAY


def test_weeks_end_seven_days_on():
    plan = plan_of()
    assert plan.date(15) == dt.date(2027, 3, 8)
    assert plan.date(0) == MONDAY
    assert plan.date(None) is None and plan.weeks(None) is None


@pytest.mark.parametrize(
    ("date", "whole", "share"),
    [
        (day(1), 0, 0.2),  # Tuesday: Monday is worked before it
        (day(2), 0, 0.4),
        (day(4), 0, 0.8),
        (day(5), 0, 1.0),  # Saturday: the whole week is
        (day(6), 0, 1.0),
        (day(7), 1, 0.0),
        (day(9), 1, 0.4),
        (day(7 * 15), 15, 0.0),
    ],
)
def test_a_deadline_is_whole_weeks_and_a_share_of_the_next(date, whole, share):
    assert plan_of(deadline={"date": date}).question.deadline == (whole, pytest.approx(share))


def test_weeks_and_the_date_they_end_on_are_one_deadline():
    by_weeks = plan_of(deadline={"weeks": 15})
    by_date = plan_of(deadline={"date": "2027-03-08"})
    assert by_weeks.deadline == by_date.deadline == dt.date(2027, 3, 8)
    assert by_weeks.question.deadline == by_date.question.deadline


def test_a_week_from_a_wednesday_shares_its_days_alike():
    wednesday = day(2)
    plan = plan_of(start=wednesday, deadline={"date": day(7)})
    # Wednesday, Thursday and Friday lie before it.
    assert plan.question.deadline == (0, pytest.approx(0.6))
    assert (plan.question.weeks.factors == 1).all()


@pytest.mark.parametrize(
    ("days_off", "date", "share"),
    [
        ([day(2)], day(2), 2 / 4),  # the deadline is a holiday
        ([day(2)], day(3), 2 / 4),  # and the day after: nothing was worked between
        ([day(0)], day(1), 0.0),  # the first day is one
        ([day(n) for n in range(5)], day(3), 0.0),  # nobody works that week
        ([day(5)], day(3), 3 / 5),  # a Saturday is no workday
    ],
)
def test_a_share_is_of_the_days_that_are_worked(days_off, date, share):
    plan = plan_of(deadline={"date": date}, calendar={"days_off": days_off})
    assert plan.question.deadline == (0, pytest.approx(share))


def test_days_off_leave_their_share_of_each_week():
    days_off = [day(2), day(7), day(8), *(day(14 + n) for n in range(5)), day(26)]
    assert factors(5, calendar={"days_off": days_off}) == pytest.approx([0.8, 0.6, 0, 1, 1])


def test_public_holidays_are_days_off():
    """Tiradentes' Day is a Wednesday, Labour Day a Saturday."""
    april = {"start": "2027-04-19", "calendar": {"holidays": {"country": "BR"}}}
    assert factors(3, **april) == pytest.approx([0.8, 1, 1])
    april["calendar"]["days_off"] = ["2027-04-22", "2027-04-21"]
    assert factors(3, **april) == pytest.approx([0.6, 1, 1])


def test_people_who_join_or_leave_change_the_weeks_in_proportion():
    team = {"size": 4, "changes": [{"week": 2, "size": 6}, {"week": 4, "size": 3}]}
    plan = plan_of(team=team)
    assert plan.question.weeks.factors[:5].tolist() == pytest.approx([1, 1.5, 1.5, 0.75, 0.75])
    assert plan.people[:5] == (4, 6, 6, 3, 3)
    assert plan.person_weeks(4) == 4 + 6 + 6 + 3
    assert plan.question.weeks.scale == 1


@pytest.mark.parametrize(
    ("team", "scale", "per_person"),
    [
        ({}, 1, 1),
        ({"size": 5}, 1, 0.2),
        ({"size": 5, "focus": 0.5}, 0.5, 0.1),
        ({"size": 6, "history_size": 5}, 1.2, 0.2),
        ({"size": 6, "history_size": 4, "focus": 0.8}, 1.2, 0.2),
    ],
)
def test_pace_is_in_proportion_only_where_sizes_differ(team, scale, per_person):
    question = plan_of(team=team).question
    assert question.weeks.scale == pytest.approx(scale)
    assert question.scale_per_person == pytest.approx(per_person)


def test_days_of_history_are_forecast_by_the_week():
    plan = plan_of(
        counts=[50, 1, 1, 1, 1, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0], history={"period_days": 1}
    )
    assert plan.question.history.tolist() == [5, 2]
    assert plan.step_weeks == 1


@pytest.mark.parametrize(("period_days", "step_weeks"), [(7, 1), (14, 2), (21, 3), (28, 4)])
def test_longer_periods_step_by_their_weeks(period_days, step_weeks):
    plan = plan_of(history={"period_days": period_days}, deadline={"weeks": 12})
    assert plan.step_weeks == step_weeks
    assert len(plan.question.weeks.factors) == limits.MAX_WEEKS // step_weeks
    whole, share = plan.question.deadline
    assert (whole + share) * step_weeks == pytest.approx(12)
    assert plan.weeks(3) == 3 * step_weeks


def test_a_longer_period_has_the_mean_of_its_weeks():
    days_off = [day(2), *(day(14 + n) for n in range(5))]
    history = {"period_days": 14}
    found = factors(2, history=history, calendar={"days_off": days_off})
    assert found == pytest.approx([0.9, 0.5])
    joining = {"size": 2, "changes": [{"week": 2, "size": 4}]}
    assert factors(2, history=history, team=joining) == pytest.approx([1.5, 2])


def test_a_deadline_inside_a_longer_period_has_the_share_of_its_days():
    plan = plan_of(history={"period_days": 14}, deadline={"date": day(14 + 9)})
    assert plan.question.deadline == (1, pytest.approx(0.7))


@pytest.mark.parametrize(
    ("level", "factor"),
    [
        ("low", (1.0, 1.0)),
        ("medium", (1.0, 1.5)),
        ("high", (1.5, 2.0)),
        ("very_high", (1.75, 3.0)),
    ],
)
def test_complexity_multiplies_each_item(level, factor):
    assert COMPLEXITY[level] == factor
    scope = {"low": 30, "high": 50, "complexity": level, "split_rate": {"low": 1.1, "high": 1.3}}
    stated = plan_of(scope=scope).question.stated
    assert (stated.low, stated.high) == (30, 50)
    assert (stated.complexity, stated.split) == (factor, (1.1, 1.3))


def test_risks_are_taken_as_they_are():
    risk = {"name": "A", "probability": 0.3, "impact": {"low": 1, "mode": 2.5, "high": 7}}
    (event,) = plan_of(risks=[risk]).question.risks
    assert (event.probability, event.low, event.mode, event.high) == (0.3, 1, 2.5, 7)


@pytest.mark.parametrize("counts", [[0], [0, 0, 0], [0.0] * 1_000])
def test_a_history_that_finished_nothing_is_refused(counts):
    assert refusal(counts=counts) == "history.counts"


@pytest.mark.parametrize("n_days", [1, 6])
def test_less_than_a_week_of_days_is_refused(n_days):
    assert refusal(counts=[5] * n_days, history={"period_days": 1}) == "history.counts"


def test_days_whose_only_items_are_in_the_week_left_out_are_refused():
    assert refusal(counts=[5] + [0] * 7, history={"period_days": 1}) == "history.counts"


@pytest.mark.parametrize("date", [day(0), day(-1), "1999-01-01"])
def test_a_deadline_that_is_not_after_the_start_is_refused(date):
    assert refusal(deadline={"date": date}) == "deadline.date"


def test_a_deadline_past_the_horizon_is_refused():
    last = MONDAY + dt.timedelta(weeks=limits.MAX_WEEKS)
    assert plan_of(deadline={"date": last.isoformat()}).question.deadline == (522, 0.0)
    after = (last + dt.timedelta(days=1)).isoformat()
    assert refusal(deadline={"date": after}) == "deadline.date"


@pytest.mark.parametrize("place", [{"country": "XX"}, {"country": "BR", "subdivision": "XX"}])
def test_holidays_of_a_place_that_is_not_known_are_refused(place):
    assert refusal(calendar={"holidays": place}) == "calendar.holidays"


@pytest.mark.parametrize("start", [limits.FIRST_DAY, limits.LAST_DAY], ids=str)
def test_ten_years_from_any_day_that_is_taken_have_dates(start):
    plan = plan_of(
        start=start.isoformat(),
        deadline={"weeks": limits.MAX_WEEKS},
        calendar={"holidays": {"country": "BR"}},
    )
    assert plan.deadline == start + dt.timedelta(weeks=limits.MAX_WEEKS)
    assert np.isfinite(plan.question.weeks.factors).all()
