"""The body of a request to the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import Response, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.readers.json_object import read_json_object
from flow_forecaster.web.refusals import NotJson

Asked = TypeVar("Asked", bound=ForecastRequest)


def takes_body(model: type[Asked]) -> Callable[[Callable[..., Response]], Callable[[], Response]]:
    """Give a view its body, checked and of the given model; the schema shows it too.

    The framework's own reading says nothing of what is wrong with the JSON.
    """

    def decorate(view: Callable[..., Response]) -> Callable[[], Response]:
        @wraps(view)
        def read_and_view() -> Response:
            if not request.is_json:
                raise NotJson
            return view(body=check_request(read_json_object(_read_body()), model))

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
