"""Why a pace model answers as it does: what it found in one history, as a few numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.pace import Pace, PastWeeks

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
        drift = None if pace.moves is None else typical_drift(pace.moves, n_weeks)
        return PaceFacts(soon=pace.mean_pace(SOON_WEEKS), drift=drift, steady=pace.steady)
    if isinstance(pace, PastWeeks) and pace.model == "bayesian":
        history = pace.history
        return PaceFacts(doubt=float(history.std() / math.sqrt(len(history) + 1) / history.mean()))
    return PaceFacts()


def typical_drift(moves: Floats, n_weeks: int) -> float:
    """Typical change of the mean pace over the next weeks, up or down, as a share of it.

    What the weeks add to the logarithm of their mean pace is normal with the standard deviation
    ``moves`` (see ``LearnedPace``): its mean size is sqrt(2 / pi) of that.
    """
    return math.expm1(math.sqrt(2 / math.pi) * float(moves[min(n_weeks, len(moves)) - 1]))
