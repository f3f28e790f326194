"""The use cases of taking kept work away: a forecast, a project or an account as one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flow_forecaster.domain.project import Project, ProjectContent
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.domain.share import Share
from flow_forecaster.domain.transfer import FORMAT
from flow_forecaster.services.projects import list_projects, read_project
from flow_forecaster.services.saved_forecasts import list_forecasts
from flow_forecaster.storage import accounts, tokens
from flow_forecaster.storage import shares as storage
from flow_forecaster.storage.database import Database

Json = dict[str, Any]


def export_forecast(forecast: SavedForecast) -> Json:
    """A forecast alone, in a project that holds what the forecast was made from."""
    asked = forecast.request
    content = ProjectContent(
        name=forecast.name,
        history=asked.history,
        team=asked.team,
        calendar=asked.calendar,
        pace_model=asked.pace_model,
        pace_quantiles=asked.pace_quantiles,
        verdict=asked.verdict,
    )
    return _document("forecast", [_project(content, forecast, [forecast])])


def export_project(project: Project, forecasts: Sequence[SavedForecast]) -> Json:
    """A project with its forecasts."""
    return _document("project", [_project(project.content, project, forecasts)])


def export_account(database: Database, account_id: str) -> Json:
    """Everything that an account keeps, and what is known of it; no secret that signs in.

    Raises
    ------
    NotFound
        If it was deleted meanwhile.
    """
    found = accounts.read_account(database, account_id)
    projects = []
    for summary in list_projects(database, account_id):
        project = read_project(database, account_id, summary.id)
        forecasts = list_forecasts(database, account_id, summary.id)
        links = storage.list_shares(database, account_id, summary.id)
        projects.append(_project(project.content, project, forecasts, links))
    document = _document("account", projects)
    if found is not None:
        account, _ = found
        document["account"] = {
            "name": account.name,
            "email": account.email,
            "role": account.role.value,
            "created_at": account.created_at.isoformat(),
            "api_tokens": [
                {
                    "name": token.name,
                    "beginning": token.beginning,
                    "created_at": token.created_at.isoformat(),
                    "used_at": token.used_at.isoformat() if token.used_at else None,
                }
                for token in tokens.list_tokens(database, account_id)
            ],
        }
    return document


def _document(kind: str, projects: list[Json]) -> Json:
    return {"format": FORMAT, "kind": kind, "projects": projects}


def _project(
    content: ProjectContent,
    dated: Project | SavedForecast,
    forecasts: Sequence[SavedForecast],
    links: Iterable[Share] = (),
) -> Json:
    keys = {one.id: f"f{number}" for number, one in enumerate(_bases_first(forecasts), 1)}
    changed_at = dated.changed_at if isinstance(dated, Project) else dated.created_at
    project: Json = {
        "content": content.model_dump(mode="json"),
        "created_at": dated.created_at.isoformat(),
        "changed_at": changed_at.isoformat(),
        "forecasts": [_forecast(one, keys) for one in _bases_first(forecasts)],
    }
    told = [_link(link, keys) for link in links]
    return project | ({"links": told} if told else {})


def _forecast(forecast: SavedForecast, keys: dict[str, str]) -> Json:
    return {
        "key": keys[forecast.id],
        "base": keys.get(forecast.base_id) if forecast.base_id else None,
        "name": forecast.name,
        "note": forecast.note,
        "request": forecast.request.model_dump(mode="json"),
        "today": forecast.today.isoformat(),
        "result": forecast.result.model_dump(mode="json"),
        "distribution": forecast.distribution.model_dump(mode="json"),
        "outcome": forecast.outcome.model_dump(mode="json") if forecast.outcome else None,
        "created_at": forecast.created_at.isoformat(),
    }


def _link(link: Share, keys: dict[str, str]) -> Json:
    return {
        "address": link.path,
        "forecast": keys.get(link.forecast_id) if link.forecast_id else None,
        "created_at": link.created_at.isoformat(),
    }


def _bases_first(forecasts: Sequence[SavedForecast]) -> list[SavedForecast]:
    """Oldest first, but none before the one that it is a scenario of."""
    oldest_first = sorted(forecasts, key=lambda one: (one.created_at, one.id))
    by_id = {one.id: one for one in oldest_first}
    placed: dict[str, SavedForecast] = {}
    for one in oldest_first:
        line = [one]
        while (base := by_id.get(line[-1].base_id or "")) and base not in line:
            line.append(base)
        placed |= {member.id: member for member in reversed(line) if member.id not in placed}
    return list(placed.values())
