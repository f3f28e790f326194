"""What somebody asks of a backtest."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits
from flow_forecaster.domain.request import Frozen, History
from flow_forecaster.domain.text import Name

TestedModel = Literal[
    "resample",
    "bayesian",
    "negative_binomial",
    "reverting_level",
    "reference_class",
    "pool",
    "boosted",
]

Window = Annotated[int, Field(ge=1, le=limits.MAX_BACKTEST_WINDOW, strict=True)]
Horizon = Annotated[int, Field(ge=1, le=limits.MAX_BACKTEST_HORIZON, strict=True)]


class TeamHistory(History):
    """A history among others; what stands before a slash in its name is its owner."""

    name: Name | None = None


class BacktestLengths(Frozen):
    """How much history to forecast from, and how far ahead; none given: the usual ones."""

    windows: tuple[Window, ...] = Field(
        default=(),
        max_length=limits.MAX_BACKTEST_LENGTHS,
        description="Periods of history to forecast from; 8, 12, 26 and 52 if none is given. A "
        "history counts with those windows that it is longer than by the longest horizon and 8.",
    )
    horizons: tuple[Horizon, ...] = Field(
        default=(),
        max_length=limits.MAX_BACKTEST_LENGTHS,
        description="Periods ahead, and periods' worth of work; if none is given 1, 4, 8, 13 and "
        "4, 8, 13.",
    )


class BacktestRequest(BacktestLengths):
    """Histories to judge pace models on: one, or several."""

    history: TeamHistory | None = None
    histories: tuple[TeamHistory, ...] = Field(default=(), max_length=limits.MAX_BACKTEST_HISTORIES)
    models: tuple[TestedModel, ...] = Field(
        default=(),
        max_length=limits.MAX_BACKTEST_LENGTHS,
        description="All of them but `boosted` if none is named. `boosted` learns from the other "
        "owners' histories, so it needs several; the server must have scikit-learn.",
    )

    @model_validator(mode="after")
    def _is_one_or_several(self) -> Self:
        if (self.history is None) == (not self.histories):
            raise PydanticCustomError("history_or_histories", "history, or histories")
        return self

    @property
    def all_histories(self) -> tuple[TeamHistory, ...]:
        """The one, or the several."""
        return self.histories if self.history is None else (self.history,)
