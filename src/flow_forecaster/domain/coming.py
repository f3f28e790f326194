"""The weeks of a forecast by their dates: the past ones of its history, and those to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from flow_forecaster.domain.calendar import DAYS_IN_WEEK, WorkCalendar
from flow_forecaster.domain.request import History
from flow_forecaster.engine.counts import Floats


@dataclass(frozen=True, slots=True)
class Coming:
    """The weeks to come, in steps of ``step_weeks``.

    ``presence`` : (h,) array, people in each week up to the horizon over the team's size.
    """

    start: dt.date
    step_weeks: int
    deadline: dt.date | None
    presence: Floats

    def factors(self, work: WorkCalendar) -> Floats:
        """What each step is worth of one of the history; (h // step_weeks,) array."""
        by_week = work.worths(self.start, len(self.presence)) * self.presence
        n_steps = len(by_week) // self.step_weeks
        by_step = by_week[: n_steps * self.step_weeks].reshape(n_steps, self.step_weeks)
        return np.asarray(by_step.mean(axis=1))

    def deadline_steps(self, work: WorkCalendar) -> tuple[int, float] | None:
        """Whole steps before the deadline, and the share of the next one's work before it."""
        if self.deadline is None:
            return None
        step_days = self.step_weeks * DAYS_IN_WEEK
        whole, rest_days = divmod((self.deadline - self.start).days, step_days)
        first = self.start + dt.timedelta(days=whole * step_days)
        return whole, _share_before(work, first, step_days, rest_days)


# While somebody types, the deadline stays.
@lru_cache(maxsize=500)
def _share_before(work: WorkCalendar, first: dt.date, step_days: int, n_days: int) -> float:
    """The share of a step's work that its first days are worth."""
    in_step = work.day_worths(first, step_days)
    before = float(in_step[:n_days].sum())
    return before / float(in_step.sum()) if before else 0.0


def last_day(history: History, start: dt.date) -> dt.date:
    """The day on which the last period of a history ended.

    Where nobody said it, days end before the start, and weeks with the last Sunday before it; on a
    weekend that week is over.
    """
    if history.last_period_end is not None:
        return history.last_period_end
    if history.period_days == 1:
        return start - dt.timedelta(days=1)
    tomorrow = start + dt.timedelta(days=1)
    return tomorrow - dt.timedelta(days=tomorrow.isoweekday() % DAYS_IN_WEEK)
