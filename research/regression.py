"""Maximum likelihood for the reference class, with a ridge; deterministic."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from flow_forecaster.engine.overdispersed import HERMITE
from flow_forecaster.engine.reference_class import (
    LOG_PACE_LIMITS,
    LOG_SHAPE_LIMITS,
    LOG_SPREAD_LIMITS,
    ReferenceClass,
    regression_inputs,
)
from research.training import Cases

Floats = NDArray[np.floating]

RIDGE = 5e-3
"""Half the penalty of a squared coefficient, against the mean log likelihood of a case."""

START = (0.0, 0.5, -1.5)
"""Logarithms of pace against recent pace, shape and spread, before anything is learned."""

CASES_AT_ONCE = 20_000


def fit_reference_class(cases: Cases, *, most_steps: int = 150) -> ReferenceClass:
    """The regression that makes what happened most likely."""
    centre, scale = cases.features.mean(axis=0), cases.features.std(axis=0) + 1e-6
    standard = (cases.features - centre) / scale
    inputs = regression_inputs(standard, cases.n_weeks, cases.weeks_ahead)
    start = np.zeros((inputs.shape[1], 3))
    start[0] = START
    ridge = np.full(start.shape, RIDGE)
    ridge[0] = 0.0

    def loss(flat: Floats) -> tuple[float, Floats]:
        coefficients = flat.reshape(start.shape)
        total, slope = 0.0, np.zeros_like(start)
        for first in range(0, len(inputs), CASES_AT_ONCE):
            part = slice(first, first + CASES_AT_ONCE)
            log_likelihood, slopes = _log_likelihood(inputs[part] @ coefficients, cases, part)
            total += float(cases.weight[part] @ log_likelihood)
            slope += inputs[part].T @ (slopes * cases.weight[part, None])
        penalty = 0.5 * float((ridge * coefficients**2).sum())
        return penalty - total, (ridge * coefficients - slope).ravel()

    found = minimize(
        loss,
        start.ravel(),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": most_steps, "maxcor": 20},
    )
    return ReferenceClass(centre, scale, found.x.reshape(start.shape))


def _log_likelihood(outputs: Floats, cases: Cases, part: slice) -> tuple[Floats, Floats]:
    """Of each case, (m,), and its slope in the three outputs, (m, 3)."""
    y = cases.items[part, None]
    pace = np.clip(cases.base[part] + outputs[:, 0], *LOG_PACE_LIMITS)
    r = np.exp(np.clip(outputs[:, 1], *LOG_SHAPE_LIMITS))[:, None]
    s = np.exp(np.clip(outputs[:, 2], *LOG_SPREAD_LIMITS))[:, None]
    log_mean = (pace + np.log(cases.weeks_ahead[part]))[:, None] + s * HERMITE.values - s**2 / 2
    mean = np.exp(log_mean)
    logs = (
        gammaln(y + r)
        - gammaln(r)
        - gammaln(y + 1)
        + r * (np.log(r) - np.log(r + mean))
        + y * (log_mean - np.log(r + mean))
    )
    largest = logs.max(axis=1, keepdims=True)
    each = HERMITE.weights * np.exp(logs - largest)
    total = each.sum(axis=1, keepdims=True)
    share = each / total
    by_mean = y - mean * (y + r) / (r + mean)
    by_shape = r * (digamma(y + r) - digamma(r) + np.log(r / (r + mean)) + 1 - (y + r) / (r + mean))
    slopes = [by_mean, by_shape, by_mean * (HERMITE.values * s - s**2)]
    return (
        (np.log(total) + largest)[:, 0],
        np.stack([(share * slope).sum(axis=1) for slope in slopes], axis=1),
    )
