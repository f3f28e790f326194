"""Reads histories from CSV: a table of weeks, a table of items, or one list of counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from flow_forecaster.domain import limits
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.new_year import new_year_factors
from flow_forecaster.engine.counts import Floats
from flow_forecaster.readers.pasted import read_pasted
from flow_forecaster.readers.table_text import Row, UnreadableTable, read_number, table_rows

NAME_COLUMNS = ("repo", "team", "name")
WEEK_COLUMN = "week_start"
ITEMS_COLUMNS = ("items", "count", "throughput")
DONE_COLUMNS = ("date_merged", "finished_on", "date_done", "done", "date")
"""The day on which the item of a line was finished."""

WEEK = dt.timedelta(weeks=1)

MOST_WEEKS = 5_000
"""Weeks of one history in a table: a century; more is a mistyped date."""

NOTHING = N_(
    "There is no history in it. Write the columns repo, week_start and items; or a line for each "
    "item with its date_merged; or one count on each line."
)
NO_ITEMS = N_("There is a column week_start, but none called items. Add it.")
CELLS = N_("cells: {n}, but {needed} in the first line. Quote a cell that holds a comma.")
NO_DATE = N_("“{cell}” is not a date. Write it as 2026-11-16.")
NO_COUNT = N_("“{cell}” is not a number of items from 0 to {most}.")
TOO_LONG = N_("Its dates are more than {most} weeks apart; one of them may be mistyped.")


@dataclass(frozen=True, slots=True)
class NamedHistory:
    """Items finished in each period, oldest first; ``start`` is the first day, if it is known."""

    name: str
    counts: tuple[float, ...]
    start: dt.date | None = None
    period_weeks: int = 1

    @property
    def worths(self) -> Floats:
        """What its periods are worth of usual ones, as far as their dates are known; (n,) array."""
        if self.start is None:
            return np.ones(len(self.counts))
        return new_year_factors(self.start, len(self.counts), self.period_weeks)


def read_histories(text: str, name: str) -> tuple[NamedHistory, ...]:
    """The histories of a file, in its order; where it names none, one called ``name``.

    A table's lines may come in any order; a week that is missing between two finished nothing, and
    lines of one week are summed. Items are counted in weeks from Monday on. The first and the last
    week of a table are taken as whole.

    Raises
    ------
    UnreadableTable
        If a line cannot be read, or there is none.
    UnreadableNumbers
        If it is no table, and no list of counts either.
    """
    rows = table_rows(text)
    if not rows:
        raise UnreadableTable(NOTHING)
    head = [cell.lower() for cell in rows[0][1]]
    if WEEK_COLUMN in head:
        return _histories(_week_lines(head, rows[1:]), name)
    done = _place(head, DONE_COLUMNS)
    if done is not None:
        return _histories(_item_lines(head, rows[1:], done), name)
    return (NamedHistory(name, _plain_counts(text, rows[0])),)


def with_own_names(histories: Iterable[NamedHistory]) -> tuple[NamedHistory, ...]:
    """The histories, each with a name of its own: of two that are called alike, one has a (2)."""
    taken: set[str] = set()
    named = []
    for history in histories:
        name, copies = history.name, 1
        while name in taken:
            copies += 1
            name = f"{history.name} ({copies})"
        taken.add(name)
        named.append(replace(history, name=name))
    return tuple(named)


def _plain_counts(text: str, first: Row) -> tuple[float, ...]:
    line, cells = first
    if all(read_number(cell) is None for cell in cells):
        if len(cells) > 1:
            raise UnreadableTable(NOTHING)
        # What stands above a column of numbers is its name.
        text = "\n".join(text.splitlines()[line:])
    counts = read_pasted(text)
    if not counts:
        raise UnreadableTable(NOTHING)
    return counts


_Line = tuple[str, dt.date, float]
"""The name of a history, a day in a week, and items finished in that week."""


def _week_lines(head: Sequence[str], rows: Iterable[Row]) -> Iterable[_Line]:
    items = _place(head, ITEMS_COLUMNS)
    if items is None:
        raise UnreadableTable(NO_ITEMS)
    named, week = _place(head, NAME_COLUMNS), head.index(WEEK_COLUMN)
    for line, row in rows:
        _check_cells(row, head, line)
        name = "" if named is None else row[named]
        yield name, _date(row[week], line), _count(row[items], line)


def _item_lines(head: Sequence[str], rows: Iterable[Row], done: int) -> Iterable[_Line]:
    named = _place(head, NAME_COLUMNS)
    for line, row in rows:
        _check_cells(row, head, line)
        day = _date(row[done], line)
        yield "" if named is None else row[named], day - dt.timedelta(day.weekday()), 1.0


def _histories(lines: Iterable[_Line], name: str) -> tuple[NamedHistory, ...]:
    weeks: dict[str, dict[dt.date, float]] = {}
    for named, day, count in lines:
        of_name = weeks.setdefault(named or name, {})
        of_name[day] = of_name.get(day, 0.0) + count
    if not weeks:
        raise UnreadableTable(NOTHING)
    return tuple(_history(named, counts) for named, counts in weeks.items())


def _history(name: str, counts: dict[dt.date, float]) -> NamedHistory:
    start, last = min(counts), max(counts)
    n_weeks = (last - start) // WEEK + 1
    if n_weeks > MOST_WEEKS:
        raise UnreadableTable(TOO_LONG, most=MOST_WEEKS)
    by_week = [0.0] * n_weeks
    for day, count in counts.items():
        by_week[(day - start) // WEEK] += count
    return NamedHistory(name, tuple(by_week), start)


def _place(head: Sequence[str], names: Sequence[str]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _check_cells(row: Sequence[str], head: Sequence[str], line: int) -> None:
    if len(row) != len(head):
        raise UnreadableTable(CELLS, line, n=len(row), needed=len(head))


def _date(cell: str, line: int) -> dt.date:
    day, time = cell[:10], cell[10:]
    try:
        if time and not time.startswith(("T", " ")):
            raise ValueError(cell)
        return dt.date.fromisoformat(day)
    except ValueError as error:
        raise UnreadableTable(NO_DATE, line, cell=cell) from error


def _count(cell: str, line: int) -> float:
    count = read_number(cell)
    if count is None or not 0 <= count <= limits.MAX_COUNT:
        raise UnreadableTable(NO_COUNT, line, cell=cell, most=limits.MAX_COUNT)
    return count
