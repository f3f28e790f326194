"""Sessions in the database: browsers that are signed in, by the digest of their cookie."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, func, insert, select, update

from flow_forecaster.domain.account import Session
from flow_forecaster.storage.accounts import COLUMNS, account_of
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.sweeping import sweep
from flow_forecaster.storage.tables import account, session


def insert_session(
    database: Database,
    digest: str,
    account_id: str,
    *,
    is_remembered: bool,
    now: dt.datetime,
    expires_at: dt.datetime,
) -> None:
    """Sign a browser in; some that expired long ago are forgotten."""
    values = {
        "digest": digest,
        "account_id": account_id,
        "is_remembered": is_remembered,
        "created_at": now,
        "expires_at": expires_at,
    }
    with database.writing() as connection:
        sweep(connection, session, now=now)
        connection.execute(insert(session).values(values))


def read_session(database: Database, digest: str, *, now: dt.datetime) -> Session | None:
    """The session with this digest and its account, in one query; None once it expired."""
    asked = (
        select(*COLUMNS, session.c.is_remembered, session.c.expires_at)
        .join_from(session, account)
        .where(session.c.digest == digest, session.c.expires_at > now)
    )
    with database.reading() as connection:
        row = connection.execute(asked).one_or_none()
    return None if row is None else Session(account_of(row), row.is_remembered, row.expires_at)


def extend_session(database: Database, digest: str, *, expires_at: dt.datetime) -> None:
    """Let a session last longer."""
    with database.writing() as connection:
        connection.execute(
            update(session).where(session.c.digest == digest).values(expires_at=expires_at)
        )


def count_sessions(database: Database, account_id: str, *, now: dt.datetime) -> int:
    """Browsers that are signed in to an account."""
    asked = select(func.count()).where(
        session.c.account_id == account_id, session.c.expires_at > now
    )
    with database.reading() as connection:
        return connection.scalar(asked) or 0


def delete_session(database: Database, digest: str) -> None:
    """Sign one browser out."""
    with database.writing() as connection:
        connection.execute(delete(session).where(session.c.digest == digest))


def delete_sessions(database: Database, account_id: str) -> None:
    """Sign every browser of an account out."""
    with database.writing() as connection:
        connection.execute(delete(session).where(session.c.account_id == account_id))
