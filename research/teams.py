"""How promises hold for single teams, and for slow ones, of those that were judged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel

from flow_forecaster.engine.backtest import Scores
from flow_forecaster.readers.history_table import NamedHistory
from flow_forecaster.services.backtest_summary import Tested

CONFIDENCE = 0.85

NEAR = (0.8, 0.9)
"""Between which a team's share of promises kept is called near what was announced."""

SLOW_ITEMS = 3.0
"""Items a week below which a team is slow."""


class QuestionByTeam(BaseModel):
    """One question: the share of teams that are ``near``, and of promises that ``slow`` ones kept.

    ``slow`` is None where no team is.
    """

    near: float
    slow: float | None


class ModelByTeam(BaseModel):
    """One pace model."""

    model: str
    n_slow: int
    how_many: QuestionByTeam
    when: QuestionByTeam


def by_team(
    tested: Sequence[Tested], histories: Sequence[NamedHistory], models: Sequence[str]
) -> list[ModelByTeam]:
    """What is announced with 85 % for each team: a team's windows and horizons count alike."""
    slow = {one.name for one in histories if np.mean(one.counts) < SLOW_ITEMS}
    found = []
    for model in models:
        of_model = [one for one in tested if one.model == model]
        is_slow = np.array([one.name in slow for one in of_model])
        how_many, when = (
            _question(np.array([_kept(scores) for scores in by_window]), is_slow)
            for by_window in (
                [[result.how_many for result in one.by_window.values()] for one in of_model],
                [[result.when for result in one.by_window.values()] for one in of_model],
            )
        )
        n_slow = int(is_slow.sum())
        found.append(ModelByTeam(model=model, n_slow=n_slow, how_many=how_many, when=when))
    return found


def _kept(by_window: Sequence[Scores]) -> float:
    shares = [scores.kept(CONFIDENCE).mean(axis=0) for scores in by_window if len(scores.crps)]
    return float(np.mean(shares))


def _question(kept: np.ndarray, is_slow: np.ndarray) -> QuestionByTeam:
    low, high = NEAR
    return QuestionByTeam(
        near=round(float(((kept >= low) & (kept <= high)).mean()), 4),
        slow=round(float(kept[is_slow].mean()), 4) if is_slow.any() else None,
    )
