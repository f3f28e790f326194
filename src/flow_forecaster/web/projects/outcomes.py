"""What really happened, recorded where the forecast is seen."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.project import Conflict
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.web.database import current_database
from flow_forecaster.web.projects.answering import go_to
from flow_forecaster.web.projects.forecast_form import read_outcome
from flow_forecaster.web.projects.forecasts import show_forecast
from flow_forecaster.web.projects.merging import merged_fields, read_base
from flow_forecaster.web.projects.small_merge import OUTCOME_LABELS, merge_outcomes
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("outcome_pages", __name__)


@blueprint.get("/forecasts/<forecast_id>/outcome")
def show_outcome(forecast_id: str) -> Response:
    return go_to(f"/forecasts/{forecast_id}", part="outcome")


@blueprint.post("/forecasts/<forecast_id>/outcome")
def change_outcome(forecast_id: str) -> Response:
    from flow_forecaster.services.saved_forecasts import read_forecast, record_outcome

    account, database = signed_in(), current_database()
    typed = {name: request.form.get(name, "").strip() for name in OUTCOME_LABELS}
    fields = merged_fields(request.form, typed)
    version = request.form.get("version", default=-1, type=int)
    try:
        outcome = read_outcome(fields)
        record_outcome(database, account.id, forecast_id, outcome, version=version)
    except InvalidRequest as error:
        return show_forecast(account, forecast_id, error, typed)
    except Conflict as error:
        return merge_outcomes(error.current, read_base(request.form, typed), fields)
    return _back(read_forecast(database, account.id, forecast_id))


def _back(forecast: SavedForecast) -> Response:
    """To where it was recorded: the project's page, or the forecast's."""
    said = "recorded" if forecast.outcome else "outcome-cleared"
    if request.form.get("from") == "project":
        return go_to(f"/projects/{forecast.project_id}", said=said, part=f"forecast-{forecast.id}")
    return go_to(f"/forecasts/{forecast.id}", said=said)
