"""What stands behind the question mark of a request to the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import Response, request
from pydantic import BaseModel

from flow_forecaster.domain.checking import check_request

Asked = TypeVar("Asked", bound=BaseModel)


def takes_query(model: type[Asked]) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Give a view its query, checked and of the given model, refused in our own words."""

    def decorate(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def read_and_view() -> Response:
            return view(query=check_request(request.args.to_dict(), model))

        read_and_view.__delay_validate_request__ = True  # type: ignore[attr-defined]
        return read_and_view

    return decorate
