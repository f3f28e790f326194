"""Chances of the totals of coming weeks, for some of the weeks at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats, Ints
from flow_forecaster.engine.lots import LOTS_MORE, count_probability, inverse_shape_in_lots
from flow_forecaster.engine.mixed_means import MixedCounts, mixed_counts
from flow_forecaster.engine.overdispersed import Totals


@dataclass(frozen=True, slots=True)
class ComingTotals:
    """A law of the totals of weeks, with all that is the same whatever number of items is asked.

    ``most`` : (h,) array, lots that a week's total passes with no chance worth a digit.
    """

    counts: MixedCounts | _CountsInLots
    most: Ints

    def probability(self, first: int, last: int, top: int) -> Floats:
        """P(total = 0 .. top - 1 lots) after the weeks from ``first`` up to ``last``.

        Returns
        -------
        (last - first, top) array
            To be changed at will.
        """
        most = int(self.most[first:last].max())
        if top <= most:
            return self.counts.probability(first, last, top)
        probability = np.zeros((last - first, top))
        probability[:, :most] = self.counts.probability(first, last, most)
        return probability


def coming_totals(law: Totals, share: float = 1.0, lot: int = 1) -> ComingTotals:
    """The chances under a law that counts for a ``share`` of all, in lots of so many items."""
    weights = share * law.points.weights
    if lot == 1:
        return ComingTotals(mixed_counts(law.shape, law.means(), weights), law.most())
    return ComingTotals(_CountsInLots(law, weights, lot), law.most() // lot + LOTS_MORE)


@dataclass(frozen=True, slots=True)
class _CountsInLots:
    """Counts of lots; ``lots`` has their law."""

    law: Totals
    weights: Floats
    lot: int

    def probability(self, first: int, last: int, top: int) -> Floats:
        """P(0 .. top - 1 lots) after the weeks from ``first`` up to ``last``."""
        inverse_shape = 1 / self.law.shape[first:last, None]
        probability = np.zeros((last - first, top))
        for means, weight in zip(self.law.means()[first:last].T, self.weights, strict=True):
            mean = np.maximum(means[:, None], 1e-9)
            inverse = inverse_shape_in_lots(inverse_shape, mean, self.lot)
            probability += weight * count_probability(mean / self.lot, inverse, top)
        return probability
