"""What is said in a room: stamped fields, of which the later one wins, wherever they meet.

Sending a field twice changes nothing, and neither does the order of arrival, so that devices may
send again whatever was not acknowledged.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits
from flow_forecaster.domain.request import Frozen
from flow_forecaster.domain.room import WHOLE_ROOM
from flow_forecaster.domain.text import one_line

OF_GROUP = re.compile(
    r"step|operator(_name)?|history|items|people|deadline_weeks|cost_per_person_week|decision"
    r"|reason|done"
    r"|(risk|guess|poll|proposal|answer|odd)\.[\w-]{1,40}"
)
"""Names of the fields of a group."""

OF_ROOM = re.compile(
    r"phase|timer|present|frozen|poll|guesses_shown|key_shown|(hint|challenge)\.[\w-]{1,40}"
)
"""Names of the fields of the whole room."""

OF_DEVICE = re.compile(r"(?:guess|poll)\.(.+)")
"""Names of fields that only the device they name may write."""

FROZEN = "frozen"
PHASE = "phase"
"""The field by which the facilitator holds everything as it is."""

AHEAD_MS = 1_000
"""How far a device's clock may run ahead of the server's."""

Device = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]


class FieldChange(Frozen):
    """A field as a device says it."""

    scope: Annotated[str, StringConstraints(pattern=f"^({WHOLE_ROOM}|g[1-9][0-9]?)$")]
    name: Annotated[str, StringConstraints(max_length=80)]
    value: Any = None
    clock: int = Field(ge=0, lt=2**53, strict=True, description="Milliseconds; the later wins.")

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        names = OF_ROOM if self.scope == WHOLE_ROOM else OF_GROUP
        if not names.fullmatch(self.name):
            raise PydanticCustomError("no_such_field", "a field of {scope}", {"scope": self.scope})
        _check_value(self.value)
        return self


class Sync(Frozen):
    """What a device says and what it has heard; answered with what it has not heard yet."""

    device: Device
    see: Annotated[str, StringConstraints(pattern="^(|all|g[1-9][0-9]?)$")] = Field(
        default="", description="A group's scope; `all` for every group; else the room alone."
    )
    since: int = Field(default=0, ge=0, strict=True, description="The version heard last.")
    changes: tuple[FieldChange, ...] = Field(default=(), max_length=limits.MAX_CHANGES)
    nickname: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    wait_s: int = Field(
        default=0, ge=0, le=55, strict=True, description="How long to wait for something new."
    )

    @model_validator(mode="after")
    def _is_text(self) -> Self:
        one_line(self.nickname)
        return self


@dataclass(frozen=True, slots=True)
class RoomField:
    """A field as a room keeps it."""

    scope: str
    name: str
    value: Any
    clock: int
    device: str
    version: int

    def is_older_than(self, clock: int, device: str) -> bool:
        """Whether what a device says now takes its place."""
        return (self.clock, self.device) < (clock, device)


@dataclass(frozen=True, slots=True)
class Presence:
    """A device in a room, and how many seconds ago it was heard of."""

    device: str
    scope: str
    nickname: str
    seen_s: int


def _check_value(value: object) -> None:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        size = len(text.encode())
    except (ValueError, UnicodeEncodeError, RecursionError) as error:
        raise PydanticCustomError("not_a_value", "what JSON can say") from error
    if "\\u0000" in text:
        raise PydanticCustomError("not_a_value", "what JSON can say")
    if size > limits.MAX_FIELD_BYTES:
        facts = {"most": limits.MAX_FIELD_BYTES}
        raise PydanticCustomError("value_too_large", "at most {most} bytes", facts)
