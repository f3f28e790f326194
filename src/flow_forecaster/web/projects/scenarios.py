"""Scenarios: the same project supposing more people, less scope or a later date, side by side."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.projects.answering import go_to, now, show_page, today
from flow_forecaster.web.projects.forecast_form import read_scenario
from flow_forecaster.web.projects.forecast_view import view
from flow_forecaster.web.projects.forecasts import show_forecast
from flow_forecaster.web.projects.inputs import Input, differing_inputs
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("scenario_pages", __name__)


@blueprint.get("/projects/<project_id>/scenarios")
def show_scenarios(project_id: str) -> Response:
    from flow_forecaster.services.projects import read_project
    from flow_forecaster.services.saved_forecasts import list_forecasts

    account, database = signed_in(), current_database()
    project = read_project(database, account.id, project_id)
    forecasts = list_forecasts(database, account.id, project_id)
    columns = _base_first(forecasts, request.args.get("base", ""))
    return show_page(
        "projects/scenarios.html",
        project=project,
        columns=[view(one) for one in columns],
        inputs=_inputs(columns),
        bases=[one for one in forecasts if _has_scenarios(one, forecasts)],
    )


@blueprint.get("/forecasts/<forecast_id>/scenarios")
def show_base(forecast_id: str) -> Response:
    return go_to(f"/forecasts/{forecast_id}", part="scenario")


@blueprint.post("/forecasts/<forecast_id>/scenarios")
def create_scenario(forecast_id: str) -> Response:
    from flow_forecaster.services.saved_forecasts import read_forecast, save_forecast

    account, database, language = signed_in(), current_database(), current_language()
    base = read_forecast(database, account.id, forecast_id)
    try:
        new = read_scenario(request.form, base, language)
        save_forecast(
            database,
            account.id,
            base.project_id,
            new,
            today=today(),
            now=now(),
            language=language,
            key=request.form.get("key"),
        )
    except InvalidRequest as error:
        return show_forecast(account, forecast_id, error, request.form)
    assert new.base_id is not None
    path = f"/projects/{base.project_id}/scenarios"
    return go_to(path, said="scenario-made", base=new.base_id)


def _base_first(forecasts: tuple[SavedForecast, ...], base_id: str) -> list[SavedForecast]:
    """The base, then its scenarios, the oldest first; empty if there is no such base."""
    base = [one for one in forecasts if one.id == base_id]
    scenarios = [one for one in forecasts if base and one.base_id == base_id]
    return base + sorted(scenarios, key=lambda one: one.created_at)


def _has_scenarios(forecast: SavedForecast, forecasts: tuple[SavedForecast, ...]) -> bool:
    return any(one.base_id == forecast.id for one in forecasts)


def _inputs(columns: list[SavedForecast]) -> list[Input]:
    return differing_inputs(columns, current_language()) if columns else []
