"""From a request to the engine's question: dates become weeks, people become factors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from flow_forecaster.domain import calendar, limits, new_year
from flow_forecaster.domain.coming import Coming, last_day
from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.request import ForecastRequest, PaceModelName, Scope
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history import HistorySummary, summarise_history
from flow_forecaster.engine.pace import ComingWeeks
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.engine.question import PLAIN, Question
from flow_forecaster.engine.scope import RiskEvent, StatedScope

COMPLEXITY = {
    "low": (1.0, 1.0),
    "medium": (1.0, 1.5),
    "high": (1.5, 2.0),
    "very_high": (1.75, 3.0),
}
"""Between what a stated item is multiplied, uniform."""

Value = TypeVar("Value")

AUTO: PaceModelName = "pool"
"""The pace model that ``auto`` stands for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A request as numbers, and the dates around them.

    The engine steps in periods of the history, ``step_weeks`` weeks each; ``people`` is for each
    week of the horizon. ``counts`` : (n,) array, the history as it was.
    """

    question: Question
    counts: Floats
    summary: HistorySummary
    start: dt.date
    step_weeks: int
    deadline: dt.date | None
    people: tuple[float, ...]

    def weeks(self, steps: int | None) -> int | None:
        """Whole weeks of so many steps."""
        return None if steps is None else steps * self.step_weeks

    def by_week(self, by_step: Sequence[Value]) -> tuple[Value, ...]:
        """What holds at the end of each step, as what holds at the end of each week."""
        if self.step_weeks == 1:
            return tuple(by_step)
        n_weeks = (len(by_step) - 1) * self.step_weeks
        return tuple(by_step[week // self.step_weeks] for week in range(n_weeks + 1))

    def date(self, weeks: int | None) -> dt.date | None:
        """The day on which so many weeks end."""
        return None if weeks is None else self.start + dt.timedelta(weeks=weeks)

    def person_weeks(self, weeks: int) -> float:
        """People summed over the first weeks."""
        return sum(self.people[:weeks])


def make_plan(request: ForecastRequest, *, today: dt.date) -> Plan:
    """The engine's question for a request.

    Raises
    ------
    InvalidRequest
        If nothing was ever finished, the deadline is not after the start or is past the horizon,
        or the holidays are of a place that is not known.
    """
    counts, step_weeks = _history_steps(request)
    start = _start(request, today)
    deadline = _deadline(request, start)
    work = _work_calendar(request, start)
    people = calendar.people_by_week(request.team.size, request.team.changes, limits.MAX_WEEKS)
    coming = Coming(start, step_weeks, deadline, np.array(people) / request.team.size)
    base_size = request.team.history_size or request.team.size
    question = Question(
        history=counts,
        model=_model(request),
        weeks=ComingWeeks(coming.factors(work), request.team.focus * request.team.size / base_size),
        confidences=request.percentiles,
        stated=_stated(request.scope) if request.scope else None,
        risks=tuple(
            RiskEvent(risk.probability, risk.impact.low, risk.impact.mode, risk.impact.high)
            for risk in request.risks
        ),
        deadline=coming.deadline_steps(work),
        scale_per_person=request.team.focus / base_size,
        go=request.verdict.go,
        most_items=limits.MAX_ITEMS,
        most_people=limits.MAX_PEOPLE,
        quantiles=_quantiles(request),
    )
    if question.model in new_year.MODELS:
        question = _told_of_new_year(question, coming, work, last_day(request.history, start))
    summary = summarise_history(counts)
    return Plan(question, counts, summary, start, step_weeks, deadline, tuple(people))


def _told_of_new_year(
    question: Question, coming: Coming, work: calendar.WorkCalendar, last_day: dt.date
) -> Question:
    """For models that learned from usual weeks: past ones made so, coming ones worth what they are.

    Plain resampling, which the answer is compared with, is asked as before.
    """
    known = replace(work, most_of_week=new_year.MOST_OF_WEEK)
    n_days = len(question.history) * coming.step_weeks * calendar.DAYS_IN_WEEK
    first = last_day - dt.timedelta(days=n_days - 1)
    past = new_year.new_year_factors(first, len(question.history), coming.step_weeks, work.workdays)
    return replace(
        question,
        history=question.history / past,
        weeks=replace(question.weeks, factors=coming.factors(known)),
        deadline=coming.deadline_steps(known),
        plain=replace(question, model=PLAIN, quantiles=None),
    )


def _model(request: ForecastRequest) -> str:
    if request.pace_quantiles is not None:
        return QUANTILES
    return AUTO if request.pace_model == "auto" else request.pace_model


def _quantiles(request: ForecastRequest) -> Floats | None:
    asked = request.pace_quantiles
    return None if asked is None else np.array(asked.items_per_week)


def _history_steps(request: ForecastRequest) -> tuple[Floats, int]:
    counts = list(request.history.counts)
    period_days: int = request.history.period_days
    if period_days == 1:
        counts, period_days = calendar.weekly_counts(counts), calendar.DAYS_IN_WEEK
    if not counts:
        sentence = N_("At least 7 days are needed to make a week; this history has {n}. Add days.")
        raise InvalidRequest(
            [Problem("history.counts", sentence, {"n": len(request.history.counts)})]
        )
    if not any(counts):
        sentence = N_(
            "Nothing was finished in the whole history, so no pace can be read from it. "
            "Add a period in which something was finished."
        )
        raise InvalidRequest([Problem("history.counts", sentence)])
    return np.array(counts, dtype=float), period_days // calendar.DAYS_IN_WEEK


def _start(request: ForecastRequest, today: dt.date) -> dt.date:
    last = request.history.last_period_end
    return request.start or (last + dt.timedelta(days=1) if last else today)


def _deadline(request: ForecastRequest, start: dt.date) -> dt.date | None:
    if request.deadline is None:
        return None
    if request.deadline.weeks is not None:
        return start + dt.timedelta(weeks=request.deadline.weeks)
    day = request.deadline.date
    assert day is not None
    if day <= start:
        sentence = N_("The deadline must be after the start, {start}. Choose a later date.")
        raise InvalidRequest([Problem("deadline.date", sentence, {"start": start.isoformat()})])
    if day > start + dt.timedelta(weeks=limits.MAX_WEEKS):
        sentence = N_("A deadline can be at most {weeks} weeks away. Choose an earlier date.")
        raise InvalidRequest([Problem("deadline.date", sentence, {"weeks": limits.MAX_WEEKS})])
    return day


def _work_calendar(request: ForecastRequest, start: dt.date) -> calendar.WorkCalendar:
    days_off = frozenset(request.calendar.days_off)
    if request.calendar.holidays:
        last = start + dt.timedelta(weeks=limits.MAX_WEEKS)
        public = calendar.public_holidays(request.calendar.holidays, start, last)
        if public is None:
            sentence = N_("The holidays of this place are not known. Enter the days off instead.")
            raise InvalidRequest([Problem("calendar.holidays", sentence)])
        days_off |= public
    return calendar.WorkCalendar(frozenset(request.calendar.workdays), days_off)


def _stated(scope: Scope) -> StatedScope:
    low, high = scope.span
    split = (scope.split_rate.low, scope.split_rate.high)
    return StatedScope(low, high, COMPLEXITY[scope.complexity], split)
