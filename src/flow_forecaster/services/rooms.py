"""The use cases of a workshop's room: open it, look into it, say something and hear the rest."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from flow_forecaster.domain.job import new_job_id
from flow_forecaster.domain.outages import StorageFull
from flow_forecaster.domain.room import (
    WHOLE_ROOM,
    NoRoom,
    NotTheFacilitator,
    NotYours,
    Room,
    RoomSetup,
    new_code,
    read_code,
)
from flow_forecaster.domain.room_field import (
    AHEAD_MS,
    OF_DEVICE,
    FieldChange,
    Presence,
    RoomField,
    Sync,
)
from flow_forecaster.domain.secret import digest_of, new_secret
from flow_forecaster.storage import room_devices, rooms
from flow_forecaster.storage.database import Database

FIRST_VERSION = 1
"""Of a room in which nothing was said; a device that has heard nothing is behind it."""

MOST_TRIES = 20
"""Codes that are tried until one is free; one in 887 million is taken for each room there is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a device has not heard yet; ``version`` is what to ask after next time."""

    version: int
    fields: tuple[RoomField, ...]
    devices: tuple[Presence, ...] = ()


def open_room(
    database: Database, setup: RoomSetup, *, account_id: str | None, now: dt.datetime
) -> tuple[Room, str]:
    """A new room, and the facilitator's key, which is told this once."""
    key = new_secret()
    for _ in range(MOST_TRIES):
        room = Room(
            id=new_job_id(),
            code=new_code(),
            digest=digest_of(key),
            account_id=account_id,
            setup=setup,
            version=FIRST_VERSION,
            created_at=now,
        )
        if rooms.insert_room(database, room):
            return room, key
    raise AssertionError("no free code in so many tries")


def find_room(database: Database, code: str) -> Room:
    """The room of a code as somebody typed it.

    Raises
    ------
    NoRoom
        If there is none, or no longer.
    """
    read = read_code(code)
    room = rooms.read_room(database, read) if read else None
    if room is None:
        raise NoRoom
    return room


def is_facilitator(room: Room, *, key: str | None, account_id: str | None) -> bool:
    """Whether somebody with this key, or this account, leads the room."""
    has_key = key is not None and hmac.compare_digest(digest_of(key), room.digest)
    return has_key or (account_id is not None and account_id == room.account_id)


def say(
    database: Database, room: Room, sync: Sync, *, leads: bool, now: dt.datetime
) -> tuple[RoomField, ...]:
    """Keep what a device says, where it is later than what is known; what is known then.

    Raises
    ------
    NotTheFacilitator, NotYours
        If the device may not say this.
    RoomFrozen, RoomFull
        If the room takes nothing more.
    """
    if not sync.changes:
        return ()
    for change in sync.changes:
        _check_rights(room, sync, change, leads=leads)
    _, known = rooms.write_fields(
        database,
        room.id,
        _within(sync.changes, now),
        sync.device,
        is_facilitator=leads,
        now=now,
    )
    return known


def hear(database: Database, room: Room, sync: Sync, said: Iterable[RoomField] = ()) -> Heard:
    """What is new to a device since the version it heard last, with what came of what it said."""
    version, fields = rooms.read_fields(
        database, room.id, since=sync.since, scopes=_visible(room, sync.see)
    )
    told = {(one.scope, one.name): one for one in (*said, *fields)}
    return Heard(version, tuple(told.values()))


def note_presence(database: Database, room: Room, sync: Sync, *, now: dt.datetime) -> None:
    """Remember that a device is here; nobody who waits is woken by it."""
    # On a full disk, who is in the room still hears the others.
    with suppress(StorageFull):
        room_devices.note_device(
            database,
            room.id,
            sync.device,
            scope=sync.see or WHOLE_ROOM,
            nickname=sync.nickname,
            now=now,
        )


def who_is_here(database: Database, room: Room, *, now: dt.datetime) -> tuple[Presence, ...]:
    """The devices of the room, those that were heard of last first."""
    return room_devices.read_devices(database, room.id, now=now)


def _visible(room: Room, see: str) -> tuple[str, ...]:
    return room.setup.scopes if see == "all" else (WHOLE_ROOM, see)


def _check_rights(room: Room, sync: Sync, change: FieldChange, *, leads: bool) -> None:
    if change.scope not in room.setup.scopes:
        raise NotYours
    if leads:
        return
    if change.scope == WHOLE_ROOM:
        raise NotTheFacilitator
    of_device = OF_DEVICE.fullmatch(change.name)
    is_own = change.scope == sync.see and (of_device is None or of_device[1] == sync.device)
    if not is_own:
        raise NotYours


def _within(changes: Iterable[FieldChange], now: dt.datetime) -> list[FieldChange]:
    """The changes, none of them from the future."""
    latest = round(now.timestamp() * 1_000) + AHEAD_MS
    return [_at(change, min(change.clock, latest)) for change in changes]


def _at(change: FieldChange, clock: int) -> FieldChange:
    """The same change at another time."""
    return change if change.clock == clock else change.model_copy(update={"clock": clock})
