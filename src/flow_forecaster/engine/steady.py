"""A steady pace: Poisson weeks whose rate never changes, and how likely a history is of that kind.

Hardly any team is; but to one that is, models of wandering teams give ranges that are too wide.
"""

from __future__ import annotations

import math

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import LONGEST
from flow_forecaster.engine.overdispersed import LAST_LEARNED_WEEK, ONE_POINT, Totals
from flow_forecaster.engine.reverting_level import GRID

PRIOR_ITEMS = 0.5
"""Items added to those seen: the prior of Jeffreys for the rate."""


def steady_totals(history: Floats) -> Totals:
    """The law of the total after each of the next 52 weeks, if the pace never changes.

    The rate has a gamma posterior, so the total is negative binomial, in closed form. Past week 52
    it grows wider all the same: no pace stays for years.
    """
    seen = history[-LONGEST:]
    items = float(seen.sum()) + PRIOR_ITEMS
    weeks = np.arange(1.0, LAST_LEARNED_WEEK + 1)
    return Totals(
        mean=weeks * items / len(seen),
        shape=np.full(len(weeks), items),
        spread=np.zeros(len(weeks)),
        points=ONE_POINT,
    )


def steady_log_evidence(history: Floats) -> float:
    """Logarithm of the chance of the history under a steady pace.

    The rate is alike on the grid of the reverting level, so that both evidences compare.
    """
    seen = history[-LONGEST:]
    log_rate = math.log(float(seen.mean()) + 0.1) + GRID
    logs = float(seen.sum()) * log_rate - len(seen) * np.exp(log_rate)
    constant = sum(math.lgamma(count + 1) for count in seen)
    return float(np.logaddexp.reduce(logs)) - math.log(len(GRID)) - constant
