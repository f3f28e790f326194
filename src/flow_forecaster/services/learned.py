"""What pace models found in histories of late: while somebody types, the history stays the same."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from flow_forecaster.engine.forecast import Known, know
from flow_forecaster.engine.question import Question

MOST_KEPT = 1_000
"""Histories of which it is kept in a process, some 5 kB each; those unused longest are dropped."""


def learned(question: Question) -> Known:
    """What is found in the question's history, and in none of its other inputs."""
    if question.quantiles is not None:
        return know(question.model, question.history, question.quantiles)
    return _learned(question.model, tuple(question.history.tolist()))


@lru_cache(maxsize=MOST_KEPT)
def _learned(model: str, history: tuple[float, ...]) -> Known:
    return know(model, np.array(history))
