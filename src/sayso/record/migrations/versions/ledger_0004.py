"""What a language model proposes is kept apart from everything else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.record import postgres, sqlite

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of questions and proposals, whose rows are only ever added."""
    make_askings()
    make_proposals()
    connection = op.get_bind()
    database = {"sqlite": sqlite, "postgresql": postgres}[connection.dialect.name]
    for table in ("asking", "proposal"):
        for step in database.guards(table):
            connection.exec_driver_sql(step)


def make_askings() -> None:
    """Which questions were answered, by which model."""
    op.create_table(
        "asking",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False, index=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("prompt_sha256", sa.Text, nullable=False, index=True),
        sa.Column("answer_sha256", sa.Text, nullable=False),
        sa.Column("tokens", sa.Integer, nullable=False),
        sa.Column("dropped", sa.JSON, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )


def make_proposals() -> None:
    """What came of them."""
    op.create_table(
        "proposal",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("asking", sa.Text, sa.ForeignKey("asking.id"), nullable=False, index=True),
        sa.Column("body", sa.JSON, nullable=False),
    )
