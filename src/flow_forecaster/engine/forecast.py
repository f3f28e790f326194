"""The exact forecast: a question in numbers, and every answer read from one pace table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine import levers
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.curve import Curve
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.pace import (
    ComingWeeks,
    Pace,
    PastWeeks,
    answering,
    column_of,
    ending,
    learn,
    pace_at,
    pace_table,
)
from flow_forecaster.engine.plain import Promises, plain_promises
from flow_forecaster.engine.precision import mean_pace_range, weeks_between
from flow_forecaster.engine.readings import (
    chance_of_asked,
    chance_of_scope,
    columns_asked,
    cone,
    first_week,
    most_finished,
)
from flow_forecaster.engine.scope import (
    RiskEvent,
    StatedScope,
    risk_distribution,
    stated_distribution,
)

PROMISE = 0.85
"""The confidence at which scope share and the weeks of a risk are stated."""

PLAIN = "resample"
"""The pace model that others are compared with."""

CONE = (0.95, 0.85, 0.5, 0.15, 0.05)
"""The confidences of the burn-up cone, from the fewest items to the most."""

CONE_ROOM = 1.5
"""Columns of the table over those of the scope, or over those of the cone by the deadline: what the
cone reaches before the table ends."""

MOST_COLUMNS = 5_000
"""Items asked about at most; a larger question is counted in lots of several items."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in numbers. A "week" is one period of the history, whatever its length.

    ``deadline`` is whole weeks and the share of the next; ``go`` the chance that the levers solve
    for; ``limit`` the largest scope and team that a lever may answer. ``quantiles`` is the pace
    that was learned elsewhere, for the model ``QUANTILES``. ``plain`` is the question to plain
    resampling, where weeks are worth something else to it.
    """

    history: Floats
    model: str
    weeks: ComingWeeks
    confidences: tuple[float, ...]
    stated: StatedScope | None = None
    risks: tuple[RiskEvent, ...] = ()
    deadline: tuple[int, float] | None = None
    scale_per_person: float = 1.0
    go: float = PROMISE
    most_items: int = 100_000
    most_people: int = 1_000
    quantiles: Floats | None = None
    plain: Question | None = None

    def learned(self) -> Pace:
        """What the model finds in the history."""
        return learn(self.model, self.history, self.quantiles)


@dataclass(frozen=True, slots=True)
class ScopeNumbers:
    """Answers about a scope; ``None`` weeks are past the horizon."""

    expected_items: float
    chance_by_week: Floats
    when: tuple[int | None, ...]
    when_between: tuple[tuple[int | None, int | None], ...]
    promise_week: int | None
    promise_week_without: tuple[int | None, ...]
    earliest_week: int | None
    not_finished: float


@dataclass(frozen=True, slots=True)
class DeadlineNumbers:
    """Answers about a deadline; chances and levers are None without a scope."""

    how_many: tuple[int, ...]
    how_many_promised: int
    chance: float | None = None
    chance_without_risks: float | None = None
    chance_without: tuple[float, ...] = ()
    most_items: int | None = None
    fewest_people: int | None = None


@dataclass(frozen=True, slots=True)
class ForecastNumbers:
    """Every answer, in weeks and items.

    ``plain`` : what plain resampling promises, where another model was asked.
    """

    scope: ScopeNumbers | None
    deadline: DeadlineNumbers | None
    cone: list[list[int]]
    plain: Promises | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is found in a history, whatever is asked of it: see ``learn``, ``mean_pace_range``.

    ``mean_range`` is None under models whose answers hold the doubt about the mean already.
    """

    pace: Pace
    mean_range: tuple[float, float] | None


def know(model: str, history: Floats, quantiles: Floats | None = None) -> Known:
    """What a model and the precision of a mean find in a history; see ``learn``."""
    pace = learn(model, history, quantiles)
    return Known(pace, mean_pace_range(history) if isinstance(pace, PastWeeks) else None)


def forecast_numbers(question: Question, known: Known | None = None) -> ForecastNumbers:
    """Answer a question from its pace table.

    ``known`` is what is found in the question's history, where that is known already.

    Raises
    ------
    NoProgressError
        If no week of the history finished anything (see ``summarise_history``).
    """
    known = known or know(question.model, question.history, question.quantiles)
    pace = known.pace
    grid = _grid(question, pace)
    scopes = _scopes(question, grid.lot)
    asked = _asked(scopes, grid)
    beyond = _beyond(question, pace, grid)
    top = _shown_columns(pace, asked, beyond) if scopes else len(beyond) - 1
    until = answering(question.model, (*question.confidences, question.go, PROMISE))
    reach = _reach(question, pace, asked, grid, top=top, until=until)
    scope = _answer_scope(question, known, scopes, reach, grid) if scopes else None
    deadline = None
    if question.deadline is not None:
        row = _deadline_row(question, pace, reach, grid)
        row = np.append(row, np.minimum(beyond[len(row) :], row[-1]))
        deadline = _answer_deadline(question, scopes, row, grid)
    last = _last_shown_week(question, scope, len(reach) - 1)
    plain = None
    if question.model != PLAIN:
        plain = _plain_promises(question.plain or question, scopes, grid.lot)
    return ForecastNumbers(scope, deadline, cone(reach[: last + 1], CONE, grid.items_scale), plain)


def _beyond(question: Question, pace: Pace, grid: _Grid) -> Floats:
    """P(at least k columns) by the deadline, as wide as any deadline asks for.

    Where a table of that width is dear, the chances by one law, which widen a row of a narrower
    one; else all that says how wide the table must be.
    """
    if question.deadline is None:
        return np.ones(1)
    if not isinstance(pace, LearnedPace):
        return np.append(np.ones(grid.deadline_columns), 0.0)
    factors = question.weeks.until(*question.deadline)
    return pace.row_alone(factors, grid.deadline_columns, grid.unit)


def _shown_columns(pace: Pace, asked: Floats, beyond: Floats) -> int:
    """The last column of a table whose cone reaches past the scope, and as far by the deadline."""
    most = len(asked) - 1
    if not isinstance(pace, LearnedPace):
        return max(math.ceil(most * CONE_ROOM), len(beyond) - 1)
    by_deadline = int(np.count_nonzero(beyond >= CONE[-1]))
    return math.ceil(max(most, by_deadline) * CONE_ROOM)


def _plain_promises(question: Question, scopes: _Scopes | None, lot: int) -> Promises:
    grid = _grid(question, learn(PLAIN, question.history))
    assert grid.lot == lot
    return plain_promises(
        question.history,
        question.weeks,
        _asked(scopes, grid),
        question.deadline,
        lot=grid.unit,
        confidence=PROMISE,
    )


@dataclass(frozen=True, slots=True)
class _Grid:
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


def _grid(question: Question, pace: Pace) -> _Grid:
    most_total = 0
    if question.stated is not None:
        most_total = question.stated.most_items + sum(r.most_items for r in question.risks)
    scale = question.weeks.scale
    by_deadline = _deadline_top(question, pace)
    columns = max(int(column_of(most_total, scale)), by_deadline)
    lot = max(1, math.ceil(most_total / MOST_COLUMNS))
    unit = max(1, math.ceil(columns / MOST_COLUMNS))
    return _Grid(lot, unit, scale, by_deadline)


@dataclass(frozen=True, slots=True)
class _Scopes:
    """Distributions of the total: with all risks, with none, and without each; in lots."""

    stated: Floats
    risks: Floats
    total: Floats
    without: list[Floats]


def _scopes(question: Question, lot: int) -> _Scopes | None:
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
    return _Scopes(stated, before[-1], np.convolve(stated, before[-1]), without)


def _asked(scopes: _Scopes | None, grid: _Grid) -> Floats:
    """The columns of the table that the scope asks for; without one, none."""
    return columns_asked(scopes.total, grid.lots_scale) if scopes else np.ones(1)


def _reach(
    question: Question, pace: Pace, asked: Floats, grid: _Grid, *, top: int, until: float
) -> Floats:
    """The table up to the last week that is asked about."""
    return pace_table(
        pace,
        question.weeks.factors,
        top=top,
        asked=asked,
        at_least=_deadline_weeks(question),
        lot=grid.unit,
        until=until,
    )


def _deadline_weeks(question: Question) -> int:
    whole, share = question.deadline or (0, 0.0)
    return whole + (share > 0)


def _answer_scope(
    question: Question, known: Known, scopes: _Scopes, reach: Floats, grid: _Grid
) -> ScopeNumbers:
    scale = grid.lots_scale
    asked = _asked(scopes, grid)
    curve = Curve(known.pace, question.weeks.factors, asked, lot=grid.unit)
    chance = curve.chance_by_week(reach, max(question.go, *question.confidences))
    when = tuple(first_week(chance, p) for p in question.confidences)
    return ScopeNumbers(
        expected_items=float(np.arange(len(scopes.total)) @ scopes.total) * grid.lot,
        chance_by_week=chance,
        when=when,
        when_between=_when_between(question, known, scopes, when, grid),
        promise_week=first_week(chance, PROMISE),
        promise_week_without=tuple(
            first_week(chance_of_asked(reach, columns_asked(scope, scale)), PROMISE)
            for scope in scopes.without
        ),
        earliest_week=first_week(chance, question.go),
        not_finished=curve.not_finished(
            reach, chance, until=ending(question.model, question.confidences)
        ),
    )


def _when_between(
    question: Question,
    known: Known,
    scopes: _Scopes,
    when: tuple[int | None, ...],
    grid: _Grid,
) -> tuple[tuple[int | None, int | None], ...]:
    """The range of each of the weeks ``when``; (None, None) where the model gives none."""
    if known.mean_range is None:
        return ((None, None),) * len(when)
    ranges = weeks_between(
        question.history / grid.unit,
        known.mean_range,
        scopes.total,
        ComingWeeks(question.weeks.factors, grid.lots_scale),
        question.confidences,
    )
    return tuple(map(_containing, ranges, when))


def _containing(
    early_late: tuple[int | None, int | None], week: int | None
) -> tuple[int | None, int | None]:
    """A range that holds the answer too: a model may be wider than the doubt about its mean."""
    early, late = early_late
    if week is None:
        return early, None
    return min(week if early is None else early, week), None if late is None else max(late, week)


def _answer_deadline(
    question: Question, scopes: _Scopes | None, row: Floats, grid: _Grid
) -> DeadlineNumbers:
    how_many = tuple(int(most_finished(row, p, grid.items_scale)) for p in question.confidences)
    promised = int(most_finished(row, PROMISE, grid.items_scale))
    if scopes is None or question.stated is None:
        return DeadlineNumbers(how_many, promised)
    scale = grid.lots_scale
    return DeadlineNumbers(
        how_many=how_many,
        how_many_promised=promised,
        chance=float(chance_of_scope(row, scopes.total, scale)),
        chance_without_risks=float(chance_of_scope(row, scopes.stated, scale)),
        chance_without=tuple(float(chance_of_scope(row, s, scale)) for s in scopes.without),
        most_items=levers.most_items(
            row,
            question.stated,
            scopes.risks,
            scale=scale,
            confidence=question.go,
            limit=question.most_items,
            lot=grid.lot,
        ),
        fewest_people=levers.fewest_people(
            row,
            scopes.total,
            scale_per_person=question.scale_per_person * grid.unit / grid.lot,
            confidence=question.go,
            limit=question.most_people,
        ),
    )


def _deadline_row(question: Question, pace: Pace, reach: Floats, grid: _Grid) -> Floats:
    assert question.deadline is not None
    whole, share = question.deadline
    if share == 0:
        return np.asarray(reach[whole])
    factors = question.weeks.until(whole, share)
    return pace_at(pace, factors, top=reach.shape[1] - 1, lot=grid.unit)


def _deadline_top(question: Question, pace: Pace) -> int:
    if question.deadline is None:
        return 0
    effort_weeks = float(question.weeks.until(*question.deadline).sum())
    return pace.likely_most(effort_weeks)


def _last_shown_week(question: Question, scope: ScopeNumbers | None, last: int) -> int:
    shown: Sequence[int | None] = scope.when if scope else ()
    weeks = [last if week is None else week for week in shown]
    return min(max([_deadline_weeks(question), *weeks]), last)
