"""Registering, logging in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from flow_forecaster.domain.access import RegistrationClosed
from flow_forecaster.domain.account import Account, Registration
from flow_forecaster.domain.errors import AppError
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.accounts.forms import is_ticked, read_form, show_form, typed
from flow_forecaster.web.accounts.rules import client_address, current_rules
from flow_forecaster.web.database import current_database
from flow_forecaster.web.next_page import next_path, own_path
from flow_forecaster.web.session_cookie import clear_session, session_secret, set_session
from flow_forecaster.web.signed_in import signed_in

REGISTER, LOGIN = "accounts/register.html", "accounts/login.html"

blueprint = Blueprint("entrance", __name__)


@blueprint.get("/register")
def show_registration() -> Response:
    if not current_rules().is_open:
        raise RegistrationClosed
    return show_form(REGISTER, next=own_path(request.args.get("next")))


@blueprint.post("/register")
def register() -> Response:
    from flow_forecaster.services import accounts

    rules = current_rules()
    if not rules.is_open:
        raise RegistrationClosed
    try:
        account = accounts.register(
            current_database(),
            rules.attempts(),
            read_form(Registration),
            address=client_address(),
            now=utc_now(),
        )
    except AppError as error:
        return show_form(REGISTER, error, next=own_path(typed("next")))
    return _let_in(account)


@blueprint.get("/login")
def show_login() -> Response:
    return _login_page(wanted=request.args.get("next"), done=request.args.get("done", ""))


@blueprint.post("/login")
def log_in() -> Response:
    from flow_forecaster.services import accounts

    try:
        account = accounts.log_in(
            current_database(),
            current_rules().attempts(),
            email=typed("email"),
            password=typed("password"),
            address=client_address(),
        )
    except AppError as error:
        return _login_page(error, wanted=typed("next"))
    return _let_in(account)


@blueprint.post("/logout")
def log_out() -> Response:
    from flow_forecaster.services import sessions

    if secret := session_secret():
        sessions.close_session(current_database(), secret)
    return _let_out()


@blueprint.post("/logout/everywhere")
def log_out_everywhere() -> Response:
    from flow_forecaster.services import sessions

    sessions.close_sessions(current_database(), signed_in().id)
    return _let_out()


def _login_page(error: AppError | None = None, *, wanted: str | None, done: str = "") -> Response:
    is_open = current_rules().is_open
    return show_form(LOGIN, error, next=own_path(wanted), done=done, is_open=is_open)


def _let_in(account: Account) -> Response:
    """A session of its own for each log-in: one that was there before is of no use."""
    from flow_forecaster.services import sessions

    database, is_remembered = current_database(), is_ticked("remember")
    if secret := session_secret():
        sessions.close_session(database, secret)
    secret = sessions.open_session(database, account, is_remembered=is_remembered, now=utc_now())
    response = redirect(next_path(), 303)
    set_session(response, secret, is_remembered=is_remembered)
    response.headers["Cache-Control"] = "no-store"
    return response


def _let_out() -> Response:
    response = redirect("/login?done=out", 303)
    clear_session(response)
    response.headers["Cache-Control"] = "no-store"
    return response
