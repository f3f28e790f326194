"""The regression of the reference class, with a ridge; deterministic.

It is learned twice over: first so that what happened is likely, which no case can spoil, then so
that the score by which forecasts are judged is small, which cares for the middle of a distribution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from flow_forecaster.engine.reference_class import ReferenceClass, regression_inputs
from research.losses import ranked_loss, surprise
from research.training import Cases

Floats = NDArray[np.floating]
Loss = Callable[[Floats, Cases], tuple[Floats, Floats]]

RIDGE = 2e-3
"""Half the penalty of a squared coefficient, against the mean loss of a case."""

SCORED_RIDGE = 2e-4
"""The same while the score is made small, whose slopes are that much smaller."""

SHARE_OF_SURPRISE = 0.03
"""Of the logarithmic score in the second round, so that tails stay where they are."""

CASES_AT_ONCE = 20_000


def fit_reference_class(cases: Cases, *, most_steps: int = 80) -> ReferenceClass:
    """The regression; ``most_steps`` is for the first round, the second has half as many."""
    centre, scale = cases.features.mean(axis=0), cases.features.std(axis=0) + 1e-6
    inputs = regression_inputs((cases.features - centre) / scale, cases.n_weeks, cases.weeks_ahead)
    coefficients = np.zeros((inputs.shape[1], 3))
    rounds = ((surprise, RIDGE, most_steps), (_scored, SCORED_RIDGE, most_steps // 2))
    for loss, ridge, steps in rounds:
        coefficients = _smallest(loss, cases, inputs, coefficients, ridge=ridge, most_steps=steps)
    return ReferenceClass(centre, scale, coefficients)


def _scored(outputs: Floats, cases: Cases) -> tuple[Floats, Floats]:
    score, slopes = ranked_loss(outputs, cases)
    tail, tail_slopes = surprise(outputs, cases)
    return score + SHARE_OF_SURPRISE * tail, slopes + SHARE_OF_SURPRISE * tail_slopes


def _smallest(
    loss: Loss, cases: Cases, inputs: Floats, start: Floats, *, ridge: float, most_steps: int
) -> Floats:
    """The coefficients with the smallest mean loss and penalty."""
    penalties = np.full(start.shape, ridge)
    penalties[0] = 0.0

    def total(flat: Floats) -> tuple[float, Floats]:
        coefficients = flat.reshape(start.shape)
        mean, slope = 0.0, np.zeros_like(start)
        for first in range(0, len(inputs), CASES_AT_ONCE):
            part = slice(first, first + CASES_AT_ONCE)
            some = _part(cases, part)
            lost, slopes = loss(some.offsets + inputs[part] @ coefficients, some)
            mean += float(some.weight @ lost)
            slope += inputs[part].T @ (slopes * some.weight[:, None])
        mean += 0.5 * float((penalties * coefficients**2).sum())
        return mean, (slope + penalties * coefficients).ravel()

    found = minimize(
        total,
        start.ravel(),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": most_steps, "maxcor": 20},
    )
    return np.asarray(found.x).reshape(start.shape)


def _part(cases: Cases, part: slice) -> Cases:
    return Cases(*(getattr(cases, field.name)[part] for field in fields(Cases)))
