"""Rooms of workshops: what is set up, what is said in them, who is there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column(
            "account_id",
            sa.String(32),
            sa.ForeignKey("account.id", name="fk_room_account_id_account", ondelete="CASCADE"),
        ),
        sa.Column("setup", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
        sa.UniqueConstraint("code", name="uq_room_code"),
    )
    op.create_index("ix_room_account_id_created_at", "room", ["account_id", "created_at"])
    op.create_index("ix_room_expires_at", "room", ["expires_at"])
    op.create_table(
        "room_field",
        _room("room_field"),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("clock", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("room_id", "scope", "name", name="pk_room_field"),
    )
    op.create_index("ix_room_field_room_id_version", "room_field", ["room_id", "version"])
    op.create_table(
        "room_device",
        _room("room_device"),
        sa.Column("device", sa.String(16), nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("nickname", sa.String(40), nullable=False),
        sa.Column("joined_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("room_id", "device", name="pk_room_device"),
    )


def downgrade() -> None:
    for table in ("room_device", "room_field", "room"):
        op.drop_table(table)


def _room(table: str) -> sa.Column[str]:
    key = sa.ForeignKey("room.id", name=f"fk_{table}_room_id_room", ondelete="CASCADE")
    return sa.Column("room_id", sa.String(32), key, nullable=False)
