"""The rows of a table, in a form that is the same on every database."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, select, tuple_

from flow_forecaster.domain.copies import Contents
from flow_forecaster.storage.database import Database

BATCH = 500
"""Rows that are held in memory at once."""

Rows = Sequence[Row[Any]]
Key = tuple[Any, ...]


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """A transaction that sees the database as it was when it was first asked, whoever writes.

    Raises
    ------
    StorageUnavailable
        If the database does not answer.
    """
    with database.reading() as connection:
        if database.is_sqlite:
            yield connection
        else:
            yield connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )


def read_batches(connection: Connection, table: Table) -> Iterator[Rows]:
    """Every row of a table, in batches of at most ``BATCH``, in no order."""
    rows = connection.execute(select(table), execution_options={"yield_per": BATCH})
    yield from rows.partitions(BATCH)


def key_of(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a table's primary key."""
    return tuple(table.primary_key.columns)


def key_in(row: Row[Any], table: Table) -> Key:
    """A row's primary key."""
    return tuple(row._mapping[column] for column in key_of(table))


def is_one_of(table: Table, keys: Collection[Key]) -> ColumnElement[bool]:
    """Whether a row's primary key is among these."""
    columns = key_of(table)
    if len(columns) == 1:
        return columns[0].in_([key for (key,) in keys])
    return tuple_(*columns).in_(list(keys))


def canonical(row: Row[Any]) -> str:
    """A row as JSON: names in order, instants in UTC."""
    return json.dumps(dict(row._mapping), sort_keys=True, separators=(",", ":"), default=_text)


def read_contents(connection: Connection, table: Table) -> Contents:
    """How many rows a table holds, and the digest of all of them, in whatever order they come."""
    digests = sorted(
        hashlib.sha256(canonical(row).encode()).digest()
        for rows in read_batches(connection, table)
        for row in rows
    )
    return Contents(len(digests), hashlib.sha256(b"".join(digests)).hexdigest())


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
