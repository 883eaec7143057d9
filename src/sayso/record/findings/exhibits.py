"""Propositions laid before hypotheses or into a brief: found by words, with all that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.propositions import PropositionRow, Wanted, named, propositions
from sayso.record.findings.rows import unpacked
from sayso.record.store import speaker
from sayso.weigh.hypothesis import Exhibit, exhibit_told

# So many claims that match are looked at for their propositions.
MOST = 400


def bodies(case: Case, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """All that is known of the propositions with these ids; those that are gone are left out."""
    row = tables.proposition.c
    with case.store.reading() as connection:
        found = connection.execute(select(row.id, row.body).where(row.id.in_(names))).all()
    return {each.id: dict(unpacked(each.body)) for each in found}


def exhibits(case: Case, names: Sequence[str]) -> tuple[Exhibit, ...]:
    """The propositions with these ids, as they are laid before hypotheses."""
    return tuple(exhibit_told(told) for told in bodies(case, names).values())


def fitting(case: Case, words: str, wanted: Wanted, size: int) -> tuple[PropositionRow, ...]:
    """Propositions whose claims match all the words, the best first; without words the widest.

    The id of a proposition, or of a claim in it, finds it too.
    """
    if not words.strip():
        return propositions(case, wanted, size=size)[0]
    one = tables.assertion.c
    with case.store.reading() as connection:
        claims = [words.strip(), *speaker(connection).matching(connection, words, "claim", MOST)]
        asked = select(one.claim, one.proposition).where(
            one.claim.in_(claims), one.proposition.is_not(None)
        )
        homes = {row[0]: row[1] for row in connection.execute(asked)}
    names = [words.strip(), *(homes[claim] for claim in claims if claim in homes)]
    found = named(case, [str(name) for name in dict.fromkeys(names)])
    return tuple(row for row in found if suits(row, wanted))[:size]


def suits(row: PropositionRow, wanted: Wanted) -> bool:
    """Whether a proposition is among those that are wanted."""
    if wanted.contested and not row.contradictions + row.against:
        return False
    if wanted.alone and row.origins != 1:
        return False
    return row.origins >= wanted.least_origins
