"""What plain resampling promises, beside what another model answers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from flow_forecaster.engine.counts import Floats
from flow_forecaster.engine.pace import ComingWeeks
from flow_forecaster.engine.readings import TOLERANCE, most_finished
from flow_forecaster.engine.resample import ResampledSpans, at_least


@dataclass(frozen=True, slots=True)
class Promises:
    """The week of the scope and the items by the deadline; None where not asked, or never."""

    week: int | None
    items: int | None


def plain_promises(
    history: Floats,
    weeks: ComingWeeks,
    asked: Floats,
    deadline: tuple[int, float] | None,
    *,
    lot: int,
    confidence: float,
) -> Promises:
    """What plain resampling promises with a confidence.

    Parameters
    ----------
    history : (n,) array
        Items finished in each past week.
    weeks : ComingWeeks
    asked : (c + 1,) array
        The columns that the scope asks for, see ``columns_asked``; (1,) without one.
    deadline : (int, float), optional
        Whole weeks, and the share of the next one.
    lot : int
        Items of one column.
    confidence : float
    """
    until = weeks.until(*deadline) if deadline else weeks.factors[:0]
    # By Markov's inequality more is never promised.
    promised = math.ceil(float(history.mean() * until.sum()) / confidence / lot) + 1
    spans = ResampledSpans(history, weeks.factors, max(promised, len(asked) - 1), lot)
    items = week = None
    if deadline:
        reach = at_least(spans.total(*deadline))
        items = int(most_finished(reach, confidence, weeks.scale * lot))
    if len(asked) > 1:
        owed = 1 - np.cumsum(asked)[:-1]
        week = spans.first_week(owed, 1 - confidence + TOLERANCE)
    return Promises(week, items)
