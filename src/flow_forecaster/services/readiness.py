"""The use case "ready": whether an installation can do its work, part by part."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from flow_forecaster.domain.outages import QueueUnavailable, StorageUnavailable
from flow_forecaster.jobs.port import Clock, utc_now
from flow_forecaster.services.queue_state import (
    EmbeddedRunner,
    Waiting,
    look_at_runner,
    look_at_waiting,
)
from flow_forecaster.storage.database import Database, open_database, sqlite_file
from flow_forecaster.storage.migrating import REVISION, revision_of

if TYPE_CHECKING:
    # It brings RQ along, which an installation without Redis never needs.
    from flow_forecaster.jobs.messages import Messages


class PartState(StrEnum):
    """How a part of an installation does."""

    ANSWERS = "answers"
    SILENT = "silent"
    CURRENT = "current"
    MISSING = "missing"
    UNKNOWN = "unknown"
    UNUSED = "unused"
    RESTING = "resting"
    MOVING = "moving"
    STUCK = "stuck"
    ENOUGH = "enough"
    LOW = "low"
    FULL = "full"


class Verdict(StrEnum):
    """What the parts amount to."""

    READY = "ready"
    DEGRADED = "degraded"
    NOT_READY = "not_ready"


FAILING = {
    "database": PartState.SILENT,
    "migrations": PartState.MISSING,
    "disk": PartState.FULL,
    "workers": PartState.SILENT,
    "jobs": PartState.STUCK,
}
"""Parts that nothing stands in for, with the state in which they fail."""

WEAKENING = {
    "redis": PartState.SILENT,
    "workers": PartState.MISSING,
    "disk": PartState.LOW,
}
"""Where work goes on, since the embedded runner stands in or there is still some room."""

OF_DATABASE = ("database", "migrations", "jobs")
"""Parts that only the database tells of."""

LOW_BYTES, LOW_SHARE = 100_000_000, 0.02
"""Free space below either of which somebody should look after the disk."""

FULL_BYTES = 5_000_000
"""Free space below which a change may not fit: SQLite writes it twice, and keeps both a while."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The state of each part: ``database``, ``migrations``, ``jobs``, ``disk``, ``redis``,
    ``workers``.

    ``waiting`` : jobs that wait; None where the database can't be asked.
    ``runner`` : the embedded one on this machine.
    """

    parts: Mapping[str, PartState]
    waiting: Waiting | None
    runner: EmbeddedRunner

    @property
    def verdict(self) -> Verdict:
        """Degraded where work goes on though not all is well."""
        if self._has_any(FAILING):
            return Verdict.NOT_READY
        return Verdict.DEGRADED if self._has_any(WEAKENING) else Verdict.READY

    @property
    def is_ready(self) -> bool:
        """Whether it can do its work, be it degraded."""
        return self.verdict is not Verdict.NOT_READY

    def _has_any(self, states: Mapping[str, PartState]) -> bool:
        return any(self.parts[name] is state for name, state in states.items())


class Probe:
    """Looks at the parts of an installation, and changes nothing; threads may share it."""

    def __init__(
        self,
        database_url: str,
        redis_url: str,
        *,
        lock_file: Path,
        file: Path | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """``lock_file`` : what the embedded runner of jobs holds.

        ``file`` : where SQLite will be; until it is there, nothing needs a database.
        """
        self._database_url, self._file = database_url, file
        self._lock_file, self._clock = lock_file, clock
        self._database: Database | None = None
        self._messages = _open_messages(redis_url) if redis_url else None
        self._lock = threading.Lock()

    def look(self) -> Readiness:
        """How each part does right now; one look at a time."""
        with self._lock:
            parts, waiting = self._look_at_database()
            runner = look_at_runner(self._lock_file, now=self._clock())
            parts |= {"disk": look_at_disk(sqlite_file(self._database_url))}
            return Readiness(parts | self._look_at_workers(runner), waiting, runner)

    def close(self) -> None:
        """Close the connections; the next look opens them again."""
        if self._database is not None:
            self._database.close()
        if self._messages is not None:
            self._messages.close()

    def _look_at_database(self) -> tuple[dict[str, PartState], Waiting | None]:
        if self._file is not None and not self._file.exists():
            return dict.fromkeys(OF_DATABASE, PartState.UNUSED), None
        try:
            self._database = self._database or open_database(self._database_url, pool_size=1)
            with self._database.reading() as connection:
                is_current = revision_of(connection) == REVISION
            waiting = look_at_waiting(self._database, now=self._clock()) if is_current else None
        except StorageUnavailable:
            return _of_database(PartState.SILENT, PartState.UNKNOWN, None), None
        migrations = PartState.CURRENT if is_current else PartState.MISSING
        return _of_database(PartState.ANSWERS, migrations, waiting), waiting

    def _look_at_workers(self, runner: EmbeddedRunner) -> dict[str, PartState]:
        if self._messages is None:
            return {"redis": PartState.UNUSED, "workers": _embedded(runner)}
        try:
            is_alive = self._messages.is_worker_alive()
        except QueueUnavailable:
            return {"redis": PartState.SILENT, "workers": PartState.UNKNOWN}
        workers = PartState.ANSWERS if is_alive else PartState.MISSING
        return {"redis": PartState.ANSWERS, "workers": workers}


def _of_database(
    database: PartState, migrations: PartState, waiting: Waiting | None
) -> dict[str, PartState]:
    jobs = PartState.UNKNOWN
    if waiting is not None:
        jobs = PartState.STUCK if waiting.is_stuck else PartState.MOVING
    return dict(zip(OF_DATABASE, (database, migrations, jobs), strict=True))


def _embedded(runner: EmbeddedRunner) -> PartState:
    """How the embedded runner does; it rests until somebody asks for a job."""
    if runner.silent_for is None:
        return PartState.RESTING
    return PartState.SILENT if runner.is_hung else PartState.ANSWERS


def look_at_disk(file: Path | None) -> PartState:
    """How much room is left where a file lies, or will lie; unused without one."""
    if file is None:
        return PartState.UNUSED
    folder = next(folder for folder in file.absolute().parents if folder.is_dir())
    usage = shutil.disk_usage(folder)
    if usage.free < FULL_BYTES:
        return PartState.FULL
    is_low = usage.free < max(LOW_BYTES, LOW_SHARE * usage.total)
    return PartState.LOW if is_low else PartState.ENOUGH


def _open_messages(redis_url: str) -> Messages:
    from flow_forecaster.jobs.messages import Messages

    return Messages(redis_url)
