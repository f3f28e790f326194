"""Distributions of whole items: how a count scales, adds up and spreads.

A distribution is an array whose element k is the probability of k items. Where an array has a top
cell, that last cell stands for "this many or more".
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]

SMALL_SPREAD = 1.0
"""Variance, in items squared, below which a three-point kernel spreads a count."""

SURELY_DIRECT = 8_000
"""Work of a convolution by dot products that no other way does in less time."""

MOST_DIRECT = 3_000_000
"""Work of a convolution from which the Fourier transform does less."""


def split_whole(values: Floats) -> tuple[Ints, Floats]:
    """Whole part of each value, and the probability of one item more.

    A fractional count keeps whole items and its mean: 2.3 is 2, or 3 with probability 0.3. What
    differs from a whole number by less than 1e-9 is that number.
    """
    whole = np.floor(values + 1e-9).astype(np.int64)
    return whole, np.clip(values - whole, 0.0, 1.0) * (values - whole > 1e-9)


def count_distribution(values: Floats, weights: Floats) -> Floats:
    """Distribution of a draw from ``values`` (items, >= 0) with probabilities ``weights``."""
    whole, fraction = split_whole(values)
    size = int(whole.max(initial=0)) + 2
    distribution: Floats = np.bincount(whole, weights * (1 - fraction), size).astype(float)
    distribution += np.bincount(whole + 1, weights * fraction, size)
    return distribution[: int(np.flatnonzero(distribution).max(initial=0)) + 1]


def scale_distribution(distribution: Floats, factor: float) -> Floats:
    """Distribution of the count times ``factor`` (>= 0), kept whole with its mean."""
    return count_distribution(np.arange(len(distribution)) * factor, distribution)


def add_count(totals: Floats, count: Floats) -> Floats:
    """Distribution of the sum of a total and an independent count.

    Parameters
    ----------
    totals : (k + 1,) array
        With a top cell: "k items or more".
    count : (m + 1,) array

    Returns
    -------
    (k + 1,) array
        With the same top cell.
    """
    top = len(totals) - 1
    summed = convolve(totals[:top], count)
    result = np.zeros(top + 1)
    below = min(top, len(summed))
    result[:below] = summed[:below]
    result[top] = totals[top] + summed[below:].sum()
    return result


def survival(totals: Floats) -> Floats:
    """P(at least k items) for each k; same shape as ``totals``, along its last axis."""
    return np.minimum(np.cumsum(totals[..., ::-1], axis=-1)[..., ::-1], 1.0)


def spread(totals: Floats, variance: float) -> Floats:
    """Add noise of mean zero and the given variance (items squared) to a total with a top cell.

    A total of zero stays zero: where nothing was drawn, nothing varies. The top cell stays too.
    """
    moving = 1 - totals[0]
    if variance <= 1e-12 or moving <= 1e-12:
        return totals
    kernel = _noise_kernel(variance / moving)
    reach = len(kernel) // 2
    moved = convolve(np.concatenate([[0.0], totals[1:-1]]), kernel)
    result = totals.copy()
    result[1:-1] = 0
    result[0] += moved[: reach + 1].sum()
    inside = moved[reach + 1 : reach + len(totals) - 1]
    result[1 : 1 + len(inside)] += inside
    result[-1] += moved[reach + len(totals) - 1 :].sum()
    return result


def _noise_kernel(variance: float) -> Floats:
    if variance < SMALL_SPREAD:
        return np.array([variance / 2, 1 - variance, variance / 2])
    # Sampled, not integrated: from a variance of one on its own variance is right to 1e-8.
    reach = int(8 * np.sqrt(variance)) + 1
    kernel = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * variance))
    return np.asarray(kernel / kernel.sum())


def convolve(totals: Floats, count: Floats) -> Floats:
    """Full convolution: by dot products, where few counts occur by shifted sums, or by Fourier."""
    if 0 < len(totals) * len(count) <= SURELY_DIRECT:
        return np.convolve(totals, count)
    occurring = np.flatnonzero(count)
    if len(totals) == 0 or len(occurring) == 0:
        return np.zeros(len(totals) + len(count) - 1)
    by_products, by_shifts = len(totals) * len(count), len(occurring) * (8_000 + 3 * len(totals))
    if min(by_products, by_shifts) > MOST_DIRECT:
        return _convolve_by_fourier(totals, count)
    if by_products < by_shifts:
        return np.convolve(totals, count)
    summed = np.zeros(len(totals) + len(count) - 1)
    for items in occurring:
        summed[items : items + len(totals)] += count[items] * totals
    return summed


def _convolve_by_fourier(totals: Floats, count: Floats) -> Floats:
    """For long arrays; off by some 1e-16 of the largest value, and never below zero."""
    size = len(totals) + len(count) - 1
    length = 1 << (size - 1).bit_length()
    product = np.fft.rfft(totals, length) * np.fft.rfft(count, length)
    return np.maximum(np.fft.irfft(product, length)[:size], 0.0)
