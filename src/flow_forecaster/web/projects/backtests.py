"""Which pace model kept its word on a project's own history: started, followed, and taken up."""

from __future__ import annotations

from http import HTTPStatus
from typing import get_args
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.backtest import BacktestResult
from flow_forecaster.domain.backtest_request import BacktestLengths
from flow_forecaster.domain.errors import AppError, InvalidRequest, NotFound, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.project import Project
from flow_forecaster.domain.request import PaceModelName, PaceQuantiles
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.services.jobs import cancel_job, count_ahead
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.projects.answering import go_to, now, show_page
from flow_forecaster.web.projects.backtest_lengths import (
    asked_lengths,
    lengths_typed,
    read_lengths,
)
from flow_forecaster.web.projects.backtest_view import view
from flow_forecaster.web.projects.fields import messages
from flow_forecaster.web.queue import current_queue
from flow_forecaster.web.signed_in import signed_in

LOOK_AGAIN_S = 2

blueprint = Blueprint("backtest_pages", __name__)


@blueprint.get("/projects/<project_id>/backtest")
def show(project_id: str) -> Response:
    return _show(_project(project_id))


@blueprint.post("/projects/<project_id>/backtest")
def start(project_id: str) -> Response:
    # Dear to import, and no other page needs it.
    from flow_forecaster.services.backtest import NothingToTest
    from flow_forecaster.services.backtest_jobs import submit_project_backtest

    project = _project(project_id)
    try:
        submit_project_backtest(
            current_queue(), current_database(), project, read_lengths(request.values), now=now()
        )
    except (NothingToTest, InvalidRequest) as error:
        return _show(project, error)
    return go_to(_address(project), **asked_lengths(request.values))


@blueprint.post("/projects/<project_id>/backtest/cancel")
def cancel(project_id: str) -> Response:
    from flow_forecaster.services.backtest_jobs import find_project_backtest

    project = _project(project_id)
    lengths = read_lengths(request.values)
    job = find_project_backtest(current_queue(), current_database(), project, lengths)
    if job is None:
        raise NotFound
    cancel_job(current_queue(), job.id, owner=project.account_id, origin=None, now=now())
    return go_to(_address(project), **asked_lengths(request.values))


@blueprint.post("/projects/<project_id>/backtest/use")
def use(project_id: str) -> Response:
    from flow_forecaster.services.projects import change_project

    account, project = signed_in(), _project(project_id)
    content = project.content.model_copy(update=_chosen(project, request.form.get("model", "")))
    version = request.form.get("version", default=-1, type=int)
    change_project(current_database(), account.id, project.id, content, version=version, now=now())
    return go_to(_address(project), said="model-chosen", **asked_lengths(request.values))


def _chosen(project: Project, model: str) -> dict[str, object]:
    """What a project keeps of a model that was chosen; the trees only where they are offered."""
    if model in get_args(PaceModelName):
        return {"pace_model": model, "pace_quantiles": None}
    quantiles = _offered(project) if model == QUANTILES else None
    if quantiles is None:
        raise InvalidRequest([Problem("model", N_("There is no pace model of this name."))])
    return {"pace_model": "auto", "pace_quantiles": quantiles}


def _offered(project: Project) -> PaceQuantiles | None:
    """What the trees answered for a project's history as it is now, where they won on it."""
    from flow_forecaster.services.backtest_jobs import find_project_backtest

    lengths = read_lengths(request.values)
    job = find_project_backtest(current_queue(), current_database(), project, lengths)
    if job is None or job.result is None:
        return None
    verdict = BacktestResult.model_validate(job.result).boosted
    return verdict.quantiles if verdict else None


def _show(project: Project, error: AppError | None = None) -> Response:
    from flow_forecaster.services.backtest import fewest_weeks
    from flow_forecaster.services.backtest_jobs import find_project_backtest
    from flow_forecaster.services.boosted import FEWEST_WEEKS, has_extra

    language, queue = current_language(), current_queue()
    problems = {}
    try:
        lengths = read_lengths(request.values)
    except InvalidRequest as wrong:
        error, lengths, problems = wrong, BacktestLengths(), messages(wrong.problems, language)
    job = find_project_backtest(queue, current_database(), project, lengths)
    response = show_page(
        "projects/backtest_page.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        project=project,
        job=job,
        ahead=count_ahead(queue, job) if job else 0,
        shown=view(job.result, project, language) if job and job.result else None,
        failure=job.error.message(language) if job and job.error else "",
        refused=error.detail(language) if error and not problems else "",
        typed=lengths_typed(request.values),
        problems=problems,
        asked=urlencode(asked_lengths(request.values)),
        fewest_weeks=fewest_weeks(),
        trees_need=FEWEST_WEEKS if has_extra() else None,
    )
    if job is not None and job.is_unfinished:
        # Without script too, and a page that is over does not look again.
        response.headers["Refresh"] = str(LOOK_AGAIN_S)
    return response


def _project(project_id: str) -> Project:
    from flow_forecaster.services.projects import read_project

    return read_project(current_database(), signed_in().id, project_id)


def _address(project: Project) -> str:
    return f"/projects/{project.id}/backtest"
