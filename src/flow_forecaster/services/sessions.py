"""Browsers that are signed in."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass

from flow_forecaster.domain.account import Account, Session
from flow_forecaster.domain.outages import StorageFull
from flow_forecaster.domain.secret import digest_of, new_secret
from flow_forecaster.storage import sessions
from flow_forecaster.storage.database import Database

REMEMBERED = dt.timedelta(days=30)
"""How long a browser that is to be remembered stays signed in without being used."""

SHORT = dt.timedelta(hours=12)
"""How long any other does; its cookie goes when it is closed."""

WRITTEN_EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a browser that is signed in."""

    session: Session
    is_extended: bool


def open_session(
    database: Database, account: Account, *, is_remembered: bool, now: dt.datetime
) -> str:
    """Sign a browser in; the secret for its cookie."""
    secret = new_secret()
    sessions.insert_session(
        database,
        digest_of(secret),
        account.id,
        is_remembered=is_remembered,
        now=now,
        expires_at=now + lifetime(is_remembered=is_remembered),
    )
    return secret


def visit(database: Database, secret: str, *, now: dt.datetime) -> Visit | None:
    """Who is signed in by a cookie; a session that is used lasts on, written once an hour."""
    digest = digest_of(secret)
    session = sessions.read_session(database, digest, now=now)
    if session is None:
        return None
    expires_at = now + lifetime(is_remembered=session.is_remembered)
    is_extended = False
    if expires_at - session.expires_at >= WRITTEN_EVERY:
        # On a full disk, who is signed in may still read.
        with suppress(StorageFull):
            sessions.extend_session(database, digest, expires_at=expires_at)
            is_extended = True
    return Visit(session, is_extended)


def count_sessions(database: Database, account_id: str, *, now: dt.datetime) -> int:
    """Browsers that are signed in to an account."""
    return sessions.count_sessions(database, account_id, now=now)


def close_session(database: Database, secret: str) -> None:
    """Sign one browser out."""
    sessions.delete_session(database, digest_of(secret))


def close_sessions(database: Database, account_id: str) -> None:
    """Sign every browser of an account out."""
    sessions.delete_sessions(database, account_id)


def lifetime(*, is_remembered: bool) -> dt.timedelta:
    """How long a session lasts without being used."""
    return REMEMBERED if is_remembered else SHORT
