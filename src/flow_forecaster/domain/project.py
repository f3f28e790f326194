"""A project: what a team keeps of its work, edited as one and never overwritten unseen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field

from flow_forecaster.domain.errors import AppError, InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.request import (
    Calendar,
    Frozen,
    History,
    PaceModelName,
    PaceQuantiles,
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
    pace_quantiles: PaceQuantiles | None = Field(
        default=None,
        description="Forecasts use them in place of a pace model, while the history is theirs.",
    )
    verdict: VerdictRule = VerdictRule()
    note: Note = ""

    @property
    def current_quantiles(self) -> PaceQuantiles | None:
        """The quantiles, where they were learned of the history as it is now."""
        quantiles = self.pace_quantiles
        is_current = quantiles and self.history and quantiles.history == self.history.digest
        return quantiles if is_current and self.pace_model == "auto" else None


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
