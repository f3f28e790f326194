import datetime as dt

import pytest

from flow_forecaster.domain.calendar import (
    WorkCalendar,
    people_by_week,
    public_holidays,
    weekly_counts,
)
from flow_forecaster.domain.request import Holidays, TeamChange

MONDAY = dt.date(2026, 11, 23)
WORKDAYS = frozenset(range(5))


def work(days_off=(), workdays=WORKDAYS, most=None):
    off = frozenset(MONDAY + dt.timedelta(days=n) for n in days_off)
    return WorkCalendar(workdays, off, tuple((most or {}).items()))


def share(days_off=(), first=MONDAY, workdays=WORKDAYS):
    (found,) = work(days_off, workdays).worths(first, 1)
    return found


@pytest.mark.parametrize("first", [MONDAY + dt.timedelta(days=n) for n in range(7)], ids=str)
def test_a_week_from_any_day_has_every_workday(first):
    assert share(first=first) == 1.0


@pytest.mark.parametrize(
    ("days_off", "expected"),
    [((2,), 0.8), ((0, 4), 0.6), ((5,), 1.0), ((5, 6, 7), 1.0), (range(7), 0.0)],
)
def test_a_day_off_takes_its_share_of_the_workdays(days_off, expected):
    assert share(days_off) == pytest.approx(expected)


def test_days_that_are_worked_count_and_others_do_not():
    assert work().day_worths(MONDAY, 8).tolist() == [1, 1, 1, 1, 1, 0, 0, 1]
    assert work((1, 5)).day_worths(MONDAY, 7).tolist() == [1, 0, 1, 1, 1, 0, 0]
    friday = MONDAY + dt.timedelta(days=4)
    assert work((7,)).day_worths(friday, 5).tolist() == [1, 0, 0, 0, 1]
    assert work().day_worths(friday, 0).tolist() == []


def test_a_longer_period_shares_all_its_workdays():
    assert work((2, 8)).worths(MONDAY, 2, step_weeks=2).tolist() == [0.8, 1]
    assert work(range(7)).worths(MONDAY, 1, step_weeks=4).tolist() == [0.75]


WEEK_48 = {48: 0.6}
"""What the week of ``MONDAY`` is worth at most."""


@pytest.mark.parametrize(
    ("days_off", "expected"),
    [((), 0.6), ((3,), 0.6), ((0, 1), 0.6), ((0, 1, 2), 0.4), (range(5), 0), ((5, 7), 0.6)],
)
def test_a_week_is_worth_what_is_left_of_it_and_at_most_so_much(days_off, expected):
    known = work(days_off, most=WEEK_48)
    assert known.worths(MONDAY, 1).tolist() == [pytest.approx(expected)]


def test_what_a_week_is_worth_is_shared_by_the_days_that_are_worked():
    assert work(most=WEEK_48).day_worths(MONDAY, 8) == pytest.approx([0.6] * 5 + [0, 0, 1])
    known = work((0,), most=WEEK_48)
    assert known.day_worths(MONDAY, 8) == pytest.approx([0, *[0.75] * 4, 0, 0, 1])
    # Three days of four, and two of the next week.
    wednesday = MONDAY + dt.timedelta(days=2)
    assert known.worths(wednesday, 1) == pytest.approx([(3 * 0.75 + 2) / 5])


@pytest.mark.parametrize("first", [dt.date(1969, 12, 29), dt.date(2026, 11, 25)], ids=str)
def test_weeks_are_numbered_as_by_iso_8601(first):
    each = tuple((number, number / 53) for number in range(1, 54))
    numbered = WorkCalendar(frozenset(range(7)), most_of_week=each)
    n_days = 100 * 366
    days = (first + dt.timedelta(days=n) for n in range(n_days))
    expected = [day.isocalendar().week / 53 for day in days]
    assert numbered.day_worths(first, n_days) == pytest.approx(expected)


def test_a_team_may_work_on_other_days():
    assert share((5,), workdays=frozenset(range(7))) == pytest.approx(6 / 7)
    assert share((0, 1, 2), workdays=frozenset({5, 6})) == 1.0
    assert share((5,), workdays=frozenset({5})) == 0.0


def of_brazil(year=2027, subdivision=None, country="BR"):
    place = Holidays(country=country, subdivision=subdivision)
    return public_holidays(place, dt.date(year, 1, 1), dt.date(year, 12, 31))


def test_brazil_has_carnival_beside_its_public_holidays():
    days = of_brazil()
    public = {(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25)}
    assert {dt.date(2027, month, day) for month, day in public} <= days
    # Easter is on 28 March; Carnival Monday and Tuesday are 48 and 47 days before it.
    assert {dt.date(2027, 2, 8), dt.date(2027, 2, 9)} <= days
    assert dt.date(2027, 3, 10) not in days


def test_a_state_adds_its_own():
    revolution_of_1932 = dt.date(2027, 7, 9)
    assert revolution_of_1932 in of_brazil(subdivision="SP")
    assert revolution_of_1932 not in of_brazil()
    assert of_brazil() <= of_brazil(subdivision="SP")
    assert of_brazil(subdivision="") == of_brazil()


@pytest.mark.parametrize(
    ("country", "subdivision"), [("XX", None), ("BR", "XX"), ("AA", "SP"), ("BR", "sp")]
)
def test_a_place_that_is_not_known_has_none(country, subdivision):
    assert of_brazil(country=country, subdivision=subdivision) is None


def test_holidays_are_those_of_the_time_asked_about():
    place = Holidays(country="BR")
    days = public_holidays(place, dt.date(2026, 12, 25), dt.date(2027, 1, 1))
    assert min(days) == dt.date(2026, 12, 25) and max(days) == dt.date(2027, 1, 1)
    over_two_years = public_holidays(place, dt.date(2026, 1, 1), dt.date(2027, 12, 31))
    assert over_two_years == of_brazil(2026) | of_brazil(2027)


@pytest.mark.parametrize("country", ["US", "IL", "SA", "JP", "DE"])
def test_other_countries_are_known_too(country):
    assert len(of_brazil(country=country)) > 3


def test_a_change_holds_from_its_week_on():
    changes = [TeamChange(week=3, size=8), TeamChange(week=5, size=0)]
    assert people_by_week(5, changes, 6) == [5, 5, 8, 8, 0, 0]
    assert people_by_week(5, reversed(changes), 6) == [5, 5, 8, 8, 0, 0]
    assert people_by_week(5, [], 3) == [5, 5, 5]
    assert people_by_week(5, [TeamChange(week=1, size=2)], 2) == [2, 2]
    assert people_by_week(5, [TeamChange(week=9, size=2)], 2) == [5, 5]


@pytest.mark.parametrize(
    ("daily", "weekly"),
    [
        ([1] * 7, [7]),
        ([100, 1, 2, 3, 4, 5, 0, 0], [15]),
        ([9] * 6, []),
        ([1] * 7 + [2] * 7, [7, 14]),
        ([9] * 6 + [1] * 14, [7, 7]),
    ],
)
def test_days_are_summed_to_weeks_that_end_with_the_last_day(daily, weekly):
    assert weekly_counts(daily) == weekly
