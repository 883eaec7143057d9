"""`sayso judge` and `sayso undo`: a person's decision about a claim, and taking it back."""

from __future__ import annotations

import sys

from sayso.cli.desk import Desk
from sayso.cli.options import Verdict
from sayso.errors import NotInCase
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
        analysis, claim = case.claim(claim_id)
        decision = DECISIONS[verdict]
        case.judge(Judgement(claim.id, decision, case.store.who, why))
    if not desk.quiet:
        words = claim_in_words(StatementTree.of(analysis), claim)
        sys.stdout.write(f"{decision.value} {claim.id}: {words}\n")


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
