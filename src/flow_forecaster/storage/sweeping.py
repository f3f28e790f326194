"""Forgetting what has expired, a little at a time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Table, delete, select

MOST = 100
"""Rows that one sweep removes, so that no request waits for many."""


def sweep(connection: Connection, table: Table, *, now: dt.datetime) -> None:
    """Remove some rows that have expired; what others hold is left to them."""
    (key,) = table.primary_key.columns
    expired = (
        select(key).where(table.c.expires_at <= now).limit(MOST).with_for_update(skip_locked=True)
    )
    connection.execute(delete(table).where(key.in_(expired)))
