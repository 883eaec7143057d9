"""`sayso about`: what the reports say about a claim in the user's words, for it and against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.model import Report
from sayso.record import Case
from sayso.show.weights import indented
from sayso.show.words import TELLS, clip, flat
from sayso.weigh.about import Mention, mentions
from sayso.weigh.provenance import name_of
from sayso.weigh.stance import Stance

LONGEST = 240


def print_mentions(
    location: str, claims: Sequence[str], limit: int, how: Format, out: Path | None
) -> None:
    """Print for each claim who is for it and who against, each with the chain of voices."""
    with Case.open(location) as case:
        analyses = list(case.analyses())
    reports = {analysis.report.id: analysis.report for analysis in analyses}
    found = mentions(list(claims), analyses)
    with opened(out) as file:
        if how is not Format.TEXT:
            for claim, said in zip(claims, found, strict=True):
                rows = [asdict(mention) for mention in said[:limit]]
                file.write(json.dumps({"about": claim, "said": rows}, ensure_ascii=False) + "\n")
            return
        console = console_for(file)
        for claim, said in zip(claims, found, strict=True):
            console.print(f"About: {flat(claim)}")
            if not said:
                console.print("  Nothing in the case reads like it.")
            for side in Stance:
                print_side(console, side, [m for m in said if m.stance is side][:limit], reports)


def print_side(
    console: Console, side: Stance, said: Sequence[Mention], reports: dict[str, Report]
) -> None:
    """What is said on one side."""
    if not said:
        return
    console.print(f"\n{side.value.capitalize()} it, by the words")
    for mention in said:
        where = name_of(reports[mention.report])
        console.print(indented(f"{TELLS.join(mention.chain)}: {clip(mention.words, LONGEST)}", 2))
        console.print(indented(f"{where}, {mention.report}", 4))
