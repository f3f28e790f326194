"""The table of jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("idempotency_key", sa.String(64)),
        sa.Column("owner", sa.String(200)),
        sa.Column("origin", sa.String(200)),
        sa.Column("client", sa.String(210), nullable=False),
        sa.Column("runner", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("partial", sa.JSON()),
        sa.Column("result", sa.JSON()),
        sa.Column("error", sa.JSON()),
        sa.Column("worker", sa.String(100)),
        sa.Column("lease_until", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("timeout_s", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("started_at", INSTANT),
        sa.Column("finished_at", INSTANT),
        sa.Column("expires_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    for columns in (
        ["state", "client", "created_at"],
        ["client", "started_at"],
        ["client", "digest", "created_at"],
        ["worker"],
        ["expires_at"],
    ):
        op.create_index("_".join(["ix_job", *columns]), "job", columns)
    op.create_index(
        "ix_job_client_idempotency_key", "job", ["client", "idempotency_key"], unique=True
    )


def downgrade() -> None:
    op.drop_table("job")
