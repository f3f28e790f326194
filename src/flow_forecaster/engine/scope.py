"""How many items there will be in all: the stated ones, multiplied, split, and what risks add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats

MOST_STATED_VALUES = 256
"""A wider range, with factors that vary, is stood for by this many evenly spaced values."""


@dataclass(frozen=True, slots=True)
class StatedScope:
    """Items as stated: every whole number from ``low`` to ``high`` is equally likely.

    Each is multiplied by two independent uniform factors, and the product rounded half up.
    """

    low: int
    high: int
    complexity: tuple[float, float] = (1.0, 1.0)
    split: tuple[float, float] = (1.0, 1.0)

    @property
    def most_items(self) -> int:
        """The largest total that can come out."""
        return int(np.floor(self.high * self.complexity[1] * self.split[1] + 0.5 + 1e-9))

    def moved(self, items: int) -> StatedScope:
        """The same scope with so many more stated items (fewer if negative), never below zero."""
        low, high = max(self.low + items, 0), max(self.high + items, 0)
        return StatedScope(low, high, self.complexity, self.split)


@dataclass(frozen=True, slots=True)
class RiskEvent:
    """Adds a triangular number of items, rounded to the nearest whole one, or nothing."""

    probability: float
    low: float
    mode: float
    high: float

    @property
    def most_items(self) -> int:
        """The most items it can add."""
        return int(np.floor(self.high + 0.5))


def total_distribution(
    stated: StatedScope, risks: Sequence[RiskEvent] = (), *, lot: int = 1
) -> Floats:
    """Distribution of the total number of items, exact.

    Parameters
    ----------
    stated : StatedScope
    risks : sequence of RiskEvent
        Independent of each other.
    lot : int
        Items counted as one, for very large totals; 1 counts items.

    Returns
    -------
    (n + 1,) array
        Probability of each total, in lots.
    """
    return add_risks(stated_distribution(stated, lot=lot), risks, lot=lot)


def stated_distribution(stated: StatedScope, *, lot: int = 1) -> Floats:
    """Distribution of the stated items after both factors, in lots rounded up."""
    if stated.complexity[0] == stated.complexity[1] and stated.split[0] == stated.split[1]:
        return _whole_distribution(stated, lot)
    most_lots = -(-stated.most_items // lot)
    edges = np.arange(most_lots + 1) * lot + 0.5
    values = _stated_values(stated)
    at_most = np.zeros(len(edges))
    for value in values:
        at_most += _product_cdf(edges, value, stated.complexity, stated.split)
    return np.maximum(np.diff(at_most / len(values), prepend=0.0), 0.0)


def _whole_distribution(stated: StatedScope, lot: int) -> Floats:
    factor = stated.complexity[0] * stated.split[0]
    items = np.floor(np.arange(stated.low, stated.high + 1) * factor + 0.5 + 1e-9)
    return np.bincount(np.ceil(items / lot).astype(np.intp)) / len(items)


def add_risks(distribution: Floats, risks: Sequence[RiskEvent], *, lot: int = 1) -> Floats:
    """Distribution of a total and what independent risks add to it."""
    for risk in risks:
        distribution = np.convolve(distribution, risk_distribution(risk, lot=lot))
    return distribution


def risk_distribution(risk: RiskEvent, *, lot: int = 1) -> Floats:
    """Distribution of the items (in lots) that a risk adds; zero when it does not strike."""
    most_lots = int(np.floor(risk.high / lot + 0.5))
    edges = (np.arange(most_lots + 2) - 0.5) * lot
    distribution = risk.probability * np.diff(_triangular_cdf(edges, risk))
    distribution[0] += 1 - risk.probability
    return distribution


def _stated_values(stated: StatedScope) -> Floats:
    n_values = min(stated.high - stated.low + 1, MOST_STATED_VALUES)
    return np.linspace(stated.low, stated.high, n_values)


def _product_cdf(
    edges: Floats, items: float, first: tuple[float, float], second: tuple[float, float]
) -> Floats:
    """P(items x U(first) x U(second) < edge) for each edge."""
    if items == 0:
        return np.ones(len(edges))
    # A product that should lie on an edge must not fall below it by rounding.
    ratio = edges / items - 1e-12
    (a, b), (c, d) = sorted([first, second], key=lambda pair: pair[1] - pair[0])
    if c == d:
        return np.where(ratio >= a * c, 1.0, 0.0)
    if a == b:
        return np.asarray(np.clip((ratio / a - c) / (d - c), 0.0, 1.0))
    # Over the first factor x, the second is below ratio / x with chance 1 up to x = ratio / d,
    # then (ratio / x - c) / (d - c) up to x = ratio / c, then 0; the integral in closed form.
    x1, x2 = np.clip(ratio / d, a, b), np.clip(ratio / c, a, b)
    area = (d - c) * (x1 - a) + ratio * np.log(x2 / x1) - c * (x2 - x1)
    return np.asarray(np.clip(area / ((b - a) * (d - c)), 0.0, 1.0))


def _triangular_cdf(x: Floats, risk: RiskEvent) -> Floats:
    """P(impact < x); strictly less, so that a fixed impact of 2.5 rounds up."""
    low, mode, high = risk.low, risk.mode, risk.high
    if low == high:
        return np.where(x > low, 1.0, 0.0)
    width, chance = high - low, np.zeros(len(x))
    if mode > low:
        risen = np.minimum(np.maximum(x, low), mode) - low
        chance += np.square(risen) / (width * (mode - low))
    if high > mode:
        to_fall = high - np.minimum(np.maximum(x, mode), high)
        chance += (high - mode) / width - np.square(to_fall) / (width * (high - mode))
    return chance
