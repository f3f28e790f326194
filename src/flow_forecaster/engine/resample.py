"""Plain resampling: every coming week is one of the past weeks, drawn independently."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flow_forecaster.engine.counts import Floats, convolve, count_distribution


def resample_rows(history: Floats, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
    """Rows of the pace table, one a week.

    Parameters
    ----------
    history, factors, top, lot
        See ``resampled_totals``.

    Yields
    ------
    (top + 1,) array
        ``row[k]`` = P(at least k lots finished), for week 0, 1 ... h.
    """
    return map(at_least, resampled_totals(history, factors, top, lot))


def at_least(below: Floats) -> Floats:
    """P(at least 0 .. top lots), (top + 1,), from P(0 .. top - 1)."""
    reach = np.ones(len(below) + 1)
    reach[1:] -= np.cumsum(below)
    return np.maximum(reach, 0.0, out=reach)


def resampled_totals(history: Floats, factors: Floats, top: int, lot: int = 1) -> Iterator[Floats]:
    """The total of the coming weeks, one more at a time, by convolution; exact.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week.
    factors : (h,) array
        What each coming week is worth, as a share of a past one; >= 0.
    top : int
        The largest number asked about, in lots.
    lot : int
        Items of one column.

    Yields
    ------
    (top,) array
        P(0 .. top - 1 lots finished), for week 0, 1 ... h.
    """
    weeks = {factor: _week(history, factor / lot, top) for factor in np.unique(factors)}
    below = np.eye(1, top)[0]
    yield below
    for factor in factors:
        below = convolve(below, weeks[factor])[:top]
        yield below


def _week(history: Floats, worth: float, top: int) -> Floats:
    """One coming week, worth so much of a past one; what passes the top is the top.

    However large the worth, no array is.
    """
    weights = np.full(len(history), 1 / len(history))
    return count_distribution(np.minimum(history * worth, top), weights)


class ResampledSpans:
    """Totals of some coming weeks without all those before: spans of 1, 2, 4 ... weeks, added up.

    Parameters are those of ``resampled_totals``. Spans of like weeks are made once.
    """

    def __init__(self, history: Floats, factors: Floats, top: int, lot: int = 1) -> None:
        self._history, self._factors, self._top, self._lot = history, factors, top, lot
        self._made: dict[bytes, Floats] = {}

    def total(self, n_weeks: int, share: float = 0.0) -> Floats:
        """P(0, 1 ... lots), up to ``top`` - 1, after so many weeks and a share of the next.

        Past the horizon there is no next week, and no share of it.
        """
        total, week = _NOTHING, 0
        for span in _powers_of_two(n_weeks):
            if week + span <= n_weeks:
                total = self._sum(total, self._span(week, span))
                week += span
        if share == 0 or n_weeks == len(self._factors):
            return total
        worth = self._factors[n_weeks] * share / self._lot
        return self._sum(total, _week(self._history, worth, self._top))

    def first_week(self, owed: Floats, at_most: float) -> int | None:
        """The first week, from 0, after which something is owed with no larger chance than that.

        ``owed`` : (m,) array, m <= ``top``, the chance that more than 0, 1 ... m - 1 lots must be
        finished. None if there is no such week.
        """
        total, week, horizon = _NOTHING, 0, len(self._factors)

        def is_owed(some: Floats) -> bool:
            columns = min(len(some), len(owed))
            return bool(some[:columns] @ owed[:columns] > at_most)

        if not is_owed(total):
            return 0
        # The largest span after which something is owed; then what can be added to it.
        longest = 1
        while longest <= horizon and is_owed(self._span(0, longest)):
            longest *= 2
        for span in _powers_of_two(longest - 1):
            if week + span <= horizon:
                later = self._sum(total, self._span(week, span))
                if is_owed(later):
                    total, week = later, week + span
        return week + 1 if week < horizon else None

    def _span(self, first: int, n_weeks: int) -> Floats:
        """The total of weeks ``first`` + 1 on, a power of two of them."""
        factors = self._factors[first : first + n_weeks]
        like = factors.tobytes()
        if like not in self._made:
            half = n_weeks // 2
            self._made[like] = (
                self._sum(self._span(first, half), self._span(first + half, half))
                if half
                else _week(self._history, factors[0] / self._lot, self._top)
            )
        return self._made[like]

    def _sum(self, one: Floats, other: Floats) -> Floats:
        return convolve(one, other)[: self._top]


_NOTHING: Floats = np.ones(1)
"""The total before the first week."""


def _powers_of_two(most: int) -> Iterator[int]:
    """Those up to ``most``, the largest first."""
    return (1 << bit for bit in reversed(range(most.bit_length())))
