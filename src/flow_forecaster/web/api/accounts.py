"""The account that asks, and its tokens."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from flask import Response
from flask_openapi import Tag
from pydantic import BaseModel, Field

from flow_forecaster.domain.account import Account, ApiToken, NewToken, Role
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.api.body import takes_body
from flow_forecaster.web.api.described import DescribedBlueprint
from flow_forecaster.web.api.responses import refusals
from flow_forecaster.web.api.security import BY_PASSWORD, SIGNED_IN
from flow_forecaster.web.database import current_database
from flow_forecaster.web.signed_in import signed_in, signed_in_by_password

blueprint = DescribedBlueprint(
    "accounts", __name__, abp_tags=[Tag(name="Account", description="Who asks, and their tokens")]
)


class AccountAnswer(BaseModel):
    """The account that asks."""

    email: str
    name: str
    role: Role
    created_at: dt.datetime

    @classmethod
    def of(cls, account: Account) -> AccountAnswer:
        """What is told of an account."""
        return cls(
            email=account.email,
            name=account.name,
            role=account.role,
            created_at=account.created_at,
        )


class TokenAnswer(BaseModel):
    """A token, which itself is told once only."""

    id: str
    name: str
    beginning: str = Field(description="What it begins with, to know it by.")
    created_at: dt.datetime
    used_at: dt.datetime | None = Field(description="When it was last used, to the hour.")


class Tokens(BaseModel):
    """The tokens of an account, newest first."""

    tokens: tuple[TokenAnswer, ...]


class MadeToken(TokenAnswer):
    """A new token."""

    token: str = Field(description="The token itself, told this once.")


class TokenPath(BaseModel):
    """The id of a token, as the list tells it."""

    token_id: Annotated[str, Field(max_length=64)]


@blueprint.get(
    "/account",
    operation_id="read_account",
    summary="Who asks",
    security=SIGNED_IN,
    responses={200: AccountAnswer, **refusals(401, 503)},
)
def show_account() -> Response:
    return _json(AccountAnswer.of(signed_in()))


@blueprint.get(
    "/tokens",
    operation_id="list_tokens",
    summary="The account's tokens",
    security=SIGNED_IN,
    responses={200: Tokens, **refusals(401, 503)},
)
def list_tokens() -> Response:
    from flow_forecaster.services import api_tokens

    tokens = api_tokens.list_tokens(current_database(), signed_in().id)
    return _json(Tokens(tokens=tuple(TokenAnswer.model_validate(_facts(one)) for one in tokens)))


@blueprint.post(
    "/tokens",
    operation_id="create_token",
    summary="Make a token",
    description="Only a browser that is logged in may: a token that leaked cannot make others.",
    security=BY_PASSWORD,
    responses={201: MadeToken, **refusals(400, 401, 403, 413, 415, 422, 503)},
)
@takes_body(NewToken)
def create_token(body: NewToken) -> Response:
    from flow_forecaster.services import api_tokens

    account = signed_in_by_password()
    token, secret = api_tokens.create_token(current_database(), account.id, body, now=utc_now())
    return _json(MadeToken.model_validate({**_facts(token), "token": secret}), 201)


@blueprint.delete(
    "/tokens/<token_id>",
    operation_id="revoke_token",
    summary="Revoke a token",
    description="A token may revoke itself, and any other of its account.",
    security=SIGNED_IN,
    responses={204: None, **refusals(401, 403, 404, 503)},
)
def revoke_token(path: TokenPath) -> Response:
    from flow_forecaster.services import api_tokens

    api_tokens.revoke_token(current_database(), signed_in().id, path.token_id)
    return Response(status=204)


def _facts(token: ApiToken) -> dict[str, object]:
    return {name: getattr(token, name) for name in TokenAnswer.model_fields}


def _json(answer: BaseModel, status: int = 200) -> Response:
    return Response(answer.model_dump_json(), status, mimetype="application/json")
