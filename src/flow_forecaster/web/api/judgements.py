"""Saved forecasts judged: against each other, and against what really happened."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from flask import Response
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.account import Role
from flow_forecaster.domain.comparison import Input
from flow_forecaster.domain.track_record import LevelRecord, TrackRecord
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.projects import ProjectPath, answer_json
from flow_forecaster.web.api.query import takes_query
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.api.security import SIGNED_IN
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language
from flow_forecaster.web.refusals import OwnerOnly
from flow_forecaster.web.signed_in import signed_in

blueprint = DescribedBlueprint(
    "judgements",
    __name__,
    abp_tags=[Tag(name="Judgements", description="What moved, and which promises were kept")],
)


class ComparisonQuery(BaseModel):
    """The ids of two saved forecasts."""

    older: str
    newer: str


class PartAnswer(BaseModel):
    """What one input moved."""

    input: Input
    label: str = Field(description="In the reader's language.")
    moved: int = Field(description="Days, or items: more is later, or more items.")


class ComparisonAnswer(BaseModel):
    """How what is promised at 85 % moved: by its date, or where one has no scope by the items."""

    question: Literal["when", "how_many"] | None
    older_date: dt.date | None
    newer_date: dt.date | None
    older_items: int | None
    newer_items: int | None
    moved: int | None = Field(description="Days, or items; null where that cannot be said.")
    parts: tuple[PartAnswer, ...] = Field(description="They add up to `moved`.")
    sentence: str


class LevelAnswer(LevelRecord):
    """The promises at one confidence, in words too."""

    in_words: str


class TrackRecordAnswer(TrackRecord):
    """What came of forecasts, in words too."""

    levels: tuple[LevelAnswer, ...]
    in_words: tuple[str, ...] = Field(description="What to know beside the levels.")


@blueprint.get(
    "/comparisons",
    operation_id="compare_saved_forecasts",
    summary="How far P85 moved between two forecasts, and what moved it",
    security=SIGNED_IN,
    responses={200: ComparisonAnswer, **refusals(401, 404, 422, 503)},
)
@takes_query(ComparisonQuery)
def show_comparison(query: ComparisonQuery) -> Response:
    from flow_forecaster.services.comparison import compare
    from flow_forecaster.services.saved_forecasts import read_forecast

    account, database, language = signed_in(), current_database(), current_language()
    older, newer = (read_forecast(database, account.id, one) for one in (query.older, query.newer))
    comparison = compare(older, newer)
    parts = [
        PartAnswer(input=one.input, label=one.label(language), moved=one.moved)
        for one in comparison.parts
    ]
    return answer_json(
        ComparisonAnswer(
            question=comparison.question,
            older_date=comparison.older_date,
            newer_date=comparison.newer_date,
            older_items=comparison.older_items,
            newer_items=comparison.newer_items,
            moved=comparison.moved,
            parts=tuple(parts),
            sentence=comparison.sentence(language),
        )
    )


@blueprint.get(
    "/projects/<project_id>/track-record",
    operation_id="read_track_record",
    summary="How the forecasts of a project kept their word",
    security=SIGNED_IN,
    responses={200: TrackRecordAnswer, **refusals(401, 404, 503)},
)
def show_track_record(path: ProjectPath) -> Response:
    from flow_forecaster.services.outcomes import track_record
    from flow_forecaster.services.saved_forecasts import list_forecasts

    forecasts = list_forecasts(current_database(), signed_in().id, path.project_id)
    return answer_json(_in_words(track_record(forecasts)))


@blueprint.get(
    "/track-record",
    operation_id="read_installation_track_record",
    summary="How all forecasts of the installation kept their word",
    description="Numbers only, for the owner of the installation.",
    security=SIGNED_IN,
    responses={200: TrackRecordAnswer, **refusals(401, 403, 503)},
)
def show_installation_track_record() -> Response:
    from flow_forecaster.services.outcomes import installation_track_record

    if signed_in().role is not Role.OWNER:
        raise OwnerOnly
    return answer_json(_in_words(installation_track_record(current_database())))


def _in_words(record: TrackRecord) -> TrackRecordAnswer:
    language = current_language()
    levels = [
        LevelAnswer(**dict(level), in_words=level.sentence(language)) for level in record.levels
    ]
    fields = dict(record) | {"levels": tuple(levels)}
    return TrackRecordAnswer(**fields, in_words=record.notes(language))
