"""Who says otherwise, as STIX `opinion` objects: of those who are told to deny, never of ours.

A denial disagrees strongly with what it denies. Whoever tells another number, day, place or person
disagrees. Who only asserts what somebody else denies has not spoken of the denial, and gets none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.export.dossier import Assertion, Dossier
from sayso.export.stix.claim import flat, note_id
from sayso.export.stix.names import Names
from sayso.export.stix.thing import Json, extended, named, stamp, thing
from sayso.model import Polarity
from sayso.weigh.contradiction import Kind
from sayso.weigh.weighing import opposite

NOT_OURS = "Told by others, and not sayso's own opinion."


def opinions(dossier: Dossier, names: Names) -> Iterator[Json]:
    """One opinion for each claim and each proposition that it contradicts."""
    asserting: defaultdict[str, list[Assertion]] = defaultdict(list)
    for assertion in dossier.assertions:
        asserting[assertion.weight.proposition.id].append(assertion)
    for assertion in dossier.assertions:
        mine = assertion.weight.proposition.id
        for each in assertion.weight.contradictions:
            denies = each.kind is Kind.DENIAL
            others = asserting.get(opposite(each, mine), [])
            if not others or (denies and assertion.claim.polarity is not Polarity.DENIED):
                continue
            theirs = others[0].weight.proposition.id
            yield thing(
                named("opinion", assertion.report.id, assertion.claim.id, theirs, each.kind.value),
                stamp(dossier.deposited[assertion.report.id]),
                names.last,
                opinion="strongly-disagree" if denies else "disagree",
                authors=[assertion.voices],
                explanation=f"{NOT_OURS} {assertion.voices}: “{flat(assertion.quote)}” "
                f"({each.kind.value}: {each.because})",
                object_refs=sorted(note_id(other) for other in others),
                extensions=extended(
                    "dissent",
                    claim_ref=note_id(assertion),
                    contradiction=each.kind.value,
                    because=each.because,
                ),
            )
