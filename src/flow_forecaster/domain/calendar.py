"""Weeks as working days: which days are off, and what a week is worth of a usual one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.domain.request import Holidays, TeamChange
from flow_forecaster.engine.counts import Floats

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked; ``workdays`` are weekday numbers, 0 is Monday.

    ``most_of_week`` : ISO numbers, and what such a week is worth of a usual one at most, however
    many of its days are worked.
    """

    workdays: frozenset[int]
    days_off: frozenset[dt.date] = frozenset()
    most_of_week: tuple[tuple[int, float], ...] = ()

    def day_worths(self, first: dt.date, n_days: int) -> Floats:
        """What each day is worth of a usual working day, 0 where it is off; (n_days,) array.

        Where fewer days of a week are worked than what it is worth at most, they count in full.
        """
        n_before = first.weekday()
        n_weeks = -(-(n_before + n_days) // DAYS_IN_WEEK)
        mondays = np.datetime64(first) - n_before + DAYS_IN_WEEK * np.arange(n_weeks)
        worked = np.zeros((n_weeks, DAYS_IN_WEEK))
        worked[:, sorted(self.workdays)] = 1.0
        if self.days_off:
            off = np.array(sorted(self.days_off), "datetime64[D]")
            worked[np.isin(mondays[:, None] + np.arange(DAYS_IN_WEEK), off)] = 0.0
        share, most = _row_sums(worked) / len(self.workdays), self._most(mondays)
        worked *= np.divide(most, share, out=np.ones(n_weeks), where=share > most)[:, None]
        return worked.ravel()[n_before : n_before + n_days]

    def worths(self, first: dt.date, n_steps: int, step_weeks: int = 1) -> Floats:
        """What each step of so many weeks is worth of a usual one; (n_steps,) array, read only."""
        return _worths(self, first, n_steps, step_weeks)

    def _most(self, mondays: NDArray[np.datetime64]) -> Floats:
        """What weeks are worth at most; a week's Thursday numbers it in its year."""
        most, thursdays = np.ones(len(mondays)), mondays + 3
        numbers = (thursdays - thursdays.astype("datetime64[Y]")).astype(int) // DAYS_IN_WEEK + 1
        for number, worth in self.most_of_week:
            most[numbers == number] = worth
        return most


# While somebody types, the calendar stays; most people have the usual one.
@lru_cache(maxsize=500)
def _worths(work: WorkCalendar, first: dt.date, n_steps: int, step_weeks: int) -> Floats:
    if not work.days_off and not work.most_of_week:
        worths = np.ones(n_steps)
    else:
        days = work.day_worths(first, n_steps * step_weeks * DAYS_IN_WEEK)
        by_step = _row_sums(days.reshape(n_steps, step_weeks * DAYS_IN_WEEK))
        worths = by_step / (len(work.workdays) * step_weeks)
    worths.flags.writeable = False
    return worths


def _row_sums(rows: Floats) -> Floats:
    """As ``rows.sum(axis=1)``, which takes ten times as long over few columns."""
    return np.asarray(rows @ np.ones(rows.shape[1]))


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
