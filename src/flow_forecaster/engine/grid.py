"""What a question asks for, by the columns of a pace table."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.pace import Pace, column_of
from flow_forecaster.engine.question import Question
from flow_forecaster.engine.readings import columns_asked
from flow_forecaster.engine.scope import risk_distribution, stated_distribution

MOST_COLUMNS = 5_000
"""Items asked about at most; a larger question is counted in lots of several items."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How items are counted: the scope in lots of ``lot``, the pace in units of ``unit``.

    Both are 1 up to ``MOST_COLUMNS``. ``by_deadline`` : items that no deadline is passed with.
    """

    lot: int
    unit: int
    scale: float
    by_deadline: int

    @property
    def deadline_columns(self) -> int:
        """The columns that any deadline asks for."""
        return math.ceil(self.by_deadline / self.unit)

    @property
    def items_scale(self) -> float:
        """Items for one unit of the table."""
        return self.scale * self.unit

    @property
    def lots_scale(self) -> float:
        """Lots of the scope for one unit of the table."""
        return self.scale * self.unit / self.lot


def grid_of(question: Question, pace: Pace) -> Grid:
    """How the items of a question are counted under a pace."""
    most_total = by_deadline = 0
    if question.stated is not None:
        most_total = question.stated.most_items + sum(r.most_items for r in question.risks)
    if question.deadline is not None:
        effort_weeks = float(question.weeks.until(*question.deadline).sum())
        by_deadline = pace.likely_most(effort_weeks)
    scale = question.weeks.scale
    columns = max(int(column_of(most_total, scale)), by_deadline)
    lot = max(1, math.ceil(most_total / MOST_COLUMNS))
    unit = max(1, math.ceil(columns / MOST_COLUMNS))
    return Grid(lot, unit, scale, by_deadline)


@dataclass(frozen=True, slots=True)
class Scopes:
    """Distributions of the total: with all risks, with none, and without each; in lots."""

    stated: Floats
    risks: Floats
    total: Floats
    without: list[Floats]


def scopes_of(question: Question, lot: int) -> Scopes | None:
    """The totals that a question may come to, in lots of so many items; None without a scope."""
    if question.stated is None:
        return None
    stated = stated_distribution(question.stated, lot=lot)
    added = [risk_distribution(risk, lot=lot) for risk in question.risks]
    before, after = [np.ones(1)], [np.ones(1)]
    for one, other in zip(added, reversed(added), strict=True):
        before.append(np.convolve(before[-1], one))
        after.append(np.convolve(after[-1], other))
    without = [
        np.convolve(stated, np.convolve(earlier, later))
        for earlier, later in zip(before[:-1], after[-2::-1], strict=True)
    ]
    return Scopes(stated, before[-1], np.convolve(stated, before[-1]), without)


def asked_of(scopes: Scopes | None, grid: Grid) -> Floats:
    """The columns of the table that the scope asks for; without one, none."""
    return columns_asked(scopes.total, grid.lots_scale) if scopes else np.ones(1)
