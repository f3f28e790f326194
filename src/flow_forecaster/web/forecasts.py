"""The page of a forecast."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import LANGUAGES
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.services.forecast import forecast
from flow_forecaster.web.form import FormProblem, form_problems, is_filled, read_form
from flow_forecaster.web.language import current_language, remember_language

blueprint = Blueprint("forecasts_page", __name__)


@blueprint.get("/")
def show_forecast() -> Response:
    if "lang" in request.args:
        return _change_language()
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


def _change_language() -> Response:
    others = [(name, text) for name, text in request.args.items(multi=True) if name != "lang"]
    response = redirect(f"{request.path}?{urlencode(others)}".removesuffix("?"))
    if request.args["lang"] in LANGUAGES:
        remember_language(response, request.args["lang"])
    return response
