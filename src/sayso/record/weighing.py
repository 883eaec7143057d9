"""A case, weighed: its current analyses, under the judgements that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.errors import NotInCase
from sayso.model import Analysis
from sayso.record.amendment import Amendments, amended
from sayso.record.case import Case
from sayso.record.identity import find, identities_of
from sayso.record.judgement import Decision, Judged, verdicts
from sayso.resolve.identity import Identities
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import Cast, outlet_names
from sayso.weigh.whole import Terms, Weighed, weigh_case

GRADES = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True)
class Court:
    """What a case is weighed from: its analyses, who is who, the judgements."""

    analyses: tuple[Analysis, ...]
    identities: Identities
    cast: Cast
    judgements: tuple[Judged, ...]

    @classmethod
    def of(cls, case: Case, terms: Terms) -> Court:
        """What the case holds; its analyses are read once."""
        rows = case.judgements()
        made = Amendments.of(rows)
        analyses = tuple(amended(analysis, made) for analysis in case.analyses())
        outlets = Outlets.of(outlet_names(a.report for a in analyses), terms.families)
        found = identities_of(analyses, rows)
        return cls(analyses, found, Cast.of(found, outlets), rows)

    def voices(self, name: str) -> frozenset[str]:
        """What a voice is known by in chains: as an outlet, as an entity, or as both.

        Raises NotInCase where the case knows no such voice.
        """
        outlets = self.cast.outlets
        words = outlets.meant(name)
        made = {outlets.key(words)} if words else set()
        try:
            made.add(self.cast.identities[find(self.identities, name)[1]].id)
        except NotInCase:
            if not made:
                raise
        return frozenset(made)

    def rated(self, name: str) -> tuple[str, str]:
        """What a rating of a voice is about, as the judgement keeps it, and the voice's name.

        Raises NotInCase where the case knows no such outlet, person or body.
        """
        outlets = self.cast.outlets
        words = outlets.meant(name)
        if words is not None and words in outlets.shown:
            return outlets.key(words), outlets.name(words)
        identity, entity = find(self.identities, name)
        return entity, identity.name

    def weigh(
        self, terms: Terms, told_by: Iterable[str] = (), *, rejected_too: bool = False
    ) -> Weighed:
        """The case, weighed on the terms; ratings and rejections are those of its judgements.

        `told_by` names voices or outlets. Raises NotInCase for one that the case does not know.
        """
        voices = frozenset(key for name in told_by for key in self.voices(name))
        out = () if rejected_too else judged_claims(self.judgements, Decision.REJECTED)
        judged = replace(
            terms,
            ratings={**ratings(self.judgements, self.cast), **terms.ratings},
            rejected=terms.rejected.union(out),
            told_by=terms.told_by | voices,
        )
        return weigh_case(self.analyses, self.identities, judged)


def weigh(case: Case, terms: Terms, told_by: Iterable[str] = ()) -> Weighed:
    """The case, weighed on the terms, with what people judged."""
    return Court.of(case, terms).weigh(terms, told_by)


def judged_claims(
    rows: Iterable[Judged], decision: Decision, *, of_truth: bool = False
) -> frozenset[str]:
    """The claims that people last accepted, or last rejected.

    With `of_truth`, only those of which they judged that it is so, or not: that a claim was well
    read, or misread, says nothing of the voice that is said to have made it.
    """
    counted = [row for row in rows if not (of_truth and is_of_reading(row))]
    return frozenset(claim for claim, said in verdicts(counted).items() if said is decision)


def is_of_reading(row: Judged) -> bool:
    """Whether a verdict is about how a claim was read, and not about whether it is so."""
    value = row.judgement.value
    return isinstance(value, dict) and value.get("about") == "reading"


def ratings(rows: Iterable[Judged], cast: Cast) -> dict[str, str]:
    """The grade of each voice that people rated: the last that stands, by the voice's key."""
    grades: dict[str, str] = {}
    for row in rows:
        value = row.judgement.value
        if row.judgement.decision is not Decision.RATED or row.retraction is not None:
            continue
        if isinstance(value, dict) and value.get("grade") in GRADES:
            subject = row.judgement.subject
            identity = cast.identities.get(subject)
            grades[identity.id if identity else subject] = str(value["grade"])
    return grades
