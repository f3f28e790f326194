"""Weeks that differ, under a pace model whose weeks share what is unknown.

Such a model has a table for like weeks only. When the coming weeks are worth c1, c2 ... of a past
one, the sum of c_v x_v is the mean factor times the plain sum, plus a permutation of the draws
against the deviations of the factors: noise of mean zero and known variance (sum of squared
deviations times the variance of a week), to which rounding to whole items adds its own. The sum is
read from the table for like weeks, the noise added. Exact when all factors are one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import (
    Floats,
    count_distribution,
    split_whole,
    spread,
    survival,
)

MOST_COLUMNS = 10_000
"""Items of like weeks asked about at most; more are counted in units of several items."""


@dataclass(frozen=True, slots=True)
class EvenedModel:
    """A pace model known by its table for like weeks.

    ``table`` : (history, n_weeks, top, lot) to the pace table for weeks that are all alike, its
    columns of ``lot`` items.
    ``week_variance`` : history to the variance of one week given what the weeks share, in items
    squared.
    ``table_before_part`` : where the model has one, (history, n_weeks, part, top, lot) to the exact
    table for so many like weeks and one more that is only a part of them.
    """

    table: Callable[[Floats, int, int, int], Floats]
    week_variance: Callable[[Floats], float]
    table_before_part: Callable[[Floats, int, float, int, int], Floats] | None = None

    def rows(self, history: Floats, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
        """Rows of the pace table for weeks worth ``factors`` of a past week, from week 0.

        Parameters
        ----------
        history : (n,) array
        factors : (h,) array
            >= 0; a week of zero finishes nothing.
        top : int
            The largest number asked about, in lots.
        lot : int
            Items of one column.
        """
        # Where the asking ends is not known beforehand: blocks of weeks, each twice as long.
        first, last = 0, min(_likely_weeks(history / lot, top), len(factors))
        reached = np.zeros(top + 1)
        while True:
            for row in self._rows_until_last(history, factors[:last], top, lot)[first:]:
                # What is reached stays so; noise around an uneven week must not undo it.
                reached = np.maximum(reached, row)
                yield reached
            if last == len(factors):
                return
            first, last = last + 1, min(2 * last, len(factors))

    def _rows_until_last(self, history: Floats, factors: Floats, top: int, lot: int) -> Floats:
        if (factors == 1).all():
            return self.table(history, len(factors), top, lot)
        if self.table_before_part is not None and (factors[:-1] == 1).all():
            n_weeks, part = len(factors) - 1, float(factors[-1])
            return self.table_before_part(history, n_weeks, part, top, lot)
        return self._evened_rows(history, factors, top, lot)

    def _evened_rows(self, history: Floats, factors: Floats, top: int, lot: int) -> Floats:
        variance = self.week_variance(history) / lot**2
        noise = _Noise.of(history / lot, factors[factors > 0], variance)
        wide = noise.widest(top, float(history.max()) / lot)
        unit = math.ceil(wide / MOST_COLUMNS)
        n_weeks = len(noise.mean_factor)
        table = self.table(history, n_weeks, math.ceil(wide / unit), lot * unit)
        totals = -np.diff(table, append=0.0, axis=1)
        rows = np.zeros((len(factors) + 1, top + 1))
        rows[0, 0] = 1.0
        n_worked = 0
        for week, factor in enumerate(factors, start=1):
            rows[week] = rows[week - 1]
            if factor > 0:
                rows[week] = _evened_row(totals[n_worked + 1], noise, n_worked, unit, top)
                n_worked += 1
        return rows


@dataclass(frozen=True, slots=True)
class _Noise:
    """What differing weeks do to a sum, after each week that is worked; arrays by such weeks.

    ``order`` : variance from the order of the draws, in items squared. ``rounding`` : that from
    keeping each week whole. ``finishing`` : share of past weeks that finished something.
    """

    mean_factor: Floats
    order: Floats
    rounding: Floats
    finishing: float

    @classmethod
    def of(cls, history: Floats, worked: Floats, week_variance: float) -> _Noise:
        weeks = np.arange(1, len(worked) + 1)
        mean_factor = np.cumsum(worked) / weeks
        deviation = np.maximum(np.cumsum(worked**2) - weeks * mean_factor**2, 0.0)
        values, which = np.unique(worked, return_inverse=True)
        # What is drawn is whole already: only the scaling of it is rounded.
        whole, fraction = split_whole(history)
        rounding = np.array(
            [
                np.mean(
                    (1 - fraction) * _rounding_variance(whole * value)
                    + fraction * _rounding_variance((whole + 1) * value)
                )
                for value in values
            ]
        )
        finishing = np.count_nonzero(history) / len(history)
        return cls(mean_factor, deviation * week_variance, np.cumsum(rounding[which]), finishing)

    def widest(self, top: int, best_week: float) -> int:
        """Items of like weeks up to which a total, scaled and with noise, can be ``top``."""
        weeks = np.arange(1, len(self.mean_factor) + 1)
        # Noise is only added where something was finished.
        noise = 8 * np.sqrt((self.order + self.rounding + 1) / self.finishing)
        reachable = 4 * (weeks * (best_week + 1) + 1)
        wide = np.minimum((top + noise + 2) / self.mean_factor, reachable)
        return math.ceil(float(wide.max(initial=top)))


def _likely_weeks(history: Floats, top: int) -> int:
    # A pace of next to nothing needs more weeks than any horizon has.
    return 8 + math.ceil(min(1.3 * top / float(history.mean()), 100_000))


def _evened_row(total: Floats, noise: _Noise, n_before: int, unit: int, top: int) -> Floats:
    """Survival up to ``top`` of a sum over differing weeks, from that of as many like weeks."""
    # Noise leaves the last cell in place, so it must be past all that is asked about.
    room = np.zeros(top + 2)
    values = np.arange(len(total)) * (noise.mean_factor[n_before] * unit)
    rounding = noise.rounding[n_before] - float(_rounding_variance(values) @ total)
    variance = max(float(noise.order[n_before]) + rounding, 0.0)
    evened = np.concatenate([count_distribution(values, total), room])
    return survival(spread(evened, variance))[: top + 1]


def _rounding_variance(values: Floats) -> Floats:
    """Variance that keeping a fractional count whole adds to it."""
    fraction = values % 1
    return fraction * (1 - fraction)
