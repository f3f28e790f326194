"""Countries whose public holidays are known."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, request
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.services.calendars import list_countries
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.language import current_language

FRESH_S = 24 * 60 * 60

blueprint = DescribedBlueprint(
    "countries", __name__, abp_tags=[Tag(name="Calendars", description="Days that are not worked")]
)


class CountryAnswer(BaseModel):
    """A country, and its states that have holidays of their own."""

    code: str = Field(description="ISO 3166-1 alpha-2.")
    name: str = Field(description="In the reader's language.")
    subdivisions: tuple[str, ...] = Field(description="ISO 3166-2 parts.")


class Countries(BaseModel):
    """Every country whose public holidays are known, by name."""

    countries: tuple[CountryAnswer, ...]


@blueprint.get(
    "/countries",
    operation_id="list_countries",
    summary="Countries whose public holidays are known",
    responses={200: Countries},
)
def show_countries() -> Response:
    known = list_countries(current_language())
    answer = Countries(countries=tuple(CountryAnswer(**asdict(country)) for country in known))
    response = Response(answer.model_dump_json(), mimetype="application/json")
    response.headers["Cache-Control"] = f"public, max-age={FRESH_S}"
    response.add_etag()
    response.make_conditional(request)
    return response
