"""`sayso proposals`: what a model proposed, and a person's word on whether a report says so."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rich.text import Text

from sayso.cli.desk import Desk
from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.cli.show import named
from sayso.export.table import harmless
from sayso.propose.proposal import Json, proposal_to_json
from sayso.record import Case, Decision, Judgement
from sayso.record.acceptance import Status, acceptance, standing
from sayso.record.amendment import Amendments, amended
from sayso.record.proposals import proposals_in, undecided
from sayso.record.rulings import Rulings, dismissal
from sayso.show.proposals import (
    MARK,
    NONE,
    Told,
    outlet_of,
    proposal_in_words,
    proposal_list,
    words_of,
)
from sayso.show.tree import StatementTree
from sayso.show.words import claim_in_words

COLUMNS = ("id", "report", "status", "reader", "model", "host", "at", "says", "quote")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which proposals are listed: about these reports, or all; also those that were dismissed."""

    reports: Sequence[str]
    dismissed: bool


def list_proposals(location: str, chosen: Chosen, how: Format, out: Path | None) -> None:
    """Print the proposals, each with its chain and its quotes, and what it is worth now."""
    with Case.open(location) as case, opened(out) as file:
        found = Listing(told(case, chosen.reports), dismissed=chosen.dismissed)
        match how:
            case Format.TEXT:
                console = console_for(file)
                for part in proposal_list(found):
                    console.print(part)
                console.print(Text(rest_in_words(found)), end="")
            case Format.CSV:
                write_table(found, file)
            case _:
                for each in found:
                    file.write(json.dumps(as_json(each), ensure_ascii=False) + "\n")


@dataclass
class Listing:
    """Proposals one by one, without those that were dismissed but where these are asked for.

    `shown` and `left_out` count both kinds as it goes on.
    """

    told: Iterator[Told]
    dismissed: bool
    shown: int = 0
    left_out: int = 0

    def __iter__(self) -> Iterator[Told]:
        """Go through the proposals, once."""
        for each in self.told:
            if each.standing.status is Status.DISMISSED and not self.dismissed:
                self.left_out += 1
            else:
                self.shown += 1
                yield each


def rest_in_words(found: Listing) -> str:
    """What is to be said after a list: how many are not in it, or that there are none."""
    if found.left_out:
        many = (
            "1 dismissed one is" if found.left_out == 1 else f"{found.left_out} dismissed ones are"
        )
        return f"{many} not listed: sayso proposals --dismissed\n"
    return "" if found.shown else f"{NONE}\n"


def told(case: Case, reports: Sequence[str]) -> Iterator[Told]:
    """The proposals about the reports that were named, or all, as they stand now."""
    wanted = {analysis.report.id for name in reports for analysis in named(case, name)}
    judged = case.judgements()
    made, ruled = Amendments.of(judged), Rulings.of(judged)
    analysis = None
    for kept in proposals_in(case):
        report = kept.asking.report
        if wanted and report not in wanted:
            continue
        if analysis is None or analysis.report.id != report:
            analysis = amended(case.analysis(report), made)
        yield Told(kept, analysis, standing(analysis, kept, ruled))


def as_json(each: Told) -> Json:
    """A proposal for other programs: who read it, what it quotes, and what it is worth now."""
    asking, status = each.kept.asking, each.standing.status
    reader: dict[str, Any] = {
        name: getattr(asking, name)
        for name in ("model", "host", "prompt", "prompt_sha256", "answer_sha256", "at")
    }
    return {
        "id": each.kept.id,
        "report": asking.report,
        "status": status.value,
        "why": each.standing.why,
        "mark": MARK,
        "reader": {"kind": "model", **reader},
        "outlet": each.outlet,
        **proposal_to_json(each.kept.proposal),
        "accepted": decided(each, "claim") if status is Status.ACCEPTED else None,
        "dismissed": decided(each, "why") if status is Status.DISMISSED else None,
    }


def decided(each: Told, more: str) -> Json | None:
    """Who decided on a proposal by which judgement, and the claim that was made of it, or why."""
    judged = each.standing.judged
    if judged is None:
        return None
    said = judged.judgement
    told = {"claim": said.subject, "why": said.why}
    return {"judgement": judged.id, more: told[more], "who": said.who}


def write_table(found: Iterable[Told], file: TextIO) -> None:
    """One row per proposal."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    for each in found:
        asking = each.kept.asking
        told_by = (asking.model, asking.host, asking.at)
        status, said = each.standing.status.value, proposal_in_words(each.kept, each.outlet)
        row = (each.kept.id, asking.report, status, MARK, *told_by, said, words_of(each.kept))
        table.writerow([harmless(cell) for cell in row])


def accept(location: str, who: str | None, ruling: tuple[str, str], desk: Desk) -> None:
    """Make a claim of a proposal: the user's reading from now on, which names the proposal.

    `ruling` is the proposal's id, or its start, and the reason. Raises JudgementInvalid where it
    cannot be a claim, JudgementStale where it was decided, NotInCase where there is none.
    """
    name, why = ruling
    with Case.open(location, who=who) as case:
        kept, analysis = undecided(case, name)
        found = acceptance(analysis, kept)
        value, claim = found.value, found.claim
        made = case.judge(Judgement(claim.id, Decision.ADDED, case.store.who, why, value))
    if not desk.quiet:
        words = claim_in_words(StatementTree.of(analysis), claim)
        sys.stdout.write(f"added {claim.id}, as your reading: {words}\n({made}: sayso undo)\n")


def dismiss(location: str, who: str | None, ruling: tuple[str, str], desk: Desk) -> None:
    """Put a proposal aside, so that it is listed no more.

    `ruling` is the proposal's id, or its start, and the reason. Raises JudgementStale where it was
    decided already, NotInCase where there is none.
    """
    name, why = ruling
    with Case.open(location, who=who) as case:
        kept, analysis = undecided(case, name)
        made = case.judge(dismissal(kept, case.store.who, why))
    if not desk.quiet:
        words = proposal_in_words(kept, outlet_of(analysis))
        sys.stdout.write(f"dismissed {kept.id}, {MARK}: {words}\n({made}: sayso undo)\n")
