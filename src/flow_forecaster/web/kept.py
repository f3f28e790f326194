"""Projects and saved forecasts as documents of the API."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, Field

from flow_forecaster.domain.project import Project, ProjectContent, ProjectSummary
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import DeadlineAnswer, ForecastResult, HowMany, Verdict, When
from flow_forecaster.domain.saved import Distribution, Outcome, SavedForecast


class ProjectAnswer(BaseModel):
    """A project."""

    id: str
    version: int = Field(description="To be sent with a change; each change raises it.")
    created_at: dt.datetime
    changed_at: dt.datetime
    content: ProjectContent

    @classmethod
    def of(cls, project: Project) -> ProjectAnswer:
        """What its owner is told of a project."""
        return cls(
            id=project.id,
            version=project.version,
            created_at=project.created_at,
            changed_at=project.changed_at,
            content=project.content,
        )


class ProjectSummaryAnswer(BaseModel):
    """A project in a list, with what its newest forecast says; scenarios do not count for that."""

    id: str
    name: str
    unit: str
    changed_at: dt.datetime
    n_forecasts: int
    sentence: str | None
    verdict: Verdict | None
    p85_date: dt.date | None

    @classmethod
    def of(cls, summary: ProjectSummary) -> ProjectSummaryAnswer:
        """What a list tells of a project."""
        return cls.model_validate(summary, from_attributes=True)


class SavedForecastAnswer(BaseModel):
    """A forecast as it was saved."""

    id: str
    project_id: str
    base_id: str | None = Field(description="The forecast that this is a scenario of.")
    version: int = Field(description="To be sent with a change; each change raises it.")
    name: str
    note: str
    today: dt.date = Field(description="The day on which it was asked.")
    created_at: dt.datetime
    outcome: Outcome | None
    request: ForecastRequest
    result: ForecastResult
    distribution: Distribution

    @classmethod
    def of(cls, saved: SavedForecast) -> SavedForecastAnswer:
        """All of a forecast."""
        return cls.model_validate(saved, from_attributes=True)


class SavedForecastSummary(BaseModel):
    """A saved forecast in a list, with the main answers."""

    id: str
    base_id: str | None
    version: int
    name: str
    note: str
    today: dt.date
    created_at: dt.datetime
    outcome: Outcome | None
    sentence: str
    verdict: Verdict | None
    when: tuple[When, ...]
    how_many: tuple[HowMany, ...]
    deadline: DeadlineAnswer | None

    @classmethod
    def of(cls, saved: SavedForecast) -> SavedForecastSummary:
        """What a list tells of a forecast."""
        result = saved.result
        return cls(
            id=saved.id,
            base_id=saved.base_id,
            version=saved.version,
            name=saved.name,
            note=saved.note,
            today=saved.today,
            created_at=saved.created_at,
            outcome=saved.outcome,
            sentence=result.sentence,
            verdict=result.verdict,
            when=result.when,
            how_many=result.how_many,
            deadline=result.deadline,
        )
