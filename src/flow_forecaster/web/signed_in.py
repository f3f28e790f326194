"""Who asks, by account: a browser by its session, a program by its API token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request

from flow_forecaster.domain.access import Forbidden, NotSignedIn
from flow_forecaster.domain.account import Account
from flow_forecaster.jobs.port import utc_now
from flow_forecaster.web.database import current_database
from flow_forecaster.web.session_cookie import session_secret

if TYPE_CHECKING:
    from flow_forecaster.services.sessions import Visit

SCHEME = "bearer"


def current_account() -> Account | None:
    """The account that asks, if any; asked of the database once a request.

    Without a cookie and a token, the database is not asked.

    Raises
    ------
    StorageUnavailable
        If the database does not answer.
    """
    if "account" not in g:
        g.account = _find_account()
    account: Account | None = g.account
    return account


def signed_in() -> Account:
    """The account that asks.

    Raises
    ------
    NotSignedIn
        If nobody is signed in.
    """
    account = current_account()
    if account is None:
        raise NotSignedIn
    return account


def signed_in_by_password() -> Account:
    """The account that asks by a browser; what it may, a token that leaked must not.

    Raises
    ------
    NotSignedIn
        If nobody is signed in.
    Forbidden
        If a token asks.
    """
    account = signed_in()
    if _has_bearer():
        raise Forbidden
    return account


def current_visit() -> Visit | None:
    """The session by which a browser asks, if it does; known once its account was asked for."""
    visit: Visit | None = g.get("visit")
    return visit


def _find_account() -> Account | None:
    secret = session_secret()
    if not _has_bearer() and secret is None:
        return None
    # Dear to import, and who has no account needs none of it.
    from flow_forecaster.services import api_tokens, sessions

    now = utc_now()
    if _has_bearer():
        token = request.authorization.token if request.authorization else None
        return api_tokens.account_of_token(current_database(), token or "", now=now)
    assert secret is not None
    visit = sessions.visit(current_database(), secret, now=now)
    if visit is None:
        return None
    g.visit = visit
    return visit.session.account


def _has_bearer() -> bool:
    return request.authorization is not None and request.authorization.type == SCHEME
