"""Secret links to projects and forecasts: made, listed and revoked by who owns them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from flask import Response
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.request import Frozen
from flow_forecaster.domain.share import Share
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.api.security import SIGNED_IN
from flow_forecaster.web.database import current_database
from flow_forecaster.web.shares import share_address
from flow_forecaster.web.signed_in import signed_in

blueprint = DescribedBlueprint(
    "shares", __name__, abp_tags=[Tag(name="Shares", description="Secret links, to be read only")]
)


class SharesPath(BaseModel):
    """The project's id."""

    project_id: Annotated[str, Field(max_length=64)]


class SharePath(SharesPath):
    """The project's id, and the token of one of its links."""

    token: Annotated[str, Field(max_length=64)]


class NewShare(Frozen):
    """What the link is to lead to."""

    forecast_id: str | None = Field(
        default=None, max_length=64, description="A forecast of the project; null: all of it."
    )


class ShareAnswer(BaseModel):
    """A link; whoever has it can read what it leads to."""

    token: str
    address: str = Field(description="In full if PUBLIC_URL is set, else the path.")
    forecast_id: str | None = Field(description="Null: it leads to the whole project.")
    created_at: dt.datetime

    @classmethod
    def of(cls, share: Share) -> ShareAnswer:
        """What is told of a link."""
        return cls(
            token=share.token,
            address=share_address(share),
            forecast_id=share.forecast_id,
            created_at=share.created_at,
        )


class Shares(BaseModel):
    """The links to a project and its forecasts, newest first."""

    shares: tuple[ShareAnswer, ...]


@blueprint.get(
    "/projects/<project_id>/shares",
    operation_id="list_shares",
    summary="The links to a project and its forecasts",
    security=SIGNED_IN,
    responses={200: Shares, **refusals(401, 404, 503)},
)
def list_shares(path: SharesPath) -> Response:
    from flow_forecaster.services import shares as services

    found = services.list_shares(current_database(), signed_in().id, path.project_id)
    return _json(Shares(shares=tuple(map(ShareAnswer.of, found))))


@blueprint.post(
    "/projects/<project_id>/shares",
    operation_id="create_share",
    summary="Make a link",
    security=SIGNED_IN,
    responses={201: ShareAnswer, **refusals(400, 401, 403, 404, 413, 415, 422, 503)},
)
@takes_body(NewShare)
def create_share(path: SharesPath, body: NewShare) -> Response:
    from flow_forecaster.services import shares as services

    account, database, now = signed_in(), current_database(), utc_now()
    if body.forecast_id is None:
        share = services.share_project(database, account.id, path.project_id, now=now)
    else:
        share = services.share_forecast(
            database, account.id, path.project_id, body.forecast_id, now=now
        )
    return _json(ShareAnswer.of(share), 201)


@blueprint.delete(
    "/projects/<project_id>/shares/<token>",
    operation_id="revoke_share",
    summary="Revoke a link",
    security=SIGNED_IN,
    responses={204: None, **refusals(401, 403, 404, 503)},
)
def revoke_share(path: SharePath) -> Response:
    from flow_forecaster.services import shares as services

    services.revoke_share(current_database(), signed_in().id, path.project_id, path.token)
    return Response(status=204)


def _json(answer: BaseModel, status: int = 200) -> Response:
    response = Response(answer.model_dump_json(), status, mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-store"
    return response
