"""What somebody asks: the frozen models that every door of the product validates with."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits


def _read_day(value: object) -> dt.date:
    """A date, or its text as in 2027-03-08; no time of day and no other notation."""
    if type(value) is dt.date:
        day = value
    elif isinstance(value, str) and len(value) == len("2027-03-08"):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("date_type", "a date") from error
    else:
        raise PydanticCustomError("date_type", "a date")
    if not limits.FIRST_DAY <= day <= limits.LAST_DAY:
        ends = {"first": limits.FIRST_DAY.isoformat(), "last": limits.LAST_DAY.isoformat()}
        raise PydanticCustomError("date_out_of_range", "{first} to {last}", ends)
    return day


def _read_currency(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[A-Z]{3}", value):
        raise PydanticCustomError("currency", "three capital letters")
    return value


def _refuse_truth(value: object) -> object:
    """A number that is not true or false, which would pass for 1 or 0."""
    if type(value) is not int:
        raise PydanticCustomError("int_type", "a whole number")
    return value


Day = Annotated[dt.date, BeforeValidator(_read_day)]
Count = Annotated[float, Field(ge=0, le=limits.MAX_COUNT, strict=True)]
Items = Annotated[int, Field(ge=1, le=limits.MAX_ITEMS, strict=True)]
Share = Annotated[float, Field(gt=0, lt=1, strict=True)]
PeriodDays = Annotated[Literal[1, 7, 14, 21, 28], BeforeValidator(_refuse_truth)]
Complexity = Literal["low", "medium", "high", "very_high"]
PaceModelName = Literal[
    "auto",
    "resample",
    "bayesian",
    "negative_binomial",
    "reverting_level",
    "reference_class",
    "pool",
]


Checked = TypeVar("Checked", bound=BaseModel)


class Frozen(BaseModel):
    """A value that refuses unknown fields, NaN and infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _ordered(model: Checked, *fields: str) -> Checked:
    values = [getattr(model, field) for field in fields]
    if values != sorted(values):
        raise PydanticCustomError(
            "not_ordered", "{fields} must not fall", {"fields": " ≤ ".join(fields)}
        )
    return model


class History(Frozen):
    """Items finished in each past period, oldest first; periods of zero included."""

    counts: tuple[Count, ...] = Field(min_length=1, max_length=limits.MAX_PERIODS)
    period_days: PeriodDays = Field(default=7, description="Days in one period.")
    last_period_end: Day | None = Field(
        default=None,
        description="Its last day; if not given, the last Sunday before the start, and the day "
        "before it for daily counts. Learned models count the weeks around New Year for less.",
    )

    @property
    def digest(self) -> str:
        """What tells its numbers from those of another history."""
        told = f"{self.period_days} {' '.join(map(repr, self.counts))}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


class SplitRate(Frozen):
    """How many items one stated item becomes when it is split; uniform between the two."""

    low: float = Field(default=1.0, ge=0.1, le=10, strict=True)
    high: float = Field(default=1.0, ge=0.1, le=10, strict=True)

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        return _ordered(self, "low", "high")


class Scope(Frozen):
    """The work that is left: a number of items, or every whole number of a range alike."""

    items: Items | None = None
    low: Items | None = None
    high: Items | None = None
    complexity: Complexity = "low"
    split_rate: SplitRate = SplitRate()

    @model_validator(mode="after")
    def _is_number_or_range(self) -> Self:
        has_range = self.low is not None and self.high is not None
        has_half_range = (self.low is None) != (self.high is None)
        if has_half_range or (self.items is None) != has_range:
            raise PydanticCustomError("scope_number_or_range", "items, or low and high")
        return _ordered(self, "low", "high") if has_range else self

    @property
    def span(self) -> tuple[int, int]:
        """The least and the most stated items."""
        if self.items is not None:
            return self.items, self.items
        assert self.low is not None and self.high is not None
        return self.low, self.high

    @property
    def stated_items(self) -> float:
        """The stated items; the middle of a range."""
        low, high = self.span
        return (low + high) / 2


class Impact(Frozen):
    """Items a risk adds when it strikes: triangular, rounded to whole items."""

    low: float = Field(ge=0, le=limits.MAX_ITEMS, strict=True)
    mode: float = Field(ge=0, le=limits.MAX_ITEMS, strict=True)
    high: float = Field(ge=0, le=limits.MAX_ITEMS, strict=True)

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        return _ordered(self, "low", "mode", "high")


class Risk(Frozen):
    """An event that may add items; risks are independent of each other."""

    name: str = Field(max_length=limits.MAX_NAME)
    probability: float = Field(ge=0, le=1, strict=True)
    impact: Impact


class Deadline(Frozen):
    """A date, or whole weeks from the start."""

    date: Day | None = None
    weeks: int | None = Field(default=None, ge=1, le=limits.MAX_WEEKS, strict=True)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.date is None) == (self.weeks is None):
            raise PydanticCustomError("deadline_date_or_weeks", "a date, or weeks")
        return self


class TeamChange(Frozen):
    """The team's size from the start of a week on; week 1 is the first."""

    week: int = Field(ge=1, le=limits.MAX_WEEKS, strict=True)
    size: float = Field(ge=0, le=limits.MAX_PEOPLE, strict=True)


class Team(Frozen):
    """People and what they cost; pace is in proportion to people only where sizes differ."""

    size: float = Field(default=1, ge=limits.MIN_PEOPLE, le=limits.MAX_PEOPLE, strict=True)
    cost_per_person_week: float | None = Field(default=None, ge=0, le=1e9, strict=True)
    currency: Annotated[str, BeforeValidator(_read_currency)] = Field(
        default="BRL", pattern="^[A-Z]{3}$", description="ISO 4217."
    )
    focus: float = Field(
        default=1.0,
        ge=0.05,
        le=2,
        strict=True,
        description="Share of the attention that the history had; 1 is the same.",
    )
    history_size: float | None = Field(
        default=None,
        ge=limits.MIN_PEOPLE,
        le=limits.MAX_PEOPLE,
        strict=True,
        description="People who made the history; the team's size when not given.",
    )
    changes: tuple[TeamChange, ...] = Field(default=(), max_length=limits.MAX_RISKS)

    @model_validator(mode="after")
    def _grows_within_limit(self) -> Self:
        most = limits.MAX_GROWTH * self.size
        if any(change.size > most for change in self.changes):
            raise PydanticCustomError("team_grows_too_much", "at most {most}", {"most": most})
        return self


class Holidays(Frozen):
    """The public holidays of a country, or of one of its states."""

    country: str = Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2.")
    subdivision: str | None = Field(default=None, max_length=10, description="ISO 3166-2 part.")


class Calendar(Frozen):
    """Which days are worked; 0 is Monday."""

    days_off: tuple[Day, ...] = Field(default=(), max_length=limits.MAX_DAYS_OFF)
    workdays: tuple[Annotated[int, Field(ge=0, le=6, strict=True)], ...] = Field(
        default=(0, 1, 2, 3, 4), min_length=1, max_length=7
    )
    holidays: Holidays | None = None


class VerdictRule(Frozen):
    """The chances of the deadline from which the verdict is `go`, and `adjust`."""

    go: Share = 0.85
    adjust: Share = 0.50

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        return _ordered(self, "adjust", "go")


PacePerWeek = Annotated[float, Field(ge=0, le=limits.MAX_COUNT, strict=True)]


class PaceQuantiles(Frozen):
    """A pace that was learned elsewhere of one history, as quantiles of what is to come."""

    history: str = Field(
        max_length=16, description="The digest of the history that it was learned of."
    )
    items_per_week: Annotated[
        tuple[Annotated[tuple[PacePerWeek, ...], Field(min_length=7, max_length=7)], ...],
        Field(min_length=7, max_length=7),
    ] = Field(
        description="For the next 1, 2, 4, 8, 13, 26 and 52 periods, items a period at 5, 15, 30, "
        "50, 70, 85 and 95 %, falling nowhere."
    )

    @model_validator(mode="after")
    def _falls_nowhere(self) -> Self:
        for row in self.items_per_week:
            if list(row) != sorted(row):
                raise PydanticCustomError("quantiles_fall", "rising")
        return self


class ForecastRequest(Frozen):
    """A forecast: history, and a scope or a deadline or both."""

    history: History
    scope: Scope | None = None
    risks: tuple[Risk, ...] = Field(default=(), max_length=limits.MAX_RISKS)
    start: Day | None = Field(
        default=None,
        description="First day of the work; else the day after the history, if known, or today.",
    )
    deadline: Deadline | None = None
    team: Team = Team()
    calendar: Calendar = Calendar()
    pace_model: PaceModelName = Field(
        default="auto",
        description="How the history becomes a pace; `auto` is `pool`, learned from other teams. "
        "`resample` draws past weeks again.",
    )
    pace_quantiles: PaceQuantiles | None = Field(
        default=None,
        description="In place of a pace model: what boosted trees answered for this history, as a "
        "backtest gives it where they won.",
    )
    percentiles: tuple[Share, ...] = Field(
        default=(0.5, 0.7, 0.85, 0.95), min_length=1, max_length=limits.MAX_PERCENTILES
    )
    verdict: VerdictRule = VerdictRule()

    @model_validator(mode="after")
    def _has_a_question(self) -> Self:
        if self.scope is None and self.deadline is None:
            raise PydanticCustomError("scope_or_deadline", "scope or deadline")
        return self

    @model_validator(mode="after")
    def _has_one_pace(self) -> Self:
        quantiles = self.pace_quantiles
        if quantiles is None:
            return self
        if self.pace_model != "auto":
            raise PydanticCustomError("model_or_quantiles", "a model, or quantiles")
        if quantiles.history != self.history.digest:
            raise PydanticCustomError("quantiles_of_another", "of another history")
        return self


class Ramp(Frozen):
    """How many people can work at once as the work advances.

    From `start_people` to everybody over the first `share` of the items, and back over the last,
    along an S-curve.
    """

    start_people: float = Field(ge=0.1, le=limits.MAX_PEOPLE, strict=True)
    share: float = Field(default=0.2, gt=0, le=0.5, strict=True)


class SimulationRequest(ForecastRequest):
    """A forecast by simulated trials of the full project; they need a pace model, week by week."""

    scope: Scope
    trials: int = Field(default=10_000, ge=1, le=limits.MAX_TRIALS, strict=True)
    seed: int = Field(default=0, ge=0, le=2**63 - 1, strict=True)
    ramp: Ramp | None = None
    lead_times_days: tuple[Annotated[float, Field(ge=0, le=3_650, strict=True)], ...] = Field(
        default=(),
        max_length=limits.MAX_PERIODS,
        description="Days from start to finish of past items; one is added after the last item.",
    )

    @model_validator(mode="after")
    def _has_a_model(self) -> Self:
        if self.pace_quantiles is not None:
            raise PydanticCustomError("no_trials_of_quantiles", "a model")
        return self
