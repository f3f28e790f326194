"""Rooms: opened, looked into, and kept in step by one operation that says and hears."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any

from flask import Response, g, request
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.room import Room, RoomSetup
from flow_forecaster.domain.room_field import Presence, RoomField, Sync
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.accounts.rules import client_address, current_rules
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.database import current_database
from flow_forecaster.web.room_watch import current_room_watch
from flow_forecaster.web.signed_in import current_account
from flow_forecaster.web.turns import standing_aside

if TYPE_CHECKING:
    from flow_forecaster.services.rooms import Heard

KEY_HEADER = "Room-Key"
BUSY_S = 5
"""When to ask again, where too many wait already."""

blueprint = DescribedBlueprint(
    "rooms", __name__, abp_tags=[Tag(name="Rooms", description="A workshop's room, by its code")]
)


class RoomPath(BaseModel):
    """The room's code, as it was typed."""

    code: Annotated[str, Field(max_length=20)]


class Opened(BaseModel):
    """A new room."""

    code: str
    key: str = Field(description="The facilitator's secret, sent as Room-Key; told this once.")
    setup: RoomSetup


class RoomAnswer(BaseModel):
    """A room as everybody in it may see it."""

    code: str
    setup: RoomSetup
    version: int
    now_ms: int = Field(description="The server's clock.")
    leads: bool = Field(description="Whether who asks is its facilitator.")


class FieldAnswer(BaseModel):
    """A field as the room keeps it."""

    scope: str
    name: str
    value: Any
    clock: int
    device: str


class DeviceAnswer(BaseModel):
    """A device in the room."""

    device: str
    scope: str
    nickname: str
    seen_s: int


class SyncAnswer(BaseModel):
    """What a device had not heard yet."""

    version: int = Field(description="What to ask after next time.")
    now_ms: int
    fields: tuple[FieldAnswer, ...]
    devices: tuple[DeviceAnswer, ...] | None = Field(
        description="Who is here, told to who sees all."
    )


@blueprint.post(
    "/rooms",
    operation_id="open_room",
    summary="Open a room",
    description="No account is needed; one that is signed in leads the room without its key.",
    responses={201: Opened, **refusals(400, 413, 415, 422, 429, 503)},
)
@takes_body(RoomSetup)
def open_room(body: RoomSetup) -> Response:
    from flow_forecaster.services import rooms
    from flow_forecaster.services.attempts import room_limits

    current_rules().attempts().count(room_limits(client_address()))
    account = current_account()
    account_id = account.id if account else None
    room, key = rooms.open_room(current_database(), body, account_id=account_id, now=utc_now())
    return _json(Opened(code=room.code, key=key, setup=room.setup), 201)


@blueprint.get(
    "/rooms/<code>",
    operation_id="read_room",
    summary="A room",
    responses={200: RoomAnswer, **refusals(404, 429, 503)},
)
def show_room(path: RoomPath) -> Response:
    room = find_room(path.code)
    answer = RoomAnswer(
        code=room.code,
        setup=room.setup,
        version=room.version,
        now_ms=_now_ms(),
        leads=leads(room),
    )
    return _json(answer)


@blueprint.post(
    "/rooms/<code>/sync",
    operation_id="sync_room",
    summary="Say something in a room and hear what is new",
    description="Sending the same again changes nothing. 204: nothing is new; with Retry-After, "
    "too many wait already, so ask again then.",
    responses={
        200: SyncAnswer,
        204: {"description": "Nothing is new."},
        **refusals(400, 403, 404, 409, 413, 415, 422, 429, 503),
    },
)
@takes_body(Sync)
def sync_room(path: RoomPath, body: Sync) -> Response:
    from flow_forecaster.services import rooms

    g.is_terse = True
    database, now = current_database(), utc_now()
    room = find_room(path.code)
    rooms.note_presence(database, room, body, now=now)
    said = rooms.say(database, room, body, leads=leads(room), now=now)
    heard, is_busy = rooms.hear(database, room, body, said), False
    if said:
        current_room_watch().tell(room.id, heard.version)
    elif body.wait_s and 0 < body.since <= heard.version:
        heard, is_busy = _wait(room, body, heard)
    if heard.version == body.since and not heard.fields:
        return _nothing_new(is_busy=is_busy)
    devices = rooms.who_is_here(database, room, now=utc_now()) if body.see == "all" else None
    return _json(_answer(heard.version, heard.fields, devices))


def _wait(room: Room, body: Sync, heard: Heard) -> tuple[Heard, bool]:
    """What is new to this device, as soon as there is something; whether too many wait already.

    What is said where it cannot look ends no wait.
    """
    from flow_forecaster.services import rooms

    watch, end = current_room_watch(), time.monotonic() + body.wait_s
    while not heard.fields and (left_s := end - time.monotonic()) > 0:
        version = heard.version
        with standing_aside():
            is_busy = not watch.wait(room.id, version, left_s)
        heard = rooms.hear(current_database(), room, body)
        if is_busy or heard.version == version:
            # Nothing came in time, or nobody may wait any longer.
            return heard, is_busy
    return heard, False


def find_room(code: str) -> Room:
    """The room of a code that somebody typed; guessing is slowed down.

    Raises
    ------
    NoRoom
        If there is none.
    TooManyAttempts
        If too many codes from one address led nowhere.
    """
    from flow_forecaster.domain.room import NoRoom
    from flow_forecaster.services import rooms
    from flow_forecaster.services.attempts import code_limits

    try:
        return rooms.find_room(current_database(), code)
    except NoRoom:
        current_rules().attempts().count(code_limits(client_address()))
        raise


def leads(room: Room) -> bool:
    """Whether who asks is the room's facilitator."""
    from flow_forecaster.services import rooms

    key = request.headers.get(KEY_HEADER)
    account = None if key else current_account()
    return rooms.is_facilitator(room, key=key, account_id=account.id if account else None)


def _answer(
    version: int, fields: tuple[RoomField, ...], devices: tuple[Presence, ...] | None
) -> SyncAnswer:
    return SyncAnswer(
        version=version,
        now_ms=_now_ms(),
        fields=tuple(
            FieldAnswer(
                scope=one.scope, name=one.name, value=one.value, clock=one.clock, device=one.device
            )
            for one in fields
        ),
        devices=devices
        and tuple(
            DeviceAnswer(
                device=one.device, scope=one.scope, nickname=one.nickname, seen_s=one.seen_s
            )
            for one in devices
        ),
    )


def _now_ms() -> int:
    return round(utc_now().timestamp() * 1_000)


def _nothing_new(*, is_busy: bool) -> Response:
    response = Response(status=204)
    del response.headers["Content-Type"]
    if is_busy:
        response.retry_after = BUSY_S
    return response


def _json(answer: BaseModel, status: int = 200) -> Response:
    response = Response(answer.model_dump_json(), status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
