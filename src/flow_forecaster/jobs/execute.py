"""One job, from taking it to storing how it ended; the same for every runner."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.job import Failure, Runner
from flow_forecaster.domain.outages import StorageUnavailable
from flow_forecaster.jobs.context import JobContext, Stopped
from flow_forecaster.jobs.port import Clock, Kinds, WorkStore, utc_now

log = logging.getLogger(__name__)


def execute_next(
    store: WorkStore,
    kinds: Kinds,
    worker: str,
    *,
    only: Runner | None = None,
    should_stop: Callable[[], bool] = lambda: False,
    clock: Clock = utc_now,
) -> bool:
    """Take the job whose turn it is and run it to an end; False if none waits.

    A worker that is stopped lets go of its job, which then waits again.

    Raises
    ------
    StorageUnavailable
        If how it ended can't be stored; the job is then taken up again.
    """
    job = store.claim(worker, only=only, now=clock())
    if job is None:
        return False
    context = JobContext(partial(store.write_progress, job.run), should_stop=should_stop)
    try:
        result = kinds[job.kind](job.params, context)
    except Stopped:
        store.let_go(job.run)
    except InvalidRequest as refusal:
        store.fail(job.run, Failure.of(refusal), now=clock())
    except StorageUnavailable:
        raise
    except Exception:
        log.exception("Job %s (%s) failed", job.id, job.kind)
        store.fail(job.run, Failure("broken"), now=clock())
    else:
        store.complete(job.run, result, now=clock())
    return True
