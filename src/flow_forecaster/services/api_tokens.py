"""API tokens: what programs sign in with."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from flow_forecaster.domain.account import Account, ApiToken, NewToken
from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.job import new_job_id
from flow_forecaster.domain.outages import StorageFull
from flow_forecaster.domain.secret import digest_of, new_secret
from flow_forecaster.storage import tokens
from flow_forecaster.storage.database import Database

PREFIX = "ff_"
"""What tokens begin with, so that scanners for leaked secrets know them."""

SHOWN = 8
"""Characters that its owner knows a token by."""

WRITTEN_EVERY = dt.timedelta(hours=1)


def create_token(
    database: Database, account_id: str, new: NewToken, *, now: dt.datetime
) -> tuple[ApiToken, str]:
    """A new token, and its secret, which is never seen again.

    Raises
    ------
    TooManyTokens
        If the account has as many as it may.
    """
    secret = new_secret(PREFIX)
    token = ApiToken(new_job_id(), new.name, secret[:SHOWN], now, None)
    tokens.insert_token(database, account_id, token, digest=digest_of(secret))
    return token, secret


def list_tokens(database: Database, account_id: str) -> tuple[ApiToken, ...]:
    """The tokens of an account, newest first."""
    return tokens.list_tokens(database, account_id)


def account_of_token(database: Database, secret: str, *, now: dt.datetime) -> Account | None:
    """Whose token it is; its last use is written at most once an hour."""
    if not secret.startswith(PREFIX):
        return None
    found = tokens.find_token(database, digest_of(secret))
    if found is None:
        return None
    account, token = found
    if token.used_at is None or now - token.used_at >= WRITTEN_EVERY:
        # On a full disk, a program may still read.
        with suppress(StorageFull):
            tokens.note_use(database, token.id, now=now)
    return account


def revoke_token(database: Database, account_id: str, token_id: str) -> None:
    """Let a token of an account open nothing any more.

    Raises
    ------
    NotFound
        If the account has none of this id.
    """
    if not tokens.delete_token(database, account_id, token_id):
        raise NotFound
