"""A workshop's room: what the facilitator sets up, and who may do what in it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits
from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.request import (
    Count,
    Day,
    Frozen,
    Items,
    Risk,
    VerdictRule,
)
from flow_forecaster.domain.text import Name, Note, Unit, one_line

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of codes: nothing in it is taken for anything else, be it read aloud or off a wall."""

CODE_LENGTH = 6
KEPT = dt.timedelta(days=90)
"""How long a room is kept after the last change in it."""

WHOLE_ROOM = "room"
"""The scope of what the facilitator says to everybody."""


class Case(Frozen):
    """A case to work on: a team, its history, what is left, when it is due, what may go wrong."""

    title: Name
    story: Note = ""
    unit: Unit
    team_size: float = Field(ge=limits.MIN_PEOPLE, le=limits.MAX_PEOPLE, strict=True)
    cost_per_person_week: float = Field(ge=0, le=1e9, strict=True)
    currency: str = Field(default="BRL", pattern="^[A-Z]{3}$", description="ISO 4217.")
    backlog: Items
    deadline_weeks: int = Field(ge=1, le=limits.MAX_WEEKS, strict=True)
    throughput_weekly: tuple[Count, ...] = Field(min_length=1, max_length=limits.MAX_WEEKS)
    risks: tuple[Risk, ...] = Field(default=(), max_length=limits.MAX_ROOM_RISKS)
    saving_per_month: float | None = Field(
        default=None, ge=0, le=1e12, strict=True, description="What each month sooner is worth."
    )


class GroupSetup(Frozen):
    """A group of people, and the case that it works on."""

    number: int = Field(ge=1, le=limits.MAX_GROUPS, strict=True)
    name: Name
    case: int = Field(ge=0, lt=limits.MAX_GROUPS, strict=True, description="Its place, from 0.")


class Wifi(Frozen):
    """The network that people join first."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    password: Annotated[str, StringConstraints(max_length=63)] = ""

    @model_validator(mode="after")
    def _is_text(self) -> Self:
        one_line(self.name)
        one_line(self.password)
        return self


RoomPaceModel = Literal["resample", "auto", "pool", "reverting_level", "reference_class"]
"""Those that phones compute without the server; see docs/methods/kernel.md."""


class RoomSetup(Frozen):
    """What the facilitator chooses when a room is opened."""

    title: Name
    language: Literal["pt-BR", "en"]
    start: Day
    work_minutes: int = Field(default=25, ge=1, le=240, strict=True)
    present_seconds: int = Field(default=90, ge=10, le=1_800, strict=True)
    pace_model: RoomPaceModel = Field(
        default="resample",
        description="How histories become a pace: a model that phones compute without the server.",
    )
    verdict: VerdictRule = VerdictRule()
    wifi: Wifi | None = None
    cases: tuple[Case, ...] = Field(min_length=1, max_length=limits.MAX_GROUPS)
    groups: tuple[GroupSetup, ...] = Field(min_length=1, max_length=limits.MAX_GROUPS)

    @model_validator(mode="after")
    def _groups_have_cases(self) -> Self:
        if any(group.case >= len(self.cases) for group in self.groups):
            raise PydanticCustomError(
                "no_such_case", "at most {last}", {"last": len(self.cases) - 1}
            )
        numbers = [group.number for group in self.groups]
        if len(set(numbers)) < len(numbers):
            raise PydanticCustomError("same_number", "each group a number of its own")
        return self

    @property
    def is_learned(self) -> bool:
        """Its pace model was learned from other teams, so that pages need its script too."""
        return self.pace_model != "resample"

    @property
    def scopes(self) -> tuple[str, ...]:
        """Every scope of the room's fields."""
        return (WHOLE_ROOM, *(scope_of(group.number) for group in self.groups))


@dataclass(frozen=True, slots=True)
class Room:
    """A room; its version grows with every change of its fields.

    ``dropped_model`` : what it was opened to forecast by, if rooms no longer can.
    """

    id: str
    code: str
    digest: str
    account_id: str | None
    setup: RoomSetup
    version: int
    created_at: dt.datetime
    dropped_model: str | None = None


DROPPED_MODELS = ("bayesian", "negative_binomial")
"""Pace models that rooms once took, and phones do not compute."""


def read_setup(stored: Mapping[str, Any]) -> tuple[RoomSetup, str | None]:
    """A setup as it was kept, perhaps by an earlier version; the pace model that it lost, if any.

    Plain resampling takes its place, so that every screen has the same numbers.
    """
    model = stored.get("pace_model")
    if model in DROPPED_MODELS:
        return RoomSetup.model_validate({**stored, "pace_model": "resample"}), str(model)
    return RoomSetup.model_validate(stored), None


class NotTheFacilitator(AppError):
    """Something that only the facilitator may."""

    heading = N_("Only the facilitator may do this")
    sentence = N_("Open the facilitator's link of this room, which has its key, and try again.")


class NotYours(AppError):
    """A field of another group, or of another device."""

    heading = N_("This is not yours to change")
    sentence = N_("A device changes what its own group says, and only its own guess and vote.")


class RoomFrozen(AppError):
    """The facilitator holds everything as it is."""

    heading = N_("The room is frozen")
    sentence = N_(
        "The facilitator holds the board as it is. What you typed is kept and sent later."
    )


class NoRoom(AppError):
    """No room has this code."""

    heading = N_("There is no room with this code")
    sentence = N_(
        "Codes have six letters and digits, and never 0, 1, I, L or O. Check it against the board."
    )


class RoomFull(AppError):
    """More was said in a room than it holds."""

    heading = N_("This room is full")
    sentence = N_("A room holds {limit} fields. Open another one.")

    def detail(self, language: Language) -> str:
        """With the limit."""
        return language.gettext(self.sentence, limit=language.number(limits.MAX_FIELDS))


def new_code() -> str:
    """A code that somebody can read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str | None:
    """The code that somebody typed, whatever its case and spaces; None if it is none."""
    code = "".join(text.split()).replace("-", "").upper()
    is_code = len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)
    return code if is_code else None


def scope_of(number: int) -> str:
    """The scope of a group's fields."""
    return f"g{number}"
