"""The page that reads kept work in again, from a file."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.errors import AppError, InvalidRequest, Problem
from flow_forecaster.domain.language import N_
from flow_forecaster.domain.transfer import MAX_BYTES
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.readers.json_object import BrokenJson
from flow_forecaster.web.database import current_database
from flow_forecaster.web.errors import FieldProblem, field_problems
from flow_forecaster.web.language import current_language
from flow_forecaster.web.signed_in import signed_in

FIELD = "file"

blueprint = Blueprint("imports", __name__)


@blueprint.get("/projects/import")
def show_import() -> Response:
    signed_in()
    return _page()


@blueprint.post("/projects/import")
def import_file() -> Response:
    from flow_forecaster.services.importing import import_document

    account = signed_in()
    try:
        imported = import_document(
            current_database(), account.id, _file(), now=utc_now(), language=current_language()
        )
    except (BrokenJson, InvalidRequest) as error:
        return _page(error)
    ids = imported.project_ids
    response = redirect(f"/projects/{ids[0]}" if len(ids) == 1 else "/projects", 303)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file() -> bytes:
    sent = request.files.get(FIELD)
    if sent is None or not sent.filename:
        raise InvalidRequest([Problem(FIELD, N_("Choose a file."))])
    data: bytes = sent.read()
    return data


def _page(error: AppError | None = None) -> Response:
    """The form, with what is wrong with the file that was sent."""
    page = render_template(
        "downloads/import.html",
        limit_kb=MAX_BYTES // 1000,
        problems=_said(error) if error else [],
    )
    response = make_response(page, HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _said(error: AppError) -> list[FieldProblem]:
    """What is wrong, by its place in the file; of the whole file, or of none, by no place."""
    said = field_problems(error) or (
        FieldProblem(field="", message=error.detail(current_language())),
    )
    return [one.model_copy(update={"field": ""}) if one.field == FIELD else one for one in said]
