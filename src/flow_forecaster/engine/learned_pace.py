"""What a model that was learned from other teams finds in one history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

import numpy as np

from flow_forecaster.engine.coming_totals import coming_totals
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.learned_weeks import LearnedWeeks
from flow_forecaster.engine.overdispersed import Totals


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

    def over(self, factors: Floats, lot: int = 1, *, after: int = 0) -> LearnedWeeks:
        """The coming weeks past ``after``, of which items are counted in lots.

        Parameters
        ----------
        factors : (h,) array
            What each week is worth of a past one, from the first week on; >= 0.
        lot : int
            Items of one column.
        after : int
            Weeks that are left out.
        """
        worth = np.cumsum(factors)[after:]
        laws = [(share, law.of_weeks(after, worth)) for share, law in self.laws]
        _, likeliest = max(laws, key=itemgetter(0))
        totals = tuple(coming_totals(law, share, lot) for share, law in laws)
        return LearnedWeeks(totals, likeliest, lot)

    def rows(self, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
        """Rows of the pace table, week 0 first; ``top`` is in lots. See ``over``."""
        yield np.eye(1, top + 1)[0]
        yield from self.over(factors, lot).rows(top)

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
