"""Jobs for those who work on them.

Whatever a worker writes holds only while the job is still its own: in the same attempt, by the same
worker, and not ended. A job that was cancelled or taken over can't be written to any more.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Update, func, select, update

from flow_forecaster.domain.job import Failure, Job, Json, Run, Runner, State
from flow_forecaster.storage.changes import Changes, announce, listen
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.job_rows import COLUMNS, LEASE, WAITING_AGAIN, ended, error_of, job_of
from flow_forecaster.storage.tables import job
from flow_forecaster.storage.turns import next_job


@dataclass(frozen=True, slots=True)
class WorkTable:
    """The jobs of a database, as work."""

    database: Database

    def listen(self) -> Changes:
        """Hear of changes; a connection of its own."""
        return listen(self.database)

    def claim(self, worker: str, *, only: Runner | None, now: dt.datetime) -> Job | None:
        """Begin the job whose turn it is; None if none waits. ``only`` those of one runner."""
        # Asked first, since on SQLite whoever claims keeps others from writing.
        if not self._is_any_waiting(only):
            return None
        claimed = (
            update(job)
            .where(job.c.id == next_job(only).scalar_subquery(), job.c.state == State.QUEUED)
            .values(
                state=State.PROCESSING,
                worker=worker,
                attempts=job.c.attempts + 1,
                started_at=now,
                lease_until=now + LEASE,
            )
            .returning(*COLUMNS)
        )
        with self.database.writing() as connection:
            row = connection.execute(claimed).one_or_none()
            return None if row is None else job_of(row)

    def write_progress(self, run: Run, share: float, partial: Json | None) -> bool:
        """Store how far a job is; False if it is no longer the worker's."""
        values: Json = {"progress": share}
        if partial is not None:
            values["partial"] = partial
        return self._write(_still(run).values(values))

    def complete(self, run: Run, result: Json, *, now: dt.datetime) -> bool:
        """Store a result; False if the job is no longer the worker's."""
        values = ended(State.COMPLETED, now)
        values |= {"result": result, "progress": 1.0, "partial": None, "worker": None}
        return self._write(_still(run).values(values))

    def fail(self, run: Run, failure: Failure, *, now: dt.datetime) -> bool:
        """Store why a job failed; False if it is no longer the worker's."""
        values = ended(State.FAILED, now) | {"error": error_of(failure), "worker": None}
        return self._write(_still(run).values(values))

    def let_go(self, run: Run) -> None:
        """Stop working on a job: it waits again, with no attempt lost, unless it has ended."""
        cancelled = update(job).where(*_is(run), job.c.state == State.CANCELLED)
        with self.database.writing() as connection:
            connection.execute(_still(run).values(WAITING_AGAIN | {"attempts": run.attempt - 1}))
            connection.execute(cancelled.values(worker=None))
            announce(connection)

    def _is_any_waiting(self, only: Runner | None) -> bool:
        waiting = select(func.count()).select_from(job).where(job.c.state == State.QUEUED)
        if only is not None:
            waiting = waiting.where(job.c.runner == only)
        with self.database.reading() as connection:
            return bool(connection.scalar(waiting))

    def _write(self, statement: Update) -> bool:
        with self.database.writing() as connection:
            return connection.execute(statement).rowcount == 1


def _is(run: Run) -> tuple[ColumnElement[bool], ...]:
    return job.c.id == run.job_id, job.c.attempts == run.attempt, job.c.worker == run.worker


def _still(run: Run) -> Update:
    return update(job).where(*_is(run), job.c.state == State.PROCESSING)
