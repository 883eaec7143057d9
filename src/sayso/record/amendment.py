"""Claims as people read them: corrected, and added where the program read none.

    amended(analysis, Amendments.of(case.judgements()))

What a person reads is the value of a judgement, and the analysis as it was made stays in the case:
taking the judgement back gives what was there before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sayso.errors import JudgementInvalid, NotInCase
from sayso.model import Analysis, Claim
from sayso.record.addition import Addition, added
from sayso.record.case import Case
from sayso.record.correction import Correction, corrected
from sayso.record.judgement import Decision, Judged


@dataclass(frozen=True)
class Amendments:
    """What of people's readings stands.

    `corrections` has the last correction of each claim, `additions` the claims that were added to
    each report, by their ids.
    """

    corrections: Mapping[str, Correction]
    additions: Mapping[str, Mapping[str, Addition]]

    @classmethod
    def of(cls, rows: Iterable[Judged]) -> Amendments:
        """The readings among some judgements."""
        known: dict[str, Correction] = {}
        more: defaultdict[str, dict[str, Addition]] = defaultdict(dict)
        for row in rows:
            said, value = row.judgement, row.judgement.value
            if row.retraction is not None or not isinstance(value, dict):
                continue
            if said.decision is Decision.CORRECTED:
                known[said.subject] = value
            elif said.decision is Decision.ADDED:
                more[str(value.get("report"))][said.subject] = value
        return cls(known, dict(more))


def amended(analysis: Analysis, made: Amendments) -> Analysis:
    """The analysis with the claims that people added and corrected.

    What no longer fits the text is left out, or stays as it was.
    """
    whole = extended(analysis, made)
    known = made.corrections
    if not any(claim.id in known for claim in whole.claims):
        return whole
    return replace(
        whole,
        claims=tuple(
            fitting(whole, claim, known[claim.id]) if claim.id in known else claim
            for claim in whole.claims
        ),
    )


def extended(analysis: Analysis, made: Amendments) -> Analysis:
    """The analysis with the claims that people added, in the order of their ids.

    A claim that a newer version finds by itself is not added twice. A statement on which one hangs
    now needs no gist.
    """
    told = made.additions.get(analysis.report.id)
    if not told:
        return analysis
    there = {claim.id for claim in analysis.claims}
    new = [
        claim
        for name in sorted(told)
        if name not in there and (claim := still(analysis, name, told[name])) is not None
    ]
    typed = {claim.statement for claim in new}
    return replace(
        analysis,
        claims=(*analysis.claims, *new),
        statements=tuple(
            replace(s, gist=None) if s.id in typed else s for s in analysis.statements
        ),
    )


def still(analysis: Analysis, name: str, addition: Addition) -> Claim | None:
    """The claim that somebody added; None where it no longer fits, or is another one now."""
    try:
        claim = added(analysis, addition)
    except JudgementInvalid:
        return None
    return claim if claim.id == name else None


def fitting(analysis: Analysis, claim: Claim, correction: Correction) -> Claim:
    """The claim, corrected; as it was where the correction no longer fits."""
    try:
        return corrected(analysis, claim, correction)
    except JudgementInvalid:
        return claim


def claim_of(case: Case, name: str) -> tuple[Analysis, Claim]:
    """The claim whose id starts with `name`, as it was read or added, and its analysis.

    Raises NotInCase where no claim has such an id, or several have.
    """
    try:
        return case.claim(name)
    except NotInCase:
        made = Amendments.of(case.judgements())
        found = [
            (report, each)
            for report, told in made.additions.items()
            for each in told
            if name and each.startswith(name)
        ]
        if len(found) != 1:
            raise
        report, each = found[0]
        analysis = extended(case.analysis(report), made)
        claim = next((claim for claim in analysis.claims if claim.id == each), None)
        if claim is None:
            raise
        return analysis, claim
