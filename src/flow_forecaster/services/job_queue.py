"""Opening the queue of jobs, as those who answer people need it."""

from __future__ import annotations

from collections.abc import Sequence

from flow_forecaster.jobs.embedded import EmbeddedDispatcher
from flow_forecaster.jobs.launch import COMMAND, Keeper, WorkerOptions
from flow_forecaster.jobs.port import Dispatcher, JobQueue
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.jobs import JobTable, QueueLimits


def open_job_queue(
    database: Database,
    options: WorkerOptions,
    *,
    has_embedded: bool = True,
    limits: QueueLimits | None = None,
    command: Sequence[str] = COMMAND,
) -> JobQueue:
    """The queue of a migrated database; threads may share it.

    ``options`` are those of the embedded runner, which is started when it is needed and does not
    live; without one (``has_embedded``), workers must be told by Redis.
    """
    store = JobTable(database, limits or QueueLimits())
    embedded = EmbeddedDispatcher(Keeper(options, command)) if has_embedded else None
    return JobQueue(store, _dispatcher(options, embedded))


def _dispatcher(options: WorkerOptions, embedded: Dispatcher | None) -> Dispatcher:
    if not options.redis_url:
        assert embedded is not None, "without Redis, jobs are run by the embedded runner"
        return embedded
    from flow_forecaster.jobs.messages import Messages, RedisDispatcher

    return RedisDispatcher(Messages(options.redis_url), embedded)
