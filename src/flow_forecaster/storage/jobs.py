"""Jobs for those who ask for them: submit, read, cancel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from flow_forecaster.domain.job import UNFINISHED, Job, NewJob, Runner, State, new_job_id
from flow_forecaster.domain.outages import QueueFull, TooManyWaiting
from flow_forecaster.storage.changes import announce
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.job_rows import COLUMNS, ended, job_of
from flow_forecaster.storage.tables import job
from flow_forecaster.storage.turns import waiting_in_order

SAME_CONTENT = dt.timedelta(minutes=1)
"""How long the same content is taken for the same request."""

SUBMITTING = 7_326_002
"""Of PostgreSQL's advisory locks, the one for submitting."""


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """How many jobs may wait: in all, and of one client."""

    waiting: int = 500
    waiting_of_one: int = 100


@dataclass(frozen=True, slots=True)
class JobTable:
    """The jobs of a database."""

    database: Database
    limits: QueueLimits = QueueLimits()

    def submit(self, new: NewJob, *, now: dt.datetime) -> tuple[Job, bool]:
        """Store a job, and whether it is new: the same request again gives the same job.

        Raises
        ------
        QueueFull, TooManyWaiting
            If as many wait as may.
        """
        with self.database.writing() as connection:
            _take_turns(connection, self.database)
            same = _same(connection, new, now)
            if same is not None:
                return same, False
            if new.result is None:
                self._check_limits(connection, new)
            created = _insert(connection, new, now)
            announce(connection)
            return created, True

    def find_same(self, new: NewJob, *, now: dt.datetime) -> Job | None:
        """The job that the same request made before, if any."""
        with self.database.reading() as connection:
            return _same(connection, new, now)

    def find_latest(self, new: NewJob) -> Job | None:
        """The newest job of the client with this content, whatever came of it, while it is kept."""
        same = (job.c.client == new.client) & (job.c.digest == new.digest)
        newest = select(*COLUMNS).where(same).order_by(job.c.created_at.desc()).limit(1)
        with self.database.reading() as connection:
            row = connection.execute(newest).one_or_none()
            return None if row is None else job_of(row)

    def read(self, job_id: str) -> Job | None:
        """A job; None if there is none, or no longer."""
        with self.database.reading() as connection:
            row = connection.execute(select(*COLUMNS).where(job.c.id == job_id)).one_or_none()
            return None if row is None else job_of(row)

    def count_ahead(self, waiting: Job) -> int:
        """How many jobs are begun before this one; 0 if it does not wait."""
        with self.database.reading() as connection:
            order = list(connection.scalars(waiting_in_order()))
        return order.index(waiting.id) if waiting.id in order else 0

    def cancel(self, job_id: str, *, now: dt.datetime) -> bool:
        """End a job that has not ended; the process that works on it, if any, stays named."""
        with self.database.writing() as connection:
            cancelled = connection.execute(
                update(job)
                .where(job.c.id == job_id, job.c.state.in_(UNFINISHED))
                .values(ended(State.CANCELLED, now))
            )
            return cancelled.rowcount == 1

    def hand_over(self, job_id: str, runner: Runner) -> None:
        """Let somebody else run a waiting job."""
        with self.database.writing() as connection:
            connection.execute(
                update(job)
                .where(job.c.id == job_id, job.c.state == State.QUEUED)
                .values(runner=runner)
            )
            announce(connection)

    def withdraw(self, job_id: str) -> None:
        """Forget a job that nobody can run and nobody knows of."""
        with self.database.writing() as connection:
            connection.execute(delete(job).where(job.c.id == job_id, job.c.state == State.QUEUED))

    def _check_limits(self, connection: Connection, new: NewJob) -> None:
        waiting = select(func.count()).select_from(job).where(job.c.state == State.QUEUED)
        n_own = connection.scalar(waiting.where(job.c.client == new.client)) or 0
        if n_own >= self.limits.waiting_of_one:
            raise TooManyWaiting(n_own, self.limits.waiting_of_one)
        n_waiting = connection.scalar(waiting) or 0
        if n_waiting >= self.limits.waiting:
            raise QueueFull(n_waiting, self.limits.waiting)


def _take_turns(connection: Connection, database: Database) -> None:
    """Let one request at a time look and then insert; on SQLite every writer is alone."""
    if not database.is_sqlite:
        connection.execute(select(func.pg_advisory_xact_lock(SUBMITTING)))


def _same(connection: Connection, new: NewJob, now: dt.datetime) -> Job | None:
    is_recent: ColumnElement[bool] = job.c.created_at > now - SAME_CONTENT
    is_good = job.c.state.in_([*UNFINISHED, State.COMPLETED])
    same_content = (job.c.digest == new.digest) & is_recent & is_good
    same: ColumnElement[bool] = same_content
    if new.key_digest is not None:
        same = or_(job.c.idempotency_key == new.key_digest, same_content)
    rows = select(*COLUMNS).where(job.c.client == new.client, same)
    row = connection.execute(rows.order_by(job.c.created_at.desc()).limit(1)).one_or_none()
    return None if row is None else job_of(row)


def _insert(connection: Connection, new: NewJob, now: dt.datetime) -> Job:
    values = {
        "id": new_job_id(),
        "kind": new.kind,
        "params": new.params,
        "digest": new.digest,
        "idempotency_key": new.key_digest,
        "owner": new.owner,
        "origin": new.origin,
        "client": new.client,
        "runner": new.runner,
        "state": State.QUEUED,
        "progress": 0.0,
        "attempts": 0,
        "timeout_s": new.timeout_s,
        "created_at": now,
    }
    if new.result is not None:
        values |= ended(State.COMPLETED, now)
        values |= {"progress": 1.0, "result": new.result, "started_at": now}
    row = connection.execute(insert(job).values(values).returning(*COLUMNS)).one()
    return job_of(row)
