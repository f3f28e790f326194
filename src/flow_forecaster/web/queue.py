"""The queue of jobs as the web reaches it: opened at its first use, in the process that uses it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from flask import current_app

from flow_forecaster.jobs.launch import WorkerOptions
from flow_forecaster.jobs.port import JobQueue
from flow_forecaster.settings import Settings
from flow_forecaster.web.database import LazyDatabase


class LazyQueue:
    """Opens the dispatcher when the first job is asked for.

    What it starts belongs to one process, and a start without jobs needs none of it.
    """

    def __init__(self, open_queue: Callable[[], JobQueue]) -> None:
        self._open, self._lock = open_queue, threading.Lock()
        self._queue: JobQueue | None = None

    def get(self) -> JobQueue:
        """The queue.

        Raises
        ------
        StorageUnavailable
            If the database does not answer; the next call tries again.
        """
        with self._lock:
            if self._queue is None:
                self._queue = self._open()
            return self._queue

    def close(self) -> None:
        """End what this process started for it."""
        if self._queue is not None:
            self._queue.dispatcher.close()


def current_queue() -> JobQueue:
    """The queue of the application that answers."""
    queue: LazyQueue = current_app.extensions["queue"]
    return queue.get()


def open_queue(settings: Settings, database: LazyDatabase) -> JobQueue:
    """The queue that the settings name, in a database."""
    # Dear to import, and a forecast needs none of it.
    from flow_forecaster.services.job_queue import open_job_queue

    return open_job_queue(database.get(), _worker_options(settings))


def resume_jobs(settings: Settings) -> JobQueue | None:
    """See that jobs left waiting go on; the queue, to be closed at the end, if some may wait."""
    file = settings.own_database_file
    if file is not None and not file.exists():
        return None
    queue = open_queue(settings, LazyDatabase(settings))
    queue.dispatcher.tend()
    return queue


def _worker_options(settings: Settings) -> WorkerOptions:
    return WorkerOptions(
        database_url=settings.database_address,
        lock_file=settings.lock_file,
        redis_url=settings.redis_url,
        size=settings.job_workers,
        log_level=settings.log_level.upper(),
    )
