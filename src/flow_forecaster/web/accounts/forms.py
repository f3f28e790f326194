"""Forms of accounts: read, refused beside their fields, shown again with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from flask import Response, make_response, render_template, request
from pydantic import BaseModel

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import AppError, InvalidRequest, Problem
from flow_forecaster.domain.outages import Unavailable
from flow_forecaster.web.errors import status_of
from flow_forecaster.web.language import current_language

Asked = TypeVar("Asked", bound=BaseModel)

SECRET = frozenset({"password", "current_password", "delete_password"})
"""What is never sent back."""

NO_STORE = "private, no-store"


def read_form(model: type[Asked]) -> Asked:
    """What was typed, as a model.

    Raises
    ------
    InvalidRequest
        With a sentence for each field that is wrong.
    """
    return check_request({name: request.form.get(name, "") for name in model.model_fields}, model)


def typed(name: str) -> str:
    """What was typed into one field."""
    return request.form.get(name, "")


def is_ticked(name: str) -> bool:
    """Whether a box was ticked."""
    return name in request.form


def show_form(
    template: str,
    error: AppError | None = None,
    *,
    values: Mapping[str, str] | None = None,
    **facts: object,
) -> Response:
    """A page with a form; after a refusal, with what is wrong and what was typed."""
    kept = {name: text for name, text in request.form.items() if name not in SECRET}
    page = render_template(
        template, values={**(values or {}), **kept}, problems=_problems(error), **facts
    )
    response = make_response(page, 200 if error is None else status_of(error))
    response.headers["Cache-Control"] = NO_STORE
    if isinstance(error, Unavailable):
        response.retry_after = error.retry_after_s
    return response


def _problems(error: AppError | None) -> dict[str, str]:
    """Of each field the first thing that is wrong; of the whole form under the empty name."""
    language = current_language()
    if error is None:
        return {}
    if not isinstance(error, InvalidRequest):
        return {"": error.detail(language)}
    problems: tuple[Problem, ...] = error.problems
    return {one.field: one.message(language) for one in reversed(problems)}
