"""The exact forecast: a question in numbers, and every answer read from one pace table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine import levers
from flow_forecaster.engine.answers import DeadlineNumbers, ForecastNumbers, ScopeNumbers
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.curve import Curve
from flow_forecaster.engine.grid import Grid, Scopes, asked_of, grid_of, scopes_of
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.learned_weeks import LearnedWeeks
from flow_forecaster.engine.pace import (
    ComingWeeks,
    Pace,
    PastWeeks,
    answering,
    ending,
    learn,
    pace_at,
    pace_table,
)
from flow_forecaster.engine.plain import Promises, plain_promises
from flow_forecaster.engine.precision import mean_pace_range, weeks_between
from flow_forecaster.engine.question import PLAIN, PROMISE, Question
from flow_forecaster.engine.readings import (
    chance_of_asked,
    chance_of_scope,
    columns_asked,
    cone,
    first_week,
    items_of,
    most_finished,
)

CONE = (0.95, 0.85, 0.5, 0.15, 0.05)
"""The confidences of the burn-up cone, from the fewest items to the most."""

CONE_ROOM = 1.5
"""Columns of the table over those of the scope, or over those of the cone by the deadline: what the
cone reaches before the table ends."""


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


@dataclass(frozen=True, slots=True)
class _Basis:
    """What every answer is read from, but for the table.

    ``asked`` : the columns that the scope asks for. ``weeks`` : the coming ones up to the horizon,
    where the pace was learned.
    """

    question: Question
    known: Known
    grid: Grid
    scopes: Scopes | None
    asked: Floats
    weeks: LearnedWeeks | None


def forecast_numbers(question: Question, known: Known | None = None) -> ForecastNumbers:
    """Answer a question from its pace table.

    ``known`` is what is found in the question's history, where that is known already.

    Raises
    ------
    NoProgressError
        If no week of the history finished anything (see ``summarise_history``).
    """
    basis = _basis(question, known or know(question.model, question.history, question.quantiles))
    beyond = _beyond(basis)
    reach = _reach(basis, beyond)
    scope = _answer_scope(basis, basis.scopes, reach) if basis.scopes else None
    deadline = None
    if question.deadline is not None:
        row = _deadline_row(basis, reach)
        row = np.append(row, np.minimum(beyond[len(row) :], row[-1]))
        deadline = _answer_deadline(basis, row)
    last = _last_shown_week(question, scope, len(reach) - 1)
    return ForecastNumbers(
        scope,
        deadline,
        cone(reach[: last + 1], CONE, basis.grid.items_scale),
        int(items_of(reach.shape[1] - 1, basis.grid.items_scale)),
        None if question.model == PLAIN else _plain_promises(basis),
    )


def _basis(question: Question, known: Known) -> _Basis:
    grid = grid_of(question, known.pace)
    scopes = scopes_of(question, grid.lot)
    weeks = None
    if isinstance(known.pace, LearnedPace):
        weeks = known.pace.over(question.weeks.factors, grid.unit)
    return _Basis(question, known, grid, scopes, asked_of(scopes, grid), weeks)


def _beyond(basis: _Basis) -> Floats:
    """P(at least k columns) by the deadline, as wide as any deadline asks for.

    Where a table of that width is dear, the chances by one law, which widen a row of a narrower
    one; else all that says how wide the table must be.
    """
    question, columns = basis.question, basis.grid.deadline_columns
    if question.deadline is None:
        return np.ones(1)
    alone = _row_alone(basis, columns)
    return np.append(np.ones(columns), 0.0) if alone is None else alone


def _row_alone(basis: _Basis, top: int) -> Floats | None:
    """The row of the deadline by its law alone, where the pace was learned."""
    pace, question = basis.known.pace, basis.question
    if basis.weeks is None or question.deadline is None or not isinstance(pace, LearnedPace):
        return None
    whole, share = question.deadline
    if share == 0:
        return basis.weeks.row_alone(whole, top)
    factors = question.weeks.until(whole, share)
    return pace.over(factors, basis.grid.unit, after=len(factors) - 1).row_alone(1, top)


def _reach(basis: _Basis, beyond: Floats) -> Floats:
    """The table up to the last week that is asked about."""
    question, weeks = basis.question, basis.weeks
    top = _shown_columns(basis, beyond) if basis.scopes else len(beyond) - 1
    until = answering(question.model, (*question.confidences, question.go, PROMISE))
    at_least = _deadline_weeks(question)
    if weeks is not None:
        return weeks.table(basis.asked, top=top, at_least=at_least, until=until)
    return pace_table(
        basis.known.pace,
        question.weeks.factors,
        top=top,
        asked=basis.asked,
        at_least=at_least,
        lot=basis.grid.unit,
        until=until,
    )


def _shown_columns(basis: _Basis, beyond: Floats) -> int:
    """The last column of a table whose cone reaches past the scope, and as far by the deadline."""
    most = len(basis.asked) - 1
    if basis.weeks is None:
        return max(math.ceil(most * CONE_ROOM), len(beyond) - 1)
    by_deadline = int(np.count_nonzero(beyond >= CONE[-1]))
    return math.ceil(max(most, by_deadline) * CONE_ROOM)


def _plain_promises(basis: _Basis) -> Promises:
    question, unit, asked = basis.question.plain or basis.question, 1, basis.asked
    if basis.grid.unit > 1:
        grid = grid_of(question, learn(PLAIN, question.history))
        unit, asked = grid.unit, asked_of(basis.scopes, grid)
    return plain_promises(
        question.history,
        question.weeks,
        asked,
        question.deadline,
        lot=unit,
        confidence=PROMISE,
    )


def _deadline_weeks(question: Question) -> int:
    whole, share = question.deadline or (0, 0.0)
    return whole + (share > 0)


def _answer_scope(basis: _Basis, scopes: Scopes, reach: Floats) -> ScopeNumbers:
    question, grid = basis.question, basis.grid
    curve = Curve(basis.weeks, len(question.weeks.factors), basis.asked)
    chance = curve.chance_by_week(reach, max(question.go, *question.confidences))
    when = tuple(first_week(chance, p) for p in question.confidences)
    without = [chance_of_asked(reach, columns_asked(s, grid.lots_scale)) for s in scopes.without]
    return ScopeNumbers(
        expected_items=float(np.arange(len(scopes.total)) @ scopes.total) * grid.lot,
        chance_by_week=chance,
        when=when,
        when_between=_when_between(basis, scopes, when),
        promise_week=first_week(chance, PROMISE),
        promise_week_without=tuple(first_week(one, PROMISE) for one in without),
        earliest_week=first_week(chance, question.go),
        not_finished=curve.not_finished(
            reach, chance, until=ending(question.model, question.confidences)
        ),
    )


def _when_between(
    basis: _Basis, scopes: Scopes, when: tuple[int | None, ...]
) -> tuple[tuple[int | None, int | None], ...]:
    """The range of each of the weeks ``when``; (None, None) where the model gives none."""
    question, grid = basis.question, basis.grid
    if basis.known.mean_range is None:
        return ((None, None),) * len(when)
    ranges = weeks_between(
        question.history / grid.unit,
        basis.known.mean_range,
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


def _answer_deadline(basis: _Basis, row: Floats) -> DeadlineNumbers:
    question, grid, scopes = basis.question, basis.grid, basis.scopes
    how_many = tuple(int(most_finished(row, p, grid.items_scale)) for p in question.confidences)
    promised = int(most_finished(row, PROMISE, grid.items_scale))
    if scopes is None or question.stated is None:
        return DeadlineNumbers(how_many, promised)
    scale = grid.lots_scale
    return DeadlineNumbers(
        how_many=how_many,
        how_many_promised=promised,
        chance=float(chance_of_asked(row, basis.asked)),
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


def _deadline_row(basis: _Basis, reach: Floats) -> Floats:
    assert basis.question.deadline is not None
    whole, share = basis.question.deadline
    if share == 0:
        return np.asarray(reach[whole])
    factors, top = basis.question.weeks.until(whole, share), reach.shape[1] - 1
    alone = _row_alone(basis, top)
    if alone is not None:
        # What is finished stays finished, also inside a week.
        return np.asarray(np.maximum(reach[len(factors) - 1], alone))
    return pace_at(basis.known.pace, factors, top=top, lot=basis.grid.unit)


def _last_shown_week(question: Question, scope: ScopeNumbers | None, last: int) -> int:
    shown: Sequence[int | None] = scope.when if scope else ()
    weeks = [last if week is None else week for week in shown]
    return min(max([_deadline_weeks(question), *weeks]), last)
