"""Secret links in the database: made, listed and revoked by the account that owns the project."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, exists, func, insert, select

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.share import MAX_SHARES, Share, TooManyShares
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.tables import forecast, project, share

COLUMNS = (share.c.token, share.c.project_id, share.c.forecast_id, share.c.created_at)


def insert_share(database: Database, account_id: str, new: Share) -> None:
    """Store a link to what an account owns.

    Raises
    ------
    NotFound
        If there is no such project, or forecast of it, or it is somebody else's.
    TooManyShares
        If the project has ``MAX_SHARES`` already.
    """
    with database.writing() as connection:
        # Two links made at once are counted one after the other.
        own = select(project.c.id).where(_is_own(account_id, new.project_id)).with_for_update()
        if connection.scalar(own) is None:
            raise NotFound
        if new.forecast_id is not None:
            of_project = (forecast.c.id == new.forecast_id) & (
                forecast.c.project_id == new.project_id
            )
            if not connection.scalar(select(exists().where(of_project))):
                raise NotFound
        counted = select(func.count()).where(share.c.project_id == new.project_id)
        if (connection.scalar(counted) or 0) >= MAX_SHARES:
            raise TooManyShares(MAX_SHARES)
        connection.execute(
            insert(share).values(
                token=new.token,
                project_id=new.project_id,
                forecast_id=new.forecast_id,
                created_at=new.created_at,
            )
        )


def list_shares(database: Database, account_id: str, project_id: str) -> tuple[Share, ...]:
    """The links to a project and its forecasts, newest first; none of somebody else's project."""
    asked = (
        select(*COLUMNS, forecast.c.name)
        .join_from(share, project, share.c.project_id == project.c.id)
        .outerjoin(forecast, share.c.forecast_id == forecast.c.id)
        .where(_is_own(account_id, project_id))
        .order_by(share.c.created_at.desc())
    )
    with database.reading() as connection:
        return tuple(Share(*row) for row in connection.execute(asked))


def delete_share(database: Database, account_id: str, project_id: str, token: str) -> bool:
    """Revoke a link; False if there is none of this project of this account."""
    is_own = exists().where(_is_own(account_id, project_id))
    revoked = delete(share).where(share.c.token == token, share.c.project_id == project_id, is_own)
    with database.writing() as connection:
        return connection.execute(revoked).rowcount == 1


def find_share(database: Database, token: str) -> tuple[Share, str] | None:
    """The link with this token, and the account that owns what it leads to."""
    asked = (
        select(*COLUMNS, project.c.account_id)
        .join_from(share, project, share.c.project_id == project.c.id)
        .where(share.c.token == token)
    )
    with database.reading() as connection:
        row = connection.execute(asked).one_or_none()
    return None if row is None else (Share(*row[:4]), row.account_id)


def list_forecast_ids(database: Database, project_id: str) -> tuple[str, ...]:
    """The forecasts of a project, newest first."""
    asked = select(forecast.c.id).where(forecast.c.project_id == project_id)
    with database.reading() as connection:
        return tuple(connection.scalars(asked.order_by(forecast.c.created_at.desc())))


def _is_own(account_id: str, project_id: str) -> ColumnElement[bool]:
    return (project.c.id == project_id) & (project.c.account_id == account_id)
