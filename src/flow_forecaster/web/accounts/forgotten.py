"""Getting back in with a forgotten password: by a link that works once."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from flow_forecaster.domain.account import EmailGiven, PasswordChoice
from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.secret import new_secret
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.accounts.forms import read_form, show_form
from flow_forecaster.web.accounts.rules import client_address, current_rules
from flow_forecaster.web.database import current_database
from flow_forecaster.web.language import current_language

FORGOT, RESET = "accounts/forgot.html", "accounts/reset.html"
MAIL = "accounts/reset_mail.txt"

blueprint = Blueprint("forgotten", __name__)


@blueprint.get("/forgot")
def show_forgotten() -> Response:
    return show_form(FORGOT, has_mail=current_rules().has_mail)


@blueprint.post("/forgot")
def send_link() -> Response:
    """Send a link; the answer and its time say nothing of whether there is an account."""
    rules = current_rules()
    if not rules.has_mail:
        return show_form(FORGOT, has_mail=False)
    try:
        email = read_form(EmailGiven).email
        _promise(email)
    except AppError as error:
        return show_form(FORGOT, error, has_mail=True)
    return show_form(FORGOT, has_mail=True, sent_to=email)


@blueprint.get("/reset/<secret>")
def show_reset(secret: str) -> Response:
    from flow_forecaster.services.resets import check_reset_link

    check_reset_link(current_database(), secret, now=utc_now())
    return _unseen(show_form(RESET))


@blueprint.post("/reset/<secret>")
def reset(secret: str) -> Response:
    from flow_forecaster.services.resets import check_reset_link, reset_password

    database, now = current_database(), utc_now()
    check_reset_link(database, secret, now=now)
    try:
        reset_password(database, secret, read_form(PasswordChoice).password, now=now)
    except AppError as error:
        return _unseen(show_form(RESET, error))
    return redirect("/login?done=reset", 303)


def _promise(email: str) -> None:
    from flow_forecaster.services.attempts import reset_limits
    from flow_forecaster.services.resets import promise_reset

    rules, database, now = current_rules(), current_database(), utc_now()
    rules.attempts().count(reset_limits(email, client_address()))
    secret = new_secret()
    subject = current_language().gettext("A new password for Flow Forecaster")
    text = render_template(MAIL, link=f"{rules.public_url}/reset/{secret}")
    rules.post_office().post(
        email, subject, text, only_if=lambda: promise_reset(database, email, secret, now=now)
    )


def _unseen(response: Response) -> Response:
    """The address holds a secret, which must not be told to the next page.

    Its form still says which host it is of: by plain http nothing else tells it from another
    site's.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
