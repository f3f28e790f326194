"""Weeks drawn trial by trial from a pace model that is only a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.pace import Rows

FIRST_BLOCK_WEEKS = 32

MOST_COLUMNS = 5_000
"""Columns of a table; larger totals are drawn in lots of several items."""

UNLIKELY = 1e-7
"""Chance of passing the last column, below which none is missed."""


def comonotone_weeks(
    rows: Rows, history: Floats, n_trials: int, rng: Generator
) -> Iterator[NDArray[np.float32]]:
    """Items finished in week 1, 2 ... of each trial, without end; (n_trials,) arrays.

    Each trial keeps its luck: its total after w weeks is the quantile of that week's total at one
    and the same level. So the total of every week has the law of the table, and, as totals only
    grow, so has the week in which any number of items is finished. What a table does not say, how a
    good week follows a bad one, is not shown.
    """
    luck = rng.random(n_trials)
    done = np.zeros(n_trials)
    n_drawn, n_known = 0, FIRST_BLOCK_WEEKS
    while True:
        reach, lot = _wide_table(rows, history, n_known)
        for row in reach[n_drawn + 1 :]:
            # Where the lot grows, a total may be rounded down to a smaller one.
            total = np.maximum(np.searchsorted(1 - row[1:], luck) * float(lot), done)
            yield (total - done).astype(np.float32)
            done = total
        n_drawn, n_known = n_known, 2 * n_known


def _wide_table(rows: Rows, history: Floats, n_weeks: int) -> tuple[Floats, int]:
    """Table that hardly anything passes, and the items in one of its columns."""
    most = 4 * float(history.mean()) * n_weeks + 50
    while True:
        lot = max(1, math.ceil(most / MOST_COLUMNS))
        top = math.ceil(most / lot)
        reach = np.array(list(islice(rows(history, np.ones(n_weeks), top, lot), n_weeks + 1)))
        if reach[-1, -1] < UNLIKELY:
            return reach, lot
        most *= 2
