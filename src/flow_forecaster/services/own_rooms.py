"""The use case "own rooms": those that an account opened, and where each workshop is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flow_forecaster.domain.room import Room
from flow_forecaster.storage import rooms
from flow_forecaster.storage.database import Database

MOST_ROOMS = 200
"""The newest ones that are listed; rooms are forgotten 90 days after their last change."""


class Phase(StrEnum):
    """Where a workshop is, as the facilitator's page says it in the room."""

    LOBBY = "lobby"
    GUESS = "guess"
    WORK = "work"
    PRESENT = "present"
    POLL = "poll"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class OwnRoom:
    """A room of an account's."""

    room: Room
    phase: Phase


def list_own_rooms(database: Database, account_id: str) -> tuple[OwnRoom, ...]:
    """The rooms that an account opened, the newest first, and nobody else's."""
    found = rooms.read_rooms_of(database, account_id, most=MOST_ROOMS)
    said = rooms.read_phases(database, [one.id for one in found])
    return tuple(OwnRoom(one, _phase_of(said.get(one.id))) for one in found)


def _phase_of(value: object) -> Phase:
    """What was said, if it is a phase: anything can be said in a room."""
    return next((one for one in Phase if one == value), Phase.LOBBY)
