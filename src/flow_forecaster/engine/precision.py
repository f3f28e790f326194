"""How far a percentile can be trusted: what the shortness of the history leaves open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

import numpy as np

from flow_forecaster.engine.counts import Floats, Ints
from flow_forecaster.engine.pace import ComingWeeks, column_of
from flow_forecaster.engine.readings import chance_of_scope, first_week
from flow_forecaster.engine.resample import resample_rows

RANGE = (0.05, 0.95)
"""The levels of the mean pace between which a percentile is said to lie: a 90 % range."""

MOST_COLUMNS = 5_000
"""Items asked about at most; more are counted in units of several items."""

WEEKS_AT_ONCE = 13
"""Weeks that are read together."""

SLOWEST = 0.05
"""Share of the mean pace below which the late end of the range is called open."""


def mean_pace_quantiles(history: Floats, levels: Sequence[float]) -> Floats:
    """Quantiles of the mean pace under the Bayesian bootstrap, items a week.

    With weights G_i / sum G (G exponential), the mean is at most t exactly when the sum of
    (x_i - t) G_i is at most 0, a weighted sum of exponentials whose chance follows from its
    characteristic function (Gil-Pelaez 1951, Biometrika 38). Read by linear interpolation between
    33 values of t.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week.
    levels : sequence of float
        Between 0 and 1.
    """
    values, times = np.unique(history, return_counts=True)
    if len(values) == 1:
        return np.full(len(levels), values[0])
    error = history.std() / np.sqrt(len(history) + 1)
    means = history.mean() + error * np.linspace(-4, 4, 33)
    means = means[(means > values[0]) & (means < values[-1])]
    chance = np.maximum.accumulate(_chance_of_mean_below(means, values, times, history.std()))
    grid = np.concatenate([values[:1], means, values[-1:]])
    return np.asarray(np.interp(levels, np.concatenate([[0.0], chance, [1.0]]), grid))


def mean_pace_range(history: Floats) -> tuple[float, float]:
    """Between which shares of the mean of a history its true mean pace lies, at ``RANGE``."""
    slow, fast = mean_pace_quantiles(history, RANGE) / history.mean()
    return float(slow), float(fast)


def weeks_between(
    history: Floats,
    mean_range: tuple[float, float],
    scope: Floats,
    weeks: ComingWeeks,
    confidences: Sequence[float],
) -> list[tuple[int | None, int | None]]:
    """For each confidence, the range of weeks over the range of the mean pace.

    Parameters
    ----------
    history, scope
        As for the forecast.
    mean_range : (slow, fast)
        That of ``mean_pace_range``; how many items a unit of the history is makes no difference.
    weeks : ComingWeeks
    confidences : sequence of float

    Returns
    -------
    list of (early, late)
        None where that end is past the horizon.
    """
    slow, fast = mean_range
    scales = (weeks.scale * fast, weeks.scale * max(slow, SLOWEST))
    top = int(column_of(len(scope) - 1, scales[1]))
    unit = math.ceil(top / MOST_COLUMNS)
    scales = (scales[0] * unit, scales[1] * unit)
    rows = resample_rows(history / unit, weeks.factors, math.ceil(top / unit))
    early, late = np.zeros(0), np.zeros(0)
    while some := list(islice(rows, WEEKS_AT_ONCE)):
        reach = np.array(some)
        early = np.append(early, chance_of_scope(reach, scope, scales[0]))
        late = np.append(late, chance_of_scope(reach, scope, scales[1]))
        if late[-1] >= max(confidences):
            break
    return [
        (first_week(early, p), first_week(late, p) if slow >= SLOWEST else None)
        for p in confidences
    ]


def _chance_of_mean_below(means: Floats, values: Floats, times: Ints, deviation: float) -> Floats:
    # Over the logarithm of the frequency the integrand is smooth and dies at both ends.
    step = 0.2
    frequency = np.exp(np.arange(-12, 10, step)) / (deviation * np.sqrt(times.sum()))
    angle, log_size = np.zeros((2, len(means), len(frequency)))
    for value, n_times in zip(values, times, strict=True):
        turns = (value - means)[:, None] * frequency
        angle += n_times * np.arctan(turns)
        log_size -= 0.5 * n_times * np.log1p(turns * turns)
    return np.asarray(0.5 - (np.sin(angle) * np.exp(log_size)).sum(axis=1) * step / np.pi)
