"""What a model that was learned from other teams finds in one history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.overdispersed import Totals


@dataclass(frozen=True, slots=True)
class LearnedPace:
    """Laws of the coming totals, each in its share of all futures; a few numbers a week.

    ``laws`` : pairs of share and law; the shares sum to 1. ``step`` : typical standard deviation
    of a week's change of the pace, a logarithm. ``steady`` : chance that the pace never changes.
    The latter are None where the model knows no such thing.
    """

    laws: tuple[tuple[float, Totals], ...]
    step: float | None = None
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
        shares, laws = zip(*self.laws, strict=True)
        for blocks in zip(*(law.blocks(factors, top, lot) for law in laws), strict=True):
            yield from np.tensordot(shares, blocks, axes=1)

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
