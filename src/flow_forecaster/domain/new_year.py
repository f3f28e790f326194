"""The weeks around New Year, in which teams finish less."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.domain.calendar import WorkCalendar
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.pace import LEARNED
from flow_forecaster.engine.quantile_pace import QUANTILES

SHARES = {52: 0.55, 53: 0.60, 1: 0.90}
"""What a week is worth of a usual one, by its ISO number.

On 66 histories of public repositories, against the ten weeks on either side: 0.53, 0.61 and 0.93,
with standard errors of 0.05, 0.10 and 0.06; no other week departs so clearly.
"""

MOST_OF_WEEK = tuple(SHARES.items())

MODELS = frozenset({*LEARNED, QUANTILES})
"""Pace models that were learned from weeks of a known worth: a history is divided by it."""

MONDAY_TO_FRIDAY = frozenset(range(5))


def new_year_factors(
    start: dt.date,
    n_steps: int,
    step_weeks: int = 1,
    workdays: frozenset[int] = MONDAY_TO_FRIDAY,
) -> Floats:
    """What each step of so many weeks from a day on is worth of a usual one; (n_steps,) array.

    Each working day counts as its ISO week, so that a step may begin on any day.
    """
    return WorkCalendar(workdays, most_of_week=MOST_OF_WEEK).worths(start, n_steps, step_weeks)
