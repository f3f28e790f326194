"""Counted attempts in the database, as the library of rate limits wants to keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from limits.storage import Storage
from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from flow_forecaster.domain.outages import StorageUnavailable
from flow_forecaster.storage.database import Database
from flow_forecaster.storage.sweeping import sweep
from flow_forecaster.storage.tables import attempts


class AttemptTable(Storage):
    """Counts that several processes share; each key counts from its first attempt on."""

    STORAGE_SCHEME = None

    def __init__(self, database: Database, clock: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self._database, self._clock = database, clock

    @property
    def base_exceptions(self) -> type[Exception]:
        """What it raises when it cannot count."""
        return StorageUnavailable

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more, in one statement; ``expiry`` in seconds is that of the first."""
        now = self._clock()
        new = self._insert(attempts).values(
            key=key, count=amount, expires_at=now + dt.timedelta(seconds=expiry)
        )
        is_over = attempts.c.expires_at <= now
        counted = new.on_conflict_do_update(
            index_elements=[attempts.c.key],
            set_={
                "count": case((is_over, amount), else_=attempts.c.count + amount),
                "expires_at": case((is_over, new.excluded.expires_at), else_=attempts.c.expires_at),
            },
        ).returning(attempts.c.count)
        with self._database.writing() as connection:
            count: int = connection.execute(counted).scalar_one()
            if count == amount:
                sweep(connection, attempts, now=now)
            return count

    def get(self, key: str) -> int:
        """How many were counted."""
        asked = select(attempts.c.count).where(
            attempts.c.key == key, attempts.c.expires_at > self._clock()
        )
        with self._database.reading() as connection:
            return connection.scalar(asked) or 0

    def get_expiry(self, key: str) -> float:
        """When counting begins anew, in seconds since 1970."""
        now = self._clock()
        asked = select(attempts.c.expires_at).where(
            attempts.c.key == key, attempts.c.expires_at > now
        )
        with self._database.reading() as connection:
            return (connection.scalar(asked) or now).timestamp()

    def check(self) -> bool:
        """Whether the database answers."""
        try:
            self.get("")
        except StorageUnavailable:
            return False
        return True

    def reset(self) -> int:
        """Forget every count; how many there were."""
        with self._database.writing() as connection:
            return connection.execute(delete(attempts)).rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._database.writing() as connection:
            connection.execute(delete(attempts).where(attempts.c.key == key))

    @property
    def _insert(self) -> Any:
        return sqlite.insert if self._database.is_sqlite else postgresql.insert
