"""The use case "actuals": what the history of a project, grown since, says came of a forecast.

Items by the deadline are counted there, so that a record does not depend on who remembers to
keep it. When a scope was done is not: that is for people to say, since a history counts all items.
"""

from __future__ import annotations

import datetime as dt
import math

from flow_forecaster.domain.project import Project
from flow_forecaster.domain.request import History
from flow_forecaster.domain.saved import Outcome, SavedForecast
from flow_forecaster.storage import forecasts as rows
from flow_forecaster.storage.database import Database

SAME_PERIODS = 4
"""Periods before a forecast that must be as they were for the history to be the same one."""

NEARLY = 1e-9


def record_actuals(database: Database, project: Project) -> None:
    """Record what a project's history says of its forecasts; what people recorded stays.

    What was counted before is counted again: a history may be corrected.
    """
    history = project.content.history
    for saved in rows.list_forecasts(database, project.account_id, project.id):
        if saved.base_id is not None or not _is_counted(saved.outcome):
            continue
        items = None if history is None else items_by_deadline(saved, history)
        outcome = None if items is None else Outcome(items_by_deadline=items, from_history=True)
        if outcome != saved.outcome:
            rows.change_forecast(
                database,
                project.account_id,
                saved.id,
                version=saved.version,
                outcome=rows.outcome_value(outcome),
            )


def items_by_deadline(saved: SavedForecast, history: History) -> int | None:
    """Items that a history counts from a forecast's start to its deadline.

    None where it does not reach the deadline yet, where the deadline lies inside a period, and
    where it is not the history that the forecast was made from, grown longer.
    """
    asked, deadline = saved.request.history, saved.result.deadline
    if deadline is None or asked.period_days != history.period_days:
        return None
    n_since = _periods_since(saved, history)
    n_asked, rest_days = divmod((deadline.date - saved.result.start).days, history.period_days)
    if rest_days or n_since is None or n_since < n_asked:
        return None
    first = len(history.counts) - n_since
    before = history.counts[max(0, first - SAME_PERIODS) : first]
    if not before or before != asked.counts[-len(before) :]:
        return None
    return math.floor(sum(history.counts[first : first + n_asked]) + NEARLY)


def _periods_since(saved: SavedForecast, history: History) -> int | None:
    """Periods of a history from a forecast's start on, where one begins there.

    By their dates; where either has none, by their number, the next being the first to come.
    """
    asked = saved.request.history
    if asked.last_period_end is None or history.last_period_end is None:
        return None if saved.request.start else len(history.counts) - len(asked.counts)
    if asked.last_period_end + dt.timedelta(days=1) != saved.result.start:
        return None
    since = history.last_period_end - asked.last_period_end
    n_periods, rest_days = divmod(since.days, history.period_days)
    return None if rest_days else n_periods


def _is_counted(outcome: Outcome | None) -> bool:
    """Whether nobody has said what happened."""
    return outcome is None or outcome.from_history
