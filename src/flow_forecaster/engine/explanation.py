"""Why a pace model answers as it does: what it found in one history, as a few numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.overdispersed import Totals
from flow_forecaster.engine.pool import POOL
from flow_forecaster.engine.reference_class import REFERENCE_CLASS
from flow_forecaster.engine.reverting_level import (
    REVERSION,
    REVERTING_LEVEL,
    STEPS,
    LevelPosterior,
)

SOON_WEEKS = 4
"""Coming weeks whose mean pace is told."""


@dataclass(frozen=True, slots=True)
class PaceFacts:
    """What a model found in a history; None where the model has no such thing.

    ``soon`` : items a week that it expects of the next weeks. ``drift`` : typical change of the
    pace over the weeks asked about, as a share of it. ``steady`` : chance that the
    pace is steady. ``doubt`` : standard error of the mean pace, as a share of it.
    """

    soon: float | None = None
    drift: float | None = None
    steady: float | None = None
    doubt: float | None = None


def explain_pace(model: str, history: Floats, n_weeks: int) -> PaceFacts:
    """What a pace model, a key of ``PACE_MODELS``, found in a history, (n,), in items.

    ``n_weeks`` is over how many weeks the drift is told.
    """
    if model == "pool":
        posterior = POOL.reverting_level.posterior(history)
        members = POOL.members_given(history, posterior)
        soon = sum(share * _soon(law) for share, law in members)
        drift = level_drift(posterior, n_weeks)
        return PaceFacts(soon=float(soon), drift=drift, steady=float(members[-1][0]))
    if model == "reverting_level":
        level = REVERTING_LEVEL
        drift = level_drift(level.posterior(history), n_weeks)
        return PaceFacts(soon=_soon(level.totals(history)), drift=drift)
    if model == "reference_class":
        return PaceFacts(soon=_soon(REFERENCE_CLASS.totals(history)))
    if model == "bayesian":
        return PaceFacts(doubt=float(history.std() / math.sqrt(len(history) + 1) / history.mean()))
    return PaceFacts()


def level_drift(posterior: LevelPosterior, n_weeks: int) -> float:
    """Typical change of the level over so many weeks, up or down, as a share of the pace.

    The level is an autoregression: its change is normal, with the variance of a step times the sum
    of (1 - reversion)^2j. Its mean size is sqrt(2 / pi) standard deviations, averaged over the
    steps that the history leaves possible.
    """
    of_step = float(posterior.weights.sum(axis=1) @ STEPS)
    kept = (1 - REVERSION) ** (2 * np.arange(n_weeks))
    return math.expm1(math.sqrt(2 / math.pi * float(kept.sum())) * of_step)


def _soon(law: Totals) -> float:
    return float(law.mean[SOON_WEEKS - 1]) / SOON_WEEKS
