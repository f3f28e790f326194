"""What a history says of itself: size, centre, scatter, and whether its pace has shifted."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    # For a few numbers, plain arithmetic takes a tenth of the time.
    seen: list[float] = counts.tolist()
    mean, squares = _mean_and_squares(seen)
    if mean == 0:
        raise NoProgressError
    return HistorySummary(
        n_periods=len(seen),
        mean=mean,
        variance=squares / len(seen),
        n_zero=seen.count(0),
        recent_change=_recent_change(seen),
    )


def _recent_change(counts: list[float]) -> float | None:
    half = len(counts) // 2
    if half < FEW_PERIODS // 2:
        return None
    earlier, earlier_squares = _mean_and_squares(counts[:half])
    later, later_squares = _mean_and_squares(counts[-half:])
    error = math.sqrt((earlier_squares + later_squares) / (half - 1) / half)
    if earlier == 0 or abs(later - earlier) <= CLEAR_SHIFT * error:
        return None
    return later / earlier - 1


def _mean_and_squares(counts: list[float]) -> tuple[float, float]:
    """The mean, and the sum of squared distances from it."""
    mean = math.fsum(counts) / len(counts)
    return mean, math.fsum((count - mean) ** 2 for count in counts)
