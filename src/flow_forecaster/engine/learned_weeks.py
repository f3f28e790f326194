"""The pace table of what was learned elsewhere, for certain coming weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import numpy as np

from flow_forecaster.engine.coming_totals import ComingTotals
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
class LearnedWeeks:
    """Weeks in order up to a horizon, of which items are counted in lots of ``lot``.

    ``totals`` : the laws of a ``LearnedPace``, made ready for these weeks. ``likeliest`` : the law
    with the largest share, in items.
    """

    totals: tuple[ComingTotals, ...]
    likeliest: Totals
    lot: int

    @property
    def n_weeks(self) -> int:
        """How many weeks there are."""
        return len(self.likeliest.mean)

    def rows(self, top: int) -> Iterator[Floats]:
        """P(at least 0 .. ``top`` lots), (top + 1,), by the end of each week."""
        for rows in self._reach(top, likely=0):
            yield from rows

    def table(self, asked: Floats, *, top: int, at_least: int, until: float) -> Floats:
        """Pace table up to the week where what is asked for is finished for sure, or the horizon.

        The weeks are those from now on.

        Parameters
        ----------
        asked : (m + 1,) array
            The chance that 0 .. m lots are asked for; m is at most ``top``.
        top : int
            The largest number of lots asked about.
        at_least : int
            Weeks that the table must have.
        until : float
            The chance of what is asked for that counts as sure.

        Returns
        -------
        (w + 1, top + 1) array
            Row w is P(at least 0 .. ``top`` lots) by the end of week w; week 0 comes first.
        """
        likely = max(self.likely_weeks(asked, until), at_least)
        parts: list[Floats] = [np.eye(1, top + 1)]
        n_rows = 1
        if at_least == 0 and asked[0] >= until:
            return parts[0]
        for rows in self._reach(top, likely=likely):
            enough = rows[:, : len(asked)] @ asked >= until
            enough[: max(at_least - n_rows, 0)] = False
            if enough.any():
                parts.append(rows[: int(enough.argmax()) + 1])
                break
            parts.append(rows)
            n_rows += len(rows)
        return np.concatenate(parts)

    def row_alone(self, week: int, top: int) -> Floats:
        """P(at least 0 .. ``top`` lots) by the end of one week, 1 being the first; (top + 1,).

        By the law of that week; in a table, a chance is also no less than in any row before. By
        week 0 nothing is finished.
        """
        if week == 0:
            return np.asarray(np.eye(1, top + 1)[0])
        [row] = _at_least(self._probability(week - 1, week, top))
        return np.asarray(np.maximum(row, 0.0))

    def owing(self, owed: Floats, *, after: int, likely: int = 0) -> Iterator[Floats]:
        """Chances that something is still owed, from week ``after`` + 1 on.

        Parameters
        ----------
        owed : (top, m) array
            For m scopes, the chance that more than 0, 1 ... lots must be finished.
        after : int
            Weeks that are left out.
        likely : int
            The last week that will be asked for, as far as known; weeks until then are worked on
            together.

        Yields
        ------
        (w, m) array
            A chance for each scope, in each of some weeks.
        """
        for first, last in self._turns(len(owed), after, likely):
            yield self._probability(first, last, len(owed)) @ owed

    def likely_weeks(self, asked: Floats, chance: float) -> int:
        """Weeks that finish what is ``asked`` with about this chance, up to ``FARTHEST_GUESS``.

        A guess, by the approximation of Wilson and Hilferty (see ``Totals.likely_most``) to what
        the likeliest law finishes for each lot that is asked for. ``asked`` : (m,) array, chances
        of 0 .. m - 1 lots.
        """
        law, near = self.likeliest, slice(FARTHEST_GUESS)
        ahead, lots = law.mean[near] / self.lot, np.arange(len(asked))
        mean = max(float(lots @ asked), 1.0)
        spread = max(float(np.square(lots) @ asked) / mean**2 - 1, 0.0)
        variance = 1 / law.shape[near] + 1 / np.maximum(ahead, 1e-9) + law.spread[near] ** 2
        variance += spread
        below = NormalDist().inv_cdf(chance) * np.sqrt(variance) / 3
        cube_root = np.maximum(1 - variance / 9 - below, 0)
        return 1 + int(np.count_nonzero(ahead * cube_root**3 < mean))

    def _reach(self, top: int, *, likely: int) -> Iterator[Floats]:
        """Rows of the pace table past week 0, some weeks at a time; (w, top + 1)."""
        before: Floats = np.eye(1, top + 1)[0]
        for first, last in self._turns(top, 0, likely):
            rows = _at_least(self._probability(first, last, top))
            # What is finished stays finished.
            for earlier, row in pairwise((before, *rows)):
                np.maximum(earlier, row, out=row)
            before = rows[-1]
            yield rows

    def _turns(self, top: int, after: int, likely: int) -> Iterator[tuple[int, int]]:
        """The weeks past ``after``, some at a time: the last before them, and the last of them."""
        first = after
        while first < self.n_weeks:
            at_once = min(max(likely - first, FEWEST_AT_ONCE, first - after), MOST_AT_ONCE)
            last = first + max(min(at_once, MOST_CELLS_AT_ONCE // (top + 1)), 1)
            last = min(last, self.n_weeks)
            yield first, last
            first = last

    def _probability(self, first: int, last: int, top: int) -> Floats:
        """P(0 .. top - 1 lots) after the weeks past ``first`` up to ``last``; (w, top)."""
        probability, *others = (law.probability(first, last, top) for law in self.totals)
        for other in others:
            probability += other
        return probability


def _at_least(probability: Floats) -> Floats:
    """P(at least 0 .. top lots), rounding aside, from P(0 .. top - 1), which is used up."""
    reach = np.empty((len(probability), probability.shape[1] + 1))
    reach[:, 0] = 1.0
    np.add.accumulate(probability, axis=1, out=probability)
    np.subtract(1.0, probability, out=reach[:, 1:])
    return reach
