"""The prior over steps and shapes of the reverting level: how often teams are of each pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.engine.reverting_level import SHAPES, STEPS, filter_level
from flow_forecaster.readers.history_table import NamedHistory
from research.training import team_of

Floats = NDArray[np.floating]

WINDOWS = (12, 26, 52)
N_ORIGINS = 12
N_ROUNDS = 40

LEAST = 1e-4
"""Added to each pair's share, so that none is held impossible."""


def learn_prior(histories: Sequence[NamedHistory]) -> Floats:
    """Shares of the pairs among the histories, by expectation maximisation; sums to 1.

    Each history weighs the same, however long it is.
    """
    evidence, weights = [], []
    for history in histories:
        team = team_of(history)
        even = team.counts / team.factors
        seen = [
            even[origin - window : origin]
            for window in WINDOWS
            for origin in np.linspace(window, len(even), N_ORIGINS).astype(int)
        ]
        found = [filter_level(window)[1] for window in seen if window.any()]
        evidence += found
        weights += [1 / len(found)] * len(found)
    relative = np.exp(np.array(evidence) - np.max(evidence, axis=(1, 2), keepdims=True))
    prior = np.full((len(STEPS), len(SHAPES)), 1 / (len(STEPS) * len(SHAPES)))
    for _ in range(N_ROUNDS):
        belongs = prior * relative
        belongs /= belongs.sum(axis=(1, 2), keepdims=True)
        prior = np.average(belongs, axis=0, weights=weights) + LEAST
        prior /= prior.sum()
    return prior
