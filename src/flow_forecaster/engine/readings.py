"""The answers, each a reading of the pace table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flow_forecaster.engine.counts import Floats, Ints
from flow_forecaster.engine.pace import column_of

TOLERANCE = 1e-12
"""How far below a stated confidence a chance may be and still reach it; the only tolerance."""


def chance_of_scope(reach: Floats, scope: Floats, scale: float) -> Floats:
    """P(all items are finished) by the end of each week.

    Parameters
    ----------
    reach : (..., k + 1) array
        Rows of a pace table, wide enough for what its weeks can finish.
    scope : (n + 1,) array
        Probability of each total number of items.
    scale : float
        Constant factor of the pace, > 0.

    Returns
    -------
    (...) array
        A chance for each row, 0 to 1.
    """
    return chance_of_asked(reach, columns_asked(scope, scale))


def chance_of_asked(reach: Floats, asked: Floats) -> Floats:
    """P(all that is asked for is finished) for each row of a pace table.

    ``asked`` : (c + 1,) array, see ``columns_asked``; a table that ends before is not passed.
    """
    columns = min(len(asked), reach.shape[-1])
    chance = reach[..., :columns] @ asked[:columns]
    return np.asarray(np.minimum(np.maximum(chance, 0.0), 1.0))


def columns_asked(scope: Floats, scale: float) -> Floats:
    """The chance that 0, 1 ... columns of the pace table must be finished; (c + 1,).

    ``scope`` and ``scale`` are those of ``chance_of_scope``.
    """
    # Most teams stay what they are, and a forecast asks this for every scope that it reads.
    if scale == 1:
        return scope
    columns = column_of(np.arange(len(scope)), scale)
    return np.asarray(np.bincount(columns, weights=scope), dtype=float)


def still_owed(asked: Floats) -> Floats:
    """What must be finished, by columns of the pace table.

    Parameters
    ----------
    asked : (c + 1,) array
        See ``columns_asked``.

    Returns
    -------
    (c, 2) array
        The chance that more than 0, 1 ... c - 1 columns must be finished: for the total, and for
        the largest that it may be.
    """
    return np.column_stack([1 - np.cumsum(asked)[:-1], np.ones(len(asked) - 1)])


def first_week(chance_by_week: Floats, confidence: float) -> int | None:
    """The first week by which the chance is at least ``confidence``; None when none is."""
    is_reached = chance_by_week >= confidence - TOLERANCE
    first = int(is_reached.argmax())
    return first if is_reached[first] else None


def most_finished(reach: Floats, confidence: float, scale: float) -> Ints:
    """The most items that are finished with at least ``confidence``: more confidence, fewer.

    Parameters
    ----------
    reach : (..., k + 1) array
        Rows of a pace table.
    confidence, scale : float

    Returns
    -------
    (...) array
        A whole number for each row.
    """
    # What falls from one to nothing holds up to the column before the first that does not.
    is_less = reach < confidence - TOLERANCE
    columns = np.where(is_less[..., -1], is_less.argmax(axis=-1), reach.shape[-1]) - 1
    return items_of(columns, scale)


def items_of(columns: Ints | int, scale: float) -> Ints:
    """The whole items that so many columns are at a constant scale."""
    return np.asarray(np.floor(columns * scale + 1e-9)).astype(np.intp)


def cone(reach: Floats, confidences: Sequence[float], scale: float) -> list[list[int]]:
    """For each confidence, the items finished by the end of each week with at least that."""
    return [most_finished(reach, p, scale).tolist() for p in confidences]
