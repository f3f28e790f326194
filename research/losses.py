"""What a forecast of a total loses once the total is known, and the slopes of that.

A forecast is three outputs: logarithms of pace, shape and spread (see ``engine.overdispersed``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln, ndtr

from flow_forecaster.engine.overdispersed import HERMITE
from flow_forecaster.engine.reference_class import OUTPUT_LIMITS
from research.training import Cases

Floats = NDArray[np.floating]

LADDER = np.concatenate([np.arange(0.05, 1.6, 0.1), np.geomspace(1.7, 6.0, 7)])
"""Totals, against the expected one, at which the distribution is held against what happened."""


@dataclass(frozen=True, slots=True)
class _Law:
    """The negative binomials of a case, one a point of the normal variable; (m, p) but for r."""

    log_mean: Floats
    mean: Floats
    r: Floats
    by_spread: Floats
    """Slope of ``log_mean`` in the logarithm of the spread."""


def _law(outputs: Floats, cases: Cases) -> _Law:
    pace, log_shape, log_spread = np.clip(outputs, *OUTPUT_LIMITS).T
    r, s = np.exp(log_shape)[:, None], np.exp(log_spread)[:, None]
    log_mean = (pace + np.log(cases.weeks_ahead))[:, None] + s * HERMITE.values - s**2 / 2
    return _Law(log_mean, np.exp(log_mean), r, HERMITE.values * s - s**2)


def _free(outputs: Floats) -> NDArray[np.bool_]:
    """Whether each output is inside its limits, where alone it has a slope; (m, 3)."""
    low, high = OUTPUT_LIMITS
    return np.asarray((outputs > low) & (outputs < high))


def surprise(outputs: Floats, cases: Cases) -> tuple[Floats, Floats]:
    """Minus the logarithm of the chance of what happened, (m,), and its slopes, (m, 3)."""
    law, y = _law(outputs, cases), cases.items[:, None]
    mean, r = law.mean, law.r
    logs = (
        gammaln(y + r)
        - gammaln(r)
        - gammaln(y + 1)
        + r * (np.log(r) - np.log(r + mean))
        + y * (law.log_mean - np.log(r + mean))
    )
    largest = logs.max(axis=1, keepdims=True)
    each = HERMITE.weights * np.exp(logs - largest)
    total = each.sum(axis=1, keepdims=True)
    share = each / total
    by_mean = y - mean * (y + r) / (r + mean)
    by_shape = r * (digamma(y + r) - digamma(r) + np.log(r / (r + mean)) + 1 - (y + r) / (r + mean))
    slopes = [by_mean, by_shape, by_mean * law.by_spread]
    return (
        -(np.log(total) + largest)[:, 0],
        -np.stack([(share * slope).sum(axis=1) for slope in slopes], axis=1) * _free(outputs),
    )


def ranked_loss(outputs: Floats, cases: Cases) -> tuple[Floats, Floats]:
    """CRPS in shares of what the past pace would give, (m,), and its slopes, (m, 3).

    The integral is a sum over ``LADDER``, times what the reverting level expects. A negative
    binomial count is at most x with the chance Phi(z) of Paulson's approximation to the F
    distribution (Paulson 1942, Annals of Mathematical Statistics 13), which has slopes in closed
    form; exact chances, and exact scores, are the product's.
    """
    law = _law(outputs, cases)
    expected = cases.weeks_ahead * np.exp(cases.offsets[:, 0])
    steps = expected[:, None] * _WIDTHS / (cases.weeks_ahead * (cases.pace + 0.2))[:, None]
    total = np.zeros(len(expected))
    slopes = np.zeros((len(expected), 3))
    for place, rung in enumerate(LADDER):
        x = expected * rung
        chance, by_mean, by_shape = _at_most(np.maximum(x - 0.5, 0.0)[:, None], law)
        missed = chance - (cases.items <= x)
        total += missed**2 * steps[:, place]
        weight = 2 * missed * steps[:, place]
        parts = [by_mean, by_shape, by_mean * law.by_spread]
        slopes += weight[:, None] * np.stack([part @ HERMITE.weights for part in parts], axis=1)
    return total, slopes * _free(outputs)


_EDGES = np.concatenate([[0.0], (LADDER[1:] + LADDER[:-1]) / 2, [LADDER[-1] * 1.1]])
_WIDTHS = np.diff(_EDGES)


def _at_most(x: Floats, law: _Law) -> tuple[Floats, Floats, Floats]:
    """P(count <= x), (m,), and its slopes in log mean and log r at each point, (m, p)."""
    a, b = 1 / (9 * (x + 1)), 1 / (9 * law.r)
    cube = np.cbrt((x + 1) / law.mean)
    above, below = (1 - a) * cube - (1 - b), np.sqrt(a * cube**2 + b)
    z = above / below
    density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    by_cube = (1 - a) / below - z * a * cube / below**2
    by_b = 1 / below - z / (2 * below**2)
    return ndtr(z) @ HERMITE.weights, -density * by_cube * cube / 3, -density * by_b * b
