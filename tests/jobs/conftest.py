import itertools
import os
import signal
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from flow_forecaster.domain.job import Job, NewJob
from flow_forecaster.jobs.launch import WorkerOptions, start_worker
from flow_forecaster.jobs.lock import is_held
from flow_forecaster.jobs.port import JobQueue, utc_now
from flow_forecaster.services.job_queue import open_job_queue
from flow_forecaster.services.jobs import cancel_job, enqueue, read_job
from flow_forecaster.storage.database import Database, open_database
from tests.storage.servers import empty_redis, migrated_database_url

COMMAND = (sys.executable, str(Path(__file__).with_name("process.py")))
BACKENDS = ["embedded-sqlite", "embedded-postgresql", "redis-postgresql", "redis-sqlite"]
PATIENCE_S = 30
numbers = itertools.count()


@dataclass
class Installation:
    """A database, perhaps Redis, and what a web process and a worker process need of them."""

    database: Database
    options: WorkerOptions
    queue: JobQueue
    folder: Path

    @property
    def by_redis(self):
        return bool(self.options.redis_url)

    @property
    def worker_options(self):
        """Of those who run its jobs as a rule."""
        return replace(self.options, is_embedded=not self.by_redis)

    @contextmanager
    def working(self, **options):
        """While its jobs are run by a process of their own."""
        worker = start_worker(replace(self.worker_options, **options), COMMAND)
        if not self.by_redis:
            wait_for(lambda: is_held(Path(self.options.lock_file)))
        try:
            yield worker
        finally:
            worker.stop()

    def submit(self, kind, params=None, owner="ana", **values):
        params = {"number": next(numbers)} | (params or {})
        return enqueue(self.queue, NewJob(kind, params, owner, **values), now=utc_now())

    def read(self, job):
        return self.queue.store.read(job.id)

    def cancel(self, job, owner="ana"):
        return cancel_job(self.queue, job.id, owner=owner, origin=None, now=utc_now())

    def wait_for_end(self, job, patience_s=PATIENCE_S) -> Job:
        """The job once it has ended, polled for as its owner does."""
        owner = {"owner": job.owner, "origin": job.origin}
        return wait_for(
            lambda: read_job(self.queue, job.id, **owner),
            lambda seen: not seen.is_unfinished,
            patience_s,
        )

    def new_file(self):
        """A path where nothing is."""
        return str(self.folder / f"file{next(numbers)}")


def wait_for(look, is_good=bool, patience_s=PATIENCE_S):
    """What ``look`` sees once it is good."""
    end = time.monotonic() + patience_s
    while not is_good(seen := look()):
        assert time.monotonic() < end, f"after {patience_s} s still {seen}"
        time.sleep(0.01)
    return seen


def read_pids(path):
    """The processes that a job noted, as far as whole lines are there."""
    text = Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
    return [int(line) for line in text.split("\n")[:-1]]


def is_running(pid):
    """Whether a process runs; a dead one that nobody has collected does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def children_of(pid):
    with suppress(psutil.NoSuchProcess):
        return [child.pid for child in psutil.Process(pid).children()]
    return []


def kill(pid):
    """Kill a process, unless it has just ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@contextmanager
def installed(backend, folder, *, redis_url=None, **queue_options):
    """An installation of a kind, empty, with nobody at work."""
    runner, _, database_kind = backend.partition("-")
    url = migrated_database_url(database_kind, folder)
    if runner == "redis" and redis_url is None:
        redis_url = empty_redis()
    options = WorkerOptions(
        url, f"{folder}/{next(numbers)}.lock", redis_url or "", size=2, niceness=0, grace_s=1.0
    )
    database = open_database(url)
    queue_options = {"has_embedded": runner == "embedded", "command": COMMAND} | queue_options
    queue = open_job_queue(database, options, **queue_options)
    try:
        yield Installation(database, options, queue, folder)
    finally:
        queue.dispatcher.close()
        database.close()


@pytest.fixture(params=BACKENDS)
def installation(request, tmp_path):
    """An installation of each kind; the test says when its workers work."""
    with installed(request.param, tmp_path) as installation:
        yield installation


@pytest.fixture(scope="module", params=BACKENDS)
def running(request, tmp_path_factory):
    """An installation of each kind with its workers at work, the same for a whole module."""
    folder = tmp_path_factory.mktemp("running")
    with installed(request.param, folder) as installation, installation.working():
        installation.wait_for_end(installation.submit("answer"))
        yield installation
