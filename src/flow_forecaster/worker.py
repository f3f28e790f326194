"""The process that runs jobs: ``python -m flow_forecaster.worker``, its options on its input."""

from __future__ import annotations

import logging.config
from pathlib import Path

from flow_forecaster.domain.job import Runner
from flow_forecaster.jobs.attention import Attention
from flow_forecaster.jobs.chores import Chores
from flow_forecaster.jobs.embedded import run_embedded
from flow_forecaster.jobs.labour import Labour
from flow_forecaster.jobs.launch import WorkerOptions, read_options
from flow_forecaster.jobs.lock import take_lock
from flow_forecaster.jobs.port import Kinds, Stores
from flow_forecaster.logs import logging_config
from flow_forecaster.memory import keep_memory_small
from flow_forecaster.services.jobs import KINDS
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.migrating import migrate
from flow_forecaster.storage.watch import WatchTable
from flow_forecaster.storage.work import WorkTable

STANDARD_INPUT = 0


def main(options: WorkerOptions, kinds: Kinds = KINDS) -> None:
    """Run jobs until the parent ends, or SIGTERM."""
    keep_memory_small()
    logging.config.dictConfig(logging_config(options.log_level))
    if options.is_embedded:
        _run_embedded(options, kinds)
    else:
        _run_redis_workers(options, kinds)


def open_stores(database_url: str) -> Stores:
    """The stores, with connections of their own."""
    database = open_database(database_url, pool_size=1)
    return Stores(WorkTable(database), WatchTable(database))


def _run_embedded(options: WorkerOptions, kinds: Kinds) -> None:
    lock = take_lock(Path(options.lock_file))
    if lock is None:
        return
    only = Runner.EMBEDDED if options.redis_url else None
    run_embedded(
        _labour(options, kinds, only=only),
        _chores(options),
        size=options.n_processes,
        attention=Attention(STANDARD_INPUT),
        lock=lock,
        grace_s=options.grace_s,
    )


def _run_redis_workers(options: WorkerOptions, kinds: Kinds) -> None:
    from flow_forecaster.jobs.redis_worker import run_redis_workers

    run_redis_workers(
        _labour(options, kinds, only=None),
        _chores(options),
        redis_url=options.redis_url,
        size=options.n_processes,
        attention=Attention(STANDARD_INPUT),
        grace_s=options.grace_s,
    )


def _labour(options: WorkerOptions, kinds: Kinds, *, only: Runner | None) -> Labour:
    migrate(open_database(options.database_url))
    return Labour(
        lambda: open_stores(options.database_url), kinds, only=only, niceness=options.niceness
    )


def _chores(options: WorkerOptions) -> Chores:
    watch = open_stores(options.database_url).watch
    if not options.redis_url:
        return Chores(watch)
    from flow_forecaster.jobs.messages import Messages

    return Chores(watch, Messages(options.redis_url), is_worker=not options.is_embedded)


if __name__ == "__main__":
    main(read_options(STANDARD_INPUT))
