"""A file of kept work: the format that is written out and read in again, here or elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits
from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.domain.request import Day, ForecastRequest, Frozen
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.domain.saved import Distribution, Outcome
from flow_forecaster.domain.text import Name, Note, one_line

FORMAT = "flow-forecaster/1"

MAX_BYTES = 1_000_000
"""Of a file that is read in."""

MAX_IMPORTED = 500
"""Forecasts that one file brings, of all its projects."""

IMPORTED = "imported: "
"""What the engine's version begins with where an answer came with a file and was not made here."""

Key = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(one_line)]


class KeptForecast(Frozen):
    """A saved forecast; `key` names it within its project, `base` is the key of an earlier one."""

    key: Key
    base: Key | None = None
    name: Name
    note: Note = ""
    request: ForecastRequest
    today: Day
    result: ForecastResult
    distribution: Distribution
    outcome: Outcome | None = None
    created_at: AwareDatetime

    @model_validator(mode="after")
    def _names_risks_in_text(self) -> Self:
        for risk in self.request.risks:
            one_line(risk.name)
        return self

    @model_validator(mode="after")
    def _has_an_outcome_that_fits(self) -> Self:
        outcome, asked = self.outcome, self.request
        if outcome is not None and (
            (outcome.finished_on is not None and asked.scope is None)
            or (outcome.items_by_deadline is not None and asked.deadline is None)
        ):
            raise PydanticCustomError("outcome_of_another", "an outcome that fits")
        return self


class KeptLink(Frozen):
    """A secret link, told to its owner; it is not made again."""

    address: str
    forecast: Key | None
    created_at: AwareDatetime


class KeptProject(Frozen):
    """A project with its forecasts, oldest first."""

    content: ProjectContent
    created_at: AwareDatetime
    changed_at: AwareDatetime
    forecasts: tuple[KeptForecast, ...] = Field(default=(), max_length=limits.MAX_FORECASTS)
    links: tuple[KeptLink, ...] = ()

    @model_validator(mode="after")
    def _refers_back(self) -> Self:
        keys: set[str] = set()
        bases: set[str] = set()
        for forecast in self.forecasts:
            if forecast.key in keys:
                raise PydanticCustomError("key_twice", "{key} twice", {"key": forecast.key})
            if forecast.base is not None and forecast.base not in bases:
                raise PydanticCustomError("no_such_base", "no {key}", {"key": forecast.base})
            keys.add(forecast.key)
            if forecast.base is None:
                bases.add(forecast.key)
        return self


class KeptToken(Frozen):
    """An API token, told to its owner; the token itself is kept nowhere."""

    name: str
    beginning: str
    created_at: AwareDatetime
    used_at: AwareDatetime | None


class KeptAccount(Frozen):
    """Whose work it is, told to its owner; it makes no account."""

    name: str
    email: str
    role: str
    created_at: AwareDatetime
    api_tokens: tuple[KeptToken, ...] = ()


class Document(Frozen):
    """The whole file."""

    format: Literal["flow-forecaster/1"]
    kind: Literal["forecast", "project", "account"]
    account: KeptAccount | None = None
    projects: tuple[KeptProject, ...] = Field(max_length=limits.MAX_PROJECTS)

    @model_validator(mode="after")
    def _has_not_too_many(self) -> Self:
        if sum(len(project.forecasts) for project in self.projects) > MAX_IMPORTED:
            facts = {"most": MAX_IMPORTED}
            raise PydanticCustomError("too_many_forecasts", "at most {most}", facts)
        return self


class UnknownFormat(InvalidRequest):
    """A file of another format, or of a later one."""

    def __init__(self, found: object) -> None:
        sentence = N_(
            "The file's format is “{found}”, and “{known}” is read here. Choose a file that was "
            "downloaded from this product as JSON; a later version's needs that version."
        )
        facts: dict[str, object] = {"found": str(found)[:40], "known": FORMAT}
        super().__init__([Problem("format", sentence, facts)])


class ForeignAnswer(InvalidRequest):
    """A stored answer that is not one to its question."""

    def __init__(self, field: str) -> None:
        sentence = N_(
            "This answer does not belong to its question. Take the file as it was downloaded."
        )
        super().__init__([Problem(field, sentence)])


def check_format(data: Mapping[str, Any]) -> None:
    """Say what is the matter with a file of another format, before its fields are.

    Raises
    ------
    UnknownFormat
    """
    if data.get("format") != FORMAT:
        raise UnknownFormat(data.get("format", "–"))  # noqa: RUF001 - a dash for nothing


def marked_as_imported(result: ForecastResult) -> ForecastResult:
    """An answer that says that it was not made here."""
    engine = IMPORTED + result.model.engine.removeprefix(IMPORTED)[:40]
    return result.model_copy(update={"model": result.model.model_copy(update={"engine": engine})})


def is_imported(result: ForecastResult) -> bool:
    """Whether an answer came with a file and was not made here."""
    return result.model.engine.startswith(IMPORTED)


def earlier(instant: dt.datetime, now: dt.datetime) -> dt.datetime:
    """An instant that a file says; what it has of the future is now."""
    return min(instant, now)
