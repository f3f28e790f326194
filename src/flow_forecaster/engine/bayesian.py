"""The Bayesian bootstrap: resampling that does not take the history for the whole truth.

The weights of the past weeks are unknown, uniform over all weights that sum to one (Rubin 1981,
The Bayesian Bootstrap, Annals of Statistics 9). Weeks drawn under unknown uniform weights are draws
from a Polya urn: every multiset of past weeks is equally likely. So the chance of a total is the
share of multisets with that sum, which is counted exactly, without drawing anything.
"""

from __future__ import annotations

import math

import numpy as np

from flow_forecaster.engine.counts import (
    Floats,
    add_count,
    count_distribution,
    split_whole,
    spread,
    survival,
)
from flow_forecaster.engine.resample import resample_rows

SMALLEST = 1e-300
"""What one multiset counts; small, as the number of multisets passes the largest float."""

MOST_STEPS = 600_000_000
"""Work from which a long history is forecast by its large-sample form instead."""


def bayesian_table(history: Floats, n_weeks: int, top: int, lot: int = 1) -> Floats:
    """Pace table for like weeks.

    Exact by counting multisets. Where n x weeks x items is past ``MOST_STEPS`` (with 150 weeks of
    history or more), the uncertain mean is added to plain resampling as normal noise, the limit for
    a long history. Measured, the error of a chance is then below 0.5 % for an even pace, 3 % for
    one with a long tail (1 % from 600 weeks on), and where all counts are multiples of five up to
    10 % in the first weeks, as noise leaves the multiples.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week.
    n_weeks : int
    top : int
        The largest number asked about, in lots.
    lot : int
        Items of one column.

    Returns
    -------
    (n_weeks + 1, top + 1) array
        ``reach[w, k]`` = P(at least k lots are finished by the end of week w).
    """
    history = history / lot
    if _is_too_long(history, n_weeks, top):
        return _long_history_table(history, np.ones(n_weeks), top)
    return _exact_table(history, n_weeks, top)


def bayesian_row_before_part(
    history: Floats, n_weeks: int, part: float, top: int, lot: int = 1
) -> Floats:
    """P(at least k lots) after so many like weeks and one more worth ``part`` of them.

    Exact where ``bayesian_table`` is. A past week x comes next in proportion to one plus the times
    that it was drawn before, so each multiset counts that often before an x: as the coefficient of
    a further factor 1 / (1 - t z^x).

    Returns
    -------
    (top + 1,) array
    """
    history = history / lot
    if _is_too_long(history, n_weeks, top):
        factors = np.append(np.ones(n_weeks), part)
        return np.asarray(_long_history_table(history, factors, top)[-1])
    multisets = _count_multisets(history, n_weeks, top)
    n_draws = _multiset_totals(len(history), n_weeks)[n_weeks] * (len(history) + n_weeks)
    values, times = np.unique(history, return_counts=True)
    at = np.zeros(top + 1)
    for value, n_times in zip(values, times, strict=True):
        before = np.append(_next_after(multisets, value), 0.0) * (n_times / n_draws)
        at += add_count(before, count_distribution(np.array([value * part]), np.ones(1)))
    return np.asarray(np.clip(1 - np.append(0.0, np.cumsum(at[:top])), 0.0, 1.0))


def week_variance(history: Floats) -> float:
    """Variance of a week given the weights, in items squared, expected over the weights."""
    n = len(history)
    return float(history.var()) * n / (n + 1)


def _exact_table(history: Floats, n_weeks: int, top: int) -> Floats:
    multisets = _count_multisets(history, n_weeks, top)
    below = np.cumsum(multisets, axis=1) / _multiset_totals(len(history), n_weeks)[:, None]
    return np.hstack([np.ones((n_weeks + 1, 1)), np.clip(1 - below, 0.0, 1.0)])


def _count_multisets(history: Floats, n_weeks: int, top: int) -> Floats:
    # multisets[w, s]: how many multisets of w past weeks, of those seen so far, sum to s. With one
    # more past week x they grow by the multisets that hold x at least once: x and a smaller one.
    multisets = np.zeros((n_weeks + 1, top))
    multisets[0, :1] = SMALLEST
    for whole, fraction in zip(*split_whole(history), strict=True):
        if fraction == 0:
            _add_shifted(multisets, whole)
        else:
            _add_shifted_between(multisets, whole, fraction)
    return multisets


def _next_after(multisets: Floats, value: float) -> Floats:
    """Multisets of the last week, by sum, each as often as ``value`` was drawn in it, plus one."""
    top = multisets.shape[1]
    again: Floats = multisets[0].copy()
    week = count_distribution(np.array([value]), np.ones(1))
    for smaller in multisets[1:]:
        again = smaller + add_count(np.append(again, 0.0), week)[:top]
    return again


def _add_shifted(multisets: Floats, items: int) -> None:
    top = multisets.shape[1]
    if items >= top:
        return
    for smaller, larger in zip(multisets[:-1, : top - items], multisets[1:, items:], strict=True):
        np.add(larger, smaller, out=larger)


def _add_shifted_between(multisets: Floats, items: int, fraction: float) -> None:
    top = multisets.shape[1]
    for week in range(1, len(multisets)):
        smaller = multisets[week - 1]
        multisets[week, items:] += (1 - fraction) * smaller[: max(top - items, 0)]
        multisets[week, items + 1 :] += fraction * smaller[: max(top - items - 1, 0)]


def _multiset_totals(n: int, n_weeks: int) -> Floats:
    """Number of multisets of 0, 1 ... weeks from n, each counted as ``SMALLEST``."""
    # The same sums in the same order as the multisets themselves, so that shares are exact.
    totals = np.zeros(n_weeks + 1)
    totals[0] = SMALLEST
    for _ in range(n):
        totals = np.cumsum(totals)
    return totals


def _is_too_long(history: Floats, n_weeks: int, top: int) -> bool:
    return len(history) * n_weeks * (2_500 + top) > MOST_STEPS


def _long_history_table(history: Floats, factors: Floats, top: int) -> Floats:
    effort = np.concatenate([[0.0], np.cumsum(factors)])
    variance = effort**2 * (history.var() / (len(history) + 1))
    # Noise could still bring down what is above the top.
    margin = math.ceil(6 * math.sqrt(variance[-1]))
    rows = np.array(list(resample_rows(history, factors, top + margin)))
    totals = -np.diff(rows, append=0.0, axis=1)
    noisy = [spread(row, of_week) for row, of_week in zip(totals, variance, strict=True)]
    return survival(np.array(noisy))[:, : top + 1]
