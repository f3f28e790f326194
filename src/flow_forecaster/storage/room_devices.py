"""Who is in a room: devices, by a name that each makes for itself."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from flow_forecaster.domain import limits
from flow_forecaster.domain.room_field import Presence
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.tables import room_device

SEEN_AGAIN = dt.timedelta(seconds=20)
"""How long a device is not noted again that says nothing new of itself."""


def note_device(
    database: Database, room_id: str, device: str, *, scope: str, nickname: str, now: dt.datetime
) -> None:
    """A device was heard of; written only when that says something new."""
    here = (room_device.c.room_id == room_id, room_device.c.device == device)
    with database.reading() as connection:
        row = connection.execute(select(room_device).where(*here)).one_or_none()
    said = {"scope": scope, "nickname": nickname or (row.nickname if row else "")}
    if row is None:
        _insert(database, {"room_id": room_id, "device": device, "joined_at": now, **said}, now)
    elif (row.scope, row.nickname) != tuple(said.values()) or now - row.seen_at >= SEEN_AGAIN:
        with database.writing() as connection:
            connection.execute(update(room_device).where(*here).values(**said, seen_at=now))


def read_devices(database: Database, room_id: str, *, now: dt.datetime) -> tuple[Presence, ...]:
    """The devices that were heard of last."""
    asked = (
        select(room_device)
        .where(room_device.c.room_id == room_id)
        .order_by(room_device.c.seen_at.desc())
        .limit(limits.MAX_DEVICES)
    )
    with database.reading() as connection:
        return tuple(
            Presence(
                row.device,
                row.scope,
                row.nickname,
                max(0, round((now - row.seen_at).total_seconds())),
            )
            for row in connection.execute(asked)
        )


def _insert(database: Database, values: dict[str, object], now: dt.datetime) -> None:
    try:
        with database.writing() as connection:
            connection.execute(insert(room_device).values(**values, seen_at=now))
    except IntegrityError:
        # Another request of the same device was faster, and said the same.
        return
