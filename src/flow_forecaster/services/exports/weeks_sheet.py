"""The sheet of a forecast week by week: the curve and the cone, from which charts are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from flow_forecaster.domain.language import Language
from flow_forecaster.engine.question import PROMISE
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.csv_text import Cell
from flow_forecaster.services.exports.reading import promised, up_to_edge, week_end
from flow_forecaster.services.exports.sheets import Sheet


@dataclass(frozen=True, slots=True)
class WeeksSheet:
    """Where the charts find their numbers: the sheet's name, and the columns by what they hold.

    Week w stands in row w + 1, counted from 0.
    """

    name: str
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    head: str
    kind: str
    at: Callable[[int], Cell]


def write_weeks(sheet: Sheet, answered: Answered, language: Language) -> WeeksSheet:
    """Each week with its end, the chance to be done by then and the items finished."""
    columns = _columns(answered, language)
    curve = answered.result.curve
    cone = answered.result.cone.items_by_week
    n_weeks = max(len(curve.chance_by_week) if curve else 0, len(cone[0]))
    lines = ([(column.at(week), column.kind) for column in columns] for week in range(n_weeks))
    sheet.whole_sheet([column.head for column in columns], lines)
    sheet.widths(8, 14, *(15 for _column in columns[2:]))
    return WeeksSheet(sheet.name, {column.key: at for at, column in enumerate(columns)})


def _columns(answered: Answered, language: Language) -> list[_Column]:
    result, _ = answered.result, language.gettext
    columns = [
        _Column("week", _("Week"), "number", lambda week: week),
        _Column("end", _("Ends on"), "date", lambda week: week_end(result.start, week)),
    ]
    return columns + _chances(answered, language) + _items(answered, language)


def _chances(answered: Answered, language: Language) -> list[_Column]:
    result, _ = answered.result, language.gettext
    if result.curve is None:
        return []
    curve, due = result.curve.chance_by_week, result.deadline
    columns = [
        _Column("chance", _("Chance to be done by then"), "chance", partial(_at, curve)),
        _Column("promise", _("Promise"), "confidence", lambda _week: PROMISE),
    ]
    if due and due.chance is not None:
        at_deadline = _only(due.weeks, due.chance)
        columns.append(_Column("due", _("Chance of the deadline"), "chance", at_deadline))
    return columns


def _items(answered: Answered, language: Language) -> list[_Column]:
    result, cone, _ = answered.result, answered.result.cone, language.gettext
    columns = []
    for index, (confidence, items) in enumerate(
        zip(cone.confidence, cone.items_by_week, strict=True)
    ):
        head = _("Items, {percent}", percent=language.percent(confidence))
        columns.append(
            _Column(f"cone {index}", head, "number", partial(_at, up_to_edge(cone, items)))
        )
    scope, due, most = result.scope, result.deadline, promised(result.how_many)
    if scope:
        columns += [
            _Column("stated", _("Items left"), "number", lambda _week: scope.stated),
            _Column("expected", _("With risks"), "number", lambda _week: scope.expected),
        ]
    if due and most:
        at_deadline = _only(due.weeks, most.items)
        columns.append(_Column("by due", _("Items by the deadline"), "number", at_deadline))
    return columns


def _only(week: int, value: float) -> Callable[[int], Cell]:
    return lambda other: value if other == week else None


def _at(values: Sequence[float], week: int) -> Cell:
    return values[week] if week < len(values) else None
