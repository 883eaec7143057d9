"""A case, weighed: its current analyses, under the judgements that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.errors import NotInCase
from sayso.record.case import Case
from sayso.record.identity import find, identities
from sayso.record.judgement import Decision, Judged
from sayso.resolve.identity import Identities
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import outlet_names
from sayso.weigh.whole import Terms, Weighed, weigh_case

GRADES = ("A", "B", "C", "D", "E", "F")


def weigh(case: Case, terms: Terms, told_by: Iterable[str] = ()) -> Weighed:
    """The case, weighed on the terms; ratings and rejections are those of its judgements.

    `told_by` names voices or outlets. Raises NotInCase for one that the case does not know.
    """
    analyses = list(case.analyses())
    found, rows = identities(case), case.judgements()
    outlets = Outlets.of(outlet_names(a.report for a in analyses), terms.families)
    voices = frozenset(key for name in told_by for key in keys(name, found, outlets))
    judged = replace(
        terms,
        ratings={**ratings(rows, found), **terms.ratings},
        rejected=terms.rejected | rejected(rows),
        told_by=terms.told_by | voices,
    )
    return weigh_case(analyses, found, judged)


def rejected(rows: Iterable[Judged]) -> frozenset[str]:
    """The claims that people rejected, and did not accept later."""
    last: dict[str, Decision] = {}
    for row in rows:
        said = row.judgement.decision
        if row.retraction is None and said in (Decision.ACCEPTED, Decision.REJECTED):
            last[row.judgement.subject] = said
    return frozenset(claim for claim, said in last.items() if said is Decision.REJECTED)


def ratings(rows: Iterable[Judged], found: Identities) -> dict[str, str]:
    """The grade of each voice that people rated: the last that stands, by the voice's key."""
    homes = {member: identity.id for identity in found.all for member in identity.members}
    grades: dict[str, str] = {}
    for row in rows:
        value = row.judgement.value
        if row.judgement.decision is not Decision.RATED or row.retraction is not None:
            continue
        if isinstance(value, dict) and value.get("grade") in GRADES:
            subject = row.judgement.subject
            grades[homes.get(subject, subject)] = str(value["grade"])
    return grades


def keys(name: str, found: Identities, outlets: Outlets) -> frozenset[str]:
    """What a voice is known by in chains: as an outlet, as an entity, or as both."""
    words = outlets.meant(name)
    made = {outlets.key(words)} if words else set()
    try:
        made.add(find(found, name)[0].id)
    except NotInCase:
        if not made:
            raise
    return frozenset(made)


def rated(name: str, found: Identities, outlets: Outlets) -> tuple[str, str]:
    """What a rating of a voice is about, as the judgement keeps it, and the voice's name.

    Raises NotInCase where the case knows no such outlet, person or body.
    """
    words = outlets.meant(name)
    if words is not None and words in outlets.shown:
        return outlets.key(words), outlets.name(words)
    identity, entity = find(found, name)
    return entity, identity.name
