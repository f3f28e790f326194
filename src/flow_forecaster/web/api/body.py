"""The body of a request to the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, get_type_hints

from flask import Response, current_app, request
from pydantic import BaseModel
from werkzeug.exceptions import RequestEntityTooLarge

from flow_forecaster.domain.checking import check_request
from flow_forecaster.readers.json_object import read_json_object
from flow_forecaster.web.refusals import NotJson

Asked = TypeVar("Asked", bound=BaseModel)


def takes_body(model: type[Asked]) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Give a view its body, checked and of the given model; the schema shows it too.

    What the path names comes as the view's ``path``, if it has one.

    The framework's own reading says nothing of what is wrong with the JSON.
    """

    def decorate(view: Callable[..., Response]) -> Callable[..., Response]:
        path_model: type[BaseModel] | None = get_type_hints(view).get("path")

        @wraps(view)
        def read_and_view(**names: str) -> Response:
            if not request.is_json:
                raise NotJson
            path = {"path": check_request(names, path_model)} if path_model else {}
            return view(body=check_request(read_json_object(_read_body()), model), **path)

        read_and_view.__delay_validate_request__ = True  # type: ignore[attr-defined]
        return read_and_view

    return decorate


def _read_body() -> bytes:
    data = request.get_data()
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    # A body that comes in chunks is cut at the limit in silence.
    if request.content_length is None and len(data) >= limit:
        raise RequestEntityTooLarge
    return data
