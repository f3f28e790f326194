"""The answers of the API as its schema shows them."""

from __future__ import annotations

from flask_openapi.types import ResponseDict

from flow_forecaster.web.errors import PROBLEM_JSON

REFUSALS = {
    400: "The body is not JSON.",
    401: "Nobody is signed in: neither a valid token nor a session.",
    403: "Who asks may not do this, or a page of another site asked for it.",
    404: "There is no such thing, or no longer, or it is somebody else's.",
    409: "It was changed meanwhile, or is not in a state for this.",
    413: "The body is too large.",
    415: "The body says that it is not JSON.",
    422: "Something in the request cannot be used; `errors` says what, field by field.",
    429: "As many wait as may of one client; Retry-After says when to try again.",
    503: "What is needed does not answer, or too many wait; Retry-After says when to try again.",
}


def refusals(*statuses: int) -> ResponseDict:
    """The problem documents that an operation may answer with."""
    schema = _ref("ProblemDocument")
    return {
        status: {"description": REFUSALS[status], "content": {PROBLEM_JSON: {"schema": schema}}}
        for status in statuses
    }


def conflict(name: str) -> ResponseDict:
    """The problem document of a change that came second, with what is there now: ``name``."""
    current = {"type": "object", "required": ["current"], "properties": {"current": _ref(name)}}
    schema = {"allOf": [_ref("ProblemDocument"), current]}
    description = "Somebody changed it first; `current` is what is there now."
    return {409: {"description": description, "content": {PROBLEM_JSON: {"schema": schema}}}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
