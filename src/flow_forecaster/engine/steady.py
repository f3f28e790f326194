"""A steady pace: Poisson weeks whose rate never changes, and how likely a history is of that kind.

Hardly any team is; but to one that is, models of wandering teams give ranges that are too wide.
"""

from __future__ import annotations

import math

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.history_features import LONGEST
from flow_forecaster.engine.overdispersed import LAST_LEARNED_WEEK, ONE_POINT, Totals
from flow_forecaster.engine.reverting_level import PRIOR_DEVIATION, PRIOR_LOG_PACE

PRIOR_ITEMS = 0.5
"""Items added to those seen: the prior of Jeffreys for the rate."""

LOG_RATES = np.arange(-36, 30) * 0.1
"""Logarithms of the rates that are tried, against the mean of the history + 0.1."""


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

    The rate is beforehand what the reverting level's is, so that both evidences compare.
    """
    seen = history[-LONGEST:]
    log_rate = math.log(float(seen.mean()) + 0.1) + LOG_RATES
    before = -0.5 * np.square((log_rate - PRIOR_LOG_PACE) / PRIOR_DEVIATION)
    before -= math.log(PRIOR_DEVIATION * math.sqrt(2 * math.pi))
    logs = before + float(seen.sum()) * log_rate - len(seen) * np.exp(log_rate)
    step = float(LOG_RATES[1] - LOG_RATES[0])
    constant = sum(math.lgamma(count + 1) for count in seen)
    return float(np.logaddexp.reduce(logs)) + math.log(step) - constant
