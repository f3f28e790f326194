"""What jobs need of the rest: a store that is the truth, and what runs each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from flow_forecaster.domain.job import Failure, HeldJob, Job, Json, NewJob, Run, Runner
from flow_forecaster.jobs.context import JobContext

Kinds = Mapping[str, Callable[[Json, JobContext], Json]]
"""What runs a kind of job: from its parameters to its result."""

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The time by which leases are kept; machines that share a database agree on it."""
    return dt.datetime.now(dt.UTC)


class JobStore(Protocol):
    """Jobs for those who ask for them."""

    def submit(self, new: NewJob, *, now: dt.datetime) -> tuple[Job, bool]: ...
    def find_same(self, new: NewJob, *, now: dt.datetime) -> Job | None: ...
    def find_latest(self, new: NewJob) -> Job | None: ...
    def read(self, job_id: str) -> Job | None: ...
    def count_ahead(self, waiting: Job) -> int: ...
    def cancel(self, job_id: str, *, now: dt.datetime) -> bool: ...
    def hand_over(self, job_id: str, runner: Runner) -> None: ...
    def withdraw(self, job_id: str) -> None: ...


class Changes(Protocol):
    """A connection that hears of changes."""

    def wait(self, timeout_s: float) -> bool: ...
    def close(self) -> None: ...


class WorkStore(Protocol):
    """Jobs for those who work on them."""

    def listen(self) -> Changes: ...
    def claim(self, worker: str, *, only: Runner | None, now: dt.datetime) -> Job | None: ...
    def write_progress(self, run: Run, share: float, partial: Json | None) -> bool: ...
    def complete(self, run: Run, result: Json, *, now: dt.datetime) -> bool: ...
    def fail(self, run: Run, failure: Failure, *, now: dt.datetime) -> bool: ...
    def let_go(self, run: Run) -> None: ...


class WatchStore(Protocol):
    """Jobs for those who watch over workers."""

    def held_by(self, workers: Collection[str]) -> list[HeldJob]: ...
    def renew(self, workers: Collection[str], *, now: dt.datetime) -> None: ...
    def release(self, worker: str, *, is_lost: bool, now: dt.datetime) -> None: ...
    def take_back_expired(self, *, now: dt.datetime) -> None: ...
    def count_waiting(self, runner: Runner) -> int: ...
    def hand_over_waiting(self, runner: Runner, *, since: dt.datetime) -> None: ...
    def purge(self, *, now: dt.datetime) -> None: ...


class Dispatcher(Protocol):
    """Tells those who run jobs."""

    @property
    def runner(self) -> Runner:
        """Who is to run a new job."""
        ...

    def dispatch(self) -> Runner:
        """Say that a job waits; who will run it. QueueUnavailable if nobody can."""
        ...

    def tend(self) -> None:
        """See that somebody runs jobs, as far as it is this process's to see to."""
        ...

    def stop(self, job: Job) -> None:
        """Say that a job which is worked on was cancelled."""
        ...

    def close(self) -> None:
        """End what this process started."""
        ...


@dataclass(frozen=True, slots=True)
class JobQueue:
    """Where jobs are handed in: stored first, then told of."""

    store: JobStore
    dispatcher: Dispatcher


@dataclass(frozen=True, slots=True)
class Stores:
    """The two stores of a process that runs jobs; a forked process opens its own."""

    work: WorkStore
    watch: WatchStore


OpenStores = Callable[[], Stores]
