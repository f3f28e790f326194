"""The database: SQLite in a file, or PostgreSQL, by an address such as ``sqlite:///path``."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from flow_forecaster.domain.outages import StorageFull, StorageUnavailable

BUSY_MS = 15_000
"""How long a writer waits for its turn on SQLite.

Processes that wait look again every tenth of a second, whoever came first.
"""

POSTGRESQL_PATIENCE = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}
"""How long a server or a network may be silent: seconds, the last in milliseconds."""

SQLITE_OUTAGES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
}
PRIMARY_CODE = 0xFF
"""The bits of an error code of SQLite that say its kind."""

SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
POSTGRESQL_FULL = "53100"

PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
)


@dataclass(frozen=True, slots=True)
class Database:
    """Where transactions are opened, for reading or for writing.

    Threads may share it; a forked process opens its own.
    """

    engine: Engine
    _turns: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that writes nothing, and does not wait for those that do.

        Raises
        ------
        StorageUnavailable
            If the database does not answer.
        """
        with _translated(), self.engine.connect() as connection:
            yield connection.execution_options(is_reading=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; committed at the end, rolled back by an error.

        Raises
        ------
        StorageFull
            If its disk takes nothing more.
        StorageUnavailable
            If the database does not answer.
        """
        with _translated(), self._turn(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """On SQLite, one thread at a time: there is one writer, and a lock wakes who waits."""
        if not self.is_sqlite:
            yield
        elif self._turns.acquire(timeout=BUSY_MS / 1_000):
            try:
                yield
            finally:
                self._turns.release()
        else:
            raise StorageUnavailable

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(url: str, *, pool_size: int = 4) -> Database:
    """The database at an address; nothing is connected yet.

    ``pool_size`` connections stay open, and as many more are opened under load.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Database(_open_sqlite(address, pool_size))
    return Database(_open_postgresql(address, pool_size))


def sqlite_file(url: str) -> Path | None:
    """The file that an address names, perhaps not there yet; None if it is not of SQLite."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return None
    return Path(address.database)


def _open_sqlite(address: URL, pool_size: int) -> Engine:
    assert address.database, "SQLite needs a file: sqlite:///path"
    try:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable from error
    engine = create_engine(address, pool_size=pool_size, max_overflow=pool_size)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions start too late: reads before the first write would not count.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _open_postgresql(address: URL, pool_size: int) -> Engine:
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        connect_args=POSTGRESQL_PATIENCE,
    )


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise StorageUnavailable from error
    except DBAPIError as error:
        if _is_full(error):
            raise StorageFull from error
        if _is_outage(error):
            raise StorageUnavailable from error
        raise


def _is_full(error: DBAPIError) -> bool:
    """Whether there is no room for what was to be written."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) in SQLITE_FULL
    return getattr(error.orig, "sqlstate", None) == POSTGRESQL_FULL


def _is_outage(error: DBAPIError) -> bool:
    """Whether the same statement may work later, as it can't after a mistake in it."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY_CODE in SQLITE_OUTAGES
    return isinstance(error, OperationalError | InterfaceError)
