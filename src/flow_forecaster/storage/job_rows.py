"""A row of the table of jobs as a job, and an end as values of its columns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Row

from flow_forecaster.domain.job import KEPT, Failure, Job, Json, Runner, State
from flow_forecaster.storage.tables import job

LEASE = dt.timedelta(seconds=10)
"""How long a worker may be silent before it is taken for dead."""

COLUMNS = tuple(
    column
    for column in job.c
    if column.name not in {"digest", "idempotency_key", "client", "lease_until"}
)
"""What makes a ``Job``."""

WAITING_AGAIN: Json = {
    "state": State.QUEUED,
    "worker": None,
    "lease_until": None,
    "started_at": None,
    "progress": 0.0,
    "partial": None,
}
"""The columns of a job that goes back to the queue."""


def job_of(row: Row[Any]) -> Job:
    """The job in a row of ``COLUMNS``."""
    values = dict(row._mapping)
    values["state"] = State(values["state"])
    values["runner"] = Runner(values["runner"])
    if values["error"] is not None:
        values["error"] = Failure(**values["error"])
    return Job(**values)


def ended(state: State, now: dt.datetime) -> Json:
    """The columns of a job that ends now."""
    return {"state": state, "finished_at": now, "expires_at": now + KEPT, "lease_until": None}


def error_of(failure: Failure) -> Json:
    """A failure as it is stored."""
    return {"code": failure.code, "facts": failure.facts}
