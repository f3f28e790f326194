"""The use cases of backtests in the background: by request, and of a project."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.domain.backtest_request import BacktestLengths, BacktestRequest, TeamHistory
from flow_forecaster.domain.job import Job, Json, NewJob
from flow_forecaster.domain.project import Project
from flow_forecaster.jobs.port import JobQueue
from flow_forecaster.services.backtest_runs import (
    BACKTEST,
    TIMEOUT_S,
    check_backtest,
    named_histories,
)
from flow_forecaster.services.jobs import enqueue
from flow_forecaster.storage import projects as rows
from flow_forecaster.storage.database import Database

MOST_LEARNED_FROM = 60
"""Other projects of an account that the trees learn from."""


def submit_backtest(
    queue: JobQueue,
    request: BacktestRequest,
    *,
    owner: str | None,
    origin: str | None,
    idempotency_key: str | None = None,
    now: dt.datetime,
) -> Job:
    """Have pace models judged; the same request sent again gives the same job.

    Raises
    ------
    NothingToTest, TooFewTeams, ExtraMissing
        As for ``check_backtest``.
    QueueFull, TooManyWaiting, QueueUnavailable
        If it can't be taken.
    """
    check_backtest(request)
    new = _new_job({"request": _json(request)}, owner, origin, idempotency_key)
    return enqueue(queue, new, now=now)


USUAL = BacktestLengths()


def submit_project_backtest(
    queue: JobQueue,
    database: Database,
    project: Project,
    lengths: BacktestLengths = USUAL,
    *,
    now: dt.datetime,
) -> Job:
    """Have pace models judged on a project's history; one under way is the same job.

    Raises
    ------
    NothingToTest
        If the project has no history, or too short a one for these lengths.
    QueueFull, TooManyWaiting, QueueUnavailable
        If it can't be taken.
    """
    new = _of_project(database, project, lengths)
    request = BacktestRequest.model_validate(new.params["request"])
    check_backtest(request.model_copy(update={"models": ()}))
    latest = queue.store.find_latest(new)
    if latest is not None and latest.is_unfinished:
        return latest
    return enqueue(queue, new, now=now)


def find_project_backtest(
    queue: JobQueue, database: Database, project: Project, lengths: BacktestLengths = USUAL
) -> Job | None:
    """The newest backtest of a project's history as it is now, while it is kept."""
    if project.content.history is None:
        return None
    return queue.store.find_latest(_of_project(database, project, lengths))


def _of_project(database: Database, project: Project, lengths: BacktestLengths) -> NewJob:
    """The job; the trees are among the models where enough other projects are there to learn from.

    It is the account's: no visitor without one sees it.
    """
    from flow_forecaster.engine.pace import PACE_MODELS
    from flow_forecaster.services.backtest import NothingToTest, fewest_weeks
    from flow_forecaster.services.backtest_summary import BOOSTED
    from flow_forecaster.services.boosted import can_learn, has_extra

    if project.content.history is None:
        raise NothingToTest(0, fewest_weeks())
    history = TeamHistory(**dict(project.content.history), name=None)
    request: Json = {"history": _json(history)} | _json(lengths)
    params: Json = {"request": request}
    if has_extra():
        others = _other_histories(database, project)
        if can_learn(named_histories(others)):
            request["models"] = [*PACE_MODELS, BOOSTED]
            params["learn_from"] = [_json(one) for one in others]
    return _new_job(params, project.account_id, None, None)


def _other_histories(database: Database, project: Project) -> tuple[TeamHistory, ...]:
    """Of the account's other projects."""
    histories = rows.list_histories(database, project.account_id, but=project.id)
    return tuple(
        TeamHistory(**dict(history), name=None) for history in histories[:MOST_LEARNED_FROM]
    )


def _new_job(params: Json, owner: str | None, origin: str | None, key: str | None) -> NewJob:
    return NewJob(BACKTEST, params, owner, origin, key, timeout_s=TIMEOUT_S)


def _json(model: BacktestLengths | TeamHistory) -> Json:
    return model.model_dump(mode="json", exclude_defaults=True)
