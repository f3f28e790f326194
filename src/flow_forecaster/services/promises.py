"""What a saved forecast promised at a confidence: as it said, or as its distribution says."""

from __future__ import annotations

import datetime as dt

import numpy as np

from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.engine.readings import first_week

SAME = 1e-9
"""Confidences that differ by less are one."""


def promised_day(saved: SavedForecast, confidence: float) -> dt.date | None:
    """By when the scope is done with this confidence; None without one, or past the horizon."""
    for said in saved.result.when:
        if abs(said.confidence - confidence) < SAME:
            return said.date
    chances = saved.distribution.done_by_week
    week = None if chances is None else first_week(np.array(chances), confidence)
    return None if week is None else saved.result.start + dt.timedelta(weeks=week)


def promised_items(saved: SavedForecast, confidence: float) -> int | None:
    """How many items by the deadline with this confidence; None without a deadline."""
    for said in saved.result.how_many:
        if abs(said.confidence - confidence) < SAME:
            return said.items
    reach = saved.distribution.items_by_deadline
    if reach is None:
        return None
    n_reached = sum(chance >= confidence - SAME for chance in reach)
    return (n_reached - 1) * saved.distribution.items_step
