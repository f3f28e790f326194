"""How good forecasts of counts were, once the counts are known.

A forecast is a row ``reach[k]`` = P(X >= k), k = 0 .. top, of a whole number X >= 0: items
finished, or weeks taken. What is never above ``top`` is scored exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.readings import TOLERANCE

Direction = Literal["at_least", "at_most"]
"""What a promise says of X: at least so many items, or at most so many weeks."""

IMPOSSIBLE = 1e-12
"""Width of the range of a probability transform below which it is a point."""

NORMAL_90 = 1.6448536269514722
"""The 95 % quantile of the normal distribution: two-sided, 90 %."""


def ranked_probability_score(reach: Floats, outcome: int) -> float:
    """Continuous ranked probability score of a count: sum over k of (P(X >= k) - [y >= k])^2.

    In the unit of X; 0 for a certain and right forecast, the distance for a certain and wrong one
    (Gneiting and Raftery 2007, Strictly Proper Scoring Rules, JASA 102).

    Parameters
    ----------
    reach : (top + 1,) array
    outcome : int
        y; above ``top`` only the part up to ``top`` is scored, as for what was followed no longer.
    """
    at_least = np.arange(1, len(reach)) <= outcome
    return float(np.square(reach[1:] - at_least).sum())


def pinball(reach: Floats, outcome: int, confidence: float, direction: Direction) -> float:
    """Quantile score of the promise at a confidence, in the unit of X; smaller is better.

    A promise broken by one unit costs ``confidence``, one kept with a unit to spare the rest to 1.
    """
    if direction == "at_least":
        promise = int((reach[1:] >= confidence - TOLERANCE).sum())
        spare = outcome - promise
    else:
        promise = int((reach[1:] > 1 - confidence + TOLERANCE).sum())
        spare = promise - outcome
    return (1 - confidence) * spare if spare >= 0 else -confidence * spare


def transform_range(reach: Floats, outcome: int) -> tuple[float, float]:
    """P(X < y) and P(X <= y): where the randomised probability integral transform lies."""
    at_least = reach[outcome] if outcome < len(reach) else 0.0
    more = reach[outcome + 1] if outcome + 1 < len(reach) else 0.0
    return 1 - float(at_least), 1 - float(more)


def kept_share(below: Floats, up_to: Floats, confidence: float, direction: Direction) -> Floats:
    """Expected share of promises kept, where a tie is decided by chance.

    With u uniform between P(X < y) and P(X <= y), a promise of at least so many is kept when
    u >= 1 - confidence and one of at most so many when u <= confidence: then what is announced
    with 85 % is kept by exactly 85 % of a right forecast, however coarse the count.

    Parameters
    ----------
    below, up_to : arrays of one shape
        From ``transform_range``.

    Returns
    -------
    array of that shape, 0 to 1
    """
    if direction == "at_least":
        return kept_share(1 - up_to, 1 - below, confidence, "at_most")
    width = up_to - below
    share = (confidence - below) / np.maximum(width, IMPOSSIBLE)
    return np.where(width > IMPOSSIBLE, np.clip(share, 0.0, 1.0), below <= confidence).astype(float)


def transform_histogram(below: Floats, up_to: Floats, n_bins: int = 10) -> Floats:
    """Expected share of the probability transforms in each of equal bins; flat when all is right.

    Czado, Gneiting and Held 2009, Predictive Model Assessment for Count Data, Biometrics 65.
    """
    edges = np.linspace(0.0, 1.0, n_bins + 1)
    up_to_edge = np.array(
        [kept_share(below, up_to, edge, "at_most").mean() if edge > 0 else 0.0 for edge in edges]
    )
    return np.diff(up_to_edge)


def share_interval(share: float, n_cases: float) -> tuple[float, float]:
    """90 % interval of a share seen in so many independent cases (Wilson 1927, JASA 22).

    Holds for few cases and for shares of 0 and 1. Without a case it is all of 0 to 1.
    """
    if n_cases <= 0:
        return 0.0, 1.0
    z2 = NORMAL_90**2 / n_cases
    centre = (share + z2 / 2) / (1 + z2)
    half = math.sqrt(z2 * share * (1 - share) + z2**2 / 4) / (1 + z2)
    return max(0.0, centre - half), min(1.0, centre + half)


def resampled_ratios(
    numerators: Floats, denominators: Floats, rng: np.random.Generator, *, n_resamples: int = 2_000
) -> Floats:
    """Ratios of means over series drawn with replacement (Efron 1979, Annals of Statistics 7).

    Draws of nothing but zeros below have no ratio, and are left out.

    Parameters
    ----------
    numerators, denominators : (n,) arrays
        One value a series; both of the same series, the denominators not all zero.
    rng : np.random.Generator

    Returns
    -------
    (m,) array
        At most ``n_resamples``.
    """
    drawn = rng.integers(0, len(numerators), (n_resamples, len(numerators)))
    below = denominators[drawn].mean(axis=1)
    has_ratio = below > 0
    return np.asarray(numerators[drawn].mean(axis=1)[has_ratio] / below[has_ratio])


def middle_range(values: Floats, levels: Sequence[float] = (0.05, 0.95)) -> tuple[float, float]:
    """The range that holds the middle 90 % of the values."""
    low, high = np.quantile(values, levels)
    return float(low), float(high)
