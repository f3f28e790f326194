"""Negative binomial weeks with unknown mean and shape: a smooth pace with a heavy right side.

Given the shape r, a week is NegBin(r, p) and p has a Beta prior, so the sum of any number of weeks
has a closed posterior predictive form, the beta negative binomial (Johnson, Kemp and Kotz 2005,
Univariate Discrete Distributions, 6.2.3). The shape is averaged over a grid by its evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats

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


def negative_binomial_table(history: Floats, n_weeks: int, top: int) -> Floats:
    """Pace table for like weeks, in closed form.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week.
    n_weeks : int
    top : int
        The largest number of items asked about.

    Returns
    -------
    (n_weeks + 1, top + 1) array
        ``reach[w, k]`` = P(at least k items are finished by the end of week w).
    """
    at = sum(
        posterior.weight * _total_probability(posterior, n_weeks, top)
        for posterior in negative_binomial_posterior(history)
    )
    below = np.cumsum(at, axis=1)
    reach = np.hstack([np.ones((n_weeks + 1, 1)), np.clip(1 - below, 0.0, 1.0)])
    reach[0, 1:] = 0.0
    return reach


def week_variance(history: Floats) -> float:
    """Variance of a week given the parameters, in items squared, at their posterior means."""
    mean = float(history.mean())
    return mean + mean**2 * sum(p.weight / p.shape for p in negative_binomial_posterior(history))


def _total_probability(posterior: Posterior, n_weeks: int, top: int) -> Floats:
    """P(total = 0 .. top - 1) after each of weeks 0 .. n_weeks, given the shape."""
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
    probability = np.zeros((n_weeks + 1, top))
    probability[0, :1] = 1.0
    probability[1:] = np.exp(np.cumsum(logs, axis=1))[:, :top]
    return probability


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
