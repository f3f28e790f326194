"""The page of two forecasts side by side: how far P85 moved, and why."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.projects.answering import show_page
from flow_forecaster.web.projects.drawings import waterfall
from flow_forecaster.web.projects.forecast_view import view
from flow_forecaster.web.projects.inputs import differing_inputs
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("comparison_pages", __name__)


@blueprint.get("/forecasts/<forecast_id>/compare")
def show_comparison(forecast_id: str) -> Response:
    from flow_forecaster.services.comparison import compare
    from flow_forecaster.services.projects import read_project
    from flow_forecaster.services.saved_forecasts import read_forecast

    account, database, language = signed_in(), current_database(), current_language()
    one = read_forecast(database, account.id, forecast_id)
    other = read_forecast(database, account.id, request.args.get("with", ""))
    older, newer = sorted((one, other), key=lambda forecast: forecast.created_at)
    comparison = compare(older, newer)
    steps, zero = waterfall([(part.label(language), part.moved) for part in comparison.parts])
    return show_page(
        "projects/compare.html",
        project=read_project(database, account.id, newer.project_id),
        older=view(older),
        newer=view(newer),
        comparison=comparison,
        sentence=comparison.sentence(language),
        steps=steps,
        zero=zero,
        inputs=differing_inputs([older, newer], language),
    )
