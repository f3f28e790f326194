"""Chances of counts that are negative binomial with one of several means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats

TOGETHER = 32
"""Counts of one stretch. In it no coefficient and no power passes what a float can hold."""

SMALLEST_MEAN = 1e-12


@dataclass(frozen=True, slots=True)
class MixedCounts:
    """Counts, one a row, that are each NegBin(means[p], shape) with the chance weights[p].

    The chance of s is C(s + r - 1, s) sum_p w_p (r / (r + m_p))^r q_p^s with q_p = m_p / (r + m_p).
    Held are r, (w, 1), and the logarithms of what stands before the power, and of q, (w, p).
    """

    shape: Floats
    log_none: Floats
    log_ratio: Floats

    def probability(self, first: int, last: int, top: int) -> Floats:
        """P(0 .. top - 1) of the rows from ``first`` up to ``last``; (last - first, top).

        In stretches of ``TOGETHER`` counts, a power is that of the stretch's first count, taken by
        its logarithm together with the coefficient there, times one of a few that all stretches
        share: the sum over the means is a product of two small matrices, and no cell needs an
        exponential.
        """
        n_stretches = max(-(-top // TOGETHER), 1)
        log_ratio, shape = self.log_ratio[first:last], self.shape[first:last]
        # Of a steady pace all weeks have the same.
        is_same = bool((shape == shape[0]).all())
        within, logs = _coefficients(shape[:1] if is_same else shape, n_stretches)
        at_first = log_ratio[:, None, :] * (np.arange(n_stretches) * TOGETHER)[:, None]
        at_first += self.log_none[first:last, None, :]
        at_first += logs[:, :, None]
        beyond = log_ratio[:, :, None] * np.arange(TOGETHER)
        probability = np.matmul(np.exp(at_first, out=at_first), np.exp(beyond, out=beyond))
        probability *= within
        return np.asarray(probability).reshape(last - first, -1)[:, :top]


def mixed_counts(shape: Floats, means: Floats, weights: Floats) -> MixedCounts:
    """Counts of these laws.

    Parameters
    ----------
    shape : (w,) array
        r > 0, large for little scatter.
    means : (w, p) array
        >= 0.
    weights : (p,) array
        > 0; the chances of each count sum to what they do.
    """
    r, some = shape[:, None], np.maximum(means, SMALLEST_MEAN)
    both = r + some
    log_none = np.log(weights) + r * np.log(r / both)
    return MixedCounts(r, log_none, np.log(some / both))


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
    within = np.multiply.accumulate(rises, axis=2, out=rises)
    logs = np.zeros((len(r), n_stretches))
    np.add.accumulate(np.log(within[:, :-1, -1] * into_next), axis=1, out=logs[:, 1:])
    return within, logs
