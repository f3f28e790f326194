"""The history of a project grows by what was finished last."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.project import Project
from flow_forecaster.readers.errors import UnreadableNumbers
from flow_forecaster.readers.pasted import read_pasted
from flow_forecaster.web.database import current_database
from flow_forecaster.web.projects.answering import go_to, now
from flow_forecaster.web.projects.fields import Refused
from flow_forecaster.web.projects.project_page import show_project
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("history_pages", __name__)


@blueprint.get("/projects/<project_id>/history")
def show_history(project_id: str) -> Response:
    return go_to(f"/projects/{project_id}", part="history")


@blueprint.post("/projects/<project_id>/history")
def add_periods(project_id: str) -> Response:
    from flow_forecaster.services.projects import append_history, read_project

    account = signed_in()
    try:
        counts = _counts(request.form.get("counts", ""))
        project = read_project(current_database(), account.id, project_id)
        end = _end(project, request.form.get("since", ""), len(counts))
        append_history(
            current_database(), account.id, project_id, counts, now=now(), last_period_end=end
        )
    except InvalidRequest as error:
        return show_project(account, project_id, _at_counts(error), request.form)
    said = "period-added" if len(counts) == 1 else "periods-added"
    return go_to(f"/projects/{project_id}", said=said, part="history")


def _counts(text: str) -> tuple[float, ...]:
    try:
        counts = read_pasted(text)
    except UnreadableNumbers as error:
        raise InvalidRequest([Refused("counts", error.sentence, error=error)]) from error
    if not counts:
        raise InvalidRequest(
            [Problem("counts", N_("Type how many items were finished; 0 counts too."))]
        )
    return counts


def _end(project: Project, since: str, n_periods: int) -> dt.date | None:
    """When the added periods end, by the page that they were typed on.

    So what is sent twice is refused the second time, when the history ends later.
    """
    history = project.content.history
    if history is None or not since:
        return None
    try:
        return dt.date.fromisoformat(since) + dt.timedelta(n_periods * history.period_days)
    except (ValueError, OverflowError):
        return None


def _at_counts(error: InvalidRequest) -> InvalidRequest:
    """The problems at the one field that this form has."""
    if all(one.field == "counts" for one in error.problems):
        return error
    return InvalidRequest([Problem("counts", one.sentence, one.facts) for one in error.problems])
