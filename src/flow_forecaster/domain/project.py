"""A project: what a team keeps of its work, edited as one and never overwritten unseen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flow_forecaster.domain.errors import AppError, InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.request import (
    Calendar,
    Frozen,
    History,
    PaceModelName,
    Team,
    VerdictRule,
)
from flow_forecaster.domain.result import Verdict
from flow_forecaster.domain.text import Name, Note, Unit

if TYPE_CHECKING:
    from flow_forecaster.domain.saved import SavedForecast


class ProjectContent(Frozen):
    """What is edited of a project, as one."""

    name: Name
    unit: Unit = "items"
    history: History | None = None
    team: Team = Team()
    calendar: Calendar = Calendar()
    pace_model: PaceModelName = "auto"
    verdict: VerdictRule = VerdictRule()
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project; each change of its content raises its version by one, from 1."""

    id: str
    account_id: str
    content: ProjectContent
    version: int
    created_at: dt.datetime
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """A project in a list, with what its newest forecast says, if it has one."""

    id: str
    name: str
    unit: str
    changed_at: dt.datetime
    n_forecasts: int
    sentence: str | None = None
    verdict: Verdict | None = None
    p85_date: dt.date | None = None
    """None too where P85 is past the horizon, or no scope was given."""


class Conflict(AppError):
    """Somebody else changed it first; nothing was overwritten."""

    heading = N_("This was changed elsewhere in the meantime")
    sentence = N_(
        "Somebody changed this on another screen after you opened it, so nothing was overwritten. "
        "Compare with what is there now, and save again."
    )

    def __init__(self, current: Project | SavedForecast) -> None:
        super().__init__(current.id, current.version)
        self.current = current
        """What is there now."""


class TooManyKept(InvalidRequest):
    """As many projects of an account, or forecasts of a project, as are kept."""

    def __init__(self, sentence: str, limit: int) -> None:
        super().__init__([Problem("", sentence, {"limit": limit})])
        self.limit = limit
