"""Pace: what the history says of the weeks to come, as a table that every answer is read from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from flow_forecaster.engine import bayesian, negative_binomial
from flow_forecaster.engine.counts import Floats, Ints
from flow_forecaster.engine.evened import EvenedModel
from flow_forecaster.engine.learned_pace import Learner, learned_rows
from flow_forecaster.engine.pool import POOL
from flow_forecaster.engine.quantile_pace import QUANTILES, quantile_pace
from flow_forecaster.engine.reference_class import REFERENCE_CLASS
from flow_forecaster.engine.resample import resample_rows
from flow_forecaster.engine.reverting_level import REVERTING_LEVEL

CERTAIN = 1 - 1e-9
"""The table ends where everything asked about is finished with this chance."""

CERTAIN_LEARNED = 1 - 1e-4
"""The same for learned models: what is left then is the doubt whether the team keeps on at all."""


class Rows(Protocol):
    """Yields the rows of a pace table, from week 0."""

    def __call__(
        self, history: Floats, factors: Floats, top: int, lot: int = 1
    ) -> Iterator[Floats]:
        """From a history in items; ``top`` counts lots of so many items."""


class Pace(Protocol):
    """What a pace model finds in one history: it answers for any coming weeks."""

    def rows(self, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
        """Rows of the pace table, from week 0; ``top`` counts lots of so many items."""

    def likely_most(self, effort_weeks: float) -> int:
        """Items that so many full weeks pass with no chance worth a digit."""


LEARNED: dict[str, Learner] = {
    "reverting_level": REVERTING_LEVEL,
    "reference_class": REFERENCE_CLASS,
    "pool": POOL,
}
"""Models learned from other teams."""


PACE_MODELS: dict[str, Rows] = {
    "resample": resample_rows,
    "bayesian": EvenedModel(
        bayesian.bayesian_table, bayesian.week_variance, bayesian.bayesian_table_before_part
    ).rows,
    "negative_binomial": EvenedModel(
        negative_binomial.negative_binomial_table, negative_binomial.week_variance
    ).rows,
    **{name: partial(learned_rows, learner) for name, learner in LEARNED.items()},
}
"""Each takes history, factors of the coming weeks and the most items; yields the table's rows."""

OF_PAST_WEEKS = ("resample", "bayesian")
"""Those that forecast no week better or worse than all that were seen."""

SIMPLEST_FIRST = tuple(PACE_MODELS)


@dataclass(frozen=True, slots=True)
class ComingWeeks:
    """What the coming weeks are worth, against a week of the history.

    ``factors`` : (h,) array, one a week up to the horizon: days off, people from a week on. A count
    is scaled week by week and kept whole. ``scale``: one constant for all weeks (focus, team size).
    """

    factors: Floats
    scale: float = 1.0

    def until(self, whole_weeks: int, share: float) -> Floats:
        """Factors of so many weeks and, where ``share`` > 0, that share of the next."""
        last = self.factors[whole_weeks : whole_weeks + 1] * share
        return np.concatenate([self.factors[:whole_weeks], last if share > 0 else last[:0]])


@dataclass(frozen=True, slots=True)
class PastWeeks:
    """What a model makes of the past weeks alone: itself and those weeks, (n,) in items."""

    model: str
    history: Floats

    def rows(self, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
        """Rows of the pace table, from week 0."""
        return PACE_MODELS[self.model](self.history, factors, top, lot)

    def likely_most(self, effort_weeks: float) -> int:
        """Twelve standard deviations above the mean, its uncertainty included.

        Under a model that forecasts no week better than the best never above that one each time,
        and under others with Poisson scatter at the least.
        """
        history, n = self.history, len(self.history)
        mean, fraction = float(history.mean()), history % 1
        variance = float(history.var() + (fraction * (1 - fraction)).mean())
        if self.model not in OF_PAST_WEEKS:
            variance += mean
        deviation = math.sqrt(effort_weeks * variance * (n + effort_weeks) / (n + 1))
        most = mean * effort_weeks + 12 * deviation
        if self.model in OF_PAST_WEEKS:
            most = min(most, math.ceil(history.max()) * math.ceil(effort_weeks))
        return math.ceil(most) + 1


def learn(model: str, history: Floats, quantiles: Floats | None = None) -> Pace:
    """What a model, a key of ``PACE_MODELS``, finds in a history.

    ``history`` : (n,) array, items finished in each past week, oldest first, not all zero.
    ``quantiles`` : what the model ``QUANTILES`` found elsewhere; see ``quantile_pace``.
    """
    if model == QUANTILES:
        assert quantiles is not None
        return quantile_pace(quantiles)
    if model in LEARNED:
        return LEARNED[model].learn(history)
    return PastWeeks(model, history)


def pace_table(
    pace: Pace,
    factors: Floats,
    *,
    top: int,
    asked: Floats,
    at_least: int,
    lot: int = 1,
    until: float = CERTAIN,
) -> Floats:
    """Pace table up to the week where the most asked for is finished for sure, or the horizon.

    A learned pace makes its own, of many weeks at once: see ``LearnedWeeks.table``.

    Parameters
    ----------
    pace : Pace
        What was found in a history; see ``learn``.
    factors : (h,) array
        What each coming week is worth of a past one, up to the horizon.
    top : int
        The largest number of items asked about, at scale 1, in lots.
    asked : (m + 1,) array
        The chance that 0 .. m items, at scale 1, in lots, are asked for; m is at most ``top``.
    at_least : int
        Weeks that the table must have.
    lot : int
        Items of one column; means and variances are those of items.
    until : float
        The chance that counts as sure.

    Returns
    -------
    (w + 1, top + 1) array
        ``reach[w, k]`` = P(at least k lots, at scale 1, are finished by the end of week w).
    """
    rows: list[Floats] = []
    for week, row in enumerate(pace.rows(factors, top, lot)):
        rows.append(row)
        if week >= at_least and row[len(asked) - 1] >= until:
            break
    return np.array(rows)


def answering(model: str, confidences: Iterable[float]) -> float:
    """The chance at which a table may end that is to answer with these confidences alone.

    Only what is learned from other teams is dear enough for its tables to end before their end.
    """
    return max(confidences) if model in LEARNED else CERTAIN


def ending(model: str, confidences: Iterable[float]) -> float:
    """The chance at which a table may end, for it to answer with these confidences."""
    return max(CERTAIN_LEARNED, *confidences) if model in LEARNED else CERTAIN


def pace_at(pace: Pace, factors: Floats, *, top: int, lot: int = 1) -> Floats:
    """The last row of the table for these weeks: P(at least k lots) for k = 0 .. top."""
    *_, last = pace.rows(factors, top, lot)
    return last


def column_of(items: Floats | Ints | float, scale: float) -> Ints:
    """The column to read for so many items at a constant scale: ceil(items / scale).

    What passes a whole number by less than 1e-9 is that number.
    """
    return np.ceil(np.asarray(items) / scale - 1e-9).astype(np.intp)
