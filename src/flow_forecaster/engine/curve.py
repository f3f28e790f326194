"""The curve of a scope: the chance that all of it is finished, week by week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.pace import Pace
from flow_forecaster.engine.readings import chance_of_asked, still_owed

CURVE_END = 0.99
"""The curve of a learned model ends with this chance, or with the highest asked for: past it, many
years of weeks differ by no digit that anybody is told. What never ends is read at the horizon."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What it is read from: ``asked``, the columns of the pace table (see ``columns_asked``).

    ``factors`` : (h,) array, what each coming week is worth, up to the horizon. ``lot`` : items of
    one column.
    """

    pace: Pace
    factors: Floats
    asked: Floats
    lot: int

    def chance_by_week(self, reach: Floats, asked: float) -> Floats:
        """The chance that the scope is finished, week by week until it is for sure, or the horizon.

        A learned model is never that sure: its curve ends with ``CURVE_END``, or with the chance
        that is ``asked``, often long after the last week of ``reach``, the pace table.
        """
        chance, until = chance_of_asked(reach, self.asked), max(CURVE_END, asked)
        if not isinstance(self.pace, LearnedPace) or chance[-1] >= until:
            return chance
        likely = self.pace.likely_weeks(self.asked, until, self.factors / self.lot)
        later = []
        for some, _ in self._owing(self.pace, after=len(reach) - 1, likely=likely):
            later.append(1 - some)
            if 1 - some >= until:
                break
        return np.maximum.accumulate(np.append(chance, later))

    def not_finished(self, reach: Floats, chance: Floats, *, until: float) -> float:
        """The chance that the scope is not finished at the horizon.

        None where the largest that the scope may be is finished with the chance ``until``.
        ``chance`` is the ``chance_by_week``.
        """
        if reach[-1, len(self.asked) - 1] >= until:
            return 0.0
        left, horizon = float(1 - chance[-1]), len(self.factors)
        if len(chance) > horizon or not isinstance(self.pace, LearnedPace):
            return left
        [(some, any_of_most)] = self._owing(self.pace, after=horizon - 1)
        return min(float(some), left) if any_of_most > 1 - until else 0.0

    def _owing(self, pace: LearnedPace, *, after: int, likely: int = 0) -> Iterator[Floats]:
        """Chances that some of the scope, and of the largest that it may be, is left; by week."""
        return pace.owing(
            self.factors, still_owed(self.asked), after=after, lot=self.lot, likely=likely
        )
