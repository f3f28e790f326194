"""A new password by a link that works once."""

from __future__ import annotations

import datetime as dt

from flow_forecaster.domain.access import LinkExpired
from flow_forecaster.domain.secret import digest_of, new_secret
from flow_forecaster.services import passwords
from flow_forecaster.storage import accounts, reset_links
from flow_forecaster.storage.database import Database

LASTS = dt.timedelta(hours=1)

INVITATION_LASTS = dt.timedelta(days=7)
"""For the first password of an account that somebody else made."""


def make_reset_link(
    database: Database, account_id: str, *, now: dt.datetime, lasts: dt.timedelta = LASTS
) -> str:
    """The secret of a new link for an account."""
    secret = new_secret()
    _keep(database, secret, account_id, now, lasts)
    return secret


def promise_reset(database: Database, email: str, secret: str, *, now: dt.datetime) -> bool:
    """Make a secret a link for the account with an e-mail; False if there is none."""
    found = accounts.find_account(database, email)
    if found is not None:
        _keep(database, secret, found[0].id, now, LASTS)
    return found is not None


def check_reset_link(database: Database, secret: str, *, now: dt.datetime) -> None:
    """Look whether a link can be used.

    Raises
    ------
    LinkExpired
        If not.
    """
    if not reset_links.is_open(database, digest_of(secret), now=now):
        raise LinkExpired


def reset_password(database: Database, secret: str, password: str, *, now: dt.datetime) -> None:
    """Choose a new password by a link, which is then used up; every browser is signed out.

    Raises
    ------
    LinkExpired
        If the link cannot be used.
    """
    check_reset_link(database, secret, now=now)
    hashed = passwords.hash_password(password)
    if reset_links.use_reset_link(database, digest_of(secret), password=hashed, now=now) is None:
        raise LinkExpired


def _keep(
    database: Database, secret: str, account_id: str, now: dt.datetime, lasts: dt.timedelta
) -> None:
    reset_links.insert_reset_link(
        database, digest_of(secret), account_id, now=now, expires_at=now + lasts
    )
