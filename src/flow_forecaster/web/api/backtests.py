"""Backtests: handed in, asked after, cancelled; only who handed one in ever sees it."""

from __future__ import annotations

from typing import Literal

from flask import Response, request, url_for
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.backtest import BacktestResult
from flow_forecaster.domain.backtest_request import BacktestRequest
from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.job import Failure, Job
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.services.backtest_runs import BACKTEST
from flow_forecaster.services.jobs import cancel_job, count_ahead, read_job
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.api.simulations import KEY_HEADER, Accepted, JobError, JobPath
from flow_forecaster.web.language import current_language
from flow_forecaster.web.queue import current_queue
from flow_forecaster.web.visitor import current_visitor, remember_visitor

blueprint = DescribedBlueprint(
    "backtests",
    __name__,
    abp_tags=[Tag(name="Backtests", description="Pace models judged on weeks that are known")],
)
blueprint.after_request(remember_visitor)


class BacktestJob(BaseModel):
    """Where a backtest is; ended ones are kept for a day."""

    job_id: str
    status: Literal["processing", "completed", "failed", "cancelled"]
    progress: float = Field(description="Share that is done, 0 to 1.")
    ahead: int = Field(description="Jobs that are begun before it.")
    result: BacktestResult | None
    error: JobError | None


@blueprint.post(
    "/backtests",
    operation_id="create_backtest",
    summary="Judge pace models on known weeks",
    description="Forecasts from past weeks, compared with those that followed. A history of fewer "
    "than 29 periods is too short for the default windows and horizons. The same request within a "
    "minute, or with the same Idempotency-Key, is the same job.",
    responses={202: Accepted, **refusals(400, 413, 415, 422, 429, 503)},
)
@takes_body(BacktestRequest)
def create_backtest(body: BacktestRequest) -> Response:
    # Dear to import, and no other answer needs it.
    from flow_forecaster.services.backtest_jobs import submit_backtest

    visitor = current_visitor()
    job = submit_backtest(
        current_queue(),
        body,
        owner=visitor.owner,
        origin=visitor.origin,
        idempotency_key=request.headers.get(KEY_HEADER),
        now=utc_now(),
    )
    response = _json(Accepted(job_id=job.id), 202)
    response.headers["Location"] = url_for("backtests.show_backtest", job_id=job.id)
    return response


@blueprint.get(
    "/backtests/<job_id>",
    operation_id="read_backtest",
    summary="Where a backtest is",
    responses={200: BacktestJob, **refusals(404, 503)},
)
def show_backtest(path: JobPath) -> Response:
    return _json(_describe(_own_backtest(path.job_id)))


@blueprint.delete(
    "/backtests/<job_id>",
    operation_id="cancel_backtest",
    summary="Cancel a backtest",
    description="One that has ended stays as it is.",
    responses={200: BacktestJob, **refusals(404, 503)},
)
def cancel_backtest(path: JobPath) -> Response:
    visitor, job = current_visitor(), _own_backtest(path.job_id)
    job = cancel_job(
        current_queue(), job.id, owner=visitor.owner, origin=visitor.origin, now=utc_now()
    )
    return _json(_describe(job))


def _own_backtest(job_id: str) -> Job:
    visitor = current_visitor()
    job = read_job(current_queue(), job_id, owner=visitor.owner, origin=visitor.origin)
    if job.kind != BACKTEST:
        raise NotFound
    return job


def _describe(job: Job) -> BacktestJob:
    return BacktestJob.model_validate(
        {
            "job_id": job.id,
            "status": job.status,
            "progress": job.progress,
            "ahead": count_ahead(current_queue(), job),
            "result": job.result,
            "error": _error(job.error) if job.error else None,
        }
    )


def _error(failure: Failure) -> JobError:
    language = current_language()
    title = language.gettext("The backtest did not come to its end")
    return JobError(title=title, detail=failure.message(language))


def _json(answer: BaseModel, status: int = 200) -> Response:
    response = Response(answer.model_dump_json(), status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
