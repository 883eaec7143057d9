"""`sayso judge` and `sayso undo`: a person's decision about a claim, and taking it back."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sayso.cli.desk import Desk
from sayso.cli.options import Verdict
from sayso.errors import NotInCase
from sayso.model import Analysis, Claim
from sayso.record import Case, Decision, Judgement
from sayso.show.tree import StatementTree
from sayso.show.words import claim_in_words

DECISIONS = {Verdict.ACCEPT: Decision.ACCEPTED, Verdict.REJECT: Decision.REJECTED}


def judge_claim(
    location: str, who: str | None, ruling: tuple[Verdict, str, str], desk: Desk
) -> None:
    """Record `ruling`: the verdict, the claim's id or the start of it, and the reason."""
    verdict, claim_id, why = ruling
    with Case.open(location, who=who) as case:
        analysis, claim = find_claim(case, claim_id)
        decision = DECISIONS[verdict]
        case.judge(Judgement(claim.id, decision, case.store.who, why))
    if not desk.quiet:
        words = claim_in_words(StatementTree.of(analysis), claim)
        sys.stdout.write(f"{decision.value} {claim.id}: {words}\n")


def find_claim(case: Case, start: str) -> tuple[Analysis, Claim]:
    """The one claim of the case whose id starts so. Raises NotInCase."""
    found = list(claims_that_start(case, start)) if start else []
    if not found:
        raise NotInCase(f"No claim in {case.store.path} has the id {start!r}.")
    exact = [pair for pair in found if pair[1].id == start]
    if len(found) > 1 and not exact:
        ids = ", ".join(sorted(claim.id for _, claim in found)[:5])
        raise NotInCase(
            f"{len(found)} claims have an id that starts with {start!r}: {ids}. Give more of it."
        )
    return (exact or found)[0]


def claims_that_start(case: Case, start: str) -> Iterator[tuple[Analysis, Claim]]:
    """Every claim whose id starts so."""
    for analysis in case.analyses():
        yield from ((analysis, claim) for claim in analysis.claims if claim.id.startswith(start))


def undo_last(location: str, who: str | None, why: str, desk: Desk) -> None:
    """Take back the last judgement that stands. Raises NotInCase where there is none."""
    with Case.open(location, who=who) as case:
        standing = [row for row in case.judgements() if row.retraction is None]
        if not standing:
            raise NotInCase(f"There is no judgement in {location} to take back.")
        last = standing[-1]
        case.retract(last.id, case.store.who, why)
    if not desk.quiet:
        judgement = last.judgement
        sys.stdout.write(f"taken back: {judgement.decision.value} {judgement.subject}\n")
