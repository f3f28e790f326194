"""The page of a forecast."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.services.forecast import forecast
from flow_forecaster.web.form import FormProblem, form_problems, is_filled, read_form
from flow_forecaster.web.language import current_language

blueprint = Blueprint("forecasts_page", __name__)


@blueprint.get("/")
def show_forecast() -> Response:
    answer, problems = _answer()
    page = render_template("forecast.html", form=request.args, answer=answer, problems=problems)
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _answer() -> tuple[ForecastResult | None, list[FormProblem]]:
    """The answer for a form that was sent without script, or what is wrong with it."""
    if not is_filled(request.args):
        return None, []
    language = current_language()
    try:
        asked = read_form(request.args)
        return forecast(asked, today=current_app.config["TODAY"](), language=language), []
    except AppError as error:
        return None, form_problems(error, language)
