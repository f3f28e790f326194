"""The cookie of a browser that is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response as FlaskResponse
from flask import g, request
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from flow_forecaster.services.sessions import Visit

PLAIN, SECURE = "session", "__Host-session"
"""Its names: with the second, browsers take it by https only and from this very host."""

MAX_LENGTH = 100


def session_secret() -> str | None:
    """What the browser's cookie holds, if it has one."""
    secret = request.cookies.get(_name())
    return secret if secret and len(secret) <= MAX_LENGTH else None


def set_session(response: Response, secret: str, *, is_remembered: bool) -> None:
    """Give the browser its cookie; one that is not remembered goes when it is closed."""
    from flow_forecaster.services.sessions import REMEMBERED

    response.set_cookie(
        _name(),
        secret,
        max_age=REMEMBERED if is_remembered else None,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )


def clear_session(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(_name(), httponly=True, samesite="Lax", secure=request.is_secure)


def renew_session(response: FlaskResponse) -> FlaskResponse:
    """Let the cookie last as long as its session; let nobody else keep what an account sees."""
    if g.get("account") is None:
        return response
    response.vary.update(("Cookie", "Authorization"))
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-store"
    visit: Visit | None = g.get("visit")
    secret = session_secret()
    if visit and visit.is_extended and secret and not _is_set(response):
        set_session(response, secret, is_remembered=visit.session.is_remembered)
    return response


def _name() -> str:
    return SECURE if request.is_secure else PLAIN


def _is_set(response: Response) -> bool:
    return any(one.startswith(f"{_name()}=") for one in response.headers.getlist("Set-Cookie"))
