"""Simulations: handed in, asked after, cancelled; only who handed one in ever sees it."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response, current_app, request, url_for
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.job import Failure, Job
from flow_forecaster.domain.request import SimulationRequest
from flow_forecaster.domain.result import SimulationResult
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.services.jobs import (
    SIMULATION,
    cancel_job,
    count_ahead,
    read_job,
    submit_simulation,
)
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.language import current_language
from flow_forecaster.web.queue import current_queue
from flow_forecaster.web.visitor import current_visitor, remember_visitor

KEY_HEADER = "Idempotency-Key"

blueprint = DescribedBlueprint(
    "simulations",
    __name__,
    abp_tags=[Tag(name="Simulations", description="Trials of the full project, in the background")],
)
blueprint.after_request(remember_visitor)


class JobPath(BaseModel):
    """The job's name, as it was given."""

    job_id: Annotated[str, Field(max_length=64)]


class Accepted(BaseModel):
    """The job that will do it."""

    job_id: str
    status: Literal["processing"] = "processing"


class SoFar(BaseModel):
    """What is known before the end."""

    trials: int
    finished_by_week: tuple[int, ...] = Field(
        description="Trials that were finished in week 0, 1 ... of those so far."
    )


class JobError(BaseModel):
    """Why a job failed, in the reader's language."""

    title: str
    detail: str


class SimulationJob(BaseModel):
    """Where a simulation is; ended ones are kept for a day."""

    job_id: str
    status: Literal["processing", "completed", "failed", "cancelled"]
    progress: float = Field(description="Share that is done, 0 to 1.")
    ahead: int = Field(description="Jobs that are begun before it.")
    partial: SoFar | None
    result: SimulationResult | None
    error: JobError | None


@blueprint.post(
    "/simulate",
    operation_id="create_simulation",
    summary="Simulate a project",
    description="The same request within a minute, or with the same Idempotency-Key, is the same "
    "job. Up to 20,000 trials are done when the answer comes.",
    responses={202: Accepted, **refusals(400, 413, 415, 422, 429, 503)},
)
@takes_body(SimulationRequest)
def create_simulation(body: SimulationRequest) -> Response:
    visitor = current_visitor()
    job = submit_simulation(
        current_queue(),
        body,
        owner=visitor.owner,
        origin=visitor.origin,
        idempotency_key=request.headers.get(KEY_HEADER),
        today=current_app.config["TODAY"](),
        now=utc_now(),
    )
    response = _json(Accepted(job_id=job.id), 202)
    response.headers["Location"] = url_for("simulations.show_simulation", job_id=job.id)
    return response


@blueprint.get(
    "/simulate/<job_id>",
    operation_id="read_simulation",
    summary="Where a simulation is",
    responses={200: SimulationJob, **refusals(404, 503)},
)
def show_simulation(path: JobPath) -> Response:
    visitor = current_visitor()
    job = read_job(current_queue(), path.job_id, owner=visitor.owner, origin=visitor.origin)
    return _json(_describe(_simulation(job)))


@blueprint.delete(
    "/simulate/<job_id>",
    operation_id="cancel_simulation",
    summary="Cancel a simulation",
    description="One that has ended stays as it is.",
    responses={200: SimulationJob, **refusals(404, 503)},
)
def cancel_simulation(path: JobPath) -> Response:
    visitor = current_visitor()
    _simulation(read_job(current_queue(), path.job_id, owner=visitor.owner, origin=visitor.origin))
    job = cancel_job(
        current_queue(), path.job_id, owner=visitor.owner, origin=visitor.origin, now=utc_now()
    )
    return _json(_describe(job))


def _simulation(job: Job) -> Job:
    if job.kind != SIMULATION:
        raise NotFound
    return job


def _describe(job: Job) -> SimulationJob:
    return SimulationJob.model_validate(
        {
            "job_id": job.id,
            "status": job.status,
            "progress": job.progress,
            "ahead": count_ahead(current_queue(), job),
            "partial": job.partial or None,
            "result": job.result,
            "error": _error(job.error) if job.error else None,
        }
    )


def _error(failure: Failure) -> JobError:
    language = current_language()
    title = language.gettext("The simulation did not come to its end")
    return JobError(title=title, detail=failure.message(language))


def _json(answer: BaseModel, status: int = 200) -> Response:
    response = Response(answer.model_dump_json(), status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
