"""Reads histories from CSV: a table ``repo, week_start, items``, or one column of counts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flow_forecaster.domain import limits
from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language

NAME_COLUMNS = ("repo", "team", "name")
DATE_COLUMN = "week_start"
ITEMS_COLUMNS = ("items", "count", "throughput")

WEEK = dt.timedelta(weeks=1)

MOST_WEEKS = 5_000
"""Weeks of one history in a table: a century; more is a mistyped date."""


@dataclass(frozen=True, slots=True)
class NamedHistory:
    """Items finished in each week, oldest first; ``start`` is the first day, if it is known."""

    name: str
    counts: tuple[float, ...]
    start: dt.date | None = None


class UnreadableTable(AppError):
    """Text that is no table of histories; ``line`` counts from 1, 0 where none is to blame."""

    heading = N_("This table cannot be read")
    sentence = N_(
        "Line {line} cannot be read. Write the columns repo, week_start and items, as in "
        "“team,2026-11-16,7”, or one count from 0 to {most} on each line."
    )

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line

    def detail(self, language: Language) -> str:
        """With the line and what is expected."""
        return language.gettext(
            self.sentence, line=self.line, most=language.number(limits.MAX_COUNT)
        )


def read_histories(text: str, name: str) -> tuple[NamedHistory, ...]:
    """The histories of a file, in its order.

    A table's weeks may come in any order; one that is missing between two finished nothing, and
    rows of one week are summed. A file of counts is one history, called ``name``.

    Raises
    ------
    UnreadableTable
        If a line is neither, or there is none.
    """
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    rows = [
        (number, [cell.strip() for cell in row])
        for number, row in enumerate(lines, start=1)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise UnreadableTable(1)
    number, head = rows[0][0], [cell.lower() for cell in rows[0][1]]
    if DATE_COLUMN in head:
        return _read_table(head, number, rows[1:])
    if _number(rows[0][1][0]) is None:
        rows = rows[1:]
    counts = tuple(_count(cell, line) for line, row in rows for cell in row if cell)
    if not counts:
        raise UnreadableTable(number)
    return (NamedHistory(name, counts),)


def _read_table(
    head: Sequence[str], number: int, rows: Iterable[tuple[int, list[str]]]
) -> tuple[NamedHistory, ...]:
    items = _place(head, ITEMS_COLUMNS)
    if items is None:
        raise UnreadableTable(number)
    named = _place(head, NAME_COLUMNS)
    weeks: dict[str, dict[dt.date, float]] = {}
    for line, row in rows:
        if len(row) != len(head):
            raise UnreadableTable(line)
        of_name = weeks.setdefault("" if named is None else row[named], {})
        day = _date(row[head.index(DATE_COLUMN)], line)
        of_name[day] = of_name.get(day, 0.0) + _count(row[items], line)
    if not weeks:
        raise UnreadableTable(number)
    return tuple(_history(name, counts) for name, counts in weeks.items())


def _history(name: str, counts: dict[dt.date, float]) -> NamedHistory:
    start, last = min(counts), max(counts)
    n_weeks = (last - start) // WEEK + 1
    if n_weeks > MOST_WEEKS:
        raise UnreadableTable(0)
    by_week = [0.0] * n_weeks
    for day, count in counts.items():
        by_week[(day - start) // WEEK] += count
    return NamedHistory(name, tuple(by_week), start)


def _place(head: Sequence[str], names: Sequence[str]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _date(cell: str, line: int) -> dt.date:
    try:
        return dt.date.fromisoformat(cell)
    except ValueError as error:
        raise UnreadableTable(line) from error


def _count(cell: str, line: int) -> float:
    count = _number(cell)
    if count is None or not 0 <= count <= limits.MAX_COUNT:
        raise UnreadableTable(line)
    return count


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
