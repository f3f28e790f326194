"""What a room was asked at the end, and how many chose what, as the board counts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flow_forecaster.domain.room import WHOLE_ROOM, Room
from flow_forecaster.domain.room_field import RoomField, Sync
from flow_forecaster.services.rooms import hear
from flow_forecaster.storage.database import Database

NOBODY = "0" * 16
"""The device that reads."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """A question, and its answers with their votes, in the order in which they were offered."""

    question: str
    votes: tuple[tuple[str, int], ...]


def room_poll(database: Database, room: Room) -> PollResult | None:
    """The poll of a room; none where nobody was asked anything."""
    return count_votes(hear(database, room, Sync(device=NOBODY, see="all")).fields)


def count_votes(fields: Iterable[RoomField]) -> PollResult | None:
    """The poll among what was said in a room; what is no question or no vote is left out."""
    said = list(fields)
    asked = next((one.value for one in said if (one.scope, one.name) == (WHOLE_ROOM, "poll")), None)
    if not isinstance(asked, dict) or not isinstance(asked.get("options"), list):
        return None
    question, options = asked.get("question"), asked["options"]
    if not isinstance(question, str):
        return None
    chosen = [
        one.value.get("option")
        for one in said
        if one.scope != WHOLE_ROOM and one.name.startswith("poll.") and isinstance(one.value, dict)
    ]
    return PollResult(
        question,
        tuple(
            (option, sum(type(one) is int and one == place for one in chosen))
            for place, option in enumerate(options)
            if isinstance(option, str)
        ),
    )
