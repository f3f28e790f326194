"""The API's description, for programs and for people; nothing of it comes from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, cast

from flask import (
    Blueprint,
    Response,
    current_app,
    json,
    make_response,
    render_template,
    request,
    send_from_directory,
)
from flask_openapi import OpenAPI

from flow_forecaster.web.api.described import complete_description
from flow_forecaster.web.errors import PROBLEM_JSON

SWAGGER_UI = str(files("flask_openapi_swagger") / "templates" / "swagger")
FRESH_S = 24 * 60 * 60

blueprint = Blueprint(
    "documents",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/docs/static",
)


def describe_api(app: OpenAPI) -> dict[str, Any]:
    """The OpenAPI document of the API."""
    complete_description(app)
    document = app.api_doc
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    for operation in operations:
        operation["responses"] = dict(filter(_is_ours, operation["responses"].items()))
    return document


@blueprint.get("/openapi.json")
def show_description() -> Response:
    document = describe_api(cast("OpenAPI", current_app))
    return _revalidated(Response(json.dumps(document), mimetype="application/json"))


@blueprint.get("/docs")
def show_documents() -> Response:
    return _revalidated(make_response(render_template("api_documents.html")))


@blueprint.get("/docs/swagger/<path:name>")
def send_swagger_ui(name: str) -> Response:
    return send_from_directory(SWAGGER_UI, name, max_age=FRESH_S)


def _is_ours(answer: tuple[str, dict[str, Any]]) -> bool:
    """Not the refusal that the framework adds in a shape of its own, which is never sent."""
    status, response = answer
    return status != "422" or PROBLEM_JSON in response["content"]


def _revalidated(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
