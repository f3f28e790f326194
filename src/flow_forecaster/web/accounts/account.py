"""The page of an account: name, e-mail, password, browsers, tokens, everything, and its end."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, json, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from flow_forecaster.domain.account import Account, PasswordChoice, Profile
from flow_forecaster.domain.errors import AppError
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.accounts.forms import read_form, show_form, typed
from flow_forecaster.web.accounts.rules import current_rules
from flow_forecaster.web.database import current_database
from flow_forecaster.web.session_cookie import clear_session, set_session
from flow_forecaster.web.signed_in import current_visit, signed_in, signed_in_by_password

PAGE = "accounts/account.html"

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
def show_account() -> AnyResponse:
    return account_page(signed_in(), done=request.args.get("done", ""))


@blueprint.post("/account/profile")
def change_profile() -> AnyResponse:
    from flow_forecaster.services import accounts

    account = signed_in_by_password()
    return _change(
        account,
        "profile",
        lambda: accounts.change_profile(
            current_database(),
            current_rules().attempts(),
            account,
            read_form(Profile),
            password=typed("current_password"),
        ),
    )


@blueprint.post("/account/password")
def change_password() -> AnyResponse:
    """Every browser is signed out but this one, which gets a new session."""
    from flow_forecaster.services import accounts, sessions

    account, database = signed_in_by_password(), current_database()
    visit = current_visit()
    is_remembered = visit is not None and visit.session.is_remembered
    response = _change(
        account,
        "password",
        lambda: accounts.change_password(
            database,
            current_rules().attempts(),
            account.id,
            current=typed("current_password"),
            new=read_form(PasswordChoice).password,
        ),
    )
    if response.status_code == 303:
        secret = sessions.open_session(
            database, account, is_remembered=is_remembered, now=utc_now()
        )
        set_session(response, secret, is_remembered=is_remembered)
    return response


@blueprint.post("/account/delete")
def delete_account() -> AnyResponse:
    from flow_forecaster.services import accounts

    account = signed_in_by_password()
    response = _change(
        account,
        "",
        lambda: accounts.delete_account(
            current_database(),
            current_rules().attempts(),
            account.id,
            password=typed("delete_password"),
        ),
    )
    if response.status_code == 303:
        response.headers["Location"] = "/login?done=deleted"
        clear_session(response)
    return response


@blueprint.get("/account/export")
def export_account() -> AnyResponse:
    """Everything that the account keeps, as one file."""
    account = signed_in()
    # Dear to import, and few ask.
    from flow_forecaster.services import transfer

    content = transfer.export_account(current_database(), account.id)
    response = Response(json.dumps(content, ensure_ascii=False), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="flow-forecaster.json"'
    return response


def account_page(
    account: Account, error: AppError | None = None, *, part: str = "", **facts: object
) -> Response:
    """The page; after a refusal, with what was wrong in its ``part``."""
    from flow_forecaster.services import api_tokens, sessions

    database = current_database()
    return show_form(
        PAGE,
        error,
        values={"email": account.email, "name": account.name},
        account=account,
        part=part,
        tokens=api_tokens.list_tokens(database, account.id),
        n_sessions=sessions.count_sessions(database, account.id, now=utc_now()),
        **facts,
    )


def _change(account: Account, part: str, change: Callable[[], object]) -> AnyResponse:
    try:
        change()
    except AppError as error:
        return account_page(account, error, part=part or "delete")
    return redirect(f"/account?done={part}#{part}", 303)
