"""A claim in words that cannot be read without its chain.

text_of(assertion)
"As told by Vessant ▸ police (says): kills (victim: at least nine people); told as actual."
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.export.dossier import Assertion
from sayso.export.table import flat
from sayso.model import Claim, Report, Stance


def text_of(assertion: Assertion) -> str:
    """An assertion in words, behind its whole chain."""
    roles = [(part.role, part.words) for part in assertion.parts]
    stances = [speaker.stance for speaker in assertion.chain]
    return told_by(assertion.voices, clause(assertion.claim, assertion.report, roles, stances))


def told_by(chain: str, what: str) -> str:
    """What is told, behind the voices that tell it."""
    return f"As told by {chain}: {what}."


def clause(
    claim: Claim, report: Report, roles: Iterable[tuple[str, str]], stances: Iterable[Stance]
) -> str:
    """What a claim says; of no use to anybody without the chain in front of it."""
    filled = "; ".join(f"{role.replace('_', ' ')}: {words}" for role, words in roles)
    told = f"{claim.type.replace('_', ' ')} ({filled})"
    if claim.polarity == "denied":
        told = f"it is not so: {told}"
    if claim.when is not None:
        told += f", {flat(report.text, claim.when.span)}"
    if claim.where is not None:
        told += f", at: {flat(report.text, claim.where.span)}"
    told += f"; told as {claim.modality.value}"
    return f"{told}; nobody says that it is so" if Stance.OPEN in stances else told
