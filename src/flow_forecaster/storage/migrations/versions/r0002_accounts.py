"""Accounts and what they keep: projects, forecasts, secret links."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_accounts()
    _create_what_signs_in()
    _create_projects()


def downgrade() -> None:
    for table in (
        "share",
        "forecast",
        "project",
        "attempts",
        "api_token",
        "reset_link",
        "session",
        "account",
    ):
        op.drop_table(table)


def _create_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attempts"),
    )
    op.create_index("ix_attempts_expires_at", "attempts", ["expires_at"])


def _create_what_signs_in() -> None:
    op.create_table(
        "session",
        sa.Column("digest", sa.String(64), nullable=False),
        _of("session", "account", is_needed=True),
        sa.Column("is_remembered", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_session"),
    )
    op.create_table(
        "reset_link",
        sa.Column("digest", sa.String(64), nullable=False),
        _of("reset_link", "account", is_needed=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_reset_link"),
    )
    for table in ("session", "reset_link"):
        _index(table, "account_id")
        _index(table, "expires_at")
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(32), nullable=False),
        _of("api_token", "account", is_needed=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("beginning", sa.String(16), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("digest", name="uq_api_token_digest"),
    )
    _index("api_token", "account_id", "created_at")


def _create_projects() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.String(32), nullable=False),
        _of("project", "account", is_needed=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
    )
    _index("project", "account_id", "changed_at")
    op.create_table(
        "forecast",
        sa.Column("id", sa.String(32), nullable=False),
        _of("forecast", "project", is_needed=True),
        sa.Column(
            "base_id",
            sa.String(32),
            sa.ForeignKey("forecast.id", name="fk_forecast_base_id_forecast", ondelete="SET NULL"),
        ),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("distribution", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outcome", sa.JSON()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_forecast"),
    )
    _index("forecast", "project_id", "created_at")
    _index("forecast", "base_id")
    op.create_table(
        "share",
        sa.Column("token", sa.String(43), nullable=False),
        _of("share", "project", is_needed=True),
        _of("share", "forecast", is_needed=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_share"),
    )
    _index("share", "project_id", "created_at")
    _index("share", "forecast_id")


def _of(table: str, parent: str, *, is_needed: bool) -> sa.Column[str]:
    """The column that says what a row belongs to, and goes with."""
    column = f"{parent}_id"
    key = sa.ForeignKey(f"{parent}.id", name=f"fk_{table}_{column}_{parent}", ondelete="CASCADE")
    return sa.Column(column, sa.String(32), key, nullable=not is_needed)


def _index(table: str, *columns: str) -> None:
    op.create_index("_".join(["ix", table, *columns]), table, list(columns))
