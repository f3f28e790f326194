"""Forecasts: a request in, the whole answer out; nothing is kept."""

from __future__ import annotations

from flask import Response, current_app
from flask_openapi import MediaType, RequestBody, Tag

from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.services.forecast import forecast
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.language import current_language

blueprint = DescribedBlueprint(
    "forecasts", __name__, abp_tags=[Tag(name="Forecasts", description="When, how many, what odds")]
)


EXAMPLE = {
    "history": {"counts": [5, 6, 8, 5, 9, 7, 6, 10, 7, 8, 6, 4, 6, 8, 9]},
    "scope": {"items": 80},
    "risks": [
        {
            "name": "Tests fail",
            "probability": 0.4,
            "impact": {"low": 8, "mode": 12, "high": 20},
        }
    ],
    "start": "2026-11-23",
    "deadline": {"weeks": 15},
    "team": {"size": 5, "cost_per_person_week": 5500},
}
ASKED = MediaType(schema={"$ref": "#/components/schemas/ForecastRequest"}, example=EXAMPLE)


@blueprint.post(
    "/forecasts",
    operation_id="create_forecast",
    summary="Forecast from a history",
    description="Sentences in the answer are in the language of Accept-Language: pt-BR or en.",
    request_body=RequestBody(content={"application/json": ASKED}),
    responses={200: ForecastResult, **refusals(400, 413, 415, 422)},
)
@takes_body(ForecastRequest)
def create_forecast(body: ForecastRequest) -> Response:
    today = current_app.config["TODAY"]()
    result = forecast(body, today=today, language=current_language())
    response = Response(result.model_dump_json(), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
