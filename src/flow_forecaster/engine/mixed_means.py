"""Chances of counts that are negative binomial with one of several means."""

from __future__ import annotations

import numpy as np

from flow_forecaster.engine.counts import Floats

TOGETHER = 32
"""Counts of one stretch. In it no coefficient and no power passes what a float can hold."""

SMALLEST_MEAN = 1e-12


def mixed_probability(shape: Floats, means: Floats, weights: Floats, top: int) -> Floats:
    """P(0 .. top - 1) of a count that is NegBin(means[p], shape) with the chance weights[p].

    The chance of s is C(s + r - 1, s) sum_p w_p (r / (r + m_p))^r q_p^s with q_p = m_p / (r + m_p).
    In stretches of ``TOGETHER`` counts, a power is that of the stretch's first count, taken by its
    logarithm together with the coefficient there, times one of a few that all stretches share: the
    sum over the means is a product of two small matrices, and no cell needs an exponential.

    Parameters
    ----------
    shape : (w,) array
        r > 0, large for little scatter.
    means : (w, p) array
        >= 0.
    weights : (p,) array
        > 0, with the sum 1.
    top : int
        At least 0.

    Returns
    -------
    (w, top) array
    """
    r, n_stretches = shape[:, None], max(-(-top // TOGETHER), 1)
    firsts = np.arange(n_stretches) * TOGETHER
    within, logs = _coefficients(r, n_stretches)
    none = np.log(weights) - r * np.log1p(means / r)
    ratio = -np.log1p(r / np.maximum(means, SMALLEST_MEAN))
    at_first = np.exp(logs[:, :, None] + none[:, None, :] + firsts[:, None] * ratio[:, None, :])
    beyond = np.exp(ratio[:, :, None] * np.arange(TOGETHER))
    probability = np.matmul(at_first, beyond)
    probability *= within
    return np.asarray(probability).reshape(len(shape), -1)[:, :top]


def _coefficients(r: Floats, n_stretches: int) -> tuple[Floats, Floats]:
    """C(s + r - 1, s) over that of its stretch's first count, and the logarithm of the latter.

    (w, n, TOGETHER) and (w, n), from the ratio of each coefficient to the one before it.
    """
    counts = np.arange(n_stretches * TOGETHER, dtype=float)
    counts[0] = 1.0
    # Few divisions: they cost more than all the rest.
    rises = (r - 1) * (1 / counts)
    rises += 1
    rises = rises.reshape(len(r), n_stretches, TOGETHER)
    into_next = rises[:, 1:, 0].copy()
    rises[:, :, 0] = 1.0
    within = np.cumprod(rises, axis=2, out=rises)
    logs = np.zeros((len(r), n_stretches))
    np.cumsum(np.log(within[:, :-1, -1] * into_next), axis=1, out=logs[:, 1:])
    return within, logs
