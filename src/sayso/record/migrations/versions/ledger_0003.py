"""What was said without a typed claim is kept too, who read a claim by hand, and every spelling."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables anew that get columns; what is in them is made when the case is weighed."""
    for name in ("teller", "assertion"):
        op.drop_table(name)
    make_tellers()
    make_assertions()
    make_sayings()
    make_spellings()
    # What was weighed before is no longer whole.
    op.execute("DELETE FROM weighing")


def make_tellers() -> None:
    """Who speaks, with how much of it no typed claim was read in."""
    op.create_table(
        "teller",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("unnamed", sa.Boolean, nullable=False),
        sa.Column("home", sa.Text),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("untyped", sa.Integer, nullable=False),
        sa.Column("alone", sa.Integer, nullable=False),
        sa.Column("contradicted", sa.Integer, nullable=False),
        sa.Column("taken_back", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("rated", sa.Text),
        sa.Column("suggested", sa.Text),
    )


def make_assertions() -> None:
    """Claims as testimony, with who read them by hand."""
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
        sa.Column("happened_from", sa.Text),
        sa.Column("happened_to", sa.Text),
        sa.Column("dated", sa.Boolean, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("taken_from", sa.Text),
        sa.Column("withdrawn", sa.Text),
        sa.Column("reading", sa.Text, index=True),
        sa.Column("reader", sa.Text),
        sa.Column("read_at", sa.Text),
        sa.Column("evidence_start", sa.Integer),
        sa.Column("evidence_end", sa.Integer),
        sa.Column("evidence_words", sa.Text),
    )


def make_sayings() -> None:
    """Statements that were not read as a typed claim, with their chains."""
    op.create_table(
        "saying",
        sa.Column("statement", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, nullable=False, index=True),
        sa.Column("told", sa.Text),
        sa.Column("outlet", sa.Text, nullable=False, index=True),
        sa.Column("gist", sa.Text),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("saying_latest", "saying", ["told", "statement"])
    op.create_table(
        "hearing",
        sa.Column("statement", sa.Text, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("teller", sa.Text, nullable=False, index=True),
        sa.Column("manner", sa.Text, nullable=False),
        sa.Column("duress", sa.Boolean, nullable=False),
        sa.Column("negated", sa.Boolean, nullable=False),
    )


def make_spellings() -> None:
    """Every way of writing a name."""
    op.create_table(
        "spelling",
        sa.Column("words", sa.Text, primary_key=True),
        sa.Column("identity", sa.Text, primary_key=True),
    )
