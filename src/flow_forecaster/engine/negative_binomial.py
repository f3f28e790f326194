"""Negative binomial weeks with unknown mean and shape: a smooth pace with a heavy right side.

Given the shape r, a week is NegBin(r, p) and p has a Beta prior, so the sum of any number of weeks
has a closed posterior predictive form, the beta negative binomial (Johnson, Kemp and Kotz 2005,
Univariate Discrete Distributions, 6.2.3). The shape is averaged over a grid by its evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.lots import LOTS_MORE, SMALLEST, count_probability

SHAPES = tuple(float(r) for r in np.geomspace(0.5, 128, 17))
"""Grid of shapes r, evenly spaced in the logarithm; a large one is close to Poisson."""

PRIOR = 0.5
"""Both parameters of the Beta prior of p."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """One shape: its posterior weight, and the Beta posterior of p given it."""

    weight: float
    shape: float
    alpha: float
    beta: float


def negative_binomial_posterior(history: Floats) -> tuple[Posterior, ...]:
    """Posterior of shape and p, given items finished in each past week."""
    n, total = len(history), float(history.sum())
    evidence = np.array(
        [
            sum(math.lgamma(y + r) - math.lgamma(y + 1) for y in history)
            - n * math.lgamma(r)
            + _log_beta(PRIOR + n * r, PRIOR + total)
            for r in SHAPES
        ]
    )
    weights = np.exp(evidence - evidence.max())
    weights /= weights.sum()
    return tuple(
        Posterior(float(weight), r, PRIOR + n * r, PRIOR + total)
        for weight, r in zip(weights, SHAPES, strict=True)
        if weight > 1e-12
    )


def negative_binomial_table(history: Floats, n_weeks: int, top: int, lot: int = 1) -> Floats:
    """Pace table for like weeks, in closed form.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week.
    n_weeks : int
    top : int
        The largest number asked about, in lots.
    lot : int
        Items of one column; in closed form where it is 1, see ``_lots_probability`` for more.

    Returns
    -------
    (n_weeks + 1, top + 1) array
        ``reach[w, k]`` = P(at least k lots are finished by the end of week w).
    """
    at = np.zeros((n_weeks + 1, top))
    at[0, :1] = 1.0
    for posterior in negative_binomial_posterior(history):
        if lot > 1 and top and n_weeks:
            most = min(top, _most_lots(posterior, n_weeks, lot))
            at[1:, :most] += posterior.weight * _lots_probability(posterior, n_weeks, most, lot)
        else:
            at[1:] += posterior.weight * _total_probability(posterior, n_weeks, top)
    below = np.cumsum(at, axis=1)
    reach = np.hstack([np.ones((n_weeks + 1, 1)), np.clip(1 - below, 0.0, 1.0)])
    reach[0, 1:] = 0.0
    return reach


def week_variance(history: Floats) -> float:
    """Variance of a week given the parameters, in items squared, at their posterior means."""
    mean = float(history.mean())
    return mean + mean**2 * sum(p.weight / p.shape for p in negative_binomial_posterior(history))


def _total_probability(posterior: Posterior, n_weeks: int, top: int) -> Floats:
    """P(total = 0 .. top - 1) after each of weeks 1 .. n_weeks, given the shape."""
    exposure = np.arange(1, n_weeks + 1)[:, None] * posterior.shape
    none = np.array(
        [
            _log_beta(posterior.alpha + e, posterior.beta)
            - _log_beta(posterior.alpha, posterior.beta)
            for e in exposure[:, 0]
        ]
    )
    # P(s + 1) / P(s), from the closed form.
    s = np.arange(top - 1)[None, :]
    ratio = (exposure + s) * (posterior.beta + s)
    ratio /= (s + 1) * (posterior.alpha + exposure + posterior.beta + s)
    logs = np.hstack([none[:, None], np.log(ratio)])
    return np.asarray(np.exp(np.cumsum(logs, axis=1))[:, :top])


def _most_lots(posterior: Posterior, n_weeks: int, lot: int) -> int:
    """Lots that a total passes with a chance of some 1e-12: its pace does, or its scatter."""
    pace = posterior.beta / posterior.alpha * 10 ** min(12 / posterior.alpha, 100)
    items = n_weeks * posterior.shape * pace
    most = items + 8 * math.sqrt(items * (1 + pace)) + 30 * (1 + pace)
    return math.ceil(min(most / lot, 1e9)) + LOTS_MORE


def _lots_probability(posterior: Posterior, n_weeks: int, top: int, lot: int) -> Floats:
    """P(total = 0 .. top - 1 lots) after each of weeks 1 .. n_weeks, given the shape.

    The total of exposure e has P(s + 1) / P(s) = (e + s) (b + s) / ((s + 1) (a + e + b + s)). In
    lots it keeps a, which rules its tail, and e and b become the two numbers, real or a conjugate
    pair, that keep its mean e b / (a - 1) and its variance: their product is e b / lot, their sum
    (e + b - (lot - 1) (a - 1)) / lot. Where no count has these, as it scatters less than counts of
    lots can, a binomial stands for it.
    """
    a = posterior.alpha
    exposure = np.arange(1, n_weeks + 1)[:, None] * posterior.shape
    product = exposure * posterior.beta / lot
    both = (exposure + posterior.beta - (lot - 1) * (a - 1)) / lot
    s = np.arange(top - 1.0)
    ratio = s + both
    below = (ratio + a) * (s + 1)
    ratio *= s
    ratio += product
    np.maximum(ratio / below, SMALLEST, out=ratio)
    root = np.sqrt((both / 2) ** 2 - product + 0j)
    one, other = both / 2 + root, both / 2 - root
    none = _log_gamma(a + one) + _log_gamma(a + other) - _log_gamma(a + both + 0j)
    logs = np.empty((n_weeks, top))
    logs[:, :1] = none.real - math.lgamma(a)
    np.log(ratio, out=logs[:, 1:])
    np.cumsum(logs, axis=1, out=logs)
    probability = np.exp(logs, out=logs)
    narrow = _has_no_count(both, product)
    if narrow.any():
        probability[narrow] = _binomial(product[narrow, 0], both[narrow, 0], a, top)
    return probability


def _has_no_count(both: Floats, product: Floats) -> NDArray[np.bool_]:
    """Where s^2 + ``both`` s + ``product`` is below zero for a whole s; (weeks,)."""
    lowest = np.maximum(np.round(-both / 2), 0.0)
    return np.asarray(lowest * (lowest + both) + product <= 0)[:, 0]


def _binomial(product: Floats, both: Floats, a: float, top: int) -> Floats:
    mean = (product / (a - 1))[:, None]
    spread = (product + (a - 1) * both + (a - 1) ** 2)[:, None] / ((a - 1) * max(a - 2, 1e-9))
    inverse_shape = np.clip((spread - 1) / mean, -1 / mean, 0.0)
    return count_probability(mean, inverse_shape, top)


def _log_gamma(z: NDArray[np.complexfloating]) -> NDArray[np.complexfloating]:
    """Logarithm of the gamma function where the real part is positive, by Stirling's series."""
    shift = np.zeros_like(z)
    for _ in range(8):
        shift += np.log(z)
        z = z + 1
    series = 1 / (12 * z) - 1 / (360 * z**3) + 1 / (1260 * z**5) - 1 / (1680 * z**7)
    return np.asarray((z - 0.5) * np.log(z) - z + math.log(2 * math.pi) / 2 + series - shift)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
