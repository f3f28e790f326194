"""Bringing a database to the tables of this version, once, whoever starts first."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text

from flow_forecaster.storage.database import Database

REVISION = "0003"
"""The newest migration."""

LOCK = 7_326_001
"""Of PostgreSQL's advisory locks, the one for migrations."""


def migrate(database: Database) -> None:
    """Apply what migrations are missing; others who try at the same time wait for it.

    No connection is left open, so that the process may fork.
    """
    if not _is_current(database):
        alone = _alone_on_sqlite if database.is_sqlite else _alone_on_postgresql
        with alone(database) as connection:
            _upgrade(connection)
    database.close()


def revision_of(connection: Connection) -> str | None:
    """The migration that a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _is_current(database: Database) -> bool:
    with database.reading() as connection:
        if database.is_sqlite and connection.scalar(text("PRAGMA journal_mode")) != "wal":
            return False
        return revision_of(connection) == REVISION


@contextmanager
def _alone_on_sqlite(database: Database) -> Iterator[Connection]:
    # A file lock, since SQLite does not wait for its turn to change the journal's mode.
    with Path(f"{database.engine.url.database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with database.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA journal_mode=WAL")
            # A table is changed by copying it, which must not delete what refers to it.
            driver.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                yield connection
            connection.invalidate()


@contextmanager
def _alone_on_postgresql(database: Database) -> Iterator[Connection]:
    with database.writing() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        yield connection


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option(
        "script_location", str(resources.files("flow_forecaster.storage") / "migrations")
    )
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
