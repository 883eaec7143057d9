"""Claims as lists show them: never without the chain on whose word they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, func, select

from sayso.ontology import claim_types
from sayso.record import tables as ledger
from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.judgement import verdicts
from sayso.record.rulings import models


@dataclass(frozen=True, slots=True)
class Voicing:
    """One voice of a chain, by the key that it has over all reports, and how it speaks there."""

    key: str
    name: str
    kind: str
    unnamed: bool
    manner: str
    duress: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Filling:
    """Who or what fills a role: an identity of the case, or words."""

    role: str
    identity: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """That a person read a claim: "added" or "corrected" it, who and when.

    `model` is the language model that proposed what the person added; None where none did.
    """

    how: str
    who: str
    at: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list. `status` is "accepted", "rejected" or "open".

    `by_hand` is None where the program alone read it. `origins` and `probability` are of its
    proposition; both are None where it stands in none.
    """

    id: str
    report: str
    title: str | None
    told: str | None
    type: str
    polarity: str
    modality: str
    happened_from: str | None
    happened_to: str | None
    place: str | None
    evidence: str
    chain: tuple[Voicing, ...]
    roles: tuple[Filling, ...]
    proposition: str | None
    origins: int | None
    probability: float | None
    taken_from: str | None
    withdrawn: str | None
    status: str
    by_hand: ByHand | None = None


def claims(case: Case, names: Sequence[str]) -> tuple[ClaimRow, ...]:
    """The claims with these ids, in their order; those that the case does not have are left out."""
    judged = case.judgements()
    said, proposed = verdicts(judged), models(judged)
    with case.store.reading() as connection:
        told, fillings = chains_of(connection, names), fillings_of(connection, names)
        found = {row.claim: row for row in connection.execute(_asked(names))}
    return tuple(
        row_of(
            found[name],
            told[name],
            fillings[name],
            said.get(name, "open"),
            by_hand(found[name], proposed.get(name)),
        )
        for name in names
        if name in found
    )


def row_of(
    row: Any,  # noqa: ANN401 - a row of the database
    chain: Sequence[Voicing],
    roles: Sequence[Filling],
    status: str,
    read: ByHand | None,
) -> ClaimRow:
    """One claim."""
    return ClaimRow(
        row.claim,
        row.report,
        row.title,
        row.told,
        row.type,
        row.polarity,
        row.modality,
        row.happened_from,
        row.happened_to,
        row.place,
        row.words,
        tuple(chain),
        in_order(row.type, roles),
        row.proposition,
        row.origins,
        row.probability,
        row.taken_from,
        row.withdrawn,
        str(status),
        read,
    )


def by_hand(row: Any, model: str | None) -> ByHand | None:  # noqa: ANN401 - a row of the database
    """Who read a claim by hand, and which model proposed it; None where the program read it."""
    return ByHand(row.reading, row.reader, row.read_at, model) if row.reading else None


def _asked(names: Sequence[str]) -> Any:  # noqa: ANN401 - a statement of SQLAlchemy
    one, claim, current = tables.assertion, ledger.claim, ledger.current
    analysis, proposition = ledger.analysis, tables.proposition
    # Of a claim that a person read, the passage is told with it.
    words = func.coalesce(one.c.evidence_words, claim.c.evidence_words)
    return (
        select(
            *(one.c[name] for name in _ASSERTED),
            analysis.c.title,
            words.label("words"),
            proposition.c.origins,
            proposition.c.probability,
        )
        .join(current, current.c.report == one.c.report)
        .join(analysis, analysis.c.id == current.c.analysis)
        .outerjoin(claim, (claim.c.analysis == analysis.c.id) & (claim.c.id == one.c.claim))
        .outerjoin(proposition, proposition.c.id == one.c.proposition)
        .where(one.c.claim.in_(names), words.is_not(None))
    )


_ASSERTED = (
    *("claim", "report", "told", "type", "polarity", "modality", "happened_from", "happened_to"),
    *("place", "proposition", "taken_from", "withdrawn", "reading", "reader", "read_at"),
)


def chains(case: Case, names: Sequence[str]) -> dict[str, list[Voicing]]:
    """The chain of each claim, the outlet first."""
    with case.store.reading() as connection:
        return chains_of(connection, names)


def chains_of(
    connection: Connection, names: Sequence[str], told: Column[Any] = tables.voicing.c.claim
) -> dict[str, list[Voicing]]:
    """The chain of each claim, or of each statement by the column that names those; outlet first.

    `told` is the column of `voicing` or `hearing` that says whose chain a row is part of.
    """
    said, teller = told.table.c, tables.teller
    asked = (
        select(
            *(told, teller.c.key, teller.c.name, teller.c.kind, teller.c.unnamed),
            *(said.manner, said.duress, said.negated),
        )
        .join(teller, teller.c.key == said.teller)
        .where(told.in_(names))
        .order_by(told, said.place)
    )
    found: dict[str, list[Voicing]] = defaultdict(list)
    for name, *row in connection.execute(asked):
        found[name].append(Voicing(*row))
    return found


def fillings_of(connection: Connection, names: Sequence[str]) -> dict[str, list[Filling]]:
    """Who fills the roles of each claim."""
    filled = tables.filling
    asked = (
        select(filled.c.claim, filled.c.role, filled.c.identity, filled.c.name)
        .where(filled.c.claim.in_(names))
        .order_by(filled.c.claim, filled.c.place)
    )
    found: dict[str, list[Filling]] = defaultdict(list)
    for claim, *told in connection.execute(asked):
        found[claim].append(Filling(*told))
    return found


def in_order(type_: str, roles: Sequence[Filling]) -> tuple[Filling, ...]:
    """Roles in the order of the type: who does it, to whom, and the rest as it was told."""
    known = claim_types().get(type_)
    order = known.roles if known else ()
    told = enumerate(roles)
    ranked = sorted(
        told, key=lambda r: (order.index(r[1].role) if r[1].role in order else 99, r[0])
    )
    return tuple(filling for _, filling in ranked)
