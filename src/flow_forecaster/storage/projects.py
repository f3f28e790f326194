"""Projects in the database, each seen by its account only."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from flow_forecaster.domain.project import (
    Project,
    ProjectContent,
    ProjectSummary,
    TooManyKept,
)
from flow_forecaster.domain.request import History
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.ids import can_be_id, can_be_version
from flow_forecaster.storage.tables import account, forecast, project

PROMISE = 0.85


def list_projects(database: Database, account_id: str) -> tuple[ProjectSummary, ...]:
    """An account's projects, the last changed first."""
    with database.reading() as connection:
        return tuple(map(_summary_of, connection.execute(_summaries(account_id))))


def insert_project(
    database: Database,
    new: Project,
    *,
    limit: int,
    sentence: str,
) -> Project:
    """Store a project; the one that is there, if its id is taken: it was sent before.

    Raises
    ------
    TooManyKept
        With this sentence, if the account has as many as ``limit``.
    """
    with database.writing() as connection:
        # Lock first: two may add the last one at once, or send the same one.
        connection.execute(_locked(select(account.c.id).where(account.c.id == new.account_id)))
        same = select_project(connection, new.account_id, new.id)
        if same is not None:
            return same
        own = select(func.count()).select_from(project).where(_is_of(new.account_id))
        if (connection.scalar(own) or 0) >= limit:
            raise TooManyKept(sentence, limit)
        connection.execute(insert(project).values(project_row(new)))
        return new


def read_project(database: Database, account_id: str, project_id: str) -> Project | None:
    """A project of an account; None if there is none of theirs."""
    with database.reading() as connection:
        return select_project(connection, account_id, project_id)


def list_histories(database: Database, account_id: str, *, but: str) -> tuple[History, ...]:
    """The histories of an account's projects but for one, in an order that stays."""
    others = _is_of(account_id) & (project.c.id != but)
    rows = select(project.c.content).where(others).order_by(project.c.id)
    with database.reading() as connection:
        contents = map(ProjectContent.model_validate, connection.scalars(rows))
        return tuple(content.history for content in contents if content.history)


def change_project(
    database: Database,
    account_id: str,
    project_id: str,
    content: ProjectContent,
    *,
    version: int,
    now: dt.datetime,
) -> bool:
    """Replace a project's content, if it is still at this version."""
    with database.writing() as connection:
        return update_project(connection, account_id, project_id, content, version=version, now=now)


def delete_project(database: Database, account_id: str, project_id: str) -> bool:
    """Remove a project with everything in it."""
    if not can_be_id(project_id):
        return False
    with database.writing() as connection:
        gone = connection.execute(
            delete(project).where(_is_of(account_id), project.c.id == project_id)
        )
        return gone.rowcount == 1


def select_project(
    connection: Connection, account_id: str, project_id: str, *, for_change: bool = False
) -> Project | None:
    """A project as a transaction sees it; ``for_change`` lets nobody else change it meanwhile."""
    if not can_be_id(project_id):
        return None
    rows = select(project).where(_is_of(account_id), project.c.id == project_id)
    row = connection.execute(_locked(rows) if for_change else rows).one_or_none()
    return None if row is None else _project_of(row)


def update_project(
    connection: Connection,
    account_id: str,
    project_id: str,
    content: ProjectContent,
    *,
    version: int,
    now: dt.datetime,
) -> bool:
    """As ``change_project``, within a transaction."""
    if not (can_be_id(project_id) and can_be_version(version)):
        return False
    changed = connection.execute(
        update(project)
        .where(_is_of(account_id), project.c.id == project_id, project.c.version == version)
        .values(
            name=content.name,
            content=content.model_dump(mode="json"),
            version=version + 1,
            changed_at=now,
        )
    )
    return changed.rowcount == 1


def project_row(new: Project) -> dict[str, Any]:
    """A project as the columns of its row."""
    return {
        "id": new.id,
        "account_id": new.account_id,
        "name": new.content.name,
        "content": new.content.model_dump(mode="json"),
        "version": new.version,
        "created_at": new.created_at,
        "changed_at": new.changed_at,
    }


def _locked(rows: Select[Any]) -> Select[Any]:
    """Rows that nobody else changes until the end; on SQLite every writer is alone."""
    return rows.with_for_update(key_share=True)


def _is_of(account_id: str) -> ColumnElement[bool]:
    return project.c.account_id == account_id


def _project_of(row: Row[Any]) -> Project:
    content = ProjectContent.model_validate(row.content)
    return Project(row.id, row.account_id, content, row.version, row.created_at, row.changed_at)


def _summaries(account_id: str) -> Select[Any]:
    own, other = forecast.alias("own"), forecast.alias("other")
    newest = (
        select(other.c.id)
        .where(other.c.project_id == project.c.id, other.c.base_id.is_(None))
        .order_by(other.c.created_at.desc(), other.c.id)
        .limit(1)
        .scalar_subquery()
    )
    n_forecasts = (
        select(func.count())
        .select_from(forecast)
        .where(forecast.c.project_id == project.c.id)
        .scalar_subquery()
    )
    return (
        select(
            project.c.id,
            project.c.name,
            project.c.content["unit"].as_string().label("unit"),
            project.c.changed_at,
            n_forecasts.label("n_forecasts"),
            own.c.result["sentence"].as_string().label("sentence"),
            own.c.result["verdict"].as_string().label("verdict"),
            own.c.result["when"].label("dates"),
        )
        .select_from(project.outerjoin(own, and_(own.c.id == newest)))
        .where(_is_of(account_id))
        .order_by(project.c.changed_at.desc(), project.c.id)
    )


def _summary_of(row: Row[Any]) -> ProjectSummary:
    days = [one["date"] for one in row.dates or () if abs(one["confidence"] - PROMISE) < 1e-9]
    day = dt.date.fromisoformat(days[0]) if days and days[0] else None
    return ProjectSummary(
        row.id,
        row.name,
        row.unit,
        row.changed_at,
        row.n_forecasts,
        row.sentence,
        row.verdict,
        day,
    )
