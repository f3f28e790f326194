"""The pool: what other teams did next, and a steady pace by the chance that this team has one.

A linear pool (Stone 1961, The Opinion Pool, Annals of Mathematical Statistics 32). The share of the
steady pace is the chance, given the history, that the pace is steady rather than a level that
wanders (Bayes' rule on their evidences); the reference class has the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.learned_pace import LearnedPace
from flow_forecaster.engine.reference_class import REFERENCE_CLASS, ReferenceClass
from flow_forecaster.engine.reverting_level import filter_level, level_moves
from flow_forecaster.engine.steady import steady_log_evidence, steady_totals

STEADY_BEFORE = 0.07
"""Chance of a steady pace before the history is seen."""


FAINT = 1e-4
"""Chance of a steady pace that is not worth the work: it moves no chance by more."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The reference class, and the chance of a steady pace beforehand."""

    reference_class: ReferenceClass
    steady_before: float = STEADY_BEFORE

    def learn(self, history: Floats) -> LearnedPace:
        """What the last 52 weeks of a history, (n,) in items, oldest first, say of the pace."""
        posterior = filter_level(history)
        added = steady_log_evidence(history) - float(posterior.log_evidence)
        steady = self._steady_share(added)
        by_class = self.reference_class.totals(history, posterior)
        laws = ((1 - steady, by_class), (steady, steady_totals(history)))
        return LearnedPace(
            laws if steady else laws[:1], moves=level_moves(posterior), steady=steady
        )

    def _steady_share(self, log_odds_added: float) -> float:
        if self.steady_before == 0:
            return 0.0
        log_odds = math.log(self.steady_before / (1 - self.steady_before)) + log_odds_added
        share = 1 / (1 + math.exp(-max(log_odds, -700.0)))
        return share if share > FAINT else 0.0


POOL = Pool(REFERENCE_CLASS)
