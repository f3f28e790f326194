"""How much of everything a database holds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from flow_forecaster.domain.job import State
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.tables import account, forecast, job, project, room, room_device

TABLES = {"accounts": account, "projects": project, "forecasts": forecast, "rooms": room}


def count_jobs(database: Database) -> dict[str, int]:
    """Jobs by state, of those that are still kept."""
    by_state = select(job.c.state, func.count()).group_by(job.c.state)
    with database.reading() as connection:
        found: dict[str, int] = dict(iter(connection.execute(by_state)))
    return {state.value: found.get(state.value, 0) for state in State}


def count_rows(database: Database) -> dict[str, int]:
    """Accounts, projects, saved forecasts and rooms."""
    with database.reading() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in TABLES.items()
        }


def count_present(database: Database, *, since: dt.datetime) -> dict[str, int]:
    """Rooms with somebody in them since then, and the devices there."""
    rooms = func.count(room_device.c.room_id.distinct())
    seen = select(rooms, func.count()).where(room_device.c.seen_at >= since)
    with database.reading() as connection:
        n_rooms, n_devices = connection.execute(seen).one()
    return {"rooms": n_rooms, "devices": n_devices}
