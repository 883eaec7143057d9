"""The first shape of the ledger."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from sayso.record import postgres, sqlite

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the search and the guards of what is append-only."""
    make_kept()
    make_index()
    make_passages()
    make_decisions()
    connection = op.get_bind()
    database = {"sqlite": sqlite, "postgresql": postgres}[connection.dialect.name]
    for step in database.FIRST_REVISION:
        connection.exec_driver_sql(step)


def make_kept() -> None:
    """The bytes, the reports in them, and what was found in those."""
    op.create_table(
        "original",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("media", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, sa.ForeignKey("original.sha256"), nullable=False, index=True),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
    )
    op.create_table(
        "analysis",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False, index=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("flags", sa.JSON, nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "current",
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True),
        sa.Column(
            "analysis", sa.Integer, sa.ForeignKey("analysis.id"), nullable=False, unique=True
        ),
    )


def make_index() -> None:
    """The narrow rows beside each analysis."""
    op.create_table(
        "voice",
        *part_of_analysis(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("entity", sa.Text),
        sa.Column("count", sa.Integer),
    )
    op.create_table(
        "statement",
        *part_of_analysis(),
        sa.Column("parent", sa.Text),
        sa.Column("voice", sa.Text, nullable=False),
        sa.Column("manner", sa.Text, nullable=False),
        sa.Column("quoted", sa.Text, nullable=False),
        sa.Column("duress", sa.Boolean, nullable=False),
        sa.Column("negated", sa.Boolean, nullable=False),
        *quote("source", nullable=True),
        *quote("cue", nullable=True),
    )
    op.create_table(
        "entity",
        *part_of_analysis(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "claim",
        *part_of_analysis(),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False, index=True),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("when_from", sa.Text),
        sa.Column("when_to", sa.Text),
        *quote("trigger", nullable=False),
        *quote("evidence", nullable=False),
    )


def make_passages() -> None:
    """The words that search looks through."""
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("analysis", sa.Integer, sa.ForeignKey("analysis.id"), nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
    )


def part_of_analysis() -> list[sa.Column[Any]]:
    """The key of a row that belongs to an analysis."""
    return [
        sa.Column("analysis", sa.Integer, sa.ForeignKey("analysis.id"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
    ]


def quote(name: str, *, nullable: bool) -> list[sa.Column[Any]]:
    """A span and the words that it covers."""
    return [
        sa.Column(f"{name}_start", sa.Integer, nullable=nullable),
        sa.Column(f"{name}_end", sa.Integer, nullable=nullable),
        sa.Column(f"{name}_words", sa.Text, nullable=nullable),
    ]


def make_decisions() -> None:
    """What people decided, and who did what when."""
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "retraction",
        sa.Column("judgement", sa.Text, sa.ForeignKey("judgement.id"), primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        sa.Column("detail", sa.Text, nullable=False),
    )
