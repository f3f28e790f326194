"""A reverting level: weeks scatter around a pace that walks slowly and swings for a while.

A week is NegBin(exp(u + v), r). The slow level u takes a normal step each week; the swing v fades
back to nothing, an autoregression of first order. How far u walks, how wide and how long v swings
and how much weeks scatter are unknown: they differ from one kind of team to the next, and a kind
counts by how likely it makes the history. Given the kind, u and v are filtered forward as normal
variables, week by week around the most likely pace (the extended Kalman filter with Laplace's
approximation: Fahrmeir 1992, Posterior Mode Estimation by Extended Kalman Filtering for
Multivariate Dynamic Generalized Linear Models, JASA 87). All is arithmetic: no random draws.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import LONGEST
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.overdispersed import LAST_LEARNED_WEEK, Totals, even_points

WALKS = (0.01, 0.06)
"""Standard deviation of a week's step of the slow level, a logarithm."""

SWINGS = ((0.0, 0.0), *itertools.product((0.2, 0.4, 0.7, 1.1), (0.6, 0.85, 0.96)))
"""Standard deviation of the swing, a logarithm, and the share of it that a week leaves."""

SHAPES = np.array([0.8, 2.0, 5.0, 12.0, 60.0])
"""r: the larger, the closer weeks are to Poisson."""

PRIOR_LOG_PACE, PRIOR_DEVIATION = 1.2, 1.2
"""The slow level before the history is seen: e^1.2 items a week, and its deviation (normal)."""

LONGEST_STEP = 1.5
"""That a level goes at once towards the likeliest one, a logarithm."""

POINTS = even_points(5)

_KINDS = np.array([(walk, *swing, shape) for walk in WALKS for swing in SWINGS for shape in SHAPES])
WALK, SWING, FADE, SHAPE = _KINDS.T
"""Each (130,): the kinds of teams, all alike beforehand."""


@dataclass(frozen=True, slots=True)
class LevelPosterior:
    """What histories say of the level; leading axes are those of the histories, the last (130,).

    ``slow``, ``swing`` : means of u and v now. ``slow_variance``, ``covariance``,
    ``swing_variance`` : of u and v. ``weights`` : of each kind, sums to 1. ``log_evidence`` : of
    the history; without the last axis.
    """

    slow: Floats
    swing: Floats
    slow_variance: Floats
    covariance: Floats
    swing_variance: Floats
    weights: Floats
    log_evidence: Floats


@dataclass(frozen=True, slots=True)
class LevelAhead:
    """The mean pace of the next k weeks and the scatter around it; leading axes, then (k,).

    ``log_pace``, ``variance`` : of the logarithm of the mean pace. ``shape`` : r of the total.
    """

    log_pace: Floats
    variance: Floats
    shape: Floats


@dataclass(frozen=True, slots=True)
class RevertingLevel:
    """The model; it has nothing but its constants."""

    def learn(self, history: Floats) -> LearnedPace:
        """The law of the total after each of the next 52 weeks, and how far the pace moves."""
        posterior = filter_level(history)
        return LearnedPace(((1.0, level_totals(posterior)),), moves=level_moves(posterior))


REVERTING_LEVEL = RevertingLevel()


def filter_level(history: Floats) -> LevelPosterior:
    """What the last 52 weeks of histories of one length say of the level.

    Parameters
    ----------
    history : (..., n) array
        Items finished in each past week, oldest first, n >= 1.
    """
    weeks = np.moveaxis(history[..., -LONGEST:], -1, 0)[..., None]
    kinds = weeks.shape[1:-1] + SHAPE.shape
    slow_and_swing = np.zeros((2, *kinds))
    slow_and_swing[0] = PRIOR_LOG_PACE
    # The variance of the slow level, its covariance with the swing, the variance of the swing.
    scatter = np.zeros((3, *kinds))
    scatter[0], scatter[2] = PRIOR_DEVIATION**2, SWING**2
    kept, scatter_kept, scatter_added = (
        rows.reshape(len(rows), *(1,) * (len(kinds) - 1), -1) for rows in _OVER_A_WEEK
    )
    # A level starts from where the logarithm of the count, and how rough that is, would move it.
    some = weeks + 0.5
    guesses = zip(weeks, np.log(some), 1 / some + 1 / SHAPE, strict=True)
    seen = []
    for week, (items, log_items, rough) in enumerate(guesses):
        if week:
            slow_and_swing = slow_and_swing * kept
            scatter = scatter * scatter_kept + scatter_added
        before = slow_and_swing[0] + slow_and_swing[1]
        of_each = scatter[:2] + scatter[1:]
        variance = of_each[0] + of_each[1]
        start = before + (log_items - before) * variance / (variance + rough)
        level, curve = _likeliest(start, items, before, variance)
        seen.append((level, curve, before, variance))
        gain = of_each / variance
        slow_and_swing = slow_and_swing + gain * (level - before)
        scatter = scatter - gain[_ONE] * gain[_OTHER] * (variance - 1 / curve)
    log_evidence = _log_evidence(weeks, *np.array(seen).swapaxes(0, 1))
    return _posterior(slow_and_swing, scatter, log_evidence)


_OVER_A_WEEK = (
    np.stack([np.ones_like(FADE), FADE]),
    np.stack([np.ones_like(FADE), FADE, FADE**2]),
    np.stack([WALK**2, np.zeros_like(FADE), SWING**2 * (1 - FADE**2)]),
)
"""What a week leaves of slow and swing, (2, 130), and of their variances and covariance, (3, 130);
and what it adds to the latter."""

_ONE, _OTHER = [0, 0, 1], [0, 1, 1]


def _likeliest(
    start: Floats, items: Floats, before: Floats, variance: Floats
) -> tuple[Floats, Floats]:
    """The likeliest level after a week is seen, and the curvature there: one over its variance.

    Two of Newton's steps up the logarithm of the posterior; a third would move it by less than a
    hundredth of its deviation.
    """
    precision = 1 / variance
    level, _ = _stepped(start, items, before, precision)
    return _stepped(level, items, before, precision)


def _stepped(
    level: Floats, items: Floats, before: Floats, precision: Floats
) -> tuple[Floats, Floats]:
    """One of Newton's steps, and the curvature where it began."""
    share = 1 / (1 + SHAPE * np.exp(-level))
    expected = (items + SHAPE) * share
    curve = expected * (1 - share) + precision
    step = (items - expected - (level - before) * precision) / curve
    return level + np.minimum(np.maximum(step, -LONGEST_STEP), LONGEST_STEP), curve


def _log_evidence(
    weeks: Floats, level: Floats, curve: Floats, before: Floats, variance: Floats
) -> Floats:
    """Logarithm of the chance of the history for each kind, by Laplace's approximation.

    All (n, ..., 130), but the weeks (n, ..., 1).
    """
    ratio = np.exp(level) / SHAPE
    log_chance = (
        weeks * (np.log(ratio) - np.log1p(ratio))
        - SHAPE * np.log1p(ratio)
        - 0.5 * (level - before) ** 2 / variance
        - 0.5 * np.log(curve * variance)
    )
    return np.asarray((log_chance + _log_coefficients(weeks)).sum(axis=0))


def _posterior(slow_and_swing: Floats, scatter: Floats, log_evidence: Floats) -> LevelPosterior:
    largest = log_evidence.max(axis=-1, keepdims=True)
    weights = np.exp(log_evidence - largest)
    total = weights.sum(axis=-1, keepdims=True)
    evidence = (largest + np.log(total / len(SHAPE)))[..., 0]
    slow, swing = slow_and_swing
    slow_variance, covariance, swing_variance = scatter
    return LevelPosterior(
        slow, swing, slow_variance, covariance, swing_variance, weights / total, evidence
    )


def _log_coefficients(weeks: Floats) -> Floats:
    """Log C(y + r - 1, y) of each week for each kind; from (n, ..., 1), (n, ..., 130)."""
    of_shape = _lgamma(weeks + SHAPES) - _lgamma(SHAPES) - _lgamma(weeks + 1)
    return np.asarray(np.tile(of_shape, len(SHAPE) // len(SHAPES)))


def _lgamma(values: Floats) -> Floats:
    return np.asarray(_LGAMMA(values), float)


_LGAMMA = np.frompyfunc(math.lgamma, 1, 1)


_WEEKS = np.arange(1.0, LAST_LEARNED_WEEK + 1)[:, None]


def _mean_fade(fade: Floats) -> Floats:
    """Mean of fade^1 .. fade^k for each number of weeks; (52, 130)."""
    return np.asarray(fade * (1 - fade**_WEEKS) / (1 - fade) / _WEEKS)


_FADED, _FADED_SQUARE = _mean_fade(FADE), _mean_fade(FADE**2)

_MOVES = WALK**2 * (_WEEKS + 1) * (2 * _WEEKS + 1) / (6 * _WEEKS) + SWING**2 * (
    (1 + FADE) / (1 - FADE) / _WEEKS
    - 2 * FADE * (1 - FADE**_WEEKS) / ((1 - FADE) * _WEEKS) ** 2
    - _FADED**2
)
"""Variance that the coming weeks add to the mean level of the next k: of the mean of k steps' sums,
and of the mean of an autoregression from a known start; (52, 130)."""

_SPREAD = WALK**2 * (_WEEKS + 1) / 2 + SWING**2 * (1 - _FADED_SQUARE)
"""The mean of the variances that they add to the level of a week; (52, 130)."""


def level_ahead(posterior: LevelPosterior, weeks_ahead: Floats | None = None) -> LevelAhead:
    """The mean pace of the next weeks, over all kinds.

    Given the kind, the logarithm of the mean pace is normal: its mean is that of the levels plus
    half of what the weeks' levels scatter around theirs. Over the kinds it has the mean and the
    variance of their mixture.

    Parameters
    ----------
    posterior : LevelPosterior
    weeks_ahead : (m,) array, optional
        Numbers of weeks, 1 to 52; all of them if not given.
    """
    at = slice(None) if weeks_ahead is None else weeks_ahead.astype(np.intp) - 1
    faded, faded_square = _FADED[at], _FADED_SQUARE[at]
    # An axis for the numbers of weeks, before that of the kinds.
    slow_variance = posterior.slow_variance[..., None, :]
    covariance = 2 * posterior.covariance[..., None, :] * faded
    swing_variance = posterior.swing_variance[..., None, :]
    weights = posterior.weights[..., None, :]
    known = slow_variance + covariance
    variance = known + swing_variance * faded**2 + _MOVES[at]
    apart = known + swing_variance * faded_square + _SPREAD[at] - variance
    log_pace = posterior.slow[..., None, :] + posterior.swing[..., None, :] * faded + apart / 2
    centre = (weights * log_pace).sum(axis=-1)
    # Weeks whose rates differ count as fewer.
    inverse_shape = np.exp(np.minimum(apart, 1.0)) / (SHAPE * _WEEKS[at])
    return LevelAhead(
        log_pace=centre,
        variance=(weights * (variance + (log_pace - centre[..., None]) ** 2)).sum(axis=-1),
        shape=1 / (weights * inverse_shape).sum(axis=-1),
    )


def level_totals(posterior: LevelPosterior) -> Totals:
    """The law of the total after each of the next 52 weeks, of one history."""
    ahead = level_ahead(posterior)
    return Totals(
        mean=_WEEKS[:, 0] * np.exp(ahead.log_pace + ahead.variance / 2),
        shape=ahead.shape,
        spread=np.sqrt(ahead.variance),
        points=POINTS,
    )


def level_moves(posterior: LevelPosterior) -> Floats:
    """Standard deviation that the next k weeks add to the logarithm of their mean pace; (52,)."""
    return np.asarray(np.sqrt(_MOVES @ posterior.weights))
