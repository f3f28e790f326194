"""Why a pace model answers as it does: what it found in one history, as a few numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.pace import Pace, PastWeeks
from flow_forecaster.engine.reverting_level import REVERSION

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


def explain_pace(pace: Pace, n_weeks: int) -> PaceFacts:
    """What was found in a history; ``n_weeks`` is over how many weeks the drift is told."""
    if isinstance(pace, LearnedPace):
        drift = None if pace.step is None else level_drift(pace.step, n_weeks)
        return PaceFacts(soon=pace.mean_pace(SOON_WEEKS), drift=drift, steady=pace.steady)
    if isinstance(pace, PastWeeks) and pace.model == "bayesian":
        history = pace.history
        return PaceFacts(doubt=float(history.std() / math.sqrt(len(history) + 1) / history.mean()))
    return PaceFacts()


def level_drift(step: float, n_weeks: int) -> float:
    """Typical change of the level over so many weeks, up or down, as a share of the pace.

    The level is an autoregression: its change is normal, with the variance of a ``step`` times the
    sum of (1 - reversion)^2j. Its mean size is sqrt(2 / pi) standard deviations.
    """
    kept = (1 - REVERSION) ** (2 * np.arange(n_weeks))
    return math.expm1(math.sqrt(2 / math.pi * float(kept.sum())) * step)
