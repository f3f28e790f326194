"""Rooms in the database: what is set up, and what is said in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from flow_forecaster.domain import limits
from flow_forecaster.domain.room import (
    KEPT,
    WHOLE_ROOM,
    Room,
    RoomFrozen,
    RoomFull,
    read_setup,
)
from flow_forecaster.domain.room_field import FROZEN, PHASE, FieldChange, RoomField
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.sweeping import sweep
from flow_forecaster.storage.tables import room, room_field

COLUMNS = [column for column in room.c if column.name != "expires_at"]


def insert_room(database: Database, new: Room) -> bool:
    """Keep a room; False if another one has its code. Some that expired are forgotten."""
    values = {
        "id": new.id,
        "code": new.code,
        "digest": new.digest,
        "account_id": new.account_id,
        "setup": new.setup.model_dump(mode="json"),
        "version": new.version,
        "created_at": new.created_at,
        "expires_at": new.created_at + KEPT,
    }
    try:
        with database.writing() as connection:
            sweep(connection, room, now=new.created_at)
            connection.execute(insert(room).values(values))
    except IntegrityError:
        return False
    return True


def read_room(database: Database, code: str) -> Room | None:
    """The room of a code."""
    with database.reading() as connection:
        row = connection.execute(select(*COLUMNS).where(room.c.code == code)).one_or_none()
    return None if row is None else _room_of(row)


def read_rooms_of(database: Database, account_id: str, *, most: int) -> tuple[Room, ...]:
    """The rooms that an account opened, the newest first."""
    asked = (
        select(*COLUMNS)
        .where(room.c.account_id == account_id)
        .order_by(room.c.created_at.desc())
        .limit(most)
    )
    with database.reading() as connection:
        return tuple(map(_room_of, connection.execute(asked)))


def read_phases(database: Database, room_ids: Collection[str]) -> dict[str, object]:
    """What was said of where each workshop is, by the room; nothing where nothing was."""
    asked = select(room_field.c.room_id, room_field.c.value).where(
        room_field.c.room_id.in_(room_ids),
        room_field.c.scope == WHOLE_ROOM,
        room_field.c.name == PHASE,
    )
    with database.reading() as connection:
        return {row.room_id: row.value for row in connection.execute(asked)}


def read_versions(database: Database, room_ids: Collection[str]) -> dict[str, int]:
    """The version that each room is at."""
    asked = select(room.c.id, room.c.version).where(room.c.id.in_(room_ids))
    with database.reading() as connection:
        return {row.id: row.version for row in connection.execute(asked)}


def read_fields(
    database: Database, room_id: str, *, since: int, scopes: Collection[str]
) -> tuple[int, tuple[RoomField, ...]]:
    """The room's version, and the fields of these scopes that were written after another one.

    All of them where the room is at an older version than the other, as after it was restored.
    """
    with database.reading() as connection:
        version = connection.scalar(select(room.c.version).where(room.c.id == room_id)) or 0
        if since == version:
            return version, ()
        after = since if since < version else -1
        rows = connection.execute(
            select(room_field)
            .where(room_field.c.room_id == room_id, room_field.c.version > after)
            .where(room_field.c.scope.in_(scopes))
        )
        return version, tuple(map(_field_of, rows))


def write_fields(
    database: Database,
    room_id: str,
    changes: Sequence[FieldChange],
    device: str,
    *,
    is_facilitator: bool,
    now: dt.datetime,
) -> tuple[int, tuple[RoomField, ...]]:
    """Keep the changes that are later than what is there; the version, and what is there now.

    Raises
    ------
    RoomFrozen
        If the facilitator holds everything; then nothing is written.
    RoomFull
        If the room holds as many fields as it may.
    """
    with database.writing() as connection:
        # One writer of a room at a time; on SQLite every writer is alone.
        version = connection.scalar(
            select(room.c.version).where(room.c.id == room_id).with_for_update()
        )
        assert version is not None, "the room was there a moment ago"
        if not is_facilitator and _is_frozen(connection, room_id):
            raise RoomFrozen
        known = _known(connection, room_id, changes)
        news = _later(changes, known, device, version + 1)
        if not news:
            return version, tuple(known.values())
        _check_size(connection, room_id, len(set(news) - set(known)))
        for key, field in news.items():
            _keep(connection, room_id, field, is_new=key not in known)
        connection.execute(
            update(room)
            .where(room.c.id == room_id)
            .values(version=version + 1, expires_at=now + KEPT)
        )
        return version + 1, tuple((known | news).values())


Key = tuple[str, str]


def _is_frozen(connection: Connection, room_id: str) -> bool:
    asked = select(room_field.c.value).where(
        room_field.c.room_id == room_id,
        room_field.c.scope == WHOLE_ROOM,
        room_field.c.name == FROZEN,
    )
    return bool(connection.scalar(asked))


def _known(
    connection: Connection, room_id: str, changes: Sequence[FieldChange]
) -> dict[Key, RoomField]:
    named = [
        and_(room_field.c.scope == change.scope, room_field.c.name == change.name)
        for change in changes
    ]
    asked = select(room_field).where(room_field.c.room_id == room_id, or_(*named))
    return {(row.scope, row.name): _field_of(row) for row in connection.execute(asked)}


def _later(
    changes: Sequence[FieldChange], known: dict[Key, RoomField], device: str, version: int
) -> dict[Key, RoomField]:
    """The changes that take the place of what is known, the last of each field."""
    news: dict[Key, RoomField] = {}
    for change in changes:
        key = (change.scope, change.name)
        before = news.get(key) or known.get(key)
        if before is None or before.is_older_than(change.clock, device):
            news[key] = RoomField(*key, change.value, change.clock, device, version)
    return news


def _check_size(connection: Connection, room_id: str, n_new: int) -> None:
    if not n_new:
        return
    asked = select(func.count()).where(room_field.c.room_id == room_id)
    if (connection.scalar(asked) or 0) + n_new > limits.MAX_FIELDS:
        raise RoomFull


def _keep(connection: Connection, room_id: str, field: RoomField, *, is_new: bool) -> None:
    said = {
        "value": field.value,
        "clock": field.clock,
        "device": field.device,
        "version": field.version,
    }
    place = {"room_id": room_id, "scope": field.scope, "name": field.name}
    if is_new:
        connection.execute(insert(room_field).values(place | said))
    else:
        connection.execute(
            update(room_field)
            .where(*(room_field.c[name] == value for name, value in place.items()))
            .values(said)
        )


def _room_of(row: Row[Any]) -> Room:
    values = dict(row._mapping)
    setup, dropped_model = read_setup(values.pop("setup"))
    return Room(**values, setup=setup, dropped_model=dropped_model)


def _field_of(row: Row[Any]) -> RoomField:
    return RoomField(row.scope, row.name, row.value, row.clock, row.device, row.version)
