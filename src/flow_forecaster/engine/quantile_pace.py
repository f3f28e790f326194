"""Pace from quantiles: what was learned of one history elsewhere, as a few numbers, as a table.

The total of the next weeks has known quantiles for some numbers of weeks; between them, and beyond,
the logarithm of the pace is normal in the level and linear in the logarithm of the weeks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from flow_forecaster.engine.counts import Floats

QUANTILES = "boosted"
"""What the model is called whose quantiles were made elsewhere."""

LEVELS = (0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
"""The quantiles that are known."""

WEEKS_AHEAD = (1, 2, 4, 8, 13, 26, 52)
"""After how many weeks."""

OFFSET = 0.2
"""Added to a pace, in items a week, before its logarithm is taken."""

LEAST_STEP = 1e-3
"""Least distance of one quantile from the next, in logarithms."""

SCORES = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
"""Where the levels lie on a normal scale."""

FAR = 6.1
"""Standard deviations above the median beyond which no chance is worth a digit."""

MOST_TIMES = 50
"""Times the median at which a table ends, however far the tail goes."""


@dataclass(frozen=True, slots=True)
class QuantilePace:
    """A pace with these quantiles.

    ``logs`` : (weeks, levels) array of log(``OFFSET`` + total / weeks) after each of
    ``WEEKS_AHEAD`` at each of ``LEVELS``, rising by ``LEAST_STEP`` or more.
    """

    logs: Floats

    def rows(self, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
        """Rows of the pace table, from week 0; ``top`` counts lots of so many items.

        A total, with a uniform 0 to 1 added, is taken as continuous, so that P(at least n items) is
        the chance that it reaches n (Machado and Santos Silva 2005, Quantiles for Counts, JASA
        100). Past the last known week the pace keeps its quantiles.
        """
        from scipy.special import ndtr

        items = np.arange(1.0, top + 1) * lot
        row = np.zeros(top + 1)
        row[0] = 1.0
        yield row
        for week, worth in enumerate(np.cumsum(factors), start=1):
            if worth > 0:
                asked = np.log(OFFSET + items / worth)
                reached = ndtr(-_normal_scores(asked, self._at(week)))
                row = np.concatenate([[1.0], np.maximum(row[1:], reached)])
            yield row

    def likely_most(self, effort_weeks: float) -> int:
        """Items that so many full weeks pass with no chance worth a digit."""
        quantiles = self._at(max(effort_weeks, 1.0))
        middle = quantiles[LEVELS.index(0.5)]
        far = quantiles[-1] + (FAR - SCORES[-1]) / _slope(quantiles, -2)
        most = (math.exp(min(far, middle + math.log(MOST_TIMES))) - OFFSET) * effort_weeks
        return max(1, math.ceil(most))

    def _at(self, week: float) -> Floats:
        """The quantiles after a week, (levels,)."""
        ahead, logs = np.log(WEEKS_AHEAD), self.logs.T
        return np.array([np.interp(math.log(week), ahead, level) for level in logs])


def quantile_pace(items_per_week: Floats) -> QuantilePace:
    """The pace with these quantiles, in items a week; (weeks, levels), falling nowhere."""
    logs = np.log(OFFSET + np.asarray(items_per_week))
    steps = LEAST_STEP * np.arange(len(LEVELS))
    return QuantilePace(np.maximum.accumulate(logs - steps, axis=1) + steps)


def _normal_scores(asked: Floats, quantiles: Floats) -> Floats:
    """Where values lie among quantiles, on a normal scale; in a straight line beyond the ends."""
    scores = np.interp(asked, quantiles, SCORES)
    for end, slope in ((0, _slope(quantiles, 0)), (-1, _slope(quantiles, -2))):
        past = asked < quantiles[0] if end == 0 else asked > quantiles[-1]
        scores[past] = SCORES[end] + slope * (asked[past] - quantiles[end])
    return np.asarray(scores)


def _slope(quantiles: Floats, at: int) -> float:
    """Between one quantile and the next."""
    following = at + 1
    rise = SCORES[following] - SCORES[at]
    return float(rise / (quantiles[following] - quantiles[at]))
