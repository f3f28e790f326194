"""The pool: each of three models answers in a share of all futures.

Two forecasts that err differently, averaged, err less than either: a linear pool (Stone 1961, The
Opinion Pool, Annals of Mathematical Statistics 32). The reference class and the reverting level
have fixed shares of what a steady pace leaves them; its own share is the chance, given the history,
that the pace is steady rather than a level that wanders (Bayes' rule on their evidences).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.reference_class import REFERENCE_CLASS, ReferenceClass
from flow_forecaster.engine.reverting_level import (
    REVERTING_LEVEL,
    RevertingLevel,
    level_totals,
)
from flow_forecaster.engine.steady import steady_log_evidence, steady_totals

SHARE_OF_LEVEL = 0.2
"""Of the reverting level, where the pace is not steady; the rest is the reference class's."""

STEADY_BEFORE = 0.15
"""Chance of a steady pace before the history is seen."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The members, and the shares that are fixed beforehand."""

    reference_class: ReferenceClass
    reverting_level: RevertingLevel
    share_of_level: float = SHARE_OF_LEVEL
    steady_before: float = STEADY_BEFORE

    def learn(self, history: Floats) -> LearnedPace:
        """What the last 52 weeks of a history, (n,) in items, oldest first, say of the pace."""
        posterior = self.reverting_level.posterior(history)
        steady = self._steady_share(steady_log_evidence(history) - posterior.log_evidence)
        level = (1 - steady) * self.share_of_level
        laws = (
            (1 - steady - level, self.reference_class.totals(history)),
            (level, level_totals(posterior)),
            (steady, steady_totals(history)),
        )
        return LearnedPace(laws, step=posterior.step, steady=steady)

    def _steady_share(self, log_odds_added: float) -> float:
        if self.steady_before == 0:
            return 0.0
        log_odds = math.log(self.steady_before / (1 - self.steady_before)) + log_odds_added
        return 1 / (1 + math.exp(-max(log_odds, -700.0)))


POOL = Pool(REFERENCE_CLASS, REVERTING_LEVEL)
