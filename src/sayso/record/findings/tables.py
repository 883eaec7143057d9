"""What weighing a case came to, as tables: made anew whenever the case has changed.

    weighing       which state of the case the rows below are from
    proposition    what is asserted, with its weight; `body` holds the promised JSON and all steps
    party          who plays which part in a proposition
    assertion      one claim as testimony: when it was told, of when, from where it was taken
    voicing        the voices of a claim's chain, the outlet first
    filling        who fills the roles of a claim
    saying         a statement that was not read as a typed claim: in which words, and its gist
    hearing        the voices of a saying's chain, the outlet first
    teller         voices over all reports, with their records
    identity, member, doubt
                   who is who, and what is left to judge
    spelling       every way of writing the name of an identity, as searches compare it
    borrowing, citation, contradiction
                   who took what from whom; whose word is given; what cannot both hold

No row here is a source of anything: all of it follows from analyses and judgements, and may be
thrown away.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from sayso.record.tables import metadata


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _days() -> tuple[Column[str], Column[str]]:
    return Column("happened_from", Text), Column("happened_to", Text)


weighing = Table(
    "weighing",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("state"),
    _text("made"),
    _number("untyped"),
    Column("counts", JSON, nullable=False),
    Column("disputes", JSON, nullable=False),
)

proposition = Table(
    "proposition",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False, index=True),
    _text("polarity"),
    _text("modality"),
    _text("told_by"),
    _number("credibility"),
    Column("belief", Float),
    Column("disbelief", Float),
    Column("uncertainty", Float),
    Column("probability", Float),
    _number("origins"),
    _number("independent"),
    _number("reports"),
    _number("against"),
    _number("contradictions"),
    Column("first", Text),
    Column("last", Text),
    *_days(),
    Column("place", Text),
    Column("body", LargeBinary, nullable=False),
)
# What lists order and narrow by, so that the bodies are not read for it (69,000 propositions: 3 ms
# for a page of the contested ones, 144 ms without).
Index(
    "proposition_listed",
    *(proposition.c[name] for name in ("origins", "reports", "id")),
    *(proposition.c[name] for name in ("contradictions", "against", "type")),
)

party = Table(
    "party",
    metadata,
    Column("proposition", Text, ForeignKey("proposition.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    _number("place"),
    Column("identity", Text, index=True),
    _text("name"),
)

teller = Table(
    "teller",
    metadata,
    Column("key", Text, primary_key=True),
    _text("name"),
    _text("kind"),
    Column("unnamed", Boolean, nullable=False),
    Column("home", Text),
    _number("told"),
    _number("untyped"),
    _number("alone"),
    _number("contradicted"),
    _number("taken_back"),
    _number("right"),
    _number("wrong"),
    Column("rated", Text),
    Column("suggested", Text),
)

assertion = Table(
    "assertion",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
    Column("proposition", Text, index=True),
    _text("type"),
    _text("polarity"),
    _text("modality"),
    Column("outlet", Text, nullable=False, index=True),
    Column("told", Text, index=True),
    *_days(),
    Column("dated", Boolean, nullable=False),
    Column("place", Text),
    Column("origin", Text),
    Column("taken_from", Text),
    Column("withdrawn", Text),
    # Of a claim that a person added or corrected: which of the two, who, when, and the passage.
    Column("reading", Text, index=True),
    Column("reader", Text),
    Column("read_at", Text),
    Column("evidence_start", Integer),
    Column("evidence_end", Integer),
    Column("evidence_words", Text),
)

voicing = Table(
    "voicing",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("teller", Text, nullable=False, index=True),
    _text("manner"),
    Column("duress", Boolean, nullable=False),
    Column("negated", Boolean, nullable=False),
)

filling = Table(
    "filling",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    _number("place"),
    Column("identity", Text, index=True),
    _text("name"),
)

saying = Table(
    "saying",
    metadata,
    Column("statement", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
    Column("told", Text),
    Column("outlet", Text, nullable=False, index=True),
    Column("gist", Text),
    _text("words"),
)
# The latest first, as lists show them.
Index("saying_latest", saying.c.told, saying.c.statement)

hearing = Table(
    "hearing",
    metadata,
    Column("statement", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("teller", Text, nullable=False, index=True),
    _text("manner"),
    Column("duress", Boolean, nullable=False),
    Column("negated", Boolean, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Text, primary_key=True),
    _text("first"),
    Column("name", Text, nullable=False, index=True),
    _text("kind"),
    _number("reports"),
    _number("claims"),
    Column("names", JSON, nullable=False),
    Column("members", JSON, nullable=False),
)

member = Table(
    "member",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("identity", Text, ForeignKey("identity.id"), nullable=False, index=True),
    Column("report", Text, nullable=False, index=True),
)

doubt = Table(
    "doubt",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("chance", Float, nullable=False),
    Column("because", JSON, nullable=False),
)

borrowing = Table(
    "borrowing",
    metadata,
    Column("taker", Text, primary_key=True),
    Column("giver", Text, primary_key=True, index=True),
    Column("share", Float, nullable=False),
    _text("known_by"),
    Column("credited", Boolean, nullable=False),
    Column("passages", JSON, nullable=False),
)

citation = Table(
    "citation",
    metadata,
    Column("report", Text, primary_key=True),
    Column("outlet", Text, primary_key=True),
    Column("reports", JSON, nullable=False),
)

# The kind of two propositions that tell two numbers and can both hold.
NUMBER = "number"
contradiction = Table(
    "contradiction",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True, index=True),
    _text("kind"),
    _text("because"),
)

spelling = Table(
    "spelling",
    metadata,
    Column("words", Text, primary_key=True),
    Column("identity", Text, primary_key=True),
)

# In an order in which each can be filled after those that it points at.
ALL = (
    *(weighing, proposition, party, teller, assertion, voicing, filling),
    *(saying, hearing, spelling),
    *(identity, member, doubt, borrowing, citation, contradiction),
)
