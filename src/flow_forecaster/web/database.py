"""The database as the web reaches it: opened at its first use, in the process that uses it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from flask import current_app

from flow_forecaster.settings import Settings

if TYPE_CHECKING:
    from flow_forecaster.storage.database import Database

POOL_SIZE = 32
"""Connections that stay open, and as many more under load: one for each thread."""


class LazyDatabase:
    """Opens the database, its tables made if they are not there, when it is first needed.

    Connections must not be shared by forked processes, and an answer without storage needs none.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings, self._lock = settings, threading.Lock()
        self._database: Database | None = None

    def get(self) -> Database:
        """The database.

        Raises
        ------
        StorageUnavailable
            If it does not answer; the next call tries again.
        """
        with self._lock:
            if self._database is None:
                self._database = _open(self._settings)
            return self._database

    def close(self) -> None:
        """Close its connections, if it was opened."""
        if self._database is not None:
            self._database.close()


def current_database() -> Database:
    """The database of the application that answers."""
    database: LazyDatabase = current_app.extensions["database"]
    return database.get()


def _open(settings: Settings) -> Database:
    # Dear to import, and a forecast needs none of it.
    from flow_forecaster.storage.database import open_database
    from flow_forecaster.storage.migrating import migrate

    database = open_database(settings.database_address, pool_size=POOL_SIZE)
    migrate(database)
    return database
