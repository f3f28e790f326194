"""What a saved forecast keeps beside its answer, so that it can be judged later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from flow_forecaster.domain.plan import Plan, make_plan
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.domain.saved import Distribution
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.distribution import items_by_deadline
from flow_forecaster.engine.forecast import forecast_numbers
from flow_forecaster.engine.question import PROMISE, Question

PLAIN = "resample"
DIGITS = 9


def make_distribution(
    request: ForecastRequest, result: ForecastResult, *, today: dt.date
) -> Distribution:
    """The whole distributions behind an answer to a request, and those of plain resampling."""
    items, step = _items(make_plan(request, today=today).question)
    as_plain = {"pace_model": PLAIN, "pace_quantiles": None}
    plain = make_plan(request.model_copy(update=as_plain), today=today)
    plain_items, plain_step = _items(plain.question)
    return Distribution(
        done_by_week=_without_end(result.curve.chance_by_week) if result.curve else None,
        items_by_deadline=items,
        items_step=step,
        plain_done_by_week=_done_by_week(plain),
        plain_items_by_deadline=plain_items,
        plain_items_step=plain_step,
    )


def _done_by_week(plan: Plan) -> tuple[float, ...] | None:
    question = replace(plan.question, deadline=None, confidences=(PROMISE,))
    scope = forecast_numbers(question).scope
    return _without_end(plan.by_week(_rounded(scope.chance_by_week))) if scope else None


def _items(question: Question) -> tuple[tuple[float, ...] | None, int]:
    if question.deadline is None:
        return None, 1
    reach, step = items_by_deadline(question)
    return tuple(_rounded(reach)), step


def _rounded(chances: Floats) -> list[float]:
    return [float(chance) for chance in np.round(chances, DIGITS)]


def _without_end(chances: tuple[float, ...]) -> tuple[float, ...]:
    """Up to the first of the values that end it and are all the same."""
    n = len(chances)
    while n > 1 and chances[n - 2] == chances[-1]:
        n -= 1
    return chances[:n]
