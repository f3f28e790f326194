"""The use case "census": how much an installation holds and who is there, in numbers only."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.storage.census import count_jobs, count_present, count_rows
from flow_forecaster.storage.database import Database

PRESENT = dt.timedelta(minutes=2)
"""How long ago a device that is here was last heard of, at most."""


def count_stored(database: Database, *, now: dt.datetime) -> dict[str, dict[str, int]]:
    """``jobs`` by state, ``stored`` things by kind, ``present`` rooms and devices."""
    return {
        "jobs": count_jobs(database),
        "stored": count_rows(database),
        "present": count_present(database, since=now - PRESENT),
    }
