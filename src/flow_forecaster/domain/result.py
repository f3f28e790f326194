"""What comes back: the frozen models of an answer, the same for page, API, command and Python."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from flow_forecaster.domain.request import Frozen

Verdict = Literal["go", "adjust", "no_go"]


class When(Frozen):
    """When the scope is done, with this confidence; null when that is past the horizon."""

    confidence: float
    weeks: int | None
    date: dt.date | None
    weeks_between: tuple[int, int | None] | None = Field(
        description="90 % range of `weeks` that the shortness of the history leaves; a null end is "
        "past the horizon. Null under models learned from teams, whose weeks hold that doubt."
    )


class HowMany(Frozen):
    """Items finished by the deadline, with this confidence."""

    confidence: float
    items: int


class DeadlineAnswer(Frozen):
    """The odds of the deadline; the chances are null without a scope."""

    weeks: int = Field(description="Whole weeks from the start, a begun one counted.")
    date: dt.date
    chance: float | None
    chance_without_risks: float | None
    scope_share_at_p85: float | None


class Cost(Frozen):
    """Weeks x people x rate at the quantile of weeks; null when that is past the horizon."""

    confidence: float
    amount: float | None


class RiskAnswer(Frozen):
    """What one risk costs."""

    name: str
    weeks_added_at_p85: int | None
    chance_if_removed: float | None


class Levers(Frozen):
    """What would make it fit, each alone; null where nothing does."""

    most_items: int | None
    fewest_people: int | None
    earliest_weeks: int | None
    earliest_date: dt.date | None


class Curve(Frozen):
    """``chance_by_week[w]``: chance that the scope is done by the end of week w, from week 0.

    It ends where that is all but sure, or after ten years.
    """

    chance_by_week: tuple[float, ...]


class Cone(Frozen):
    """``items_by_week[i][w]``: items finished by week w with at least ``confidence[i]``.

    Lines are followed up to ``edge`` items: one that is there may be past it. Answers of engines
    before 1.3.0 tell none.
    """

    confidence: tuple[float, ...]
    items_by_week: tuple[tuple[int, ...], ...]
    edge: int | None = None


class HistoryAnswer(Frozen):
    """The history that was used, by week or longer period, and how far it can be trusted."""

    n: int
    mean: float
    counts: tuple[float, ...]
    notes: tuple[str, ...]


class ScopeAnswer(Frozen):
    """The items that were stated, and what is expected with multipliers and risks."""

    stated: float
    expected: float


class Model(Frozen):
    """What made the answer; the digest names the request together with the engine."""

    pace: str
    engine: str
    digest: str
    explanation: str = Field(
        default="", description="What the pace model found in this history, in words."
    )
    plain_weeks_at_p85: int | None = Field(
        default=None, description="`weeks` at 85 % under plain resampling; null if that is used."
    )
    plain_items_at_p85: int | None = Field(
        default=None, description="`items` at 85 % under plain resampling; null if that is used."
    )


class ForecastResult(Frozen):
    """The whole answer. Weeks count whole weeks from the start."""

    start: dt.date
    when: tuple[When, ...]
    how_many: tuple[HowMany, ...]
    deadline: DeadlineAnswer | None
    cost: tuple[Cost, ...]
    risks: tuple[RiskAnswer, ...]
    levers: Levers | None
    verdict: Verdict | None
    curve: Curve | None
    cone: Cone
    not_finished: float = Field(description="Chance that the scope is not done in ten years.")
    scope: ScopeAnswer | None
    history: HistoryAnswer
    model: Model
    sentence: str


class Spread(Frozen):
    """One simulated quantity at each confidence, lowest first."""

    confidence: tuple[float, ...]
    values: tuple[float | None, ...]


class SimulationResult(Frozen):
    """What the trials gave."""

    start: dt.date
    trials: int
    seed: int
    weeks: Spread
    effort_person_weeks: Spread
    cost: Spread | None
    chance: float | None = Field(description="Share of trials done by the deadline.")
    not_finished: float
    chance_by_week: tuple[float, ...]
    burn_downs: tuple[tuple[float, ...], ...] = Field(
        description="Items left at the end of each week in the first 100 trials."
    )
    model: Model
