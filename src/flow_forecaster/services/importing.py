"""The use case of reading kept work in again, from a file of this product's own format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.imported_answer import can_answer, can_distribute
from flow_forecaster.domain.job import new_job_id as new_id
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.limits import MAX_PROJECTS
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.domain.saved import Distribution, SavedForecast
from flow_forecaster.domain.transfer import (
    MAX_BYTES,
    Document,
    ForeignAnswer,
    KeptForecast,
    KeptProject,
    check_format,
    earlier,
    is_imported,
    marked_as_imported,
)
from flow_forecaster.readers.json_object import read_json_object
from flow_forecaster.services.distributions import make_distribution
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.projects import TOO_MANY
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.transfer import insert_projects


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: projects by their new ids, and how many answers were not made here."""

    project_ids: tuple[str, ...]
    n_forecasts: int
    n_foreign: int


def import_document(
    database: Database, account_id: str, data: bytes, *, now: dt.datetime, language: Language
) -> Imported:
    """Keep what a file holds, under new ids; all of it or nothing.

    An answer is computed again. If its digest is the stored one's, what was computed is kept;
    else, since another version made it, the stored one is, marked as imported.

    Raises
    ------
    BrokenJson
        If it is not JSON.
    InvalidRequest
        With a sentence for each field that is wrong.
    """
    if len(data) > MAX_BYTES:
        sentence = N_("A file of at most {limit} kB is read. Take one project at a time.")
        raise InvalidRequest([Problem("", sentence, {"limit": MAX_BYTES // 1000})])
    content = read_json_object(data)
    check_format(content)
    document = check_request(content, Document)
    return keep_document(database, account_id, document, now=now, language=language)


def keep_document(
    database: Database,
    account_id: str,
    document: Document,
    *,
    now: dt.datetime,
    language: Language,
) -> Imported:
    """As ``import_document``, of a document that was checked.

    Raises
    ------
    InvalidRequest
        If a question has no answer, an answer is none to its question, or there is no room.
    """
    if not document.projects:
        raise InvalidRequest([Problem("projects", N_("There is no project in this file."))])
    read = [
        _read_project(project, account_id, f"projects.{number}", now=now, language=language)
        for number, project in enumerate(document.projects)
    ]
    forecasts = [saved for one in read for saved in one.forecasts]
    insert_projects(
        database,
        account_id,
        [one.project for one in read],
        forecasts,
        limit=MAX_PROJECTS,
        sentence=TOO_MANY,
    )
    return Imported(
        tuple(one.project.id for one in read),
        len(forecasts),
        sum(is_imported(one.result) for one in forecasts),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A project of the file, to be stored with its forecasts."""

    project: Project
    forecasts: tuple[SavedForecast, ...]


def _read_project(
    kept: KeptProject, account_id: str, place: str, *, now: dt.datetime, language: Language
) -> _Read:
    project = Project(
        id=new_id(),
        account_id=account_id,
        content=kept.content,
        version=1,
        created_at=earlier(kept.created_at, now),
        changed_at=earlier(kept.changed_at, now),
    )
    ids = {asked.key: new_id() for asked in kept.forecasts}
    answers = [
        _answer(asked, f"{place}.forecasts.{number}", language)
        for number, asked in enumerate(kept.forecasts)
    ]
    forecasts = (
        SavedForecast(
            id=ids[asked.key],
            project_id=project.id,
            base_id=ids[asked.base] if asked.base else None,
            name=asked.name,
            note=asked.note,
            request=asked.request,
            today=asked.today,
            result=result,
            distribution=distribution,
            outcome=asked.outcome,
            version=1,
            created_at=earlier(asked.created_at, now),
        )
        for asked, (result, distribution) in zip(kept.forecasts, answers, strict=True)
    )
    return _Read(project, tuple(forecasts))


def _answer(
    kept: KeptForecast, place: str, language: Language
) -> tuple[ForecastResult, Distribution]:
    """What is kept of an answer: what is computed here if its digest is the same."""
    try:
        made = forecast(kept.request, today=kept.today, language=language)
        distribution = make_distribution(kept.request, made, today=kept.today)
    except InvalidRequest as error:
        raise InvalidRequest(
            [
                Problem(f"{place}.request.{one.field}".rstrip("."), one.sentence, one.facts)
                for one in error.problems
            ]
        ) from error
    if made.model.digest == kept.result.model.digest:
        return made, distribution
    if not can_answer(kept.result, made):
        raise ForeignAnswer(f"{place}.result")
    if not can_distribute(kept.distribution, distribution):
        raise ForeignAnswer(f"{place}.distribution")
    return marked_as_imported(kept.result), kept.distribution
