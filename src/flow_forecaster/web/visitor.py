"""Who asks, without an account: a browser by a cookie, a program by where it comes from."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from flask import Response, g, request

COOKIE = "visitor"
COOKIE_AGE_S = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose jobs may be seen: the ``owner``'s, or of a program without cookies the ``origin``'s."""

    owner: str | None
    origin: str | None


def current_visitor() -> Visitor:
    """Who asks; a browser that is new here will be known from this answer on."""
    token = request.cookies.get(COOKIE) or g.get("new_visitor")
    if token is None and "Origin" in request.headers:
        token = g.new_visitor = secrets.token_urlsafe(16)
    return Visitor(None, request.remote_addr) if token is None else Visitor(_owner(token), None)


def remember_visitor(response: Response) -> Response:
    """Give a new browser its cookie."""
    if "new_visitor" in g:
        response.set_cookie(
            COOKIE,
            g.new_visitor,
            max_age=COOKIE_AGE_S,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    return response


def _owner(token: str) -> str:
    # Whoever reads the database learns no cookie.
    return hashlib.sha256(token.encode()).hexdigest()[:32]
