"""What boosted trees learn from: histories, and what their teams did next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import (
    base_log_pace,
    history_features,
    recent_features,
)
from flow_forecaster.engine.quantile_pace import OFFSET, WEEKS_AHEAD
from flow_forecaster.readers.history_table import NamedHistory

WINDOWS = (8, 12, 26, 52)
"""Lengths of the history, in weeks."""

STRIDE_WEEKS = 9
"""Weeks between two cases of one history, window and number of weeks ahead."""


@dataclass(frozen=True, slots=True)
class Cases:
    """One row a case.

    ``inputs`` : (m, f). ``log_paces`` : (m,), of the pace that followed against the recent pace.
    ``weights`` : (m,), all cases of one history, window and number of weeks together 1.
    """

    inputs: Floats
    log_paces: Floats
    weights: Floats


def training_cases(histories: Sequence[NamedHistory]) -> Cases:
    """The cases of histories; totals are spread over 0 to 1 by a draw that is always the same."""
    rng = np.random.Generator(np.random.PCG64DXSM(0))
    parts = [
        case for history in histories for window in WINDOWS for case in _of(history, window, rng)
    ]
    return Cases(
        np.concatenate([part.inputs for part in parts]),
        np.concatenate([part.log_paces for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def features_of(pasts: Floats) -> Floats:
    """All features of histories of one length, (m, n); (m, 14)."""
    return np.hstack([history_features(pasts), recent_features(pasts)])


def inputs_of(features: Floats, n_weeks: int, ahead: float) -> Floats:
    """What the trees look at: features of histories, their length, and the weeks ahead."""
    shape = (len(features), 1)
    return np.hstack([features, np.full(shape, float(n_weeks)), np.full(shape, float(ahead))])


def _of(history: NamedHistory, window: int, rng: np.random.Generator) -> Iterator[Cases]:
    counts = np.array(history.counts, dtype=float)
    factors = history.worths
    origins = np.arange(window, len(counts), STRIDE_WEEKS)
    if not len(origins):
        return
    pasts = (counts / factors)[origins[:, None] + np.arange(-window, 0)]
    origins, pasts = origins[pasts.any(axis=1)], pasts[pasts.any(axis=1)]
    done = np.concatenate([[0.0], np.cumsum(counts)])
    worth = np.concatenate([[0.0], np.cumsum(factors)])
    for ahead in WEEKS_AHEAD:
        known = origins + ahead <= len(counts)
        first = origins[known]
        if not len(first):
            continue
        items = done[first + ahead] - done[first] + rng.random(len(first))
        pace = items / (worth[first + ahead] - worth[first])
        yield Cases(
            inputs_of(features_of(pasts[known]), window, ahead),
            np.log(OFFSET + pace) - base_log_pace(pasts[known]),
            np.full(len(first), 1 / len(first)),
        )
