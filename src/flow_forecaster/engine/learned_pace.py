"""What a model that was learned from other teams finds in one history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import NormalDist
from typing import Protocol

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.overdispersed import Totals

FEWEST_AT_ONCE, MOST_AT_ONCE = 8, 32
"""Weeks of a table worked on together, by where it is thought to end, then twice as many each time:
a few numbers too many cost less than another turn."""

FARTHEST_GUESS = 104
"""Weeks up to which the end of a table is guessed."""

MOST_CELLS_AT_ONCE = 16_000
"""Numbers of a table worked on together; each is held some five times over for a moment."""


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

    def rows(self, factors: Floats, top: int, lot: int = 1, *, after: int = -1) -> Iterator[Floats]:
        """Rows of the pace table for weeks worth ``factors`` of a past week.

        Parameters
        ----------
        factors : (h,) array
            >= 0.
        top : int
            The largest number asked about, in lots.
        lot : int
            Items of one column.
        after : int
            The last week that is left out; by default there is none, and week 0 comes first.
        """
        for rows in self._reach(factors, top, lot, after=after):
            yield from rows

    def table(
        self, factors: Floats, asked: Floats, *, top: int, at_least: int, lot: int, until: float
    ) -> Floats:
        """The rows up to week ``at_least`` and to the chance ``until``; see ``pace_table``."""
        likely = max(self.likely_weeks(asked, until, factors / lot), at_least)
        parts, n_rows = [], 0
        for rows in self._reach(factors, top, lot, likely=likely):
            enough = rows[:, : len(asked)] @ asked >= until
            enough[: max(at_least - n_rows, 0)] = False
            if enough.any():
                parts.append(rows[: int(enough.argmax()) + 1])
                break
            parts.append(rows)
            n_rows += len(rows)
        return np.concatenate(parts)

    def _reach(
        self, factors: Floats, top: int, lot: int, *, after: int = -1, likely: int = 0
    ) -> Iterator[Floats]:
        """Rows of the pace table past week ``after``, some weeks at a time; (w, top + 1)."""
        last: Floats = np.eye(1, top + 1)
        if after < 0:
            yield last
        worth, first = np.cumsum(factors), max(after, 0)
        for probability in self._probability(worth, top, lot, after=first, likely=likely):
            rows = _at_least(probability)
            # What is finished stays finished.
            for before, row in pairwise((last[-1], *rows)):
                np.maximum(before, row, out=row)
            last = rows
            yield rows

    def row_alone(self, factors: Floats, top: int, lot: int = 1) -> Floats:
        """The last row for these weeks, at least one, by the law of the last week alone.

        In a table, a chance is also no less than in any row before.
        """
        worth = np.cumsum(factors)
        [probability] = self._probability(worth, top, lot, after=len(worth) - 1)
        return np.asarray(np.maximum(_at_least(probability)[0], 0.0))

    def owing(
        self, factors: Floats, owed: Floats, *, after: int, lot: int = 1, likely: int = 0
    ) -> Iterator[Floats]:
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
        likely : int
            Weeks that will be asked for, as far as known; they are worked on together.

        Yields
        ------
        (m,) array
            A chance for each scope, week by week.
        """
        worth = np.cumsum(factors)
        for probability in self._probability(worth, len(owed), lot, after=after, likely=likely):
            yield from probability @ owed

    def _probability(
        self, worth: Floats, top: int, lot: int, *, after: int = 0, likely: int = 0
    ) -> Iterator[Floats]:
        """P(0 .. top - 1 lots) after the weeks past ``after``, some weeks at a time; (w, top)."""
        first = after
        while first < len(worth):
            at_once = min(max(likely - first, FEWEST_AT_ONCE, first - after), MOST_AT_ONCE)
            last = first + max(min(at_once, MOST_CELLS_AT_ONCE // (top + 1)), 1)
            laws = ((share, law.of_weeks(first, worth[first:last])) for share, law in self.laws)
            probability, *others = (share * law.probability(top, lot) for share, law in laws)
            for other in others:
                probability += other
            yield probability
            first = last

    def likely_weeks(self, asked: Floats, chance: float, factors: Floats) -> int:
        """Weeks that finish what is ``asked`` with about this chance, up to ``FARTHEST_GUESS``.

        A guess, by the approximation of Wilson and Hilferty (see ``Totals.likely_most``) to what
        the largest law finishes for each item that is asked for. ``asked`` : (m,) array, chances
        of 0 .. m - 1 items.
        """
        _, law = max(self.laws, key=itemgetter(0))
        ahead = law.of_weeks(0, np.cumsum(factors[:FARTHEST_GUESS]))
        items = np.arange(len(asked))
        mean = max(float(items @ asked), 1.0)
        spread = max(float(np.square(items) @ asked) / mean**2 - 1, 0.0)
        variance = 1 / ahead.shape + 1 / np.maximum(ahead.mean, 1e-9) + ahead.spread**2 + spread
        below = NormalDist().inv_cdf(chance) * np.sqrt(variance) / 3
        cube_root = np.maximum(1 - variance / 9 - below, 0)
        return 1 + int(np.count_nonzero(ahead.mean * cube_root**3 < mean))

    def likely_most(self, effort_weeks: float) -> int:
        """Items that hardly any future passes in so many full weeks."""
        return max(law.likely_most(effort_weeks) for _, law in self.laws)

    def mean_pace(self, n_weeks: int) -> float:
        """Items a week that are expected of the next so many weeks, at most 52."""
        return sum(share * float(law.mean[n_weeks - 1]) for share, law in self.laws) / n_weeks


def _at_least(probability: Floats) -> Floats:
    """P(at least 0 .. top lots), rounding aside, from P(0 .. top - 1), which is used up."""
    reach = np.empty((len(probability), probability.shape[1] + 1))
    reach[:, 0] = 1.0
    np.cumsum(probability, axis=1, out=probability)
    np.subtract(1.0, probability, out=reach[:, 1:])
    return reach


class Learner(Protocol):
    """A model that was learned from other teams."""

    def learn(self, history: Floats) -> LearnedPace:
        """What it finds in a history, (n,) in items, oldest first; the last 52 weeks count."""


def learned_rows(
    learner: Learner, history: Floats, factors: Floats, top: int, lot: int = 1
) -> Iterator[Floats]:
    """Rows of the pace table of what a model finds in a history; see ``LearnedPace.rows``."""
    return learner.learn(history).rows(factors, top, lot)
