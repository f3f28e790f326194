"""Links for a new password in the database, by their digest."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, insert, select, update

from flow_forecaster.storage.database import Database
from flow_forecaster.storage.sweeping import sweep
from flow_forecaster.storage.tables import account, reset_link, session


def insert_reset_link(
    database: Database, digest: str, account_id: str, *, now: dt.datetime, expires_at: dt.datetime
) -> None:
    """Store a link; earlier ones of the account still work."""
    values = {"digest": digest, "account_id": account_id, "expires_at": expires_at}
    with database.writing() as connection:
        sweep(connection, reset_link, now=now)
        connection.execute(insert(reset_link).values(values))


def is_open(database: Database, digest: str, *, now: dt.datetime) -> bool:
    """Whether a link can be used."""
    asked = select(reset_link.c.digest).where(
        reset_link.c.digest == digest, reset_link.c.expires_at > now
    )
    with database.reading() as connection:
        return connection.scalar(asked) is not None


def use_reset_link(
    database: Database, digest: str, *, password: str, now: dt.datetime
) -> str | None:
    """Use a link up: store the hash of the new password, end every session, void other links.

    The account's id; None if the link cannot be used, and then nothing changes.
    """
    taken = delete(reset_link).where(reset_link.c.digest == digest, reset_link.c.expires_at > now)
    with database.writing() as connection:
        account_id: str | None = connection.scalar(taken.returning(reset_link.c.account_id))
        if account_id is not None:
            connection.execute(delete(reset_link).where(reset_link.c.account_id == account_id))
            connection.execute(delete(session).where(session.c.account_id == account_id))
            connection.execute(
                update(account).where(account.c.id == account_id).values(password=password)
            )
        return account_id
