"""The use cases of secret links: make, list, revoke; and open one, without an account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.domain.share import TOKEN, NotShared, Share, new_token
from flow_forecaster.services.projects import read_project
from flow_forecaster.services.saved_forecasts import list_forecasts, read_forecast
from flow_forecaster.storage import shares as storage
from flow_forecaster.storage.database import Database


@dataclass(frozen=True, slots=True)
class Shared:
    """What a link leads to: a project with its forecasts, newest first, or one forecast alone."""

    share: Share
    project: Project | None
    forecasts: tuple[SavedForecast, ...]


def share_project(
    database: Database, account_id: str, project_id: str, *, now: dt.datetime
) -> Share:
    """Make a link to a project of an account.

    Raises
    ------
    NotFound
        If there is none, or it is somebody else's.
    TooManyShares
        If the project has as many links as it may.
    """
    return _insert(database, account_id, project_id, None, now)


def share_forecast(
    database: Database, account_id: str, project_id: str, forecast_id: str, *, now: dt.datetime
) -> Share:
    """Make a link to a forecast of a project of an account; raises as ``share_project``."""
    return _insert(database, account_id, project_id, forecast_id, now)


def list_shares(database: Database, account_id: str, project_id: str) -> tuple[Share, ...]:
    """The links to a project and its forecasts, newest first.

    Raises
    ------
    NotFound
        If there is no such project, or it is somebody else's.
    """
    found = storage.list_shares(database, account_id, project_id)
    if not found:
        read_project(database, account_id, project_id)
    return found


def revoke_share(database: Database, account_id: str, project_id: str, token: str) -> None:
    """Let a link lead nowhere from now on.

    Raises
    ------
    NotFound
        If the project has no such link, or is somebody else's.
    """
    if not storage.delete_share(database, account_id, project_id, token):
        raise NotFound


def open_share(database: Database, token: str) -> Shared:
    """What a link leads to.

    Raises
    ------
    NotShared
        If it leads nowhere, or no longer.
    """
    share, owner = _find(database, token)
    try:
        if share.forecast_id is not None:
            return Shared(share, None, (read_forecast(database, owner, share.forecast_id),))
        project = read_project(database, owner, share.project_id)
        return Shared(share, project, list_forecasts(database, owner, share.project_id))
    except NotFound as error:
        raise NotShared from error


def open_shared_forecast(database: Database, token: str, name: str) -> SavedForecast:
    """A forecast of a project that a link leads to, by what it is called under this link.

    Raises
    ------
    NotShared
        If the link leads nowhere, or to no project with such a forecast.
    """
    share, owner = _find(database, token)
    if share.forecast_id is not None:
        raise NotShared
    ids = storage.list_forecast_ids(database, share.project_id)
    found = next((one for one in ids if share.name_of(one) == name), None)
    if found is None:
        raise NotShared
    try:
        return read_forecast(database, owner, found)
    except NotFound as error:
        raise NotShared from error


def _insert(
    database: Database,
    account_id: str,
    project_id: str,
    forecast_id: str | None,
    now: dt.datetime,
) -> Share:
    share = Share(new_token(), project_id, forecast_id, now)
    storage.insert_share(database, account_id, share)
    return share


def _find(database: Database, token: str) -> tuple[Share, str]:
    found = storage.find_share(database, token) if TOKEN.fullmatch(token) else None
    if found is None:
        raise NotShared
    return found
