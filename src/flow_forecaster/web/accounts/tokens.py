"""API tokens on the page of an account."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from flow_forecaster.domain.account import NewToken
from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import AppError
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.accounts.account import account_page
from flow_forecaster.web.accounts.forms import typed
from flow_forecaster.web.database import current_database
from flow_forecaster.web.signed_in import signed_in_by_password

blueprint = Blueprint("tokens_page", __name__)


@blueprint.post("/account/tokens")
def create_token() -> Response:
    """Make a token; the answer is the only page that shows it."""
    from flow_forecaster.services import api_tokens

    account = signed_in_by_password()
    try:
        new = check_request({"name": typed("token_name")}, NewToken)
        token, secret = api_tokens.create_token(current_database(), account.id, new, now=utc_now())
    except AppError as error:
        return account_page(account, error, part="tokens")
    return account_page(account, part="tokens", new_token=token, new_secret=secret)


@blueprint.post("/account/tokens/<token_id>/revoke")
def revoke_token(token_id: str) -> Response:
    from flow_forecaster.services import api_tokens

    api_tokens.revoke_token(current_database(), signed_in_by_password().id, token_id)
    return redirect("/account?done=revoked#tokens", 303)
