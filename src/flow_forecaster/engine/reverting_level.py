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
    # All logarithms of the pace are halved, and their variances: then the share of a week's scatter
    # that is the pace's is a hyperbolic tangent. Where numbers are few an operation costs more than
    # what it computes, and the more so with a plain number: hence arrays of one number, too.
    levels = np.zeros((2, *kinds))
    levels[0] = PRIOR_LOG_PACE / 2
    scatter = np.zeros((2, 2, *kinds))
    scatter[0, 0], scatter[1, 1] = PRIOR_DEVIATION**2 / 2, SWING**2 / 2
    slow, swing = levels
    with_slow, with_swing = scatter
    kept, scatter_kept, scatter_added = (
        rows.reshape(*rows.shape[:-1], *(1,) * (len(kinds) - 1), -1) for rows in _OVER_A_WEEK
    )
    # A level starts from where the logarithm of the count, and how rough that is, would move it.
    some = weeks + 0.5
    starts = zip(np.log(some) / 2, (1 / some + 1 / SHAPE) / 2, strict=True)
    counts = zip((weeks - SHAPE) / 2, (weeks + SHAPE) / 2, strict=True)
    seen = []
    for week, ((log_items, rough), (less, more)) in enumerate(zip(starts, counts, strict=True)):
        if week:
            levels *= kept
            scatter *= scatter_kept
            scatter += scatter_added
        before = slow + swing
        gain = with_slow + with_swing
        variance = gain[0] + gain[1]
        gain /= variance
        pull = (log_items - before) / (variance + rough)
        moved, curve = _likeliest(pull, less, more, before, variance)
        seen.append((before, variance, moved, curve))
        levels += gain * moved
        known = variance - _ONE / curve
        scatter -= gain[:, None] * (gain * known)
    log_evidence = _log_evidence(weeks, *np.array(seen).swapaxes(0, 1))
    return _posterior(2 * levels, 2 * scatter, log_evidence)


_ONE = np.ones_like(FADE)
_FASTEST = _ONE * (LONGEST_STEP / 2)
_SLOWEST = -_FASTEST
_HALF_LOG_SHAPE = np.log(SHAPE) / 2

_OVER_A_WEEK = (
    np.stack([_ONE, FADE]),
    np.stack([[_ONE, FADE], [FADE, FADE**2]]),
    np.stack([[WALK**2, 0 * FADE], [0 * FADE, SWING**2 * (1 - FADE**2)]]) / 2,
)
"""What a week leaves of slow and swing, (2, 130), and of their covariances, (2, 2, 130), and what
it adds to the latter, halved."""


def _likeliest(
    pull: Floats, less: Floats, more: Floats, before: Floats, variance: Floats
) -> tuple[Floats, Floats]:
    """How far a week that is seen moves the level, and the curvature there; both halved.

    Two of Newton's steps up the logarithm of the posterior; a third would move it by less than a
    hundredth of its deviation. All (..., 130).

    Parameters
    ----------
    pull
        Where it starts, over ``variance``.
    less, more
        Half of the items less r, and half of their sum.
    before, variance
        The level before the week is seen, and how unsure it is.

    Returns
    -------
    moved, curve
        ``curve`` is one over the variance after the week is seen.
    """
    moved, precision, from_shape = pull * variance, _ONE / variance, before - _HALF_LOG_SHAPE
    curve = steepest = precision + more
    for step in range(2):
        turn = np.tanh(moved + from_shape)
        slope = more * turn
        curve = steepest - slope * turn
        np.subtract(less, slope, out=slope)
        slope -= precision * moved if step else pull
        slope /= curve
        np.maximum(slope, _SLOWEST, out=slope)
        np.minimum(slope, _FASTEST, out=slope)
        moved += slope
    return moved, curve


def _log_evidence(
    weeks: Floats, before: Floats, variance: Floats, moved: Floats, curve: Floats
) -> Floats:
    """Logarithm of the chance of the history for each kind, by Laplace's approximation.

    All (n, ..., 130) and as ``_likeliest`` has them, but the weeks (n, ..., 1).
    """
    log_ratio = 2 * (before + moved - _HALF_LOG_SHAPE)
    log_chance = (
        weeks * log_ratio
        - (weeks + SHAPE) * np.log(np.exp(log_ratio) + 1)
        - moved**2 / variance
        - np.log(curve * variance) / 2
    )
    return np.asarray((log_chance + _log_coefficients(weeks)).sum(axis=0))


def _posterior(levels: Floats, scatter: Floats, log_evidence: Floats) -> LevelPosterior:
    largest = log_evidence.max(axis=-1, keepdims=True)
    weights = np.exp(log_evidence - largest)
    total = weights.sum(axis=-1, keepdims=True)
    evidence = (largest + np.log(total / len(SHAPE)))[..., 0]
    slow, swing = levels
    (slow_variance, covariance), (_, swing_variance) = scatter
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

_SQUARE_FADED = _FADED**2
_SWING_APART, _APART = _FADED_SQUARE - _SQUARE_FADED, _SPREAD - _MOVES
"""Variance of weeks' levels around their mean: for one of the swing now, and what is added."""

_INVERSE_SHAPE = 1 / (SHAPE * _WEEKS)


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
    weights = posterior.weights
    # An axis for the numbers of weeks, before that of the kinds.
    slow, swing, swing_variance = (
        of_kinds[..., None, :]
        for of_kinds in (posterior.slow, posterior.swing, posterior.swing_variance)
    )
    apart = swing_variance * _SWING_APART[at]
    apart += _APART[at]
    log_pace = swing * _FADED[at]
    log_pace += slow
    log_pace += apart / 2
    centre = _mixed(log_pace, weights)
    log_pace -= centre[..., None]
    variance = (
        (weights * posterior.slow_variance).sum(axis=-1)[..., None]
        + _mixed(_FADED[at], 2 * weights * posterior.covariance)
        + _mixed(_SQUARE_FADED[at], weights * posterior.swing_variance)
        + _mixed(_MOVES[at], weights)
        + _mixed(np.square(log_pace, out=log_pace), weights)
    )
    # Weeks whose rates differ count as fewer.
    inverse_shape = np.exp(np.minimum(apart, 1.0, out=apart), out=apart)
    inverse_shape *= _INVERSE_SHAPE[at]
    return LevelAhead(centre, variance, 1 / _mixed(inverse_shape, weights))


def _mixed(of_kinds: Floats, weights: Floats) -> Floats:
    """Sums over the kinds; (..., m), from (..., m, 130) and (..., 130)."""
    return np.asarray((of_kinds @ weights[..., None])[..., 0])


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
