"""The curve of a scope: the chance that all of it is finished, week by week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.learned_weeks import LearnedWeeks
from flow_forecaster.engine.readings import chance_of_asked, still_owed

CURVE_END = 0.99
"""The curve of a learned model ends with this chance, or with the highest asked for: past it, many
years of weeks differ by no digit that anybody is told. What never ends is read at the horizon."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What it is read from: ``asked``, the columns of the pace table (see ``columns_asked``).

    ``weeks`` : the coming ones where the pace was learned, else None. ``horizon`` : how many come.
    """

    weeks: LearnedWeeks | None
    horizon: int
    asked: Floats

    def chance_by_week(self, reach: Floats, asked: float) -> Floats:
        """The chance that the scope is finished, week by week until it is for sure, or the horizon.

        A learned model is never that sure: its curve ends with ``CURVE_END``, or with the chance
        that is ``asked``, often long after the last week of ``reach``, the pace table.
        """
        chance, until = chance_of_asked(reach, self.asked), max(CURVE_END, asked)
        if self.weeks is None or chance[-1] >= until:
            return chance
        likely = self.weeks.likely_weeks(self.asked, until)
        parts = [chance]
        owed = still_owed(self.asked)[:, :1]
        for owing in self.weeks.owing(owed, after=len(reach) - 1, likely=likely):
            later = 1 - owing[:, 0]
            enough = later >= until
            if enough.any():
                parts.append(later[: int(enough.argmax()) + 1])
                break
            parts.append(later)
        return np.maximum.accumulate(np.concatenate(parts))

    def not_finished(self, reach: Floats, chance: Floats, *, until: float) -> float:
        """The chance that the scope is not finished at the horizon.

        None where the largest that the scope may be is finished with the chance ``until``.
        ``chance`` is the ``chance_by_week``.
        """
        if reach[-1, len(self.asked) - 1] >= until:
            return 0.0
        left = float(1 - chance[-1])
        if len(chance) > self.horizon or self.weeks is None:
            return left
        [[(some, any_of_most)]] = self.weeks.owing(still_owed(self.asked), after=self.horizon - 1)
        return min(float(some), left) if any_of_most > 1 - until else 0.0
