"""Readings of an answer that its pictures and tables share, the same as the page's."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Protocol, TypeVar

from flow_forecaster.domain.result import Cone, ForecastResult
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.engine.readings import TOLERANCE
from flow_forecaster.services.exports.answered import Answered

TOO_THIN = 0.001
"""Chances that are not worth drawing."""

WEEKS_AFTER = 1.1
"""How far past the deadline a cone is drawn, in times its weeks."""


class _Confident(Protocol):
    @property
    def confidence(self) -> float: ...


Row = TypeVar("Row", bound=_Confident)


def promised(rows: Sequence[Row]) -> Row | None:
    """The row at the confidence of a promise; else the last; None where there is none."""
    at_promise = (row for row in rows if abs(row.confidence - PROMISE) < 1e-9)
    return next(at_promise, rows[-1] if rows else None)


def first_week(chance_by_week: Sequence[float], confidence: float) -> int | None:
    """The first week by whose end the scope is done with this confidence."""
    reached = (
        week for week, chance in enumerate(chance_by_week) if chance >= confidence - TOLERANCE
    )
    return next(reached, None)


def week_end(start: dt.date, week: int) -> dt.date:
    """The day on which a week ends."""
    return start + dt.timedelta(weeks=week)


def shown_weeks(result: ForecastResult) -> tuple[int, int]:
    """The weeks of the curve worth drawing: without its thin ends, but with the deadline."""
    curve = result.curve.chance_by_week if result.curve else (0.0,)
    last = first_week(curve, 1 - TOO_THIN)
    last = len(curve) - 1 if last is None else last
    first = next((week for week, chance in enumerate(curve) if chance > TOO_THIN), 1)
    due = result.deadline.weeks if result.deadline else None
    first, last = min(first, due or first), max(last, due or last)
    return max(1, first), max(2, min(last, len(curve) - 1))


def cone_weeks(result: ForecastResult) -> int:
    """The last week of a drawn cone: as far as it is likely to take, or past the deadline."""
    due = result.deadline.weeks if result.deadline else 0
    done = shown_weeks(result)[1] if result.curve else 0
    most = len(result.cone.items_by_week[0]) - 1
    return max(1, min(most, max(done, math.ceil(due * WEEKS_AFTER))))


def up_to_edge(cone: Cone, line: Sequence[int]) -> Sequence[int]:
    """A line of a cone up to where it comes to the edge: from there on it may be past it."""
    at_edge = (
        week for week, items in enumerate(line) if cone.edge is not None and items >= cone.edge
    )
    return line[: next(at_edge, len(line)) + 1]


def deadline_in_weeks(result: ForecastResult) -> float | None:
    """Weeks from the start to the deadline, of which the last may be a part of one."""
    return (result.deadline.date - result.start).days / 7 if result.deadline else None


def period_ends(answered: Answered) -> tuple[dt.date | None, ...]:
    """The last day of each period of the history that was used; None where it isn't known."""
    history, n = answered.request.history, answered.result.history.n
    last = history.last_period_end
    if last is None:
        return (None,) * n
    days = period_weeks(answered) * 7
    return tuple(last - dt.timedelta(days=days * (n - 1 - index)) for index in range(n))


def period_weeks(answered: Answered) -> int:
    """Weeks of one period of the history that was used; days were summed to weeks."""
    return max(1, answered.request.history.period_days // 7)
