"""Projects as documents: taken away, and read in again here or elsewhere."""

from __future__ import annotations

from typing import Annotated

from flask import Response
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.transfer import Document
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.api.security import SIGNED_IN
from flow_forecaster.web.database import current_database
from flow_forecaster.web.downloads import json_bytes
from flow_forecaster.web.language import current_language
from flow_forecaster.web.signed_in import signed_in

NO_STORE = {"Cache-Control": "private, no-store"}

blueprint = DescribedBlueprint(
    "transfers",
    __name__,
    abp_tags=[Tag(name="Export and import", description="Projects as documents")],
)


class ExportPath(BaseModel):
    """The project's id."""

    project_id: Annotated[str, Field(max_length=64)]


class ImportAnswer(BaseModel):
    """What a document brought."""

    project_ids: tuple[str, ...] = Field(description="New ids, in the order of the document.")
    forecasts: int = Field(description="Forecasts of all of them.")
    imported_answers: int = Field(
        description="Answers that were not computed here again, since another version made them; "
        "their `model.engine` begins with “imported: ”."
    )


@blueprint.get(
    "/projects/<project_id>/export",
    operation_id="export_project",
    summary="A project with its forecasts",
    description="The same document as the download. An import takes it.",
    security=SIGNED_IN,
    responses={200: Document, **refusals(401, 404, 503)},
)
def export_project(path: ExportPath) -> Response:
    from flow_forecaster.services import transfer
    from flow_forecaster.services.projects import read_project
    from flow_forecaster.services.saved_forecasts import list_forecasts

    account, database = signed_in(), current_database()
    project = read_project(database, account.id, path.project_id)
    forecasts = list_forecasts(database, account.id, path.project_id)
    document = transfer.export_project(project, forecasts)
    return Response(json_bytes(document), mimetype="application/json", headers=NO_STORE)


@blueprint.post(
    "/projects/import",
    operation_id="import_projects",
    summary="Read projects in",
    description="All of the document or nothing, under new ids; at most 1,000 kB.",
    security=SIGNED_IN,
    responses={201: ImportAnswer, **refusals(400, 401, 403, 413, 415, 422, 503)},
)
@takes_body(Document)
def import_projects(body: Document) -> Response:
    from flow_forecaster.services.importing import keep_document

    account = signed_in()
    imported = keep_document(
        current_database(), account.id, body, now=utc_now(), language=current_language()
    )
    answer = ImportAnswer(
        project_ids=imported.project_ids,
        forecasts=imported.n_forecasts,
        imported_answers=imported.n_foreign,
    )
    return Response(answer.model_dump_json(), 201, mimetype="application/json", headers=NO_STORE)
