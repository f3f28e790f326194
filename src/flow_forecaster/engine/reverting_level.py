"""A reverting level: weeks scatter around a pace that wanders, and that is drawn back to its mean.

A week is NegBin(exp(x), r); the level x walks with standard deviation s a week. Level, s and r are
unknown: the level lives on a grid and is filtered forward for each pair of s and r (Kitagawa 1987,
Non-Gaussian State-Space Modeling of Nonstationary Time Series, JASA 82), and each pair counts by
its evidence times a prior learned from other teams. Ahead the level also reverts to the mean of the
history. No random draws.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine import reference_coefficients as learned
from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import LONGEST
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.overdispersed import LAST_LEARNED_WEEK, Totals, even_points

STEPS = np.array([0.0, 0.03, 0.06, 0.12, 0.22, 0.40])
"""s: standard deviation of a week's change of the level, a logarithm."""

SHAPES = np.array([0.6, 1.2, 2.5, 5.0, 10.0, 30.0])
"""r: the larger, the closer weeks are to Poisson."""

GRID_STEP = 0.1
GRID = np.arange(-36, 30) * GRID_STEP
"""Levels, against the logarithm of the mean of the history."""

REVERSION = 0.05
"""Share of the way back to the mean that the level goes in a week."""


POINTS = even_points(8)


@dataclass(frozen=True, slots=True)
class LevelPosterior:
    """What a history says of the level.

    ``centre`` : logarithm of its mean + 0.1. ``most`` : items of its best week. ``weights`` :
    (6, 6) array over steps and shapes, sums to 1. ``level`` : (6, 6, g) array over the grid for
    each pair, sums to 1 along its last axis. ``log_evidence`` : logarithm of the chance of the
    history.
    """

    centre: float
    most: float
    weights: Floats
    level: Floats
    log_evidence: float

    @property
    def step(self) -> float:
        """Mean of the standard deviation of a week's change of the level."""
        return float(self.weights.sum(axis=1) @ STEPS)


@dataclass(frozen=True, slots=True)
class RevertingLevel:
    """The model, with ``prior``: a (6, 6) array over steps and shapes that sums to 1."""

    prior: Floats

    def posterior(self, history: Floats) -> LevelPosterior:
        """What the last 52 weeks of a history, (n,), say of the level."""
        seen = history[-LONGEST:]
        centre, log_evidence, level = filter_level(seen)
        weighted = np.log(self.prior) + log_evidence
        total = float(np.logaddexp.reduce(weighted, axis=None))
        return LevelPosterior(
            centre=centre,
            most=float(seen.max()),
            weights=np.exp(weighted - total),
            level=level,
            log_evidence=total,
        )

    def learn(self, history: Floats) -> LearnedPace:
        """The law of the total after each of the next 52 weeks, and how much the level walks."""
        posterior = self.posterior(history)
        return LearnedPace(((1.0, level_totals(posterior)),), step=posterior.step)


def filter_level(history: Floats) -> tuple[float, Floats, Floats]:
    """Centre of the grid, logarithm of the evidence and the level now, for each pair.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week, oldest first.

    Returns
    -------
    centre : float
    log_evidence : (6, 6) array
    level : (6, 6, g) array
    """
    centre = math.log(float(history.mean()) + 0.1)
    likelihood, log_scale = _likelihoods(history, centre)
    level = np.full((len(STEPS), len(SHAPES), len(GRID)), 1 / len(GRID))
    log_evidence = np.full((len(STEPS), len(SHAPES)), float(log_scale.sum()))
    for week, given_level in enumerate(likelihood):
        if week:
            level = level @ _WALKS
        level = level * given_level
        total = level.sum(-1)
        log_evidence += np.log(total)
        level /= total[..., None]
    return centre, log_evidence, level


def _likelihoods(history: Floats, centre: float) -> tuple[Floats, Floats]:
    """Chance of each week given shape and level, (n, 6, g), and the logarithm taken out, (n,)."""
    mean = np.exp(centre + GRID)
    shapes = SHAPES[:, None]
    constant = [
        [math.lgamma(y + r) - math.lgamma(r) - math.lgamma(y + 1) for r in SHAPES] for y in history
    ]
    logs = (
        np.array(constant)[:, :, None]
        - shapes * np.log1p(mean / shapes)
        - history[:, None, None] * np.log1p(shapes / mean)
    )
    largest = logs.max(axis=(1, 2))
    # A floor, so that no pair dies of a week that it holds to be impossible.
    return np.exp(np.maximum(logs - largest[:, None, None], -100.0)), largest


def _walk(step: float) -> Floats:
    """Chance of going from one grid level to another in a week; rows sum to 1."""
    if step < 0.8 * GRID_STEP:
        # Three points with the right variance; the ends of the grid reflect.
        aside = (step / GRID_STEP) ** 2 / 2
        size = len(GRID)
        walk = (1 - 2 * aside) * np.eye(size) + aside * (np.eye(size, k=1) + np.eye(size, k=-1))
        walk[0, 0] += aside
        walk[-1, -1] += aside
        return np.asarray(walk)
    walk = np.exp(-0.5 * np.square((GRID[None, :] - GRID[:, None]) / step))
    return np.asarray(walk / walk.sum(axis=1, keepdims=True))


_WALKS = np.array([_walk(float(step)) for step in STEPS])

_DECAY = (1 - REVERSION) ** np.arange(1, LAST_LEARNED_WEEK + 1)


def level_totals(posterior: LevelPosterior) -> Totals:
    """The law of the total after each of the next 52 weeks."""
    by_step = posterior.weights[:, :, None] * posterior.level
    level = by_step.sum(axis=1)
    log_cap = math.log(1.5 * posterior.most + 2)
    mean, relative_variance = _rate_moments(level, posterior.centre, log_cap)
    # The sum of the rates is log-normal given step and level, with these moments; over both it is
    # given one log-normal with the mean and variance of its logarithm.
    variance = np.log1p(relative_variance)[:, None, :]
    log_mean = np.log(mean) - variance / 2
    centre = np.einsum("sg,sgk->k", level, log_mean)
    square = np.einsum("sg,sgk->k", level, np.square(log_mean - centre) + variance)
    rate = np.einsum("sg,sgk->k", level, np.diff(mean, axis=-1, prepend=0.0))
    effective_weeks = np.square(np.cumsum(rate)) / np.cumsum(np.square(rate))
    shape = 1 / float(posterior.weights.sum(axis=0) @ (1 / SHAPES))
    return Totals(
        mean=np.exp(centre + square / 2),
        shape=shape * effective_weeks,
        spread=np.sqrt(square),
        points=POINTS,
    )


def _rate_moments(level: Floats, centre: float, log_cap: float) -> tuple[Floats, Floats]:
    """Mean of the sum of the rates of the next k weeks, and its variance over that mean squared.

    The level ahead is a first-order autoregression, so each rate is log-normal with known moments.
    No mean rate passes the cap.

    Parameters
    ----------
    level : (6, g) array
        Joint probability of step and level now.
    centre, log_cap : float

    Returns
    -------
    mean : (6, g, 52) array
    relative_variance : (6, 52) array
        At the mean level of each step.
    """
    squares = np.cumsum(_DECAY**2 / (1 - REVERSION) ** 2)
    variance = STEPS[:, None] ** 2 * squares
    log_rate = GRID[None, :, None] * _DECAY + variance[:, None, :] / 2 + centre
    mean = np.cumsum(np.exp(np.minimum(log_rate, log_cap)), axis=-1)
    expected = (level @ GRID) / np.maximum(level.sum(axis=1), 1e-300)
    rate = np.exp(np.minimum(expected[:, None] * _DECAY + variance / 2 + centre, log_cap))
    # Covariance of the levels of two weeks: the earlier one's variance, decayed to the later.
    covariance = np.minimum(variance[:, :, None], variance[:, None, :]) * _BETWEEN
    products = rate[:, :, None] * rate[:, None, :] * np.expm1(covariance)
    sums = np.cumsum(np.cumsum(products, axis=1), axis=2)
    diagonal = np.einsum("skk->sk", sums)
    return mean, diagonal / np.square(np.cumsum(rate, axis=1))


_BETWEEN = (1 - REVERSION) ** np.abs(
    np.arange(LAST_LEARNED_WEEK)[:, None] - np.arange(LAST_LEARNED_WEEK)[None, :]
)

REVERTING_LEVEL = RevertingLevel(np.array(learned.LEVEL_PRIOR))
