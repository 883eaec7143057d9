"""What weighing comes to is kept, so that a page does not have to weigh."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; what is in them is made when the case is next weighed."""
    make_weights()
    make_testimony()
    make_identities()
    make_copying()
    make_orders()


def make_weights() -> None:
    """What is asserted, and how well it is supported."""
    op.create_table(
        "weighing",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("untyped", sa.Integer, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("disputes", sa.JSON, nullable=False),
    )
    op.create_table(
        "proposition",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("type", sa.Text, nullable=False, index=True),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("told_by", sa.Text, nullable=False),
        sa.Column("credibility", sa.Integer, nullable=False),
        sa.Column("belief", sa.Float),
        sa.Column("disbelief", sa.Float),
        sa.Column("uncertainty", sa.Float),
        sa.Column("probability", sa.Float),
        sa.Column("origins", sa.Integer, nullable=False),
        sa.Column("independent", sa.Integer, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("against", sa.Integer, nullable=False),
        sa.Column("contradictions", sa.Integer, nullable=False),
        sa.Column("first", sa.Text),
        sa.Column("last", sa.Text),
        *days(),
        sa.Column("place", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "party",
        sa.Column("proposition", sa.Text, sa.ForeignKey("proposition.id"), primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("identity", sa.Text, index=True),
        sa.Column("name", sa.Text, nullable=False),
    )


def make_testimony() -> None:
    """Claims as testimony, and who tells them."""
    op.create_table(
        "teller",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("unnamed", sa.Boolean, nullable=False),
        sa.Column("home", sa.Text),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("alone", sa.Integer, nullable=False),
        sa.Column("contradicted", sa.Integer, nullable=False),
        sa.Column("taken_back", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("rated", sa.Text),
        sa.Column("suggested", sa.Text),
    )
    op.create_table(
        "assertion",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, nullable=False, index=True),
        sa.Column("proposition", sa.Text, index=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=False, index=True),
        sa.Column("told", sa.Text, index=True),
        *days(),
        sa.Column("dated", sa.Boolean, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("taken_from", sa.Text),
        sa.Column("withdrawn", sa.Text),
    )
    op.create_table(
        "voicing",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("teller", sa.Text, nullable=False, index=True),
        sa.Column("manner", sa.Text, nullable=False),
        sa.Column("duress", sa.Boolean, nullable=False),
        sa.Column("negated", sa.Boolean, nullable=False),
    )
    op.create_table(
        "filling",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("identity", sa.Text, index=True),
        sa.Column("name", sa.Text, nullable=False),
    )


def make_identities() -> None:
    """Who is who."""
    op.create_table(
        "identity",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("members", sa.JSON, nullable=False),
    )
    op.create_table(
        "member",
        sa.Column("entity", sa.Text, primary_key=True),
        sa.Column("identity", sa.Text, sa.ForeignKey("identity.id"), nullable=False, index=True),
        sa.Column("report", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "doubt",
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("chance", sa.Float, nullable=False),
        sa.Column("because", sa.JSON, nullable=False),
    )


def make_copying() -> None:
    """Who took what from whom, and what cannot both hold."""
    op.create_table(
        "borrowing",
        sa.Column("taker", sa.Text, primary_key=True),
        sa.Column("giver", sa.Text, primary_key=True, index=True),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("known_by", sa.Text, nullable=False),
        sa.Column("credited", sa.Boolean, nullable=False),
        sa.Column("passages", sa.JSON, nullable=False),
    )
    op.create_table(
        "citation",
        sa.Column("report", sa.Text, primary_key=True),
        sa.Column("outlet", sa.Text, primary_key=True),
        sa.Column("reports", sa.JSON, nullable=False),
    )
    op.create_table(
        "contradiction",
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
    )


def make_orders() -> None:
    """The orders in which pages list what is there."""
    listed = ["origins", "reports", "id", "contradictions", "against", "type"]
    op.create_index("proposition_listed", "proposition", listed)
    op.create_index("report_latest", "report", ["added", "id"])
    op.create_index("ix_audit_action", "audit", ["action"])


def days() -> list[sa.Column[Any]]:
    """From when to when it is said to have happened."""
    return [sa.Column("happened_from", sa.Text), sa.Column("happened_to", sa.Text)]
