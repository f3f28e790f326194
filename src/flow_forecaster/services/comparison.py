"""The use case "compare": how far P85 moved between two saved forecasts, and what moved it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flow_forecaster.domain.comparison import Comparison, Input, Part
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.limits import MAX_WEEKS
from flow_forecaster.domain.plan import make_plan
from flow_forecaster.domain.request import Deadline, ForecastRequest
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.engine.attribution import Inputs, attribute
from flow_forecaster.engine.forecast import forecast_numbers
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.promises import promised_day, promised_items

FIELDS: Mapping[Input, tuple[str, ...]] = {
    "scope": ("scope",),
    "risks": ("risks",),
    "pace": ("history", "pace_model", "pace_quantiles"),
    "team": ("team",),
    "calendar": ("calendar",),
    "start": ("start",),
    "deadline": ("deadline",),
}
"""The fields of a request that make each input, in the order in which parts are told."""

OF_WHEN: tuple[Input, ...] = ("scope", "risks", "pace", "team", "calendar", "start")
OF_HOW_MANY: tuple[Input, ...] = ("pace", "team", "calendar", "start", "deadline")

COSTS = {"cost_per_person_week": None, "currency": "BRL"}
"""What does not matter to time."""

Values = dict[str, Any]
Reading = Callable[[ForecastRequest], int]


def compare(older: SavedForecast, newer: SavedForecast) -> Comparison:
    """How what is promised at 85 % moved from one forecast to another.

    Of dates, where both have a scope; else of items by the deadline, where both have one. The
    parts add up to the whole move (docs/methods/comparison.md).
    """
    if older.request.scope and newer.request.scope:
        return _compare_dates(older, newer)
    if older.request.deadline and newer.request.deadline:
        return _compare_items(older, newer)
    return Comparison(question=None)


def _compare_dates(older: SavedForecast, newer: SavedForecast) -> Comparison:
    days = promised_day(older, PROMISE), promised_day(newer, PROMISE)
    if days[0] is None or days[1] is None:
        return Comparison("when", older_date=days[0], newer_date=days[1])
    # A deadline does not move the date; it may lie before another start.
    sides = _Sides(_values(older) | {"deadline": None}, _values(newer) | {"deadline": None})
    ends = days[0].toordinal(), days[1].toordinal()
    parts = _parts(sides, OF_WHEN, _day_number, ends)
    return Comparison(
        question="when",
        older_date=days[0],
        newer_date=days[1],
        moved=ends[1] - ends[0],
        parts=parts,
    )


def _compare_items(older: SavedForecast, newer: SavedForecast) -> Comparison:
    items = promised_items(older, PROMISE), promised_items(newer, PROMISE)
    assert items[0] is not None and items[1] is not None
    nothing = {"scope": None, "risks": ()}
    sides = _Sides(_values(older) | nothing, _values(newer) | nothing)
    parts = _parts(sides, OF_HOW_MANY, _n_items, (items[0], items[1]))
    return Comparison(
        question="how_many",
        older_items=items[0],
        newer_items=items[1],
        moved=items[1] - items[0],
        parts=parts,
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """The fields of both requests, start and deadline as dates."""

    older: Values
    newer: Values

    def differ_in(self, one: Input) -> bool:
        return any(self.older[field] != self.newer[field] for field in FIELDS[one])

    def mixed(self, newer: set[Input]) -> ForecastRequest:
        """A request with these inputs of the newer side, the others of the older."""
        fields = [field for one in newer for field in FIELDS[one]]
        values = self.older | {field: self.newer[field] for field in fields}
        return ForecastRequest.model_construct(**values)


def _values(saved: SavedForecast) -> Values:
    deadline = saved.result.deadline
    values = dict(saved.request)
    values["start"] = saved.result.start
    values["deadline"] = Deadline(date=deadline.date) if deadline else None
    values["team"] = saved.request.team.model_copy(update=COSTS)
    return values


def _parts(
    sides: _Sides,
    inputs: tuple[Input, ...],
    read: Reading,
    stored: tuple[int, int],
) -> tuple[Part, ...]:
    """What moved, of every input that differs; what neither side's inputs explain is the engine."""
    changed = [one for one in inputs if sides.differ_in(one)]

    def value(newer: Inputs) -> int:
        return read(sides.mixed({changed[index] for index in newer}))

    moved = list(attribute(value, len(changed))) if changed else []
    rest = stored[1] - stored[0] - sum(moved)
    if rest:
        changed.append("engine")
        moved.append(rest)
    return tuple(Part(one, by) for one, by in zip(changed, moved, strict=True))


def _day_number(request: ForecastRequest) -> int:
    """The day of P85, as the calendar counts days; at the latest the end of the horizon."""
    assert request.start is not None
    plan = make_plan(request, today=request.start)
    scope = forecast_numbers(plan.question).scope
    weeks = plan.weeks(scope.promise_week) if scope else None
    last = MAX_WEEKS if weeks is None else weeks
    return (request.start + dt.timedelta(weeks=last)).toordinal()


def _n_items(request: ForecastRequest) -> int:
    """Items by the deadline at P85; none by one that is not after the start."""
    assert request.start is not None
    try:
        plan = make_plan(request, today=request.start)
    except InvalidRequest:
        return 0
    deadline = forecast_numbers(plan.question).deadline
    return deadline.how_many_promised if deadline else 0
