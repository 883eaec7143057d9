"""A claim in words that cannot be read without its chain.

text_of(assertion)
"As told by Vessant ▸ police (says): kills (victim: at least nine people); told as actual."
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.annotate.phrasing import within_denial
from sayso.export.dossier import Assertion, Part
from sayso.export.table import flat
from sayso.model import Claim, Modality, Polarity, Report, Stance, Statement

# The manner that says "no" itself: what is told so as not so is what it denies.
DENIES = "denies"
# What else is told as not so: nobody need have answered anything.
NOT_SO = "it is said that it is not so"
# What is only asked, ordered or hoped, be it to be so or not to be so.
OPEN = "nobody here says whether it is so"
# What an affirmed claim inside a denial is.
GRANTED = "taken for granted, while something else is denied"


def text_of(assertion: Assertion) -> str:
    """An assertion in words, behind its whole chain."""
    roles = [(part.role, part.words) for part in assertion.parts]
    path = [speaker.statement for speaker in assertion.chain]
    return told_by(assertion.voices, clause(assertion.claim, assertion.report, roles, path))


def told_by(chain: str, what: str) -> str:
    """What is told, behind the voices that tell it."""
    return f"As told by {chain}: {what}."


def clause(
    claim: Claim, report: Report, roles: Iterable[tuple[str, str]], path: Sequence[Statement]
) -> str:
    """What a claim says; of no use to anybody without the chain in front of it.

    `path` are the statements that it hangs on, the outlet's narration first.
    """
    denied, inner = claim.polarity is Polarity.DENIED, path[-1]
    named = [(role, within_denial(words) if denied else words) for role, words in roles]
    filled = "; ".join(f"{role.replace('_', ' ')}: {words}" for role, words in named)
    told = f"{claim.type.replace('_', ' ')} ({filled})"
    denies = inner.manner == DENIES
    others = path[:-1] if denies else path
    is_open = any(statement.stance is Stance.OPEN for statement in others)
    if denied:
        before = "that it is not so" if is_open else NOT_SO
        told = f"{'it is denied' if denies else before}: {told}"
    if claim.when is not None:
        told += f", {flat(report.text, claim.when.span)}"
    if claim.where is not None:
        told += f", at: {flat(report.text, claim.where.span)}"
    # "Told as actual" says of what is denied, or only hoped, the opposite of what is meant.
    if claim.modality is not Modality.ACTUAL or not (denied or is_open or denies):
        told += f"; told as {claim.modality.value}"
    if denies and not denied:
        told += f"; {GRANTED}"
    return f"{told}; {OPEN}" if is_open else told


def called(part: Part, polarity: Polarity) -> str:
    """Who plays a part, as it reads where a denial is told already: "nobody" as "anybody"."""
    known = part.identity is not None or polarity is not Polarity.DENIED
    return part.name if known else within_denial(part.name)
