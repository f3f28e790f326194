"""The same question again, of the project's history as it is now."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.domain import limits
from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.request import Deadline, PaceQuantiles, Team
from flow_forecaster.domain.saved import NewForecast, SavedForecast


def asked_again(
    before: SavedForecast, project: Project, *, today: dt.date, language: Language
) -> NewForecast:
    """The question of ``before`` on the project's history.

    It starts on the day after that history, if its end is known, or today. What was told in weeks
    from the start keeps its date: the deadline, and changes of the team.

    Raises
    ------
    InvalidRequest
        If the project has no history.
    """
    history = project.content.history
    if history is None:
        sentence = N_("The project has no history yet. Add it, and ask again.")
        raise InvalidRequest([Problem("history", sentence)])
    last = history.last_period_end
    start = last + dt.timedelta(days=1) if last else today
    n_weeks = (start - before.result.start).days // 7
    deadline = before.result.deadline
    request = before.request.model_copy(
        update={
            "history": history,
            "pace_quantiles": _quantiles(before, project),
            "start": None,
            "deadline": Deadline(date=deadline.date) if deadline else None,
            "team": _later(before.request.team, n_weeks),
        }
    )
    return NewForecast(name=_name(before, today, language), request=request, note=before.note)


def _quantiles(before: SavedForecast, project: Project) -> PaceQuantiles | None:
    """Those of the project's history now, where quantiles were asked with before."""
    return project.content.current_quantiles if before.request.pace_quantiles else None


def _later(team: Team, n_weeks: int) -> Team:
    """The team as seen so many weeks later: of the changes that are past, the last holds."""
    if n_weeks == 0 or not team.changes:
        return team
    by_week = sorted(team.changes, key=lambda change: change.week)
    moved = [
        one.model_copy(update={"week": max(1, one.week - n_weeks)})
        for one in by_week
        if one.week - n_weeks <= limits.MAX_WEEKS
    ]
    past = [one for one in moved if one.week == 1][-1:]
    return team.model_copy(update={"changes": (*past, *(one for one in moved if one.week > 1))})


def _name(before: SavedForecast, today: dt.date, language: Language) -> str:
    name = before.name.removesuffix(_again(language, before.today))
    again = _again(language, today)
    return name[: limits.MAX_NAME - len(again)] + again


def _again(language: Language, day: dt.date) -> str:
    return language.gettext(", again on {date}", date=language.date(day))
