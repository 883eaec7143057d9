"""What people found of the truth of claims: who, when, why; also of those that they rejected.

    for review in reviews(dossier): ...

A verdict on how a claim was read is no review, and a claim that was misread has none: it is
nobody's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.export.dossier import Assertion, Dossier
from sayso.export.table import TELLS, flat
from sayso.export.wording import clause, text_of, told_by
from sayso.model import Analysis, Claim, Statement, lineage
from sayso.record.judgement import Decision, Judged
from sayso.record.rulings import readers
from sayso.record.weighing import is_of_reading
from sayso.weigh.whole import is_said

VERDICTS = (Decision.ACCEPTED, Decision.REJECTED)


@dataclass(frozen=True, slots=True)
class Review:
    """What a person found of the truth of a claim.

    `text` is the claim in words, with its chain. `assertion` is None where the claim was rejected
    and so stands nowhere else. `read_by` is as in an assertion.
    """

    judged: Judged
    analysis: Analysis
    claim: Claim
    text: str
    assertion: Assertion | None
    read_by: str | None

    @property
    def is_found_true(self) -> bool:
        """Whether the claim was accepted."""
        return self.judged.judgement.decision is Decision.ACCEPTED


def reviews(dossier: Dossier) -> Iterator[Review]:
    """The last verdict on the truth of each claim, by report, then in the order of the analysis."""
    found = last_verdicts(dossier.judgements)
    asserted = {each.claim.id: each for each in dossier.assertions}
    everybody, known = hears_everybody(dossier), readers(dossier.judgements)
    for analysis in dossier.analyses:
        for claim in analysis.claims:
            judged, assertion = found.get(claim.id), asserted.get(claim.id)
            if judged is None:
                continue
            if assertion is not None:
                text, read_by = text_of(assertion), assertion.read_by
                yield Review(judged, analysis, claim, text, assertion, read_by)
            elif judged.judgement.decision is Decision.REJECTED and everybody:
                yield from rejected(judged, analysis, claim, known.get(claim.id))


def last_verdicts(rows: Iterable[Judged]) -> dict[str, Judged]:
    """The last verdict on the truth of each claim that stands, but of those found misread."""
    truth: dict[str, Judged] = {}
    misread: dict[str, bool] = {}
    for row in rows:
        said = row.judgement
        if row.retraction is not None or said.decision not in VERDICTS:
            continue
        of_reading = is_of_reading(row)
        misread[said.subject] = of_reading and said.decision is Decision.REJECTED
        if not of_reading:
            truth[said.subject] = row
    return {claim: row for claim, row in truth.items() if not misread[claim]}


def hears_everybody(dossier: Dossier) -> bool:
    """Whether all that is said is in the dossier, and not what some voices tell alone.

    Of a rejected claim nobody can say any more whether one of them told it.
    """
    here = {(each.report.id, each.claim.id) for each in dossier.assertions}
    told = dossier.weighed.testimonies
    return all((one.report, one.claim) in here for one in told if is_said(one))


def rejected(
    judged: Judged, analysis: Analysis, claim: Claim, read_by: str | None
) -> Iterator[Review]:
    """The review of a claim that was rejected; none of what a voice is said not to have said."""
    path = path_of(analysis, claim)
    if any(statement.negated for statement in path):
        return
    roles = [(role, flat(analysis.report.text, filler.span)) for role, filler in claim.roles]
    what = clause(claim, analysis.report, roles, path)
    chain = TELLS.join(" ".join(each) for each in spoken(analysis, path))
    yield Review(judged, analysis, claim, told_by(chain, what), None, read_by)


def path_of(analysis: Analysis, claim: Claim) -> tuple[Statement, ...]:
    """The statements that a claim hangs on, the outlet's narration first."""
    statements = {statement.id: statement for statement in analysis.statements}
    return lineage(statements[claim.statement], statements)


def spoken(analysis: Analysis, path: Iterable[Statement]) -> Iterator[tuple[str, ...]]:
    """What the report calls each voice of a chain, and behind the outlet how it speaks."""
    voices = {voice.id: voice for voice in analysis.voices}
    for statement in path:
        words = " ".join(voices[statement.voice].text.split())
        under = ", under duress" if statement.duress else ""
        yield (words,) if statement.parent is None else (words, f"({statement.manner}{under})")
