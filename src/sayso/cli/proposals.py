"""`sayso proposals`: what a model proposed, and a person's word that a report says so."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from sayso.cli.desk import Desk
from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.cli.show import named
from sayso.errors import JudgementInvalid
from sayso.export.table import harmless
from sayso.propose.proposal import Json, proposal_to_json
from sayso.record import Case, Decision, Judgement
from sayso.record.acceptance import acceptance, accepted_by, standing
from sayso.record.addition import added
from sayso.record.amendment import Amendments, amended
from sayso.record.proposals import proposal_named, proposals_in
from sayso.show.proposals import MARK, Told, proposal_in_words, proposal_list, words_of
from sayso.show.tree import StatementTree
from sayso.show.words import claim_in_words

COLUMNS = ("id", "report", "status", "reader", "model", "host", "at", "says", "quote")


def list_proposals(location: str, reports: list[str], how: Format, out: Path | None) -> None:
    """Print every proposal, with its chain and its quotes, and what it is worth now."""
    with Case.open(location) as case, opened(out) as file:
        found = told(case, reports)
        match how:
            case Format.TEXT:
                console = console_for(file)
                for part in proposal_list(found):
                    console.print(part)
            case Format.CSV:
                write_table(found, file)
            case _:
                for each in found:
                    file.write(json.dumps(as_json(each), ensure_ascii=False) + "\n")


def told(case: Case, reports: Sequence[str]) -> Iterator[Told]:
    """The proposals about the reports that were named, or all, as they stand now."""
    wanted = {analysis.report.id for name in reports for analysis in named(case, name)}
    judged = case.judgements()
    made = Amendments.of(judged)
    analysis = None
    for kept in proposals_in(case):
        report = kept.asking.report
        if wanted and report not in wanted:
            continue
        if analysis is None or analysis.report.id != report:
            analysis = amended(case.analysis(report), made)
        yield Told(kept, analysis, standing(analysis, kept, judged))


def as_json(each: Told) -> Json:
    """A proposal for other programs: who read it, what it quotes, and what it is worth now."""
    asking, judged = each.kept.asking, each.standing.judged
    reader: dict[str, Any] = {
        name: getattr(asking, name)
        for name in ("model", "host", "prompt", "prompt_sha256", "answer_sha256", "at")
    }
    return {
        "id": each.kept.id,
        "report": asking.report,
        "status": each.standing.status.value,
        "why": each.standing.why,
        "mark": MARK,
        "reader": {"kind": "model", **reader},
        "outlet": each.outlet,
        **proposal_to_json(each.kept.proposal),
        "accepted": judged
        and {
            "judgement": judged.id,
            "claim": judged.judgement.subject,
            "who": judged.judgement.who,
        },
    }


def write_table(found: Iterable[Told], file: TextIO) -> None:
    """One row per proposal."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    for each in found:
        asking = each.kept.asking
        told_by = (asking.model, asking.host, asking.at)
        status, said = each.standing.status.value, proposal_in_words(each)
        row = (each.kept.id, asking.report, status, MARK, *told_by, said, words_of(each.kept))
        table.writerow([harmless(cell) for cell in row])


def accept(location: str, who: str | None, ruling: tuple[str, str], desk: Desk) -> None:
    """Make a claim of a proposal: the user's reading from now on, which names the proposal.

    `ruling` is the proposal's id, or its start, and the reason. Raises JudgementInvalid where it
    cannot be a claim, NotInCase where there is no such proposal.
    """
    name, why = ruling
    with Case.open(location, who=who) as case:
        kept, judged = proposal_named(case, name), case.judgements()
        analysis = amended(case.analysis(kept.asking.report), Amendments.of(judged))
        if (before := accepted_by(kept, judged)) is not None:
            raise JudgementInvalid(f"{kept.id} is accepted already: {before.judgement.subject}.")
        value = acceptance(analysis, kept)
        claim = added(analysis, value)
        made = case.judge(Judgement(claim.id, Decision.ADDED, case.store.who, why, value))
    if not desk.quiet:
        words = claim_in_words(StatementTree.of(analysis), claim)
        sys.stdout.write(f"added {claim.id}, as your reading: {words}\n({made}: sayso undo)\n")
