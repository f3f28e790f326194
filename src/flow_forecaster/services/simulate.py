"""The use case "simulate": trials of the full project, as numbers and paths."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.domain.plan import Plan, make_plan
from flow_forecaster.domain.request import SimulationRequest
from flow_forecaster.domain.result import SimulationResult, Spread
from flow_forecaster.engine.simulation import (
    Project,
    SCurve,
    Trials,
    ignore_progress,
    ignore_trials,
    never_stop,
    simulate_project,
)
from flow_forecaster.services.forecast import describe_model

SPREAD = (0.05, 0.15, 0.5, 0.7, 0.85, 0.95)
"""Confidences of what is spread over trials."""


def simulate(
    request: SimulationRequest,
    *,
    today: dt.date,
    on_progress: Callable[[float], None] = ignore_progress,
    on_trials: Callable[[NDArray[np.int64]], None] = ignore_trials,
    should_stop: Callable[[], bool] = never_stop,
) -> SimulationResult:
    """Simulate a request.

    Parameters
    ----------
    request : SimulationRequest
        The same seed gives the same trials.
    today : date
        The start, where the request names none.
    on_progress, should_stop : callable
        Told the share done, and asked whether to stop, after each chunk of trials.
    on_trials : callable
        Told, before that, the trials so far by the week in which they finished.

    Raises
    ------
    InvalidRequest
        As for a forecast.
    StoppedError
        If ``should_stop`` said so.
    """
    plan = make_plan(request, today=today)
    rng = np.random.Generator(np.random.PCG64DXSM(request.seed))
    trials = simulate_project(
        _project(request, plan),
        request.trials,
        rng,
        on_progress=on_progress,
        on_trials=lambda n_by_step: on_trials(_by_week(n_by_step, plan.step_weeks)),
        should_stop=should_stop,
    )
    return _result(request, plan, trials)


def _by_week(n_by_step: NDArray[np.int64], step_weeks: int) -> NDArray[np.int64]:
    """Trials by the step in which they finished, as by its last week; the last ones never did."""
    n_by_week = np.zeros((len(n_by_step) - 2) * step_weeks + 2, np.int64)
    n_by_week[:-1:step_weeks] = n_by_step[:-1]
    n_by_week[-1] = n_by_step[-1]
    return n_by_week


def _project(request: SimulationRequest, plan: Plan) -> Project:
    question = plan.question
    n_steps = len(question.weeks.factors)
    people = np.array(plan.people)[: n_steps * plan.step_weeks]
    assert question.stated is not None
    return Project(
        history=question.history,
        model=question.model,
        weeks=question.weeks,
        stated=question.stated,
        risks=question.risks,
        people=people.reshape(n_steps, plan.step_weeks).sum(axis=1),
        s_curve=_s_curve(request),
        lead_times_days=np.array(request.lead_times_days),
        days=7 * plan.step_weeks,
        deadline=question.deadline,
    )


def _s_curve(request: SimulationRequest) -> SCurve | None:
    if request.ramp is None:
        return None
    return SCurve(min(1.0, request.ramp.start_people / request.team.size), request.ramp.share)


def _result(request: SimulationRequest, plan: Plan, trials: Trials) -> SimulationResult:
    horizon = len(plan.question.weeks.factors)
    finished = np.bincount(trials.weeks, minlength=horizon + 2)[: horizon + 1]
    by_step = np.cumsum(finished) / request.trials
    rate = request.team.cost_per_person_week
    return SimulationResult(
        start=plan.start,
        trials=request.trials,
        seed=request.seed,
        weeks=_spread(trials.weeks.astype(float) * plan.step_weeks, horizon * plan.step_weeks),
        effort_person_weeks=_spread(trials.effort),
        cost=None if rate is None else _spread(trials.effort * rate),
        chance=float(trials.in_time.mean()) if plan.deadline else None,
        not_finished=float(1 - by_step[-1]),
        chance_by_week=plan.by_week(
            by_step[: int(finished.nonzero()[0].max(initial=0)) + 1].tolist()
        ),
        burn_downs=tuple(map(plan.by_week, trials.burn_downs.round(2).tolist())),
        model=describe_model(request, plan),
    )


def _spread(values: NDArray[np.floating], limit: float = np.inf) -> Spread:
    """The smallest value that a share of the trials does not pass, for each confidence."""
    ordered = np.sort(values)
    at = [ordered[int(np.ceil(p * len(ordered) - 1e-9)) - 1] for p in SPREAD]
    return Spread(
        confidence=SPREAD,
        values=tuple(None if value > limit else round(float(value), 3) for value in at),
    )
