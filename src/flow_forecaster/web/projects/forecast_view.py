"""A saved forecast as its pages read it: the numbers that everybody looks for, by name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from flow_forecaster.domain.result import Cost, HowMany, When
from flow_forecaster.domain.saved import SavedForecast

LEVELS = (0.5, 0.85, 0.95)


@dataclass(frozen=True)
class Shown:
    """A saved forecast, and readings of its answer."""

    saved: SavedForecast

    @property
    def when(self) -> tuple[When | None, ...]:
        """When the scope is done at P50, P85 and P95."""
        found = {round(one.confidence, 4): one for one in self.saved.result.when}
        return tuple(found.get(level) for level in LEVELS)

    @property
    def how_many(self) -> tuple[HowMany | None, ...]:
        """Items by the deadline at P50, P85 and P95."""
        found = {round(one.confidence, 4): one for one in self.saved.result.how_many}
        return tuple(found.get(level) for level in LEVELS)

    @property
    def p85(self) -> When | None:
        """When the scope is done at P85."""
        return self.when[1]

    @property
    def cost_at_p85(self) -> Cost | None:
        """What it costs at P85."""
        return next(
            (one for one in self.saved.result.cost if abs(one.confidence - 0.85) < 1e-9), None
        )

    @property
    def chance(self) -> float | None:
        """The chance of the deadline."""
        deadline = self.saved.result.deadline
        return deadline.chance if deadline else None

    @cached_property
    def days_past_p85(self) -> int | None:
        """Days from P85's date to the day it was done: later is more."""
        done, p85 = self._finished_on, self.p85
        if done is None or p85 is None or p85.date is None:
            return None
        return (done - p85.date).days

    @property
    def items_past_p85(self) -> int | None:
        """Items done by the deadline beyond those that P85 said."""
        outcome, said = self.saved.outcome, self.how_many[1]
        if outcome is None or outcome.items_by_deadline is None or said is None:
            return None
        return outcome.items_by_deadline - said.items

    @property
    def _finished_on(self) -> dt.date | None:
        return self.saved.outcome.finished_on if self.saved.outcome else None


def view(forecast: SavedForecast) -> Shown:
    """What the pages read of a saved forecast."""
    return Shown(forecast)
