"""The answers of the API as its schema shows them."""

from __future__ import annotations

from flask_openapi.types import ResponseDict

from flow_forecaster.web.errors import PROBLEM_JSON

REFUSALS = {
    400: "The body is not JSON.",
    404: "There is no such thing, or no longer, or it is somebody else's.",
    413: "The body is too large.",
    415: "The body says that it is not JSON.",
    422: "Something in the request cannot be used; `errors` says what, field by field.",
    429: "As many wait as may of one client; Retry-After says when to try again.",
    503: "What is needed does not answer, or too many wait; Retry-After says when to try again.",
}


def refusals(*statuses: int) -> ResponseDict:
    """The problem documents that an operation may answer with."""
    schema = {"$ref": "#/components/schemas/ProblemDocument"}
    return {
        status: {"description": REFUSALS[status], "content": {PROBLEM_JSON: {"schema": schema}}}
        for status in statuses
    }
