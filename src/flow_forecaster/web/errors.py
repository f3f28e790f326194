"""Refusals as answers: the only place that knows HTTP statuses.

Under /api an error is problem+json (RFC 9457), elsewhere a page; both in the reader's language.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from flask import Flask, Response, current_app, make_response, redirect, render_template, request
from pydantic import BaseModel, Field
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from flow_forecaster.domain.access import (
    Crowded,
    Forbidden,
    LinkExpired,
    NotSignedIn,
    RegistrationClosed,
    TooManyAttempts,
)
from flow_forecaster.domain.deck import BrokenDeck
from flow_forecaster.domain.errors import AppError, InvalidRequest, NotFound, TooMuch
from flow_forecaster.domain.outages import (
    DrawingTooSlow,
    QueueFull,
    QueueUnavailable,
    StorageFull,
    StorageUnavailable,
    TooManyWaiting,
    Unavailable,
)
from flow_forecaster.domain.project import Conflict, Project
from flow_forecaster.domain.room import NoRoom, NotTheFacilitator, NotYours, RoomFrozen
from flow_forecaster.domain.share import NotShared
from flow_forecaster.readers.json_object import BrokenJson
from flow_forecaster.web.kept import ProjectAnswer, SavedForecastAnswer
from flow_forecaster.web.language import current_language
from flow_forecaster.web.next_page import login_address
from flow_forecaster.web.refusals import (
    CrossSite,
    NotJson,
    OurFault,
    OwnerOnly,
    TooManyFiles,
    UnreadableRequest,
    WrongMethod,
)

PROBLEM_JSON = "application/problem+json"

STATUSES: dict[type[AppError], HTTPStatus] = {
    BrokenDeck: HTTPStatus.BAD_REQUEST,
    BrokenJson: HTTPStatus.BAD_REQUEST,
    UnreadableRequest: HTTPStatus.BAD_REQUEST,
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    RegistrationClosed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    LinkExpired: HTTPStatus.GONE,
    WrongMethod: HTTPStatus.METHOD_NOT_ALLOWED,
    TooMuch: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotJson: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    OurFault: HTTPStatus.INTERNAL_SERVER_ERROR,
    TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    TooManyWaiting: HTTPStatus.TOO_MANY_REQUESTS,
    QueueFull: HTTPStatus.SERVICE_UNAVAILABLE,
    QueueUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    StorageUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    StorageFull: HTTPStatus.SERVICE_UNAVAILABLE,
    DrawingTooSlow: HTTPStatus.SERVICE_UNAVAILABLE,
    Crowded: HTTPStatus.SERVICE_UNAVAILABLE,
    CrossSite: HTTPStatus.FORBIDDEN,
    NotShared: HTTPStatus.NOT_FOUND,
    NoRoom: HTTPStatus.NOT_FOUND,
    NotTheFacilitator: HTTPStatus.FORBIDDEN,
    NotYours: HTTPStatus.FORBIDDEN,
    RoomFrozen: HTTPStatus.CONFLICT,
    Conflict: HTTPStatus.CONFLICT,
    OwnerOnly: HTTPStatus.FORBIDDEN,
    TooManyFiles: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Of each refusal; any other is 422."""


class FieldProblem(BaseModel):
    """One thing that is wrong with one field."""

    field: str = Field(description="Where, as in `risks.0.impact`; empty for the whole.")
    message: str


class ProblemDocument(BaseModel):
    """Why a request was refused (RFC 9457), in the reader's language."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    errors: tuple[FieldProblem, ...] = Field(description="What is wrong, field by field.")


class ConflictDocument(ProblemDocument):
    """Something was changed elsewhere first."""

    current: ProjectAnswer | SavedForecastAnswer = Field(description="What is there now.")


def install_errors(app: Flask) -> None:
    """Answer every error with a sentence; what nobody foresaw is logged by the framework."""
    app.register_error_handler(AppError, answer_error)
    app.register_error_handler(HTTPException, _answer_http_error)


def answer_error(error: AppError) -> Response:
    """The answer for a refusal."""
    is_api = request.path.startswith("/api/")
    if isinstance(error, NotSignedIn) and not is_api:
        return _to_login()
    answer = _problem if is_api else _page
    response = answer(error, status_of(error))
    response.headers["Cache-Control"] = "no-store"
    if isinstance(error, NotSignedIn):
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Unavailable):
        response.retry_after = error.retry_after_s
    return response


def status_of(error: AppError) -> HTTPStatus:
    """The HTTP status of a refusal."""
    return STATUSES.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY)


def field_problems(error: AppError) -> tuple[FieldProblem, ...]:
    """What is wrong, field by field; empty for what concerns no field."""
    language = current_language()
    problems = error.problems if isinstance(error, InvalidRequest) else ()
    return tuple(FieldProblem(field=one.field, message=one.message(language)) for one in problems)


def _problem(error: AppError, status: HTTPStatus) -> Response:
    language = current_language()
    document = ProblemDocument(
        title=error.title(language),
        status=status,
        detail=error.detail(language),
        errors=field_problems(error),
    )
    if isinstance(error, Conflict):
        document = ConflictDocument(**dict(document), current=_current(error))
    return Response(document.model_dump_json(), status, content_type=PROBLEM_JSON)


def _current(error: Conflict) -> ProjectAnswer | SavedForecastAnswer:
    if isinstance(error.current, Project):
        return ProjectAnswer.of(error.current)
    return SavedForecastAnswer.of(error.current)


def _page(error: AppError, status: HTTPStatus) -> Response:
    language = current_language()
    page = render_template("error.html", title=error.title(language), detail=error.detail(language))
    return make_response(page, status)


def _to_login() -> Response:
    response = make_response(redirect(login_address(), HTTPStatus.SEE_OTHER))
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer_http_error(error: HTTPException) -> Response:
    response = answer_error(_refusal(error.code or HTTPStatus.INTERNAL_SERVER_ERROR))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)
    return response


def _refusal(status: int) -> AppError:
    """What the framework refused, as one of ours."""
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TooMuch(current_app.config["MAX_CONTENT_LENGTH"] // 1000)
    for kind in (NotFound, WrongMethod, NotJson, OurFault):
        if STATUSES[kind] == status:
            return kind()
    return UnreadableRequest()
