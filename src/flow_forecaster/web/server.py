"""Gunicorn's configuration: ``gunicorn -c python:flow_forecaster.web.server wsgi:app``.

`flow-forecaster serve` passes it, and ``gunicorn.conf.py`` of a checkout is this. A worker has
128 threads that take turns, and up to 2,000 connections; who sends slowly is waited for without a
thread.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import Any

from flow_forecaster.domain.outages import Unavailable
from flow_forecaster.jobs.port import JobQueue
from flow_forecaster.logs import logging_config
from flow_forecaster.web.counting import (
    drop_counts,
    forget_process,
    memory_folder,
    share_counts,
)
from flow_forecaster.web.queue import resume_jobs
from flow_forecaster.web.start import start_settings

# Until the first worker, what is loaded is there to stay: nothing to be looked for among it.
gc.disable()

settings = start_settings(os.environ)
share_counts()

bind = (
    f"[{settings.host}]:{settings.port}"
    if ":" in settings.host
    else f"{settings.host}:{settings.port}"
)
workers = settings.workers
loglevel = settings.log_level
logconfig_dict = logging_config(settings.log_level)
worker_class = "flow_forecaster.web.patience.PatientWorker"
threads = 128
worker_connections = 2000
backlog = 2048
keepalive = 30
timeout = 120
graceful_timeout = 10
# A process is replaced, once it has answered what it has begun, before it could grow old.
max_requests = 50_000
max_requests_jitter = 10_000
limit_request_line = 8190
# One start for all workers: sooner ready, and memory that they share.
preload_app = True
# A process is replaced though no disk takes a file any more.
worker_tmp_dir = memory_folder()
# It would write a socket into the home folder.
control_socket_disable = True


_queues: list[JobQueue] = []


def when_ready(_server: Any) -> None:
    """Say where to look, once somebody would be answered; go on with what was left waiting."""
    if greeting := os.environ.get("FLOW_FORECASTER_GREETING"):
        sys.stdout.write(f"{greeting}\n")
        sys.stdout.flush()
    with suppress(Unavailable):
        _queues.extend(filter(None, [resume_jobs(settings)]))
    # Workers leave alone what was loaded, so that they go on sharing its memory.
    gc.freeze()
    gc.enable()


def post_worker_init(worker: Any) -> None:
    """Let who waits for a room go when the process is told to end, so that it ends at once."""
    end = signal.getsignal(signal.SIGTERM)
    waiting, told = os.pipe()

    def hang_up() -> None:
        os.read(waiting, 1)
        worker.wsgi.extensions["room_watch"].close()

    def hang_up_and_end(number: int, frame: Any) -> None:
        # No thread is started here: what the signal interrupts may be starting one, and hold the
        # lock that it takes.
        os.write(told, b".")
        if callable(end):
            end(number, frame)

    threading.Thread(target=hang_up, daemon=True).start()
    signal.signal(signal.SIGTERM, hang_up_and_end)


def child_exit(_server: Any, worker: Any) -> None:
    """Count on without a process that ended."""
    forget_process(worker.pid)


def on_exit(_server: Any) -> None:
    """End what was started for jobs, and the counts."""
    for queue in _queues:
        queue.dispatcher.close()
    drop_counts()
