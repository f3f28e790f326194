"""The tables, as the code expects them; ``migrations`` bring a database there."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
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


def _parent(column: str) -> ForeignKey:
    """What a row belongs to, and goes with."""
    return ForeignKey(column, ondelete="CASCADE")


account = Table(
    "account",
    metadata,
    Column("id", String(32), primary_key=True),
    # As it is compared: trimmed, in lower case.
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("created_at", Instant, nullable=False),
)

session = Table(
    "session",
    metadata,
    # Of what the cookie holds, only a digest is kept.
    Column("digest", String(64), primary_key=True),
    Column("account_id", _parent("account.id"), nullable=False),
    Column("is_remembered", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index(None, "account_id"),
    Index(None, "expires_at"),
)

reset_link = Table(
    "reset_link",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", _parent("account.id"), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index(None, "account_id"),
    Index(None, "expires_at"),
)

api_token = Table(
    "api_token",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", _parent("account.id"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    # What its owner knows it by.
    Column("beginning", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index(None, "account_id", "created_at"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index(None, "expires_at"),
)

project = Table(
    "project",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", _parent("account.id"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("content", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    # The newest first.
    Index(None, "account_id", "changed_at"),
)

forecast = Table(
    "forecast",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("project_id", _parent("project.id"), nullable=False),
    Column("base_id", ForeignKey("forecast.id", ondelete="SET NULL")),
    Column("name", String(200), nullable=False),
    Column("note", String(2000), nullable=False),
    Column("request", JSON, nullable=False),
    Column("today", Date, nullable=False),
    Column("result", JSON, nullable=False),
    Column("distribution", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("outcome", JSON(none_as_null=True)),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "project_id", "created_at"),
    Index(None, "base_id"),
)

share = Table(
    "share",
    metadata,
    Column("token", String(43), primary_key=True),
    Column("project_id", _parent("project.id"), nullable=False),
    # None: the whole project.
    Column("forecast_id", _parent("forecast.id")),
    Column("created_at", Instant, nullable=False),
    Index(None, "project_id", "created_at"),
    Index(None, "forecast_id"),
)

room = Table(
    "room",
    metadata,
    Column("id", String(32), primary_key=True),
    # What people type to join.
    Column("code", String(6), nullable=False, unique=True),
    # Of the facilitator's secret.
    Column("digest", String(64), nullable=False),
    Column("account_id", _parent("account.id")),
    Column("setup", JSON, nullable=False),
    # Grows with every change of the room's fields.
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index(None, "account_id", "created_at"),
    Index(None, "expires_at"),
)

room_field = Table(
    "room_field",
    metadata,
    Column("room_id", _parent("room.id"), primary_key=True),
    # "room", or a group: "g1", "g2" ...
    Column("scope", String(10), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("value", JSON(none_as_null=False), nullable=False),
    # Of two writers the later clock wins, then the greater device.
    Column("clock", BigInteger, nullable=False),
    Column("device", String(16), nullable=False),
    # The room's version when it was written.
    Column("version", Integer, nullable=False),
    Index(None, "room_id", "version"),
)

room_device = Table(
    "room_device",
    metadata,
    Column("room_id", _parent("room.id"), primary_key=True),
    Column("device", String(16), primary_key=True),
    Column("scope", String(10), nullable=False),
    Column("nickname", String(40), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
