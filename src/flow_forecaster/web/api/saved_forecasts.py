"""Saved forecasts: computed here and kept as they were; named, run again, given their outcome."""

from __future__ import annotations

from flask import Response, current_app, request, url_for
from flask_openapi import Tag
from pydantic import BaseModel

from flow_forecaster.domain.request import Frozen
from flow_forecaster.domain.saved import Label, NewForecast, Outcome, SavedForecast
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.projects import KEY_HEADER, ProjectPath, Version, answer_json
from flow_forecaster.web.api.responses import conflict, refusals
from flow_forecaster.web.api.security import SIGNED_IN
from flow_forecaster.web.database import current_database
from flow_forecaster.web.kept import SavedForecastAnswer, SavedForecastSummary
from flow_forecaster.web.language import current_language
from flow_forecaster.web.signed_in import signed_in

ONCE = "With the same Idempotency-Key as before, the answer is the forecast that was kept then."

blueprint = DescribedBlueprint(
    "saved_forecasts",
    __name__,
    abp_tags=[Tag(name="Saved forecasts", description="Kept with every input and the answer")],
)


class ForecastPath(BaseModel):
    """The forecast's id."""

    forecast_id: str


class SavedForecasts(BaseModel):
    """The forecasts of a project, newest first."""

    forecasts: tuple[SavedForecastSummary, ...]


class LabelChange(Label):
    """A new name and note, and the version that was changed."""

    version: Version


class OutcomeChange(Frozen):
    """What really happened; null takes it back."""

    version: Version
    outcome: Outcome | None


@blueprint.get(
    "/projects/<project_id>/forecasts",
    operation_id="list_saved_forecasts",
    summary="The forecasts of a project",
    security=SIGNED_IN,
    responses={200: SavedForecasts, **refusals(401, 404, 503)},
)
def list_forecasts(path: ProjectPath) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    found = services.list_forecasts(current_database(), signed_in().id, path.project_id)
    return answer_json(SavedForecasts(forecasts=tuple(map(SavedForecastSummary.of, found))))


@blueprint.post(
    "/projects/<project_id>/forecasts",
    operation_id="save_forecast",
    summary="Forecast, and keep the answer",
    description=f"Sentences in the answer are in the language of Accept-Language. {ONCE}",
    security=SIGNED_IN,
    responses={201: SavedForecastAnswer, **refusals(400, 401, 403, 404, 413, 415, 422, 503)},
)
@takes_body(NewForecast)
def save_forecast(path: ProjectPath, body: NewForecast) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    saved = services.save_forecast(
        current_database(),
        signed_in().id,
        path.project_id,
        body,
        today=current_app.config["TODAY"](),
        now=utc_now(),
        language=current_language(),
        key=request.headers.get(KEY_HEADER),
    )
    return _made(saved)


@blueprint.get(
    "/saved-forecasts/<forecast_id>",
    operation_id="read_saved_forecast",
    summary="A forecast as it was saved",
    security=SIGNED_IN,
    responses={200: SavedForecastAnswer, **refusals(401, 404, 503)},
)
def show_forecast(path: ForecastPath) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    found = services.read_forecast(current_database(), signed_in().id, path.forecast_id)
    return answer_json(SavedForecastAnswer.of(found))


@blueprint.put(
    "/saved-forecasts/<forecast_id>",
    operation_id="change_saved_forecast",
    summary="Call a forecast something else",
    description="What was asked and answered never changes.",
    security=SIGNED_IN,
    responses={
        200: SavedForecastAnswer,
        **conflict("SavedForecastAnswer"),
        **refusals(400, 401, 403, 404, 413, 415, 422, 503),
    },
)
@takes_body(LabelChange)
def change_forecast(path: ForecastPath, body: LabelChange) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    changed = services.change_forecast(
        current_database(),
        signed_in().id,
        path.forecast_id,
        name=body.name,
        note=body.note,
        version=body.version,
    )
    return answer_json(SavedForecastAnswer.of(changed))


@blueprint.delete(
    "/saved-forecasts/<forecast_id>",
    operation_id="delete_saved_forecast",
    summary="Delete a forecast",
    description="Its scenarios stay, as forecasts of their own.",
    security=SIGNED_IN,
    responses={204: None, **refusals(401, 403, 404, 503)},
)
def delete_forecast(path: ForecastPath) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    services.delete_forecast(current_database(), signed_in().id, path.forecast_id)
    return Response(status=204)


@blueprint.post(
    "/saved-forecasts/<forecast_id>/rerun",
    operation_id="rerun_saved_forecast",
    summary="Ask the same again of the project's history as it is now",
    description=f"Keeps the answer as a new forecast. {ONCE}",
    security=SIGNED_IN,
    responses={201: SavedForecastAnswer, **refusals(401, 403, 404, 422, 503)},
)
def rerun_forecast(path: ForecastPath) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    saved = services.rerun_forecast(
        current_database(),
        signed_in().id,
        path.forecast_id,
        today=current_app.config["TODAY"](),
        now=utc_now(),
        language=current_language(),
        key=request.headers.get(KEY_HEADER),
    )
    return _made(saved)


@blueprint.put(
    "/saved-forecasts/<forecast_id>/outcome",
    operation_id="record_outcome",
    summary="Record what really happened",
    security=SIGNED_IN,
    responses={
        200: SavedForecastAnswer,
        **conflict("SavedForecastAnswer"),
        **refusals(400, 401, 403, 404, 413, 415, 422, 503),
    },
)
@takes_body(OutcomeChange)
def record_outcome(path: ForecastPath, body: OutcomeChange) -> Response:
    from flow_forecaster.services import saved_forecasts as services

    changed = services.record_outcome(
        current_database(),
        signed_in().id,
        path.forecast_id,
        body.outcome,
        version=body.version,
    )
    return answer_json(SavedForecastAnswer.of(changed))


def _made(saved: SavedForecast) -> Response:
    response = answer_json(SavedForecastAnswer.of(saved), 201)
    response.headers["Location"] = url_for("saved_forecasts.show_forecast", forecast_id=saved.id)
    return response
