"""What a question says in full, kept so that it can be judged when the outcome is known."""

from __future__ import annotations

import math

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.grid import MOST_COLUMNS
from flow_forecaster.engine.pace import pace_at
from flow_forecaster.engine.question import Question

MOST_KEPT = 400
"""Numbers of items whose chance is kept; more are kept in equal steps."""

WORTH_A_DIGIT = 5e-10
"""Chances below are kept as none."""


def items_by_deadline(question: Question) -> tuple[Floats, int]:
    """Chances of the numbers of items that may be finished by the deadline.

    Parameters
    ----------
    question : Question
        With a deadline; the scope does not matter.

    Returns
    -------
    reach : (n,) array
        ``reach[i]`` = P(at least ``i * step`` items by the deadline), n at most ``MOST_KEPT`` + 1;
        from 1, falling; what is beyond has no chance worth a digit.
    step : int
        At least 1.
    """
    assert question.deadline is not None
    row, items_per_column = _row_at_deadline(question)
    last = int(np.flatnonzero(row >= WORTH_A_DIGIT)[-1]) * items_per_column
    step = max(1, math.ceil(last / MOST_KEPT))
    items = np.arange(0, last + 2 * step, step)
    columns = np.ceil(items / items_per_column - 1e-9).astype(np.intp)
    padded = np.append(row, 0.0)
    reach = padded[np.minimum(columns, len(row))]
    kept = np.flatnonzero(reach >= WORTH_A_DIGIT)[-1] + 1
    return reach[:kept], step


def _row_at_deadline(question: Question) -> tuple[Floats, float]:
    """The table's row at the deadline, and the items of one column."""
    assert question.deadline is not None
    factors = question.weeks.until(*question.deadline)
    pace = question.learned()
    most = pace.likely_most(float(factors.sum()))
    lot = max(1, math.ceil(most / MOST_COLUMNS))
    top = math.ceil(most / lot)
    row = pace_at(pace, factors, top=top, lot=lot)
    return row, lot * question.weeks.scale
