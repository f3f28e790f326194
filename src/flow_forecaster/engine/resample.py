"""Plain resampling: every coming week is one of the past weeks, drawn independently."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flow_forecaster.engine.counts import Floats, convolve, count_distribution


def resample_rows(history: Floats, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
    """Rows of the pace table, one a week.

    Parameters
    ----------
    history, factors, top, lot
        See ``resampled_totals``.

    Yields
    ------
    (top + 1,) array
        ``row[k]`` = P(at least k lots finished), for week 0, 1 ... h.
    """
    return map(at_least, resampled_totals(history, factors, top, lot))


def at_least(below: Floats) -> Floats:
    """P(at least 0 .. top lots), (top + 1,), from P(0 .. top - 1)."""
    reach = np.ones(len(below) + 1)
    reach[1:] -= np.cumsum(below)
    return np.maximum(reach, 0.0, out=reach)


def resampled_totals(history: Floats, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
    """The total of the coming weeks, one more at a time, by convolution; exact.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week.
    factors : (h,) array
        What each coming week is worth, as a share of a past one; >= 0.
    top : int
        The largest number asked about, in lots.
    lot : int
        Items of one column.

    Yields
    ------
    (top,) array
        P(0 .. top - 1 lots finished), for week 0, 1 ... h.
    """
    weights = np.full(len(history), 1 / len(history))
    # More than the top in one week is the top, however large the factor.
    weeks = {
        factor: count_distribution(np.minimum(history * (factor / lot), top), weights)
        for factor in np.unique(factors)
    }
    below = np.eye(1, top)[0]
    yield below
    for factor in factors:
        below = convolve(below, weeks[factor])[:top]
        yield below
