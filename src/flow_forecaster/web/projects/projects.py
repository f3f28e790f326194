"""The pages of projects: all of them, one, and the form that makes or changes one."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.project import Conflict, Project, ProjectContent
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.projects.answering import go_to, now, show_page
from flow_forecaster.web.projects.choices import form_choices
from flow_forecaster.web.projects.fields import Fields, messages
from flow_forecaster.web.projects.merging import base_text, differences, merged_fields, read_base
from flow_forecaster.web.projects.project_form import (
    LABELS,
    content_fields,
    read_content,
    span_rows,
    typed_fields,
)
from flow_forecaster.web.projects.project_page import show_project
from flow_forecaster.web.signed_in import signed_in

blueprint = Blueprint("project_pages", __name__)


@blueprint.get("/projects")
def list_projects() -> Response:
    from flow_forecaster.services import projects as services

    found = services.list_projects(current_database(), signed_in().id)
    return show_page("projects/list.html", projects=found)


@blueprint.get("/projects/new")
def show_new() -> Response:
    signed_in()
    return _show_form(content_fields(ProjectContent(name="-")) | {"name": ""})


@blueprint.post("/projects/new")
def create_project() -> Response:
    from flow_forecaster.services import projects as services

    account, fields = signed_in(), typed_fields(request.form)
    try:
        content = read_content(fields)
    except InvalidRequest as error:
        return _show_form(fields, error)
    made = services.create_project(current_database(), account.id, content, now=now())
    return go_to(f"/projects/{made.id}", said="project-made")


@blueprint.get("/projects/<project_id>")
def show(project_id: str) -> Response:
    return show_project(signed_in(), project_id)


@blueprint.get("/projects/<project_id>/edit")
def show_edit(project_id: str) -> Response:
    project = _project(project_id)
    return _show_form(content_fields(project.content), project=project)


@blueprint.post("/projects/<project_id>/edit")
def change_project(project_id: str) -> Response:
    from flow_forecaster.services import projects as services

    account, project = signed_in(), _project(project_id)
    typed = typed_fields(request.form)
    fields = merged_fields(request.form, typed)
    version = request.form.get("version", default=-1, type=int)
    try:
        content = read_content(fields, project.content)
    except InvalidRequest as error:
        return _show_form(fields, error, project=project, version=version)
    try:
        services.change_project(
            current_database(), account.id, project_id, content, version=version, now=now()
        )
    except Conflict as error:
        return _show_merge(error, read_base(request.form, typed), content)
    return go_to(f"/projects/{project_id}", said="merged" if fields != typed else "changed")


@blueprint.post("/projects/<project_id>/delete")
def delete_project(project_id: str) -> Response:
    from flow_forecaster.services import projects as services

    services.delete_project(current_database(), signed_in().id, project_id)
    return go_to("/projects", said="project-deleted")


def _project(project_id: str) -> Project:
    from flow_forecaster.services import projects as services

    return services.read_project(current_database(), signed_in().id, project_id)


def _show_form(
    fields: Fields,
    error: InvalidRequest | None = None,
    *,
    project: Project | None = None,
    version: int | None = None,
) -> Response:
    """The form, with what is wrong; ``version`` is the one that was being edited, if not now's."""
    language = current_language()
    base = content_fields(project.content) if project else {}
    if error and project:
        base = read_base(request.form, fields) or base
    return show_page(
        "projects/form.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        project=project,
        version=version if version is not None else project and project.version,
        base=base_text(base),
        fields=fields,
        labels=LABELS,
        problems=messages(error.problems, language) if error else {},
        choices=form_choices(
            language, currency=fields["currency"], pace_model=fields["pace_model"]
        ),
        days_off=span_rows(fields["days_off"]) if not error else _day_rows(),
    )


def _day_rows() -> list[tuple[str, str]]:
    """The rows of days off as they were sent, for a form that is shown again."""
    firsts, lasts = request.form.getlist("day_off_from"), request.form.getlist("day_off_to")
    rows = zip(firsts, lasts, strict=False)
    return [*span_rows(request.form.get("days_off", "")), *(row for row in rows if any(row))]


def _show_merge(error: Conflict, base: Fields, yours: ProjectContent) -> Response:
    theirs = error.current
    assert isinstance(theirs, Project)
    language = current_language()
    their_fields, your_fields = content_fields(theirs.content), content_fields(yours)
    differing = differences(base, their_fields, your_fields)
    if not differing:
        return go_to(f"/projects/{theirs.id}", said="changed")
    return show_page(
        "projects/merge.html",
        HTTPStatus.CONFLICT,
        address=f"/projects/{theirs.id}/edit",
        back=f"/projects/{theirs.id}",
        name=theirs.content.name,
        version=theirs.version,
        base=base_text(their_fields),
        fields=your_fields,
        differences=differing,
        labels=LABELS,
        choices=form_choices(
            language, currency=your_fields["currency"], pace_model=your_fields["pace_model"]
        ),
    )
