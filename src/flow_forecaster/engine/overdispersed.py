"""Totals of coming weeks as negative binomials whose mean is itself uncertain.

After k weeks the total is NegBin(M exp(s z - s^2 / 2), r): r scatters the total around its mean,
and z, a standard normal variable, moves the mean. The normal is stood for by a few points, so that
every chance is a sum of a few negative binomial tails, and a pace model needs three numbers a week.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from flow_forecaster.engine.counts import Floats, Ints


@dataclass(frozen=True, slots=True)
class NormalPoints:
    """What stands for a standard normal variable: ``values`` (p,), rising, and ``weights`` (p,)."""

    values: Floats
    weights: Floats


HERMITE = NormalPoints(np.sqrt(3) * np.array([-1.0, 0.0, 1.0]), np.array([1.0, 4.0, 1.0]) / 6)
"""Gauss-Hermite quadrature: three points with the first five moments of the normal."""


ONE_POINT = NormalPoints(np.zeros(1), np.ones(1))
"""For a ``spread`` of zero."""


def even_points(n_points: int) -> NormalPoints:
    """Points of equal weight at the middle quantiles, spread to a variance of one.

    For a wide ``spread``, where few points of unequal weight would leave steps in a distribution.
    """
    normal = NormalDist()
    middles = [normal.inv_cdf((point + 0.5) / n_points) for point in range(n_points)]
    values = np.array(middles) / np.std(middles)
    return NormalPoints(values, np.full(n_points, 1 / n_points))


LAST_LEARNED_WEEK = 52
"""The week up to which models are learned; see ``of_weeks``."""

GROWTH = 1 / 3
"""Power of the weeks with which what is unknown of the mean pace grows past the last learned week.

At 104 weeks, on teams left out, 85 % then holds 85 of 100; with 0 it holds 82, with 1 it holds 91.
"""

WIDEST_SPREAD = 1.35
SMALLEST_SHAPE = 0.02
"""Past these a total is as wide as it gets: from nothing to many times its mean."""

LIKELY_MOST = 3.3
"""Standard deviations above the mean past which a normal variable is once in two thousand times."""

NEVER = 30.0
"""Minus the logarithm of a chance that is called none, 1e-13."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The law of the total after each of weeks 1, 2 ... h; each an (h,) array.

    ``mean`` : items, > 0. ``shape`` : r > 0, large for little scatter. ``spread`` : s >= 0, the
    standard deviation of the logarithm of the mean; ``points`` stand for its normal variable.
    """

    mean: Floats
    shape: Floats
    spread: Floats
    points: NormalPoints = HERMITE

    def of_weeks(self, first: int, worth: Floats) -> Totals:
        """The same law for weeks ``first`` + 1 on, as far as ``worth`` reaches.

        Past the last week the mean pace stays, and both variances of its logarithm (1 / r and s
        squared) go on growing with the power ``GROWTH`` of the weeks.

        Parameters
        ----------
        first : int
            Weeks that are left out.
        worth : (n,) array
            What all weeks until then are worth together, in like weeks; the mean of a total is in
            proportion.
        """
        weeks = np.arange(first + 1, first + len(worth) + 1)
        at = np.minimum(weeks, len(self.mean)) - 1
        past = (weeks / (at + 1)) ** GROWTH
        return Totals(
            mean=self.mean[at] / (at + 1) * worth,
            shape=np.maximum(self.shape[at] / past, SMALLEST_SHAPE),
            spread=np.minimum(self.spread[at] * np.sqrt(past), WIDEST_SPREAD),
            points=self.points,
        )

    def likely_most(self, effort_weeks: float) -> int:
        """Items that so many full weeks pass in one future of two thousand, or in fewer.

        By the approximation of Wilson and Hilferty (1931, The Distribution of Chi-Square, PNAS 17)
        to a gamma variable with the variance that a total has around the highest mean.
        """
        law = self.of_weeks(max(1, math.ceil(effort_weeks)) - 1, np.array([effort_weeks]))
        mean = float(law.mean[0] * np.exp(law.spread[0] * self.points.values[-1]))
        scale = 1 + mean / float(law.shape[0])
        gamma = max(mean / scale, 1.0)
        cube_root = 1 - 1 / (9 * gamma) + LIKELY_MOST / (3 * math.sqrt(gamma))
        return 2 + math.ceil(scale * gamma * cube_root**3)

    def most(self) -> Ints:
        """Items that a week's total passes with no chance worth a digit; (h,)."""
        mean = self.mean * np.exp(self.spread * self.points.values[-1])
        relative = 1 + mean / self.shape
        most = mean + 8 * np.sqrt(mean * relative) + NEVER * relative
        return np.asarray(most, np.intp) + 2

    def means(self) -> Floats:
        """Mean total at each value of the normal variable; (h, p)."""
        spread = self.spread[:, None]
        moved = np.exp(spread * self.points.values - spread**2 / 2)
        return np.asarray(self.mean[:, None] * moved)
