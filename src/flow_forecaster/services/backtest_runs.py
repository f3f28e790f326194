"""A backtest as a job: what it is asked, checked, and run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flow_forecaster.domain import calendar
from flow_forecaster.domain.backtest_request import BacktestRequest, TeamHistory
from flow_forecaster.domain.job import Json
from flow_forecaster.domain.request import PaceQuantiles
from flow_forecaster.jobs.context import JobContext
from flow_forecaster.readers.history_table import NamedHistory, with_own_names

if TYPE_CHECKING:
    from flow_forecaster.domain.backtest import BacktestResult
    from flow_forecaster.engine.backtest import Plan

BACKTEST = "backtest"

TIMEOUT_S = 1_800
"""A hundred long histories under all models take one process some twelve minutes."""


def check_backtest(request: BacktestRequest) -> None:
    """See that there is something to test.

    Raises
    ------
    NothingToTest
        If every history is too short, or never finished anything.
    TooFewTeams, ExtraMissing
        If the learned trees are asked for, and cannot be had.
    """
    from flow_forecaster.services.backtest import check_long_enough
    from flow_forecaster.services.backtest_summary import BOOSTED
    from flow_forecaster.services.boosted import judged_by_others

    histories = named_histories(request.all_histories)
    check_long_enough(histories, windows_of(request), plan_of(request))
    if BOOSTED in request.models:
        judged_by_others(histories, histories)


def run_backtest(params: Json, context: JobContext) -> Json:
    """Run a backtest in a job.

    ``params`` : the ``request``, and in ``learn_from`` histories that the trees may learn from.
    """
    # Dear to import, and simulations need none of it.
    from flow_forecaster.engine.pace import PACE_MODELS
    from flow_forecaster.services.backtest import backtest

    request = BacktestRequest.model_validate(params["request"])
    asked = [TeamHistory.model_validate(one) for one in params.get("learn_from", ())]
    others = named_histories(asked, prefix="other ")
    result = backtest(
        named_histories(request.all_histories),
        models=request.models or tuple(PACE_MODELS),
        windows=windows_of(request),
        plan=plan_of(request),
        learn_from=others,
        on_progress=context.progress,
    )
    return _with_quantiles(result, request, others).model_dump(mode="json")


def _with_quantiles(
    result: BacktestResult, request: BacktestRequest, others: Sequence[NamedHistory]
) -> BacktestResult:
    """With what the trees answer for the only history, where they may be offered."""
    from flow_forecaster.services.boosted import answer

    verdict, history = result.boosted, request.history
    if history is None or verdict is None or not verdict.wins or result.has_few_cases:
        return result
    (named,) = named_histories([history])
    quantiles = PaceQuantiles(history=history.digest, items_per_week=answer(named, others))
    return result.model_copy(
        update={"boosted": verdict.model_copy(update={"quantiles": quantiles})}
    )


def named_histories(
    histories: Sequence[TeamHistory], *, prefix: str = ""
) -> tuple[NamedHistory, ...]:
    """Each with a name of its own, in periods; days are summed to weeks."""
    return with_own_names(
        _named(history, history.name or f"{prefix}{place}")
        for place, history in enumerate(histories, start=1)
    )


def windows_of(request: BacktestRequest) -> tuple[int, ...]:
    """The lengths of history to forecast from."""
    from flow_forecaster.services.backtest import WINDOWS

    return request.windows or WINDOWS


def plan_of(request: BacktestRequest) -> Plan:
    """The questions."""
    from flow_forecaster.engine.backtest import plan_for

    return plan_for(request.horizons)


def _named(history: TeamHistory, name: str) -> NamedHistory:
    counts = tuple(history.counts)
    if history.period_days == 1:
        counts = tuple(calendar.weekly_counts(counts))
    if history.last_period_end is None:
        return NamedHistory(name, counts)
    period_weeks = max(history.period_days // calendar.DAYS_IN_WEEK, 1)
    n_weeks = len(counts) * period_weeks
    start = history.last_period_end + dt.timedelta(days=1, weeks=-n_weeks)
    return NamedHistory(name, counts, start, period_weeks)
