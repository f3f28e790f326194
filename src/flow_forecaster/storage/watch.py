"""Jobs for those who watch over workers: leases, lost jobs, and what can go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from flow_forecaster.domain.job import MAX_ATTEMPTS, Failure, HeldJob, Run, Runner, State
from flow_forecaster.storage.changes import announce
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.job_rows import LEASE, WAITING_AGAIN, ended, error_of
from flow_forecaster.storage.tables import job

HELD = (
    job.c.id,
    job.c.attempts,
    job.c.worker,
    job.c.state,
    job.c.started_at,
    job.c.timeout_s,
)


@dataclass(frozen=True, slots=True)
class WatchTable:
    """The jobs of a database, as something to watch."""

    database: Database

    def held_by(self, workers: Collection[str]) -> list[HeldJob]:
        """What workers work on: jobs under way, and cancelled ones they have not left yet."""
        with self.database.reading() as connection:
            rows = connection.execute(select(*HELD).where(job.c.worker.in_(workers))).all()
        return [HeldJob(Run(*row[:3]), State(row[3]), *row[4:]) for row in rows]

    def renew(self, workers: Collection[str], *, now: dt.datetime) -> None:
        """Say that workers live."""
        held = and_(job.c.worker.in_(workers), job.c.state == State.PROCESSING)
        with self.database.writing() as connection:
            connection.execute(update(job).where(held).values(lease_until=now + LEASE))

    def release(self, worker: str, *, is_lost: bool, now: dt.datetime) -> None:
        """Take from a dead worker what it held; the attempt counts only if it was ``is_lost``."""
        mine = job.c.worker == worker
        with self.database.writing() as connection:
            if is_lost:
                _take_back(connection, mine, now)
            else:
                held = update(job).where(mine, job.c.state == State.PROCESSING)
                connection.execute(held.values(WAITING_AGAIN | {"attempts": job.c.attempts - 1}))
                announce(connection)
            connection.execute(update(job).where(mine).values(worker=None))

    def take_back_expired(self, *, now: dt.datetime) -> None:
        """Take back the jobs of workers that have been silent too long."""
        is_expired = job.c.lease_until < now
        expired = select(job.c.id).where(job.c.state == State.PROCESSING, is_expired).limit(1)
        with self.database.reading() as connection:
            is_any = connection.scalar(expired) is not None
        if is_any:
            with self.database.writing() as connection:
                _take_back(connection, is_expired, now)

    def count_waiting(self, runner: Runner) -> int:
        """How many jobs wait for a runner."""
        waiting = select(func.count()).select_from(job)
        with self.database.reading() as connection:
            is_for_it = and_(job.c.state == State.QUEUED, job.c.runner == runner)
            return connection.scalar(waiting.where(is_for_it)) or 0

    def hand_over_waiting(self, runner: Runner, *, since: dt.datetime) -> None:
        """Let a runner have what has waited for another since then."""
        stale = and_(job.c.state == State.QUEUED, job.c.created_at < since, job.c.runner != runner)
        with self.database.writing() as connection:
            if connection.execute(update(job).where(stale).values(runner=runner)).rowcount:
                announce(connection)

    def purge(self, *, now: dt.datetime) -> None:
        """Forget what was kept long enough."""
        with self.database.writing() as connection:
            connection.execute(delete(job).where(job.c.expires_at < now))


def _take_back(connection: Connection, whose: ColumnElement[bool], now: dt.datetime) -> None:
    """Let jobs wait for another attempt, or fail those that have had theirs."""
    held = and_(whose, job.c.state == State.PROCESSING)
    failure = Failure("worker_lost", {"attempts": MAX_ATTEMPTS})
    connection.execute(
        update(job)
        .where(held, job.c.attempts >= MAX_ATTEMPTS)
        .values(ended(State.FAILED, now) | {"error": error_of(failure), "worker": None})
    )
    connection.execute(update(job).where(held).values(WAITING_AGAIN))
    announce(connection)
