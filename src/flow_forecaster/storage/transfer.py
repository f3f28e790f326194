"""Whole projects in the database: stored with all their forecasts at once, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from flow_forecaster.domain.project import Project, TooManyKept
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.forecasts import row_of
from flow_forecaster.storage.projects import project_row
from flow_forecaster.storage.tables import account, forecast, project


def insert_projects(
    database: Database,
    account_id: str,
    projects: Sequence[Project],
    forecasts: Sequence[SavedForecast],
    *,
    limit: int,
    sentence: str,
) -> None:
    """Store projects, and their forecasts, each after the one that it is a scenario of.

    Raises
    ------
    TooManyKept
        With this sentence, if the account would have more projects than ``limit``.
    """
    with database.writing() as connection:
        # Lock first: two may add the last one at once.
        own = select(account.c.id).where(account.c.id == account_id)
        connection.execute(own.with_for_update(key_share=True))
        counted = select(func.count()).where(project.c.account_id == account_id)
        if (connection.scalar(counted) or 0) + len(projects) > limit:
            raise TooManyKept(sentence, limit)
        connection.execute(insert(project), list(map(project_row, projects)))
        for one in forecasts:
            connection.execute(insert(forecast).values(row_of(one)))
