"""The page of one project: its history, its forecasts over time, and how they kept their word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus

from flask import request
from werkzeug.wrappers import Response

from flow_forecaster.domain.account import Account
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.projects.answering import show_page
from flow_forecaster.web.projects.drawings import forecast_course, history_bars
from flow_forecaster.web.projects.fields import messages
from flow_forecaster.web.projects.forecast_view import view
from flow_forecaster.web.projects.inputs import people_text

MOST_SHOWN = 20
"""Forecasts on the page until all are asked for."""

KNOWN = {"history", "team", "calendar", "pace_model", "verdict"}
"""What a new forecast in the form begins with."""


def show_project(
    account: Account,
    project_id: str,
    error: InvalidRequest | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The page; ``typed`` and ``error`` are of a form of it that was refused."""
    from flow_forecaster.services.outcomes import track_record
    from flow_forecaster.services.projects import read_project
    from flow_forecaster.services.saved_forecasts import list_forecasts

    database, language = current_database(), current_language()
    project = read_project(database, account.id, project_id)
    forecasts = list_forecasts(database, account.id, project_id)
    bases = [one for one in forecasts if one.base_id is None]
    counts = project.content.history.counts if project.content.history else ()
    shown = bases if "all" in request.args else bases[:MOST_SHOWN]
    return show_page(
        "projects/project.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        project=project,
        content=project.content,
        people=people_text(project.content.team.size, language),
        known=project.content.model_dump(mode="json", include=KNOWN),
        bars=history_bars(counts) if counts else None,
        forecasts=[view(one) for one in shown],
        n_hidden=len(bases) - len(shown),
        n_scenarios=Counter(one.base_id for one in forecasts if one.base_id),
        n_forecasts=len(forecasts),
        course=forecast_course(bases),
        record=track_record(bases),
        problems=messages(error.problems, language) if error else {},
        typed=typed or {},
    )
