"""What is asked of a history, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.pace import ComingWeeks, Pace, learn
from flow_forecaster.engine.scope import RiskEvent, StatedScope

PROMISE = 0.85
"""The confidence at which scope share and the weeks of a risk are stated."""

PLAIN = "resample"
"""The pace model that others are compared with."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in numbers. A "week" is one period of the history, whatever its length.

    ``deadline`` is whole weeks and the share of the next; ``go`` the chance that the levers solve
    for; ``limit`` the largest scope and team that a lever may answer. ``quantiles`` is the pace
    that was learned elsewhere, for the model ``QUANTILES``. ``plain`` is the question to plain
    resampling, where weeks are worth something else to it.
    """

    history: Floats
    model: str
    weeks: ComingWeeks
    confidences: tuple[float, ...]
    stated: StatedScope | None = None
    risks: tuple[RiskEvent, ...] = ()
    deadline: tuple[int, float] | None = None
    scale_per_person: float = 1.0
    go: float = PROMISE
    most_items: int = 100_000
    most_people: int = 1_000
    quantiles: Floats | None = None
    plain: Question | None = None

    def learned(self) -> Pace:
        """What the model finds in the history."""
        return learn(self.model, self.history, self.quantiles)
