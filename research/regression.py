"""The regression of the reference class, by small steps on few cases at a time; deterministic.

It is learned twice over: first so that what happened is likely, which no case can spoil, then so
that the score by which forecasts are judged is small, which cares for the middle of a distribution.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from flow_forecaster.engine.reference_class import ReferenceClass, regression_inputs
from research.losses import ranked_loss, surprise
from research.training import Cases

Floats = NDArray[np.floating]
Loss = Callable[[Floats, Cases], tuple[Floats, Floats]]

N_STEPS = 600
"""Of each round. With half as many the error on teams left out is a tenth of a point larger."""

CASES_A_STEP = 4096

FIRST_STEP, SCORED_STEP = 3e-3, 2e-3
"""About how far a coefficient goes in the first step of either round; the last goes nowhere."""

SHRINKING = 1.0
"""Share of each coefficient but the constant that is lost on the way, against the way's length."""

SURPRISE_OF_A_WEEK, LEAST_SURPRISE = 0.4, 0.03
"""Share of the logarithmic score in the second round, for one week ahead, falling with the weeks,
and at the least: so that tails stay where they are, which of few weeks the other hardly sees."""

KEPT_SLOPE, KEPT_SQUARE = 0.9, 0.99
"""What a step leaves of the running means of a slope and of its square."""


def fit_reference_class(cases: Cases, rng: Generator, *, n_steps: int = N_STEPS) -> ReferenceClass:
    """The regression, by two rounds of so many steps."""
    centre, scale = cases.features.mean(axis=0), cases.features.std(axis=0) + 1e-6
    standard = replace(cases, features=(cases.features - centre) / scale)
    n_inputs = _inputs(_drawn(standard, np.zeros(1, np.intp))).shape[1]
    coefficients: Floats = np.zeros((n_inputs, 3))
    for loss, first_step in ((surprise, FIRST_STEP), (_scored, SCORED_STEP)):
        coefficients = _downhill(
            loss, standard, coefficients, rng, first_step=first_step, n_steps=n_steps
        )
    return ReferenceClass(centre, scale, coefficients)


def _scored(outputs: Floats, cases: Cases) -> tuple[Floats, Floats]:
    score, slopes = ranked_loss(outputs, cases)
    tail, tail_slopes = surprise(outputs, cases)
    share = np.maximum(SURPRISE_OF_A_WEEK / cases.weeks_ahead, LEAST_SURPRISE)
    return score + share * tail, slopes + share[:, None] * tail_slopes


def _downhill(
    loss: Loss,
    cases: Cases,
    start: Floats,
    rng: Generator,
    *,
    first_step: float,
    n_steps: int,
) -> Floats:
    """The coefficients, moved downhill, and towards zero where no slope holds them.

    Each goes by the running mean of its slopes against that of their squares (Kingma and Ba 2015,
    Adam, ICLR), in steps that shorten to nothing; shrinking is apart from the slopes (Loshchilov
    and Hutter 2019, Decoupled Weight Decay Regularization, ICLR).
    """
    coefficients = start.copy()
    up_to = np.cumsum(cases.weight)
    slope_mean, square_mean = np.zeros_like(coefficients), np.zeros_like(coefficients)
    for step in range(1, n_steps + 1):
        drawn = np.searchsorted(up_to, rng.random(CASES_A_STEP) * up_to[-1], side="right")
        some = _drawn(cases, np.minimum(drawn, len(up_to) - 1))
        inputs = _inputs(some)
        _, slopes = loss(some.offsets + inputs @ coefficients, some)
        slope = inputs.T @ slopes / CASES_A_STEP
        slope_mean += (1 - KEPT_SLOPE) * (slope - slope_mean)
        square_mean += (1 - KEPT_SQUARE) * (slope**2 - square_mean)
        direction = slope_mean / (1 - KEPT_SLOPE**step)
        direction /= np.sqrt(square_mean / (1 - KEPT_SQUARE**step)) + 1e-8
        length = first_step * (1 + math.cos(math.pi * step / n_steps)) / 2
        coefficients -= length * direction
        coefficients[1:] *= 1 - length * SHRINKING
    return coefficients


def _inputs(cases: Cases) -> Floats:
    return regression_inputs(cases.features, cases.n_weeks, cases.weeks_ahead)


def _drawn(cases: Cases, places: NDArray[np.intp]) -> Cases:
    return Cases(*(getattr(cases, field.name)[places] for field in fields(Cases)))
