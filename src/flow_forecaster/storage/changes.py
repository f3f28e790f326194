"""Hearing of new work without asking for it all the time."""

from __future__ import annotations

import time
from typing import Any, Protocol

from sqlalchemy import Connection, text

from flow_forecaster.domain.outages import StorageUnavailable
from flow_forecaster.storage.database import Database

CHANNEL = "job"
LOOK_S = 0.02
"""How often a file is looked at, without reading it."""


class Changes(Protocol):
    """A connection that hears of changes."""

    def wait(self, timeout_s: float) -> bool:
        """Wait for others to change something; False if nothing changed in time."""
        ...

    def close(self) -> None:
        """Hear no more."""
        ...


def announce(connection: Connection) -> None:
    """Tell who listens that a job waits, once this transaction is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {CHANNEL}"))


def listen(database: Database) -> Changes:
    """Hear of what others commit from now on."""
    connection = database.engine.raw_connection()
    driver = connection.driver_connection
    connection.detach()
    return _SqliteChanges(driver) if database.is_sqlite else _PostgresqlChanges(driver)


class _SqliteChanges:
    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._version = self._read_version()

    def wait(self, timeout_s: float) -> bool:
        end = time.monotonic() + timeout_s
        while time.monotonic() < end:
            version = self._read_version()
            if version != self._version:
                self._version = version
                return True
            time.sleep(LOOK_S)
        return False

    def close(self) -> None:
        self._driver.close()

    def _read_version(self) -> int:
        """A number that any other connection's commit changes."""
        version: int = self._driver.execute("PRAGMA data_version").fetchone()[0]
        return version


class _PostgresqlChanges:
    def __init__(self, driver: Any) -> None:
        self._driver = driver
        driver.rollback()
        driver.autocommit = True
        driver.execute(f"LISTEN {CHANNEL}")

    def wait(self, timeout_s: float) -> bool:
        import psycopg

        try:
            return any(True for _ in self._driver.notifies(timeout=timeout_s, stop_after=1))
        except psycopg.OperationalError as error:
            raise StorageUnavailable from error

    def close(self) -> None:
        self._driver.close()
