"""The tables, as the code expects them; ``migrations`` bring a database there."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are named, so that a migration can name them too."""

metadata = MetaData(naming_convention=NAMES)


class Instant(TypeDecorator[dt.datetime]):
    """An aware instant, kept in UTC; SQLite, which knows no zones, keeps it naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> object:
        if value is None:
            return None
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: dt.datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


job = Table(
    "job",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("params", JSON(none_as_null=True), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("idempotency_key", String(64)),
    Column("owner", String(200)),
    Column("origin", String(200)),
    Column("client", String(210), nullable=False),
    Column("runner", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("progress", Float, nullable=False),
    Column("partial", JSON(none_as_null=True)),
    Column("result", JSON(none_as_null=True)),
    Column("error", JSON(none_as_null=True)),
    Column("worker", String(100)),
    Column("lease_until", Instant),
    Column("attempts", Integer, nullable=False),
    Column("timeout_s", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("started_at", Instant),
    Column("finished_at", Instant),
    Column("expires_at", Instant),
    # Who waits, and for how long; who is being served.
    Index(None, "state", "client", "created_at"),
    # When a client was last served.
    Index(None, "client", "started_at"),
    # The same request again.
    Index(None, "client", "digest", "created_at"),
    Index(None, "client", "idempotency_key", unique=True),
    # What a process works on, and what can go.
    Index(None, "worker"),
    Index(None, "expires_at"),
)
