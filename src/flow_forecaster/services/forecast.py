"""The use case "forecast": a checked request in, the whole answer out."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from dataclasses import dataclass

import numpy as np

from flow_forecaster.domain import model_words, wording
from flow_forecaster.domain.language import Language
from flow_forecaster.domain.plan import Plan, make_plan
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import (
    Cone,
    Cost,
    Curve,
    DeadlineAnswer,
    ForecastResult,
    HistoryAnswer,
    HowMany,
    Levers,
    Model,
    RiskAnswer,
    ScopeAnswer,
    Verdict,
    When,
)
from flow_forecaster.engine import VERSION
from flow_forecaster.engine.answers import DeadlineNumbers, ForecastNumbers, ScopeNumbers
from flow_forecaster.engine.explanation import explain_pace
from flow_forecaster.engine.forecast import CONE, forecast_numbers
from flow_forecaster.engine.pace import Pace
from flow_forecaster.engine.question import PROMISE, Question
from flow_forecaster.services.learned import learned

CURVE_DIGITS = 9
"""Decimals of the curve; a chance read from it is the one stated beside it."""


AT_ONCE = 4
"""Forecasts that a process computes at once: more of them end no sooner, as one interpreter runs
all, and each holds tables of a megabyte or more."""

_TURNS = threading.BoundedSemaphore(AT_ONCE)


def forecast(request: ForecastRequest, *, today: dt.date, language: Language) -> ForecastResult:
    """Answer a request.

    Parameters
    ----------
    request : ForecastRequest
    today : date
        The start, where the request names neither a start nor the end of its history.
    language : Language
        Of the sentence and the notes; the numbers do not depend on it.

    Raises
    ------
    InvalidRequest
        If the request is well formed but has no answer (see ``make_plan``).
    """
    plan = make_plan(request, today=today)
    known = learned(plan.question)
    with _TURNS:
        numbers = forecast_numbers(plan.question, known)
    when = _when(plan, numbers.scope)
    outcome = _outcome(request, plan, numbers)
    return ForecastResult(
        start=plan.start,
        when=when,
        how_many=_how_many(plan, numbers.deadline),
        deadline=outcome.deadline,
        cost=_cost(request, plan, when),
        risks=_risks(request, plan, numbers),
        levers=outcome.levers,
        verdict=outcome.verdict,
        curve=_curve(plan, numbers.scope),
        cone=Cone(
            confidence=CONE,
            items_by_week=tuple(map(plan.by_week, numbers.cone)),
            edge=numbers.cone_edge,
        ),
        not_finished=numbers.scope.not_finished if numbers.scope else 0.0,
        scope=_scope(request, numbers.scope),
        history=_history(plan, language),
        model=_model(request, plan, known.pace, numbers, language),
        sentence=_sentence(request, plan, numbers, outcome, language),
    )


def describe_model(request: ForecastRequest, plan: Plan) -> Model:
    """What makes the answer: pace model, engine, and a digest of both with the request."""
    # Without quantiles it is what it was before there were any.
    unasked = {"start"} if request.pace_quantiles else {"start", "pace_quantiles"}
    asked = request.model_dump_json(exclude=unasked) + plan.start.isoformat()
    digest = hashlib.sha256(f"{VERSION}\n{plan.question.model}\n{asked}".encode()).hexdigest()
    return Model(pace=plan.question.model, engine=VERSION, digest=digest[:16])


DRIFT_WEEKS = 12
"""Weeks over which the drift of a pace is told, or the periods next to them."""


def _model(
    request: ForecastRequest, plan: Plan, pace: Pace, numbers: ForecastNumbers, language: Language
) -> Model:
    question = plan.question
    n_steps = max(1, round(DRIFT_WEEKS / plan.step_weeks))
    facts = explain_pace(pace, n_steps)
    told = model_words.explain_model(
        language,
        question.model,
        facts,
        mean=plan.summary.mean,
        weeks=n_steps * plan.step_weeks,
    )
    if _has_new_year(question, n_steps_told=len(numbers.cone[0]) - 1):
        told = f"{told} {model_words.explain_new_year(language)}"
    if numbers.plain is None:
        return describe_model(request, plan).model_copy(update={"explanation": told})
    plain = numbers.plain
    weeks, plain_weeks = (
        plan.weeks(step)
        for step in (numbers.scope.promise_week if numbers.scope else None, plain.week)
    )
    if weeks is not None and plain_weeks is not None:
        told = f"{told} {model_words.compare_weeks(language, weeks, plain_weeks)}"
    elif numbers.scope is None and numbers.deadline is not None and plain.items is not None:
        items = numbers.deadline.how_many_promised
        told = f"{told} {model_words.compare_items(language, items, plain.items)}"
    return describe_model(request, plan).model_copy(
        update={
            "explanation": told,
            "plain_weeks_at_p85": plain_weeks,
            "plain_items_at_p85": plain.items,
        }
    )


def _has_new_year(question: Question, *, n_steps_told: int) -> bool:
    """Whether weeks around New Year move the answer: those of the history, or those it tells of."""
    plain = question.plain
    if plain is None:
        return False
    ahead, usual_ahead = question.weeks.factors, plain.weeks.factors
    return bool(
        (question.history != plain.history).any()
        or (ahead[:n_steps_told] != usual_ahead[:n_steps_told]).any()
    )


def _when(plan: Plan, scope: ScopeNumbers | None) -> tuple[When, ...]:
    if scope is None:
        return ()
    answers = zip(plan.question.confidences, scope.when, scope.when_between, strict=True)
    return tuple(_when_at(plan, confidence, step, between) for confidence, step, between in answers)


def _when_at(
    plan: Plan,
    confidence: float,
    step: int | None,
    between: tuple[int | None, int | None] | None = None,
) -> When:
    weeks = plan.weeks(step)
    early, late = map(plan.weeks, between or (None, None))
    return When(
        confidence=confidence,
        weeks=weeks,
        date=plan.date(weeks),
        weeks_between=None if early is None else (early, late),
    )


def _how_many(plan: Plan, deadline: DeadlineNumbers | None) -> tuple[HowMany, ...]:
    if deadline is None:
        return ()
    answers = zip(plan.question.confidences, deadline.how_many, strict=True)
    return tuple(HowMany(confidence=confidence, items=items) for confidence, items in answers)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The odds of the deadline, what would make it fit, and the verdict, as far as asked."""

    deadline: DeadlineAnswer | None
    levers: Levers | None
    verdict: Verdict | None


def _outcome(request: ForecastRequest, plan: Plan, numbers: ForecastNumbers) -> _Outcome:
    deadline = _deadline(plan, numbers.deadline)
    verdict = None
    if deadline is not None and deadline.chance is not None:
        verdict = wording.judge(deadline.chance, request.verdict)
    return _Outcome(deadline, _levers(plan, numbers), verdict)


def _deadline(plan: Plan, numbers: DeadlineNumbers | None) -> DeadlineAnswer | None:
    if numbers is None or plan.deadline is None:
        return None
    stated = plan.question.stated
    share = None
    if stated is not None:
        share = min(1.0, numbers.how_many_promised / ((stated.low + stated.high) / 2))
    return DeadlineAnswer(
        weeks=-(-(plan.deadline - plan.start).days // 7),
        date=plan.deadline,
        chance=numbers.chance,
        chance_without_risks=numbers.chance_without_risks,
        scope_share_at_p85=share,
    )


def _cost(request: ForecastRequest, plan: Plan, when: tuple[When, ...]) -> tuple[Cost, ...]:
    rate = request.team.cost_per_person_week
    if rate is None:
        return ()
    return tuple(
        Cost(
            confidence=answer.confidence,
            amount=None if answer.weeks is None else plan.person_weeks(answer.weeks) * rate,
        )
        for answer in when
    )


def _risks(
    request: ForecastRequest, plan: Plan, numbers: ForecastNumbers
) -> tuple[RiskAnswer, ...]:
    scope, deadline = numbers.scope, numbers.deadline
    if scope is None:
        return ()
    chances = deadline.chance_without if deadline else (None,) * len(request.risks)
    return tuple(
        RiskAnswer(
            name=risk.name,
            weeks_added_at_p85=_difference(
                plan.weeks(scope.promise_week), plan.weeks(week_without)
            ),
            chance_if_removed=chance,
        )
        for risk, week_without, chance in zip(
            request.risks, scope.promise_week_without, chances, strict=True
        )
    )


def _difference(more: int | None, less: int | None) -> int | None:
    return None if more is None or less is None else more - less


def _levers(plan: Plan, numbers: ForecastNumbers) -> Levers | None:
    if numbers.scope is None or numbers.deadline is None:
        return None
    weeks = plan.weeks(numbers.scope.earliest_week)
    return Levers(
        most_items=numbers.deadline.most_items,
        fewest_people=numbers.deadline.fewest_people,
        earliest_weeks=weeks,
        earliest_date=plan.date(weeks),
    )


def _curve(plan: Plan, scope: ScopeNumbers | None) -> Curve | None:
    if scope is None:
        return None
    chances = np.round(scope.chance_by_week, CURVE_DIGITS).tolist()
    return Curve(chance_by_week=plan.by_week(chances))


def _scope(request: ForecastRequest, numbers: ScopeNumbers | None) -> ScopeAnswer | None:
    if request.scope is None or numbers is None:
        return None
    return ScopeAnswer(stated=request.scope.stated_items, expected=round(numbers.expected_items, 3))


def _history(plan: Plan, language: Language) -> HistoryAnswer:
    return HistoryAnswer(
        n=plan.summary.n_periods,
        mean=round(plan.summary.mean, 4),
        counts=tuple(plan.counts.tolist()),
        notes=tuple(
            wording.history_notes(
                language, plan.summary, plan.step_weeks, model=plan.question.model
            )
        ),
    )


def _sentence(
    request: ForecastRequest,
    plan: Plan,
    numbers: ForecastNumbers,
    outcome: _Outcome,
    language: Language,
) -> str:
    if numbers.scope is None or request.scope is None:
        assert numbers.deadline is not None and plan.deadline is not None
        promised = HowMany(confidence=PROMISE, items=numbers.deadline.how_many_promised)
        return wording.how_many_sentence(language, deadline=plan.deadline, promise=promised)
    promise = _when_at(plan, PROMISE, numbers.scope.promise_week)
    if outcome.deadline is None or outcome.levers is None or outcome.verdict is None:
        not_finished = numbers.scope.not_finished
        return wording.scope_sentence(
            language, scope=request.scope, promise=promise, not_finished=not_finished
        )
    return wording.deadline_sentence(
        language,
        scope=request.scope,
        deadline=outcome.deadline,
        promise=promise,
        verdict=outcome.verdict,
        go=request.verdict.go,
        levers=outcome.levers,
    )
