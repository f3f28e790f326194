"""How these pages answer: never kept by anybody on the way, and with a word on what was done."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from urllib.parse import urlencode

from flask import current_app, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.language import N_
from flow_forecaster.web.language import current_language

SAID = {
    "project-made": N_("The project is there."),
    "changed": N_("Saved."),
    "merged": N_("Saved, with both people's changes."),
    "period-added": N_("Added to the history."),
    "periods-added": N_("The history is longer now."),
    "project-deleted": N_("The project is gone, with everything in it."),
    "forecast-made": N_("The forecast is saved."),
    "forecast-deleted": N_("The forecast is gone."),
    "recorded": N_("What happened is recorded."),
    "outcome-cleared": N_("What happened was taken back."),
    "model-chosen": N_("The project forecasts with this model from now on."),
    "scenario-made": N_("The scenario is saved."),
}
"""What a page says of the change that led to it, by its word in the address."""


def show_page(template: str, status: HTTPStatus = HTTPStatus.OK, **facts: object) -> Response:
    """A page that is its reader's alone."""
    sentence = SAID.get(request.args.get("said", ""))
    said = current_language().gettext(sentence) if sentence and request.method == "GET" else ""
    page = render_template(template, said=said, **facts)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def go_to(path: str, *, said: str = "", part: str = "", **query: str) -> Response:
    """Send the reader on after a change: to a path, perhaps to a part of its page."""
    asked = urlencode(query | ({"said": said} if said else {}))
    address = f"{path}?{asked}" if asked else path
    response = redirect(f"{address}#{part}" if part else address, HTTPStatus.SEE_OTHER)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def today() -> dt.date:
    """The day that is today for this application."""
    day: dt.date = current_app.config["TODAY"]()
    return day


def now() -> dt.datetime:
    """This instant."""
    return dt.datetime.now(dt.UTC)
