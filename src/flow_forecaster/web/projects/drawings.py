"""Where the marks of the drawings stand; templates draw them.

Across, in percent of the drawing's width, so that a drawing fits any screen and its words keep
their size. Down, in pixels of a height that is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from flow_forecaster.domain.saved import SavedForecast

BARS_HEIGHT = 72
MOST_BARS = 60
"""Periods that are drawn, the newest."""

COURSE_HEIGHT, COURSE_TOP, COURSE_BOTTOM = 200, 24, 176
COURSE_LEFT, COURSE_RIGHT = 3.0, 97.0

LEAST_WIDTH = 0.6
"""Of the bar of what moved nothing, in percent."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from ``y`` down over ``height``; ``x`` and ``width`` in percent."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A history: its last periods, and the height of its mean."""

    bars: tuple[Bar, ...]
    mean_y: float
    mean: float
    n: int
    shown: int


@dataclass(frozen=True, slots=True)
class Point:
    """A forecast in the course of forecasts: from P50 to P95, and its deadline, if it has one."""

    x: float
    p50_y: float
    p85_y: float
    p95_y: float
    deadline_y: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A date that is written at the side."""

    y: float
    day: dt.date


@dataclass(frozen=True, slots=True)
class Course:
    """P85 from forecast to forecast, latest dates on top."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    first: dt.date
    last: dt.date
    has_deadline: bool


def history_bars(counts: Sequence[float]) -> Bars:
    """The bars of a history of at least one period."""
    shown = counts[-MOST_BARS:]
    most = max(*shown, 1)
    step = 100 / max(len(shown), 8)
    heights = [count / most * BARS_HEIGHT for count in shown]
    bars = tuple(
        Bar(
            round(index * step, 3),
            round(BARS_HEIGHT - tall, 2),
            round(step * 0.8, 3),
            round(tall, 2),
        )
        for index, tall in enumerate(heights)
    )
    mean = sum(counts) / len(counts)
    mean_y = round(BARS_HEIGHT - min(mean / most, 1) * BARS_HEIGHT, 2)
    return Bars(bars, mean_y, mean, len(counts), len(shown))


def forecast_course(forecasts: Sequence[SavedForecast]) -> Course | None:
    """The course of the forecasts that have a date at P85; none if fewer than two do."""
    dated = [(one, days) for one in forecasts if (days := _days(one)) is not None]
    dated.sort(key=lambda pair: pair[0].created_at)
    if len(dated) < 2:
        return None
    deadlines = [one.result.deadline.date if one.result.deadline else None for one, _ in dated]
    said = [day for _, days in dated for day in days] + [day for day in deadlines if day]
    low, high = min(said), max(said)

    def height(day: dt.date) -> float:
        share = (day - low).days / max((high - low).days, 1)
        return round(COURSE_BOTTOM - share * (COURSE_BOTTOM - COURSE_TOP), 2)

    points = tuple(
        Point(
            x,
            p50_y=height(days[0]),
            p85_y=height(days[1]),
            p95_y=height(days[2]),
            deadline_y=height(deadline) if deadline else None,
        )
        for x, (_, days), deadline in zip(_across(dated), dated, deadlines, strict=True)
    )
    lines = tuple(Line(height(day), day) for day in sorted({low, high}))
    first, last = (dated[place][0].created_at.date() for place in (0, -1))
    return Course(points, lines, first, last, any(deadlines))


def _days(forecast: SavedForecast) -> tuple[dt.date, dt.date, dt.date] | None:
    """Its dates at P50, P85 and P95; the outer ones are P85's where they are not there."""
    dates = {round(when.confidence, 4): when.date for when in forecast.result.when}
    p85 = dates.get(0.85)
    return None if p85 is None else (dates.get(0.5) or p85, p85, dates.get(0.95) or p85)


def _across(dated: Sequence[tuple[SavedForecast, object]]) -> list[float]:
    """By the time they were made; evenly where all were made within a day."""
    instants = [one.created_at.timestamp() for one, _ in dated]
    span = instants[-1] - instants[0]
    if span < 24 * 60 * 60:
        instants, span = [float(index) for index in range(len(dated))], len(dated) - 1
    width = COURSE_RIGHT - COURSE_LEFT
    return [round(COURSE_LEFT + (at - instants[0]) / span * width, 3) for at in instants]


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a move: its bar from the sum of those before to the sum with it, in percent."""

    label: str
    moved: int
    x: float
    width: float


def waterfall(parts: Sequence[tuple[str, int]]) -> tuple[tuple[Step, ...], float]:
    """The steps of parts that add up, and where nothing moved lies, in percent across."""
    sums = list(accumulate((moved for _, moved in parts), initial=0))
    low, high = min(sums), max(sums)
    scale = 100 / max(high - low, 1)
    steps = tuple(
        Step(
            label,
            moved,
            x=round((min(before, after) - low) * scale, 3),
            width=max(round(abs(moved) * scale, 3), LEAST_WIDTH),
        )
        for (label, moved), before, after in zip(parts, sums[:-1], sums[1:], strict=True)
    )
    return steps, round(-low * scale, 3)
