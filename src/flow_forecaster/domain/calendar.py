"""Coming weeks as working days: which days are off, and what share of a week is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from flow_forecaster.domain.request import Holidays, TeamChange

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked; ``workdays`` are weekday numbers, 0 is Monday."""

    workdays: frozenset[int]
    days_off: frozenset[dt.date]

    def share_worked(self, first: dt.date, n_days: int, *, of_days: int) -> float:
        """Days worked among ``n_days`` from ``first``, over the workdays of ``of_days`` days."""
        days = (first + dt.timedelta(days=n) for n in range(n_days))
        n_worked = sum(day.weekday() in self.workdays and day not in self.days_off for day in days)
        return n_worked / (len(self.workdays) * (of_days // DAYS_IN_WEEK))


def public_holidays(holidays: Holidays, first: dt.date, last: dt.date) -> frozenset[dt.date] | None:
    """Public holidays from ``first`` to ``last``; None if that country or state is not known.

    Days that many take off without being obliged to (Carnival in Brazil) count too, where the
    country's list has them.
    """
    import holidays as library

    known = library.list_supported_countries(include_aliases=False)
    subdivisions = known.get(holidays.country)
    if subdivisions is None or (holidays.subdivision or None) not in {None, *subdivisions}:
        return None
    country = getattr(library, holidays.country)
    optional = {library.PUBLIC, library.OPTIONAL} & set(country.supported_categories)
    dates = library.country_holidays(
        holidays.country,
        subdiv=holidays.subdivision or None,
        years=range(first.year, last.year + 1),
        categories=tuple(optional),
    )
    return frozenset(day for day in dates if first <= day <= last)


def people_by_week(size: float, changes: Collection[TeamChange], n_weeks: int) -> list[float]:
    """People in each of the coming weeks; a change holds from its week on."""
    by_week = {change.week: change.size for change in changes}
    if not by_week:
        return [size] * n_weeks
    people = []
    for week in range(1, n_weeks + 1):
        size = by_week.get(week, size)
        people.append(size)
    return people


def weekly_counts(daily: Collection[float]) -> list[float]:
    """Sums of seven days up to the last one; days before the first whole week are left out."""
    counts = list(daily)
    counts = counts[len(counts) % DAYS_IN_WEEK :]
    return [
        sum(counts[first : first + DAYS_IN_WEEK]) for first in range(0, len(counts), DAYS_IN_WEEK)
    ]
