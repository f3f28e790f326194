"""What a model that was learned from other teams finds in one history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.overdispersed import Totals

CELLS_AT_ONCE, FEWEST_WEEKS_AT_ONCE, MOST_WEEKS_AT_ONCE = 8_000, 8, 52
"""Weeks of a table worked on together: few, as nobody knows beforehand where a table ends, and as
all are cut where the widest of them ends."""


@dataclass(frozen=True, slots=True)
class LearnedPace:
    """Laws of the coming totals, each in its share of all futures; a few numbers a week.

    ``laws`` : pairs of share and law; the shares sum to 1. ``moves`` : (52,) array, standard
    deviation that the next k weeks add to the logarithm of their mean pace. ``steady`` : chance
    that the pace never changes. The latter are None where the model knows no such thing.
    """

    laws: tuple[tuple[float, Totals], ...]
    moves: Floats | None = None
    steady: float | None = None

    def rows(self, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
        """Rows of the pace table for weeks worth ``factors`` of a past week, from week 0.

        Parameters
        ----------
        factors : (h,) array
            >= 0.
        top : int
            The largest number asked about, in lots.
        lot : int
            Items of one column.
        """
        last = np.eye(1, top + 1)[0]
        yield last
        for probability in self._probability(factors, top, lot):
            reach = np.empty((len(probability), top + 1))
            reach[:, 0] = 1.0
            reach[:, 1:] = np.clip(1 - np.cumsum(probability, axis=1), 0.0, 1.0)
            for row in reach:
                # What is finished stays finished.
                last = np.maximum(row, last)
                yield last

    def owing(self, factors: Floats, owed: Floats, *, after: int, lot: int = 1) -> Iterator[Floats]:
        """Chances that something is still owed, from week ``after`` + 1 on.

        Parameters
        ----------
        factors : (h,) array
            As in ``rows``.
        owed : (top, m) array
            For m scopes, the chance that more than 0, 1 ... lots must be finished.
        after : int
            Weeks that are left out.
        lot : int
            Items of one lot.

        Yields
        ------
        (m,) array
            A chance for each scope, week by week.
        """
        for probability in self._probability(factors, len(owed), lot, after=after):
            yield from probability @ owed

    def _probability(
        self, factors: Floats, top: int, lot: int, *, after: int = 0
    ) -> Iterator[Floats]:
        """P(0 .. top - 1 lots) after the weeks past ``after``, some weeks at a time; (w, top)."""
        laws = [(share, law.extended(factors)) for share, law in self.laws]
        at_once = min(max(CELLS_AT_ONCE // (top + 1), FEWEST_WEEKS_AT_ONCE), MOST_WEEKS_AT_ONCE)
        for first in range(after, len(factors), at_once):
            parts = [(share, law.between(first, first + at_once)) for share, law in laws]
            chances = [share * part.probability(top, lot) for share, part in parts]
            yield np.add.reduce(chances)

    def likely_most(self, effort_weeks: float) -> int:
        """Items that hardly any future passes in so many full weeks."""
        return max(law.likely_most(effort_weeks) for _, law in self.laws)

    def mean_pace(self, n_weeks: int) -> float:
        """Items a week that are expected of the next so many weeks, at most 52."""
        return sum(share * float(law.mean[n_weeks - 1]) for share, law in self.laws) / n_weeks


class Learner(Protocol):
    """A model that was learned from other teams."""

    def learn(self, history: Floats) -> LearnedPace:
        """What it finds in a history, (n,) in items, oldest first; the last 52 weeks count."""


def learned_rows(
    learner: Learner, history: Floats, factors: Floats, top: int, lot: int = 1
) -> Iterator[Floats]:
    """Rows of the pace table of what a model finds in a history; see ``LearnedPace.rows``."""
    return learner.learn(history).rows(factors, top, lot)
