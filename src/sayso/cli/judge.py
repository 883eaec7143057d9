"""`sayso judge`, `undo` and `judgements`: a decision, taking it back, and the record of all."""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.options import Verdict
from sayso.cli.output import opened
from sayso.errors import JudgementInvalid, NotInCase
from sayso.record import Case, Decision, Judgement
from sayso.record.amendment import claim_of
from sayso.record.journal import from_line, to_lines
from sayso.show.tree import StatementTree
from sayso.show.words import claim_in_words

# What each verdict decides, of what, and in words.
RULINGS = {
    Verdict.ACCEPT: (Decision.ACCEPTED, "truth", "accepted as true"),
    Verdict.REJECT: (Decision.REJECTED, "truth", "rejected as untrue"),
    Verdict.WELL_READ: (Decision.ACCEPTED, "reading", "accepted as well read"),
    Verdict.MISREAD: (Decision.REJECTED, "reading", "rejected as misread"),
}


def judge_claim(
    location: str, who: str | None, ruling: tuple[Verdict, str, str], desk: Desk
) -> None:
    """Record `ruling`: the verdict, the claim's id or the start of it, and the reason."""
    verdict, claim_id, why = ruling
    with Case.open(location, who=who) as case:
        analysis, claim = claim_of(case, claim_id)
        decision, about, told = RULINGS[verdict]
        case.judge(Judgement(claim.id, decision, case.store.who, why, {"about": about}))
    if not desk.quiet:
        words = claim_in_words(StatementTree.of(analysis), claim)
        sys.stdout.write(f"{told} {claim.id}: {words}\n")


def undo(location: str, who: str | None, which: tuple[str | None, str], desk: Desk) -> None:
    """Take back a judgement, by id or the start of it; the last that stands where none is named.

    Raises NotInCase where there is none, or several.
    """
    named, why = which
    with Case.open(location, who=who) as case:
        standing = [row for row in case.judgements() if row.retraction is None]
        meant = [row for row in standing if named is None or row.id.startswith(named)]
        if not meant:
            wanted = f"with the id {named!r} " if named else ""
            if named and any(row.id.startswith(named) for row in case.judgements()):
                raise NotInCase(f"The judgement {named!r} was taken back already.")
            raise NotInCase(
                f"There is no judgement {wanted}in {case.store.place.shown} to take back."
            )
        if named and len(meant) > 1:
            raise NotInCase(f"{len(meant)} judgements have an id that starts with {named!r}.")
        last = meant[-1]
        case.retract(last.id, case.store.who, why)
    if not desk.quiet:
        judgement = last.judgement
        sys.stdout.write(f"taken back: {judgement.decision.value} {names_of(judgement)}\n")


def names_of(judgement: Judgement) -> str:
    """What a judgement is about: names where it keeps them, else the id."""
    value = judgement.value
    names = value.get("names") if isinstance(value, dict) else None
    if judgement.decision is Decision.LINKED and isinstance(value, dict):
        names = [*names[:1], value.get("id")] if isinstance(names, list) else [value.get("id")]
    return ", ".join(map(str, names)) if isinstance(names, list) else judgement.subject


def write_judgements(location: str, out: Path | None) -> None:
    """Write all judgements, those taken back too, as JSON lines."""
    with Case.open(location) as case, opened(out) as file:
        for line in to_lines(case.judgements()):
            file.write(line + "\n")


def adopt_judgements(location: str, path: Path, desk: Desk) -> None:
    """Add the judgements in a file of JSON lines; all of them, or none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementInvalid(f"{path} cannot be read: {error}") from error
    try:
        rows = [from_line(line, n) for n, line in enumerate(lines, start=1) if line.strip()]
    except JudgementInvalid as error:
        raise JudgementInvalid(f"{path}: {error} Nothing was added.") from error
    with Case.open(location) as case:
        new = case.adopt(rows)
    if not desk.quiet:
        sys.stdout.write(f"{new} of {len(rows)} judgements are new here\n")
