"""A case, weighed: its current analyses, under the judgements that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.errors import NotInCase
from sayso.model import Analysis
from sayso.record.case import Case
from sayso.record.identity import find, identities
from sayso.record.judgement import Decision, Judged
from sayso.resolve.identity import Identities
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import outlet_names
from sayso.weigh.whole import Terms, Weighed, weigh_case

GRADES = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True)
class Court:
    """What a case is weighed from: its analyses, who is who, the outlets, the judgements."""

    analyses: tuple[Analysis, ...]
    identities: Identities
    outlets: Outlets
    judgements: tuple[Judged, ...]

    @classmethod
    def of(cls, case: Case, terms: Terms) -> Court:
        """What the case holds."""
        analyses = tuple(case.analyses())
        outlets = Outlets.of(outlet_names(a.report for a in analyses), terms.families)
        return cls(analyses, identities(case), outlets, case.judgements())

    def voices(self, name: str) -> frozenset[str]:
        """What a voice is known by in chains: as an outlet, as an entity, or as both.

        Raises NotInCase where the case knows no such voice.
        """
        words = self.outlets.meant(name)
        made = {self.outlets.key(words)} if words else set()
        try:
            made.add(find(self.identities, name)[0].id)
        except NotInCase:
            if not made:
                raise
        return frozenset(made)

    def rated(self, name: str) -> tuple[str, str]:
        """What a rating of a voice is about, as the judgement keeps it, and the voice's name.

        Raises NotInCase where the case knows no such outlet, person or body.
        """
        words = self.outlets.meant(name)
        if words is not None and words in self.outlets.shown:
            return self.outlets.key(words), self.outlets.name(words)
        identity, entity = find(self.identities, name)
        return entity, identity.name

    def weigh(self, terms: Terms, told_by: Iterable[str] = ()) -> Weighed:
        """The case, weighed on the terms, with the ratings that stand.

        `told_by` names voices or outlets. Raises NotInCase for one that the case does not know.
        """
        voices = frozenset(key for name in told_by for key in self.voices(name))
        grades = {**ratings(self.judgements, self.identities), **terms.ratings}
        judged = replace(terms, ratings=grades, told_by=terms.told_by | voices)
        return weigh_case(self.analyses, self.identities, judged)


def weigh(case: Case, terms: Terms, told_by: Iterable[str] = ()) -> Weighed:
    """The case, weighed on the terms; ratings and rejections are those of its judgements."""
    court = Court.of(case, terms)
    out = terms.rejected | judged_claims(court.judgements, Decision.REJECTED)
    return court.weigh(replace(terms, rejected=out), told_by)


def judged_claims(rows: Iterable[Judged], decision: Decision) -> frozenset[str]:
    """The claims that people last accepted, or last rejected."""
    last: dict[str, Decision] = {}
    for row in rows:
        said = row.judgement.decision
        if row.retraction is None and said in (Decision.ACCEPTED, Decision.REJECTED):
            last[row.judgement.subject] = said
    return frozenset(claim for claim, said in last.items() if said is decision)


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
