"""API tokens in the database, by their digest."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, func, insert, select, update

from flow_forecaster.domain.access import TooManyTokens
from flow_forecaster.domain.account import MAX_TOKENS, Account, ApiToken
from flow_forecaster.storage.accounts import COLUMNS, account_of
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.tables import account, api_token

SHOWN = (
    api_token.c.id,
    api_token.c.name,
    api_token.c.beginning,
    api_token.c.created_at,
    api_token.c.used_at,
)


def insert_token(database: Database, account_id: str, token: ApiToken, *, digest: str) -> None:
    """Store a token.

    Raises
    ------
    TooManyTokens
        If the account has as many as it may.
    """
    values = {
        "id": token.id,
        "account_id": account_id,
        "name": token.name,
        "digest": digest,
        "beginning": token.beginning,
        "created_at": token.created_at,
    }
    # Whoever makes two at once takes turns at the account's row.
    held = select(account.c.id).where(account.c.id == account_id).with_for_update()
    counted = select(func.count()).where(api_token.c.account_id == account_id)
    with database.writing() as connection:
        connection.execute(held)
        if (connection.scalar(counted) or 0) >= MAX_TOKENS:
            raise TooManyTokens(MAX_TOKENS)
        connection.execute(insert(api_token).values(values))


def list_tokens(database: Database, account_id: str) -> tuple[ApiToken, ...]:
    """The tokens of an account, newest first."""
    asked = (
        select(*SHOWN)
        .where(api_token.c.account_id == account_id)
        .order_by(api_token.c.created_at.desc(), api_token.c.id)
    )
    with database.reading() as connection:
        return tuple(ApiToken(*row) for row in connection.execute(asked))


def find_token(database: Database, digest: str) -> tuple[Account, ApiToken] | None:
    """The token with this digest and its account, in one query."""
    asked = (
        select(*COLUMNS, *(column.label(f"token_{column.name}") for column in SHOWN))
        .join_from(api_token, account)
        .where(api_token.c.digest == digest)
    )
    with database.reading() as connection:
        row = connection.execute(asked).one_or_none()
    return None if row is None else (account_of(row), ApiToken(*row[len(COLUMNS) :]))


def note_use(database: Database, token_id: str, *, now: dt.datetime) -> None:
    """Keep when a token was last used."""
    with database.writing() as connection:
        connection.execute(update(api_token).where(api_token.c.id == token_id).values(used_at=now))


def delete_token(database: Database, account_id: str, token_id: str) -> bool:
    """Revoke a token of an account; False if it has none of this id."""
    revoked = delete(api_token).where(
        api_token.c.account_id == account_id, api_token.c.id == token_id
    )
    with database.writing() as connection:
        return connection.execute(revoked).rowcount == 1
