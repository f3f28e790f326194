"""A saved forecast: question, answer and distribution as they were, and what really happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits
from flow_forecaster.domain.request import Day, ForecastRequest, Frozen
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.domain.text import Name, Note, one_line

Finished = Annotated[int, Field(ge=0, le=limits.MAX_FINISHED, strict=True)]


class NewForecast(Frozen):
    """A forecast to be computed and kept."""

    name: Name
    request: ForecastRequest
    note: Note = ""
    base_id: str | None = Field(
        default=None,
        max_length=64,
        description="The forecast of the same project that this is a scenario of.",
    )

    @model_validator(mode="after")
    def _names_risks_in_text(self) -> Self:
        for risk in self.request.risks:
            one_line(risk.name)
        return self


class Label(Frozen):
    """What a saved forecast is called."""

    name: Name
    note: Note = ""


class Outcome(Frozen):
    """What really happened: when the scope was done, how many items were by the deadline."""

    finished_on: Day | None = None
    items_by_deadline: Finished | None = None
    from_history: bool = Field(
        default=False,
        description="Whether nobody recorded it: the items were counted in the project's history.",
    )

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if self.finished_on is None and self.items_by_deadline is None:
            raise PydanticCustomError("outcome_needs_something", "a day or items")
        return self


class Distribution(Frozen):
    """What a forecast said in full, so that it can be judged once the outcome is known.

    ``done_by_week[w]`` is P(the scope is done by the end of week w), w = 0 ..; after its end the
    last value holds. ``items_by_deadline[k]`` is P(at least k items are finished by the deadline),
    k = 0 ..; after its end 0 holds. Many items are kept in steps of ``items_step``. None where the
    question had no scope, or no deadline. The plain ones say the same under plain resampling.
    """

    done_by_week: tuple[float, ...] | None = None
    items_by_deadline: tuple[float, ...] | None = None
    items_step: int = 1
    plain_done_by_week: tuple[float, ...] | None = None
    plain_items_by_deadline: tuple[float, ...] | None = None
    plain_items_step: int = 1


@dataclass(frozen=True, slots=True)
class SavedForecast:
    """A forecast as it was made on the day ``today``; only name, note and outcome change."""

    id: str
    project_id: str
    base_id: str | None
    """The forecast it is a scenario of."""
    name: str
    note: str
    request: ForecastRequest
    today: dt.date
    result: ForecastResult
    distribution: Distribution
    outcome: Outcome | None
    version: int
    created_at: dt.datetime

    @property
    def digest(self) -> str:
        """What names the request together with the engine."""
        return self.result.model.digest
