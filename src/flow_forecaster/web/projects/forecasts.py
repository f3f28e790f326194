"""The pages of saved forecasts: a new one, one as it was, its name, and the same question again."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.account import Account
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.project import Conflict
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.projects.answering import go_to, now, show_page, today
from flow_forecaster.web.projects.fields import Fields, messages
from flow_forecaster.web.projects.forecast_form import read_new_forecast, scenario_fields
from flow_forecaster.web.projects.forecast_view import view
from flow_forecaster.web.projects.merging import merged_fields, read_base
from flow_forecaster.web.projects.project_page import show_project
from flow_forecaster.web.projects.small_merge import NOTE_LABELS, merge_notes
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("forecast_pages", __name__)


@blueprint.get("/projects/<project_id>/forecasts")
def show_forecasts(project_id: str) -> Response:
    return go_to(f"/projects/{project_id}", part="forecasts")


@blueprint.post("/projects/<project_id>/forecasts")
def create_forecast(project_id: str) -> Response:
    from flow_forecaster.services import saved_forecasts as services
    from flow_forecaster.services.projects import read_project

    account, database, language = signed_in(), current_database(), current_language()
    content = read_project(database, account.id, project_id).content
    try:
        new = read_new_forecast(request.form, content, language)
        made = services.save_forecast(
            database,
            account.id,
            project_id,
            new,
            today=today(),
            now=now(),
            language=language,
            key=request.form.get("key"),
        )
    except InvalidRequest as error:
        return show_project(account, project_id, error, request.form)
    return go_to(f"/forecasts/{made.id}", said="forecast-made")


@blueprint.get("/forecasts/<forecast_id>")
def show(forecast_id: str) -> Response:
    return show_forecast(signed_in(), forecast_id)


@blueprint.post("/forecasts/<forecast_id>")
def change_forecast(forecast_id: str) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    account = signed_in()
    typed: Fields = {name: request.form.get(name, "").strip() for name in NOTE_LABELS}
    typed = {name: text.replace("\r\n", "\n") for name, text in typed.items()}
    fields = merged_fields(request.form, typed)
    version = request.form.get("version", default=-1, type=int)
    try:
        services.change_forecast(
            current_database(), account.id, forecast_id, **fields, version=version
        )
    except InvalidRequest as error:
        return show_forecast(account, forecast_id, error, typed)
    except Conflict as error:
        return merge_notes(error.current, read_base(request.form, typed), fields)
    return go_to(f"/forecasts/{forecast_id}", said="merged" if fields != typed else "changed")


@blueprint.post("/forecasts/<forecast_id>/rerun")
def rerun_forecast(forecast_id: str) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    account = signed_in()
    try:
        made = services.rerun_forecast(
            current_database(), account.id, forecast_id,
            today=today(), now=now(), language=current_language(), key=request.form.get("key"),
        )  # fmt: skip
    except InvalidRequest as error:
        return show_forecast(account, forecast_id, error)
    return go_to(f"/forecasts/{made.id}/compare", **{"with": forecast_id})


@blueprint.post("/forecasts/<forecast_id>/delete")
def delete_forecast(forecast_id: str) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    account = signed_in()
    forecast = services.read_forecast(current_database(), account.id, forecast_id)
    services.delete_forecast(current_database(), account.id, forecast_id)
    return go_to(f"/projects/{forecast.project_id}", said="forecast-deleted", part="forecasts")


def show_forecast(
    account: Account,
    forecast_id: str,
    error: InvalidRequest | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The page of a forecast as it was; ``typed`` and ``error`` are of a form that was refused."""
    from flow_forecaster.services import saved_forecasts as services
    from flow_forecaster.services.projects import read_project

    database = current_database()
    forecast = services.read_forecast(database, account.id, forecast_id)
    others = services.list_forecasts(database, account.id, forecast.project_id)
    return show_page(
        "projects/forecast.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        forecast=forecast,
        shown=view(forecast),
        project=read_project(database, account.id, forecast.project_id),
        others=[one for one in others if one.id != forecast_id],
        n_scenarios=sum(one.base_id == forecast_id for one in others),
        data={
            "request": forecast.request.model_dump(mode="json", exclude_none=True),
            "result": forecast.result.model_dump(mode="json"),
        },
        scenario=scenario_fields(forecast),
        problems=messages(error.problems, current_language()) if error else {},
        typed=typed or {},
    )
