"""Projects: made, read, changed as one, their history continued; only their owner sees them."""

from __future__ import annotations

from typing import Annotated

from flask import Response, request, url_for
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain import limits
from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.domain.request import Count, Day, Frozen
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import conflict, refusals
from flow_forecaster.web.api.security import SIGNED_IN
from flow_forecaster.web.database import current_database
from flow_forecaster.web.kept import ProjectAnswer, ProjectSummaryAnswer
from flow_forecaster.web.signed_in import signed_in

KEY_HEADER = "Idempotency-Key"
Version = Annotated[
    int, Field(ge=1, le=2**31 - 1, strict=True, description="As it was when it was read.")
]

blueprint = DescribedBlueprint(
    "projects", __name__, abp_tags=[Tag(name="Projects", description="What a team keeps")]
)


class ProjectPath(BaseModel):
    """The project's id."""

    project_id: str


class Projects(BaseModel):
    """All projects of who asks, the last changed first."""

    projects: tuple[ProjectSummaryAnswer, ...]


class ProjectChange(Frozen):
    """A new content, and the version that was changed."""

    version: Version
    content: ProjectContent


class MorePeriods(Frozen):
    """The periods that ended since, oldest first."""

    counts: tuple[Count, ...] = Field(min_length=1, max_length=limits.MAX_PERIODS)
    last_period_end: Day | None = Field(
        default=None, description="Must follow on the end of the history, if that is known."
    )


@blueprint.get(
    "/projects",
    operation_id="list_projects",
    summary="All projects",
    security=SIGNED_IN,
    responses={200: Projects, **refusals(401, 503)},
)
def list_projects() -> Response:
    from flow_forecaster.services import projects as services

    found = services.list_projects(current_database(), signed_in().id)
    return answer_json(Projects(projects=tuple(map(ProjectSummaryAnswer.of, found))))


@blueprint.post(
    "/projects",
    operation_id="create_project",
    summary="A new project",
    description="With the same Idempotency-Key as before, the answer is the project kept then.",
    security=SIGNED_IN,
    responses={201: ProjectAnswer, **refusals(400, 401, 403, 413, 415, 422, 503)},
)
@takes_body(ProjectContent)
def create_project(body: ProjectContent) -> Response:
    from flow_forecaster.services import projects as services

    made = services.create_project(
        current_database(),
        signed_in().id,
        body,
        now=utc_now(),
        key=request.headers.get(KEY_HEADER),
    )
    response = answer_json(ProjectAnswer.of(made), 201)
    response.headers["Location"] = url_for("projects.show_project", project_id=made.id)
    return response


@blueprint.get(
    "/projects/<project_id>",
    operation_id="read_project",
    summary="A project",
    security=SIGNED_IN,
    responses={200: ProjectAnswer, **refusals(401, 404, 503)},
)
def show_project(path: ProjectPath) -> Response:
    from flow_forecaster.services import projects as services

    found = services.read_project(current_database(), signed_in().id, path.project_id)
    return answer_json(ProjectAnswer.of(found))


@blueprint.put(
    "/projects/<project_id>",
    operation_id="change_project",
    summary="Change a project",
    description="The whole content is replaced, if the version is the one that is kept.",
    security=SIGNED_IN,
    responses={
        200: ProjectAnswer,
        **conflict("ProjectAnswer"),
        **refusals(400, 401, 403, 404, 413, 415, 422, 503),
    },
)
@takes_body(ProjectChange)
def change_project(path: ProjectPath, body: ProjectChange) -> Response:
    from flow_forecaster.services import projects as services

    changed = services.change_project(
        current_database(),
        signed_in().id,
        path.project_id,
        body.content,
        version=body.version,
        now=utc_now(),
    )
    return answer_json(ProjectAnswer.of(changed))


@blueprint.post(
    "/projects/<project_id>/history",
    operation_id="append_history",
    summary="Add periods to the history",
    description="With `last_period_end`, the same periods sent twice are refused, not added twice.",
    security=SIGNED_IN,
    responses={200: ProjectAnswer, **refusals(400, 401, 403, 404, 413, 415, 422, 503)},
)
@takes_body(MorePeriods)
def append_history(path: ProjectPath, body: MorePeriods) -> Response:
    from flow_forecaster.services import projects as services

    changed = services.append_history(
        current_database(),
        signed_in().id,
        path.project_id,
        body.counts,
        now=utc_now(),
        last_period_end=body.last_period_end,
    )
    return answer_json(ProjectAnswer.of(changed))


@blueprint.delete(
    "/projects/<project_id>",
    operation_id="delete_project",
    summary="Delete a project with everything in it",
    security=SIGNED_IN,
    responses={204: None, **refusals(401, 403, 404, 503)},
)
def delete_project(path: ProjectPath) -> Response:
    from flow_forecaster.services import projects as services

    services.delete_project(current_database(), signed_in().id, path.project_id)
    return Response(status=204)


def answer_json(answer: BaseModel, status: int = 200) -> Response:
    """An answer that is its reader's alone."""
    response = Response(answer.model_dump_json(), status, mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-store"
    return response
