"""Weeks drawn trial by trial from a learned pace, which is only a table."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.learned_pace import LearnedPace

FIRST_BLOCK_WEEKS = 32
"""Weeks of the first table; each further one ends twice as late."""

MOST_COLUMNS = 5_000
"""Columns of a table; larger totals are drawn in lots of several items."""

UNLIKELY = 1e-7
"""Chance of passing the last column, below which none is missed."""


@dataclass(frozen=True, slots=True)
class _Week:
    """The total after a week: the chance of less than 1, 2 ... lots, and the items of a lot."""

    below: Floats
    lot: int

    def at(self, luck: Floats) -> Floats:
        """The total in whole items at each level; inside a lot every item is as likely."""
        lots = np.searchsorted(self.below, luck)
        if self.lot == 1:
            return lots.astype(float)
        edges = np.concatenate([[0.0], self.below, [1.0]])
        width = edges[lots + 1] - edges[lots]
        inside = np.divide(luck - edges[lots], width, out=np.zeros(len(luck)), where=width > 0)
        return np.asarray(np.floor((lots + np.minimum(inside, 1 - 1e-9)) * self.lot))


class ComonotoneWeeks:
    """Weeks of any number of trials under one pace, whose tables are made once."""

    def __init__(self, pace: LearnedPace) -> None:
        self._known: list[_Week] = []
        self._later = _weeks(pace)

    def __call__(self, n_trials: int, rng: np.random.Generator) -> Iterator[NDArray[np.float32]]:
        """Items finished in week 1, 2 ... of each trial, without end; (n_trials,) arrays.

        Each trial keeps its luck: its total after w weeks is the quantile of that week's total at
        one and the same level. So the total of every week has the law of the table, and, as totals
        only grow, so has the week in which any number of items is finished. What a table does not
        say, how a good week follows a bad one, is not shown.
        """
        luck = rng.random(n_trials)
        done = np.zeros(n_trials)
        for place in itertools.count():
            if place == len(self._known):
                self._known.append(next(self._later))
            # Tables of other lots may say a little less.
            total = np.maximum(self._known[place].at(luck), done)
            yield (total - done).astype(np.float32)
            done = total


def _weeks(pace: LearnedPace) -> Iterator[_Week]:
    first, last = 0, FIRST_BLOCK_WEEKS
    while True:
        top, lot = _width(pace, last)
        for row in pace.over(np.ones(last), lot, after=first).rows(top):
            within = int(np.count_nonzero(row >= UNLIKELY))
            yield _Week(1 - row[1 : within + 1], lot)
        first, last = last, 2 * last


def _width(pace: LearnedPace, n_weeks: int) -> tuple[int, int]:
    """Columns of a table that hardly anything passes, and the items in one of them."""
    most = pace.likely_most(n_weeks)
    while True:
        lot = max(1, math.ceil(most / MOST_COLUMNS))
        top = math.ceil(most / lot)
        last = pace.over(np.ones(n_weeks), lot, after=n_weeks - 1)
        if last.row_alone(1, top)[-1] < UNLIKELY:
            return top, lot
        most *= 2
