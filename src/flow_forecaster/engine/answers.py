"""Every answer to a question, in weeks and items."""

from __future__ import annotations

from dataclasses import dataclass

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.plain import Promises


@dataclass(frozen=True, slots=True)
class ScopeNumbers:
    """Answers about a scope; ``None`` weeks are past the horizon."""

    expected_items: float
    chance_by_week: Floats
    when: tuple[int | None, ...]
    when_between: tuple[tuple[int | None, int | None], ...]
    promise_week: int | None
    promise_week_without: tuple[int | None, ...]
    earliest_week: int | None
    not_finished: float


@dataclass(frozen=True, slots=True)
class DeadlineNumbers:
    """Answers about a deadline; chances and levers are None without a scope."""

    how_many: tuple[int, ...]
    how_many_promised: int
    chance: float | None = None
    chance_without_risks: float | None = None
    chance_without: tuple[float, ...] = ()
    most_items: int | None = None
    fewest_people: int | None = None


@dataclass(frozen=True, slots=True)
class ForecastNumbers:
    """Every answer, in weeks and items.

    ``cone_edge`` : a line of the cone that reaches it may well pass it. ``plain`` : what plain
    resampling promises, where another model was asked.
    """

    scope: ScopeNumbers | None
    deadline: DeadlineNumbers | None
    cone: list[list[int]]
    cone_edge: int
    plain: Promises | None
