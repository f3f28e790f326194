"""The use cases of background work: submit, read, cancel; only its owner ever sees a job."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.job import Job, Json, NewJob, State, visible_to
from flow_forecaster.domain.outages import QueueUnavailable
from flow_forecaster.domain.plan import make_plan
from flow_forecaster.domain.request import SimulationRequest
from flow_forecaster.jobs.context import JobContext
from flow_forecaster.jobs.port import JobQueue, Kinds
from flow_forecaster.services.backtest_runs import BACKTEST, run_backtest
from flow_forecaster.services.simulate import simulate

SIMULATION = "simulation"

INLINE_TRIALS = 20_000
"""Up to so many trials are simulated at once, while the request waits."""


def submit_simulation(
    queue: JobQueue,
    request: SimulationRequest,
    *,
    owner: str | None,
    origin: str | None,
    idempotency_key: str | None = None,
    today: dt.date,
    now: dt.datetime,
) -> Job:
    """Have a request simulated; the same request sent again gives the same job.

    Up to ``INLINE_TRIALS`` trials the job comes back completed.

    Raises
    ------
    InvalidRequest
        If the request has no answer.
    QueueFull, TooManyWaiting, QueueUnavailable
        If it would have to wait and can't.
    """
    make_plan(request, today=today)
    params = {"request": request.model_dump(mode="json"), "today": today.isoformat()}
    new = NewJob(SIMULATION, params, owner, origin, idempotency_key)
    if request.trials > INLINE_TRIALS:
        return enqueue(queue, new, now=now)
    same = queue.store.find_same(new, now=now)
    if same is not None:
        return same
    result = simulate(request, today=today).model_dump(mode="json")
    return queue.store.submit(replace(new, result=result), now=now)[0]


def enqueue(queue: JobQueue, new: NewJob, *, now: dt.datetime) -> Job:
    """Store a job and tell those who run jobs; the same one again is not told of twice.

    Raises
    ------
    QueueFull, TooManyWaiting, QueueUnavailable
        If it can't be taken; then nothing is stored.
    """
    expected = queue.dispatcher.runner
    job, is_new = queue.store.submit(replace(new, runner=expected), now=now)
    if not is_new:
        return job
    try:
        runner = queue.dispatcher.dispatch()
    except QueueUnavailable:
        queue.store.withdraw(job.id)
        raise
    if runner != expected:
        queue.store.hand_over(job.id, runner)
    return job


def read_job(queue: JobQueue, job_id: str, *, owner: str | None, origin: str | None) -> Job:
    """A job of the asker's.

    Raises
    ------
    NotFound
        If there is none, no longer, or it is somebody else's.
    """
    job = queue.store.read(job_id)
    if job is None or not visible_to(job, owner=owner, origin=origin):
        raise NotFound
    if job.is_unfinished:
        _tend(queue)
    return job


def count_ahead(queue: JobQueue, job: Job) -> int:
    """How many jobs are begun before this one; 0 once it has begun."""
    return queue.store.count_ahead(job) if job.state is State.QUEUED else 0


def cancel_job(
    queue: JobQueue, job_id: str, *, owner: str | None, origin: str | None, now: dt.datetime
) -> Job:
    """End a job of the asker's, within a second even if it is under way; as it is afterwards.

    Raises
    ------
    NotFound
        As for ``read_job``.
    """
    job = read_job(queue, job_id, owner=owner, origin=origin)
    is_cancelled = queue.store.cancel(job_id, now=now)
    job = read_job(queue, job_id, owner=owner, origin=origin)
    if is_cancelled and job.worker is not None:
        queue.dispatcher.stop(job)
    return job


def run_simulation(params: Json, context: JobContext) -> Json:
    """Simulate a request in a job; what is known so far is the trials by week."""
    request = SimulationRequest.model_validate(params["request"])
    so_far: Json = {}

    def keep(n_by_week: NDArray[np.int64]) -> None:
        so_far["trials"] = int(n_by_week.sum())
        so_far["finished_by_week"] = np.trim_zeros(n_by_week[:-1], "b").tolist()

    result = simulate(
        request,
        today=dt.date.fromisoformat(params["today"]),
        on_trials=keep,
        on_progress=lambda share: context.progress(share, so_far),
    )
    return result.model_dump(mode="json")


KINDS: Kinds = {SIMULATION: run_simulation, BACKTEST: run_backtest}
"""What runs each kind of job."""


def _tend(queue: JobQueue) -> None:
    # Who waits for a job sees to it that somebody works on it, even after a failure.
    with suppress(QueueUnavailable):
        queue.dispatcher.tend()
