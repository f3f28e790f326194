"""Weeks drawn trial by trial: the same pace models as the tables, for what a table cannot carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.negative_binomial import negative_binomial_posterior
from flow_forecaster.engine.pace import LEARNED
from flow_forecaster.engine.paths import ComonotoneWeeks

Singles = NDArray[np.float32]
"""Single precision is enough for one trial's counts, and twice as fast."""

FIRST_BLOCK_WEEKS = 32


Draws = Callable[[int, "np.random.Generator"], Iterator[Singles]]
"""Items finished in week 1, 2 ... of each of so many trials, without end; (n_trials,) arrays.

They are only valid until the next is drawn."""


def week_draws(model: str, history: Floats) -> Draws:
    """What draws weeks by a model, a key of ``PACE_MODELS``, for any number of trials each time."""
    if model in LEARNED:
        return ComonotoneWeeks(LEARNED[model].learn(history))
    return partial(_DRAWS[model], history.astype(np.float32))


def _resampled(history: Singles, n_trials: int, rng: np.random.Generator) -> Iterator[Singles]:
    while True:
        yield history[rng.integers(0, len(history), n_trials, dtype=np.uint16)]


def _bayesian(history: Singles, n_trials: int, rng: np.random.Generator) -> Iterator[Singles]:
    # Polya's urn: each draw is a past week or a repeat of an earlier draw, all equally likely.
    n_past = len(history)
    urn = np.empty((n_past + FIRST_BLOCK_WEEKS, n_trials), np.float32)
    urn[:n_past] = history[:, None]
    trials = np.arange(n_trials)
    n_balls = n_past
    while True:
        if n_balls == len(urn):
            urn = np.concatenate([urn, np.empty_like(urn)])
        balls = rng.integers(0, n_balls, n_trials, dtype=np.uint16)
        np.take(urn.reshape(-1), balls * np.intp(n_trials) + trials, out=urn[n_balls])
        yield urn[n_balls]
        n_balls += 1


def _negative_binomial(
    history: Singles, n_trials: int, rng: np.random.Generator
) -> Iterator[Singles]:
    posterior = negative_binomial_posterior(history.astype(float))
    weights = np.array([p.weight for p in posterior])
    picked = rng.choice(len(posterior), n_trials, p=weights / weights.sum())
    shape = np.array([p.shape for p in posterior])[picked]
    alpha = np.array([p.alpha for p in posterior])[picked]
    # A p of zero would be an infinite pace.
    success = np.maximum(rng.beta(alpha, posterior[0].beta), 1e-9)
    while True:
        yield rng.negative_binomial(shape, success).astype(np.float32)


_DRAWS: dict[str, Callable[[Singles, int, np.random.Generator], Iterator[Singles]]] = {
    "resample": _resampled,
    "bayesian": _bayesian,
    "negative_binomial": _negative_binomial,
}
