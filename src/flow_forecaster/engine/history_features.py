"""What a history looks like, as the numbers by which it is compared with other teams' histories."""

from __future__ import annotations

import numpy as np

from flow_forecaster.engine.counts import Floats

LONGEST = 52
"""Weeks of history that are looked at; older ones are left out."""

HALF_LIVES_WEEKS = (1.5, 4.0, 13.0)

BASE_HALF_LIFE_WEEKS = 4.0

HALF_YEAR_WEEKS = 26


def base_log_pace(history: Floats) -> Floats:
    """Logarithm of the recent pace: of 0.2 + the mean with weights halving every 4 weeks.

    Parameters
    ----------
    history : (..., n) array
        Items finished in each past week, oldest first.
    """
    return np.asarray(np.log(0.2 + _recent_mean(history, BASE_HALF_LIFE_WEEKS)))


def history_features(history: Floats) -> Floats:
    """Features of histories of one length.

    Parameters
    ----------
    history : (..., n) array
        Items finished in each past week, oldest first, n >= 1.

    Returns
    -------
    (..., 6) array
        The median, against the mean; scatter; change between halves; scatter from week to week
        against scatter; share of zeros; the mean. All but the share are logarithms.
    """
    n = history.shape[-1]
    mean = history.sum(-1) / n
    variance = np.square(history - mean[..., None]).sum(-1) / n
    log_mean = np.log(0.2 + mean)
    steps = np.square(history[..., 1:] - history[..., :-1]).sum(-1) / max(n - 1, 1)
    noise = 0.3 * mean + 0.1
    in_order = np.sort(history, axis=-1)
    median = (in_order[..., (n - 1) // 2] + in_order[..., n // 2]) / 2
    return np.stack(
        [
            np.log(0.5 + median) - log_mean,
            np.log((variance + noise) / (mean + 0.2)),
            _log_change(history),
            np.log((steps / 2 + noise) / (variance + noise)),
            (history == 0).mean(-1),
            log_mean,
        ],
        axis=-1,
    )


def recent_features(history: Floats) -> Floats:
    """Features of the recent weeks and of the extremes, for models that choose among many.

    Parameters
    ----------
    history : (..., n) array
        As in ``history_features``.

    Returns
    -------
    (..., 8) array
        Recent means (half-lives 1.5, 4, 13 weeks) against the mean; size of the change between
        halves and of the recent change; scatter of logarithms; largest week; last half year,
        against the mean. Logarithms.
    """
    mean = history.mean(-1)
    log_mean = np.log(0.2 + mean)
    recent = [np.log(0.2 + _recent_mean(history, half)) - log_mean for half in HALF_LIVES_WEEKS]
    return np.stack(
        [
            *recent,
            np.abs(_log_change(history)),
            np.abs(recent[1]),
            np.log1p(history).std(-1),
            np.log((history.max(-1) + 1) / (mean + 0.5)),
            np.log(0.2 + history[..., -HALF_YEAR_WEEKS:].mean(-1)) - log_mean,
        ],
        axis=-1,
    )


def _recent_mean(history: Floats, half_life_weeks: float) -> Floats:
    ages = np.arange(history.shape[-1])[::-1]
    weights = 0.5 ** (ages / half_life_weeks)
    return np.asarray(history @ (weights / weights.sum()))


def _log_change(history: Floats) -> Floats:
    """Logarithm of the mean of the earlier half over that of the later; 0 for a single week."""
    half = max(history.shape[-1] // 2, 1)
    earlier, later = history[..., :half].mean(-1), history[..., -half:].mean(-1)
    return np.asarray(np.log((0.2 + earlier) / (0.2 + later)))
