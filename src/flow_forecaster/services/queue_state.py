"""The use case "queue state": whether jobs are taken, and who would take them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from flow_forecaster.jobs.lock import is_held, touched_at
from flow_forecaster.storage.census import is_any_taken, read_waiting
from flow_forecaster.storage.database import Database

SILENCE = dt.timedelta(seconds=20)
"""How long the embedded runner may not be heard of: longer than a write waits for its turn."""

STUCK = dt.timedelta(seconds=30)
"""How long a job waits while nobody takes any, until something is wrong."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Jobs that wait: how many, for how long the oldest, and whether nobody takes any."""

    number: int
    oldest: dt.timedelta | None
    is_stuck: bool


@dataclass(frozen=True, slots=True)
class EmbeddedRunner:
    """The process beside the web that runs jobs, as others see it.

    ``silent_for`` : since it was last heard of; None if it does not live.
    """

    silent_for: dt.timedelta | None

    @property
    def is_hung(self) -> bool:
        """Whether its process is there and does nothing."""
        return self.silent_for is not None and self.silent_for > SILENCE


def look_at_waiting(database: Database, *, now: dt.datetime) -> Waiting:
    """How jobs of a migrated database wait.

    Raises
    ------
    StorageUnavailable
        If the database does not answer.
    """
    number, since = read_waiting(database)
    if since is None:
        return Waiting(number, None, is_stuck=False)
    age = max(now - since, dt.timedelta())
    # Asked only then, since no index helps.
    is_stuck = age > STUCK and not is_any_taken(database, since=now - STUCK, now=now)
    return Waiting(number, age, is_stuck=is_stuck)


def look_at_runner(lock_file: Path, *, now: dt.datetime) -> EmbeddedRunner:
    """Whether the embedded runner of an installation lives, and when it was last heard of."""
    at = touched_at(lock_file)
    if at is None or not is_held(lock_file):
        return EmbeddedRunner(None)
    return EmbeddedRunner(max(now - at, dt.timedelta()))
