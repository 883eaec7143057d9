"""The tables of a case, as every database understands them.

    original   bytes, named by their sha256
    report     which part of which original; never changes
    analysis   what one version of sayso found in a report; never changes, never goes
    current    which analysis of a report counts now: the only row that is ever rewritten
    voice, statement, entity, claim
               narrow rows beside each analysis, for queries; spans come with the words they cover
    passage    the words of the current analyses that search looks through
    asking, proposal
               which questions a language model answered, and what it proposes; never change
    judgement, retraction, audit
               append-only: the database itself refuses to change or delete their rows

Times are UTC in ISO 8601, to the second. What SQLite alone understands is in `sqlite.py`.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _part_of_analysis() -> tuple[Column[int], Column[str]]:
    return (
        Column("analysis", Integer, ForeignKey("analysis.id"), primary_key=True),
        Column("id", Text, primary_key=True),
    )


original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    _text("media"),
    _number("size"),
    Column("data", LargeBinary, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("original.sha256"), nullable=False, index=True),
    _text("part"),
    _text("added"),
    Index("report_latest", "added", "id"),
)

analysis = Table(
    "analysis",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", Text, ForeignKey("report.id"), nullable=False, index=True),
    _text("version"),
    _text("made"),
    _text("fingerprint"),
    _text("text_sha256"),
    _text("path"),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Text),
    Column("language", Text),
    Column("flags", JSON, nullable=False),
    _number("statements"),
    _number("claims"),
    Column("body", LargeBinary, nullable=False),
)

current = Table(
    "current",
    metadata,
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    Column("analysis", Integer, ForeignKey("analysis.id"), nullable=False, unique=True),
)

voice = Table(
    "voice",
    metadata,
    *_part_of_analysis(),
    _text("kind"),
    _text("words"),
    Column("entity", Text),
    Column("count", Integer),
)

statement = Table(
    "statement",
    metadata,
    *_part_of_analysis(),
    Column("parent", Text),
    _text("voice"),
    _text("manner"),
    _text("quoted"),
    _flag("duress"),
    _flag("negated"),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("source_words", Text),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("cue_words", Text),
)

entity = Table(
    "entity",
    metadata,
    *_part_of_analysis(),
    _text("kind"),
    Column("name", Text, nullable=False, index=True),
)

claim = Table(
    "claim",
    metadata,
    *_part_of_analysis(),
    _text("statement"),
    Column("type", Text, nullable=False, index=True),
    _text("polarity"),
    _text("modality"),
    Column("when_from", Text),
    Column("when_to", Text),
    _number("trigger_start"),
    _number("trigger_end"),
    _text("trigger_words"),
    _number("evidence_start"),
    _number("evidence_end"),
    _text("evidence_words"),
)

passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("analysis", Integer, ForeignKey("analysis.id"), nullable=False, index=True),
    _text("kind"),
    _text("subject"),
    _number("start"),
    _number("end"),
    _text("title"),
    _text("words"),
    _text("names"),
)

asking = Table(
    "asking",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report", Text, ForeignKey("report.id"), nullable=False, index=True),
    _number("start"),
    _number("end"),
    _text("model"),
    _text("host"),
    _text("prompt"),
    Column("prompt_sha256", Text, nullable=False, index=True),
    _text("answer_sha256"),
    _number("tokens"),
    Column("dropped", JSON, nullable=False),
    _text("who"),
    _text("at"),
)

proposal = Table(
    "proposal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("asking", Text, ForeignKey("asking.id"), nullable=False, index=True),
    Column("body", JSON, nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("subject", Text, nullable=False, index=True),
    _text("decision"),
    Column("value", JSON, nullable=False),
    _text("who"),
    _text("at"),
    _text("why"),
)

retraction = Table(
    "retraction",
    metadata,
    Column("judgement", Text, ForeignKey("judgement.id"), primary_key=True),
    _text("who"),
    _text("at"),
    _text("why"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("at"),
    _text("who"),
    Column("action", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    _text("detail"),
)

# The index rows of an analysis, in the order in which `rows.index_rows` makes them.
INDEX = (voice, statement, entity, claim)
