"""What a history says of itself: size, centre, scatter, and whether its pace has shifted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.errors import NoProgressError

FEW_PERIODS = 8
"""Below this a history says little about its own scatter; see docs/methods/history.md."""

CLEAR_SHIFT = 2.5
"""Standard errors between the means of the two halves from which a shift is reported."""


@dataclass(frozen=True, slots=True)
class HistorySummary:
    """Facts of a history of items finished in each period, oldest first."""

    n_periods: int
    mean: float
    variance: float
    n_zero: int
    recent_change: float | None
    """Mean of the later half over that of the earlier, minus 1; None where no shift is clear."""

    @property
    def is_short(self) -> bool:
        """Too short to know its own scatter."""
        return self.n_periods < FEW_PERIODS

    @property
    def is_constant(self) -> bool:
        """Every period is the same."""
        return self.variance == 0


def summarise_history(counts: Floats) -> HistorySummary:
    """Facts of a history.

    Parameters
    ----------
    counts : (n,) array
        Items finished in each period, oldest first, at least one; zeros count.

    Raises
    ------
    NoProgressError
        If no period finished anything.
    """
    if not counts.any():
        raise NoProgressError
    return HistorySummary(
        n_periods=len(counts),
        mean=float(counts.mean()),
        variance=float(counts.var()),
        n_zero=int((counts == 0).sum()),
        recent_change=_recent_change(counts),
    )


def _recent_change(counts: Floats) -> float | None:
    half = len(counts) // 2
    if half < FEW_PERIODS // 2:
        return None
    earlier, later = counts[:half], counts[-half:]
    error = np.sqrt((earlier.var(ddof=1) + later.var(ddof=1)) / half)
    difference = later.mean() - earlier.mean()
    if earlier.mean() == 0 or abs(difference) <= CLEAR_SHIFT * error:
        return None
    return float(difference / earlier.mean())
