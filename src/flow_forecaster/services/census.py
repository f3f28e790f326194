"""The use case "census": how much an installation holds and who is there, in numbers only."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.storage.census import count_jobs, count_present, count_rows, read_waiting
from flow_forecaster.storage.database import Database

PRESENT = dt.timedelta(minutes=2)
"""How long ago a device that is here was last heard of, at most."""


def count_stored(database: Database, *, now: dt.datetime) -> dict[str, dict[str, int]]:
    """``jobs`` by state, ``stored`` things by kind, ``present`` rooms and devices.

    ``waiting_seconds`` : for how long the job that has waited longest.
    """
    _, since = read_waiting(database)
    waiting_s = 0 if since is None else max(0, int((now - since).total_seconds()))
    return {
        "jobs": count_jobs(database),
        "waiting_seconds": {"oldest": waiting_s},
        "stored": count_rows(database),
        "present": count_present(database, since=now - PRESENT),
    }
