"""Saved forecasts in the database, each seen by the account of its project only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    delete,
    func,
    insert,
    select,
    update,
)

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.project import TooManyKept
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.domain.saved import Distribution, Outcome, SavedForecast
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.ids import can_be_id, can_be_version
from flow_forecaster.storage.projects import select_project
from flow_forecaster.storage.tables import forecast, project

BATCH = 100
"""Forecasts that are held in memory at once where all of them are read."""


def insert_forecast(
    database: Database,
    account_id: str,
    new: SavedForecast,
    *,
    limit: int,
    sentence: str,
) -> SavedForecast:
    """Store a forecast; the one that is there, if its id is taken: it was sent before.

    Raises
    ------
    NotFound
        If the project is not the account's.
    TooManyKept
        With this sentence, if the project has as many as ``limit``.
    """
    with database.writing() as connection:
        # Lock first: two may add the last one at once, or send the same one.
        if select_project(connection, account_id, new.project_id, for_change=True) is None:
            raise NotFound
        same = _select(connection, account_id, new.id)
        if same is not None:
            return same
        own = select(func.count()).select_from(forecast)
        n_own = connection.scalar(own.where(forecast.c.project_id == new.project_id)) or 0
        if n_own >= limit:
            raise TooManyKept(sentence, limit)
        connection.execute(insert(forecast).values(row_of(new)))
        return new


def list_forecasts(
    database: Database, account_id: str, project_id: str
) -> tuple[SavedForecast, ...]:
    """A project's forecasts, newest first."""
    rows = (
        select(forecast)
        .where(forecast.c.project_id == project_id, _is_of(account_id))
        .order_by(forecast.c.created_at.desc(), forecast.c.id)
    )
    with database.reading() as connection:
        return tuple(map(forecast_of, connection.execute(rows)))


def read_forecast(database: Database, account_id: str, forecast_id: str) -> SavedForecast | None:
    """A forecast of an account; None if there is none of theirs."""
    with database.reading() as connection:
        return _select(connection, account_id, forecast_id)


def change_forecast(
    database: Database,
    account_id: str,
    forecast_id: str,
    *,
    version: int,
    **values: object,
) -> bool:
    """Change columns of a forecast, if it is still at this version."""
    if not (can_be_id(forecast_id) and can_be_version(version)):
        return False
    with database.writing() as connection:
        changed = connection.execute(
            update(forecast)
            .where(
                forecast.c.id == forecast_id,
                forecast.c.version == version,
                _is_of(account_id),
            )
            .values(version=version + 1, **values)
        )
        return changed.rowcount == 1


def delete_forecast(database: Database, account_id: str, forecast_id: str) -> bool:
    """Remove a forecast; its scenarios stay, as forecasts of their own."""
    if not can_be_id(forecast_id):
        return False
    with database.writing() as connection:
        gone = connection.execute(
            delete(forecast).where(forecast.c.id == forecast_id, _is_of(account_id))
        )
        return gone.rowcount == 1


def read_with_outcomes(database: Database) -> Iterator[SavedForecast]:
    """Every forecast of every account whose outcome is known, project by project.

    Scenarios are left out.
    """
    rows = (
        select(forecast)
        .where(forecast.c.outcome.isnot(None), forecast.c.base_id.is_(None))
        .order_by(forecast.c.project_id, forecast.c.id)
    )
    with database.reading() as connection:
        found = connection.execute(rows, execution_options={"yield_per": BATCH})
        for batch in found.partitions(BATCH):
            yield from map(forecast_of, batch)


def mark_outcomes(database: Database) -> tuple[int, int]:
    """What changes whenever an outcome is recorded, changed or taken back, or its forecast goes."""
    rows = select(func.count(), func.coalesce(func.sum(forecast.c.version), 0)).where(
        forecast.c.outcome.isnot(None), forecast.c.base_id.is_(None)
    )
    with database.reading() as connection:
        n, versions = connection.execute(rows).one()
    return int(n), int(versions)


def row_of(saved: SavedForecast) -> dict[str, Any]:
    """A forecast as the columns of its row."""
    return {
        "id": saved.id,
        "project_id": saved.project_id,
        "base_id": saved.base_id,
        "name": saved.name,
        "note": saved.note,
        "request": saved.request.model_dump(mode="json"),
        "today": saved.today,
        "result": saved.result.model_dump(mode="json"),
        "distribution": saved.distribution.model_dump(mode="json", exclude_none=True),
        "digest": saved.digest,
        "outcome": outcome_value(saved.outcome),
        "version": saved.version,
        "created_at": saved.created_at,
    }


def outcome_value(outcome: Outcome | None) -> dict[str, Any] | None:
    """An outcome as its column holds it."""
    return None if outcome is None else outcome.model_dump(mode="json")


def forecast_of(row: Row[Any]) -> SavedForecast:
    """The forecast in a row of the table."""
    return SavedForecast(
        id=row.id,
        project_id=row.project_id,
        base_id=row.base_id,
        name=row.name,
        note=row.note,
        request=ForecastRequest.model_validate(row.request),
        today=row.today,
        result=ForecastResult.model_validate(row.result),
        distribution=Distribution.model_validate(row.distribution),
        outcome=None if row.outcome is None else Outcome.model_validate(row.outcome),
        version=row.version,
        created_at=row.created_at,
    )


def _select(connection: Connection, account_id: str, forecast_id: str) -> SavedForecast | None:
    if not can_be_id(forecast_id):
        return None
    rows = select(forecast).where(forecast.c.id == forecast_id, _is_of(account_id))
    row = connection.execute(rows).one_or_none()
    return None if row is None else forecast_of(row)


def _is_of(account_id: str) -> ColumnElement[bool]:
    return forecast.c.project_id.in_(select(project.c.id).where(project.c.account_id == account_id))
