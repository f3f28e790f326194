"""Counts in lots: a total too large for one column an item keeps its mean and variance."""

from __future__ import annotations

import numpy as np

from flow_forecaster.engine.counts import Floats

SMALLEST = 1e-300
"""Stands for a chance of none, so that it has a logarithm."""

CERTAIN_DRAW = -1 + 1e-12

LOTS_MORE = 12
"""Lots past which what rounds to lots adds nothing."""


def inverse_shape_in_lots(inverse_shape: Floats, mean: Floats, lot: int) -> Floats:
    """1 / r of NegBin(mean / lot, r) with the variance of NegBin(mean, 1 / inverse_shape) in lots.

    mean / lot + (mean / lot)^2 / r = (mean + mean^2 inverse_shape) / lot^2. Below zero where the
    total scatters less than a Poisson count of lots would.
    """
    return np.asarray(inverse_shape - (lot - 1) / mean)


def count_probability(mean: Floats, inverse_shape: Floats, top: int) -> Floats:
    """P(0 .. top - 1) of counts with a mean m and a variance m + m^2 ``inverse_shape``.

    Negative binomial, Poisson or binomial, as ``inverse_shape`` is above, at or below zero: all
    three have P(s) / P(s - 1) = (1 + (s - 1) i) m / (s (1 + m i)) (Panjer 1981, Recursive
    Evaluation of a Family of Compound Distributions, ASTIN Bulletin 12). A binomial has a whole
    number of draws, at least -1 / i, so its variance is up to one too large.

    Parameters
    ----------
    mean : (w, 1) array
        > 0.
    inverse_shape : (w, 1) array
        At least -1 / ``mean``.
    top : int
        At least 1.

    Returns
    -------
    (w, top) array
    """
    fewest = np.maximum(-1 / np.minimum(inverse_shape, -1e-12), mean)
    draws = np.maximum(np.ceil(fewest - 1e-9), 1.0)
    inverse = np.where(inverse_shape < -1e-12, -1 / draws, np.maximum(inverse_shape, 1e-12))
    # A draw that is certain to count would leave the others no chance to have one.
    scattered = np.maximum(mean * inverse, CERTAIN_DRAW)
    items = np.arange(1, top)
    logs = np.empty((len(mean), top))
    logs[:, :1] = -np.log1p(scattered) / inverse
    # Past the number of draws nothing more is likely.
    ratio = np.maximum(1 + (items - 1) * inverse, SMALLEST) * (mean / (1 + scattered)) / items
    logs[:, 1:] = np.log(ratio)
    return np.asarray(np.exp(np.cumsum(logs, axis=1)))
