"""How much of everything a database holds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, func, or_, select

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


def read_waiting(database: Database) -> tuple[int, dt.datetime | None]:
    """How many jobs wait, and since when the one that has waited longest."""
    waiting = select(func.count(), func.min(job.c.created_at)).where(job.c.state == State.QUEUED)
    with database.reading() as connection:
        number, since = connection.execute(waiting).one()
        return number, since


def is_any_taken(database: Database, *, since: dt.datetime, now: dt.datetime) -> bool:
    """Whether jobs are worked on by somebody who is heard of, or were begun since then."""
    is_held = and_(job.c.state == State.PROCESSING, job.c.lease_until >= now)
    taken = select(job.c.id).where(or_(is_held, job.c.started_at >= since)).limit(1)
    with database.reading() as connection:
        return connection.scalar(taken) is not None


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
