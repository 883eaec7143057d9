"""Analyses as rich renderables: a tree of statements, and the claims under them with their chains.

    for part in render(analysis): console.print(part)

Signs and words carry the meaning; colour only repeats it. The colours are the terminal's own basic
ones, which its theme keeps readable on a dark and on a light background.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.model import Analysis, Claim, Polarity, Quoted, Report, Statement, VoiceKind
from sayso.show.outline import Block, Line
from sayso.show.tree import StatementTree
from sayso.show.words import (
    ACCEPTED,
    ALLEGED,
    DENIED,
    DURESS,
    REJECTED,
    TELLS,
    UNNAMED,
    act_of,
    clip,
    filler_in_words,
    flat,
    interests_in_words,
    marks_of,
    name_of,
    own_words,
    parts_of,
    setting_of,
    told_in_words,
    visible,
)

if TYPE_CHECKING:  # `claims` stores nothing and need not wait for the ledger to load
    from sayso.record import Hit, ReportRow

# About three lines of a terminal 80 columns wide: enough to recognise a statement by. The claims
# below it quote their evidence whole.
LONGEST_EXCERPT = 220
# In a list the title gets the room that is left; most outlets have names shorter than this.
WIDEST_OUTLET = 20

NARRATED = "•"
INDENT = 2
LEGEND = {
    TELLS.strip(): "tells what the next one said",
    UNNAMED: "unnamed voice",
    DURESS: "under duress",
    DENIED: "said not to be so",
    NARRATED: "told by the outlet itself",
    ALLEGED: "alleged",
    "“ ”": "the voice's own words",
    ACCEPTED: "accepted",
    REJECTED: "rejected",
}


def render(analysis: Analysis, judged: Mapping[str, str] | None = None) -> Iterator[RenderableType]:
    """The report's heading, its tree of statements and claims, and a legend of the signs in it.

    `judged` maps claim ids to "accepted" or "rejected".
    """
    judged = judged or {}
    yield from heading(analysis)
    yield Text()
    tree = StatementTree.of(analysis)
    yield block_of(tree, analysis.root, judged)
    yield Text()
    yield legend(tree, judged)


def heading(analysis: Analysis) -> Iterator[Line]:
    """Title; outlet, date and byline; file, id and counts; flags."""
    report = analysis.report
    told = [fact for fact in (report.outlet, report.published, report.byline) if fact]
    by = " · ".join(flat(fact.value) for fact in told)
    counts = (
        count(len(analysis.voices), "voice"),
        count(len(analysis.statements), "statement"),
        count(len(analysis.claims), "claim"),
    )
    yield Line(Text(title_of(report), "bold"))
    yield Line(Text(by or "(no outlet, no date)"))
    yield Line(Text(place_of(report), "dim"))
    yield Line(Text(f"{report.id} · {', '.join(counts)}", "dim"))
    for flag in report.flags:
        yield Line(Text(f"note: {flat(flag)}", "magenta"), 0, INDENT)


def title_of(report: Report) -> str:
    """The title on one line."""
    return flat(report.title.value) if report.title else "(no title)"


def count(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def place_of(report: Report) -> str:
    """The file that holds the report, and the part of it where it holds several."""
    return (
        f"{visible(report.path)} ({visible(report.part)})" if report.part else visible(report.path)
    )


def block_of(tree: StatementTree, statement: Statement, judged: Mapping[str, str]) -> Block:
    """A statement, the claims that hang on it, and the statements inside it."""
    claims = groupby(tree.claims.get(statement.id, ()), key=lambda claim: claim.evidence)
    told = [claim_block(tree, tuple(together), judged) for _, together in claims]
    inside = [block_of(tree, child, judged) for child in tree.children.get(statement.id, ())]
    return Block(statement_lines(tree, statement), (*told, *inside))


def statement_lines(tree: StatementTree, statement: Statement) -> tuple[Line, ...]:
    """Who speaks and how, and an excerpt of the words; the root, which is all of them, has none."""
    line = link(tree, statement, with_act=True)
    if around := told_in_words(tree, statement):
        line.append(f"  {around}", "dim")
    speaker = Line(line, 0, INDENT)
    told = " … ".join(flat(span.of(tree.text)) for span in statement.content)
    if not told or statement.parent is None:
        return (speaker,)
    words = clip(told, LONGEST_EXCERPT)
    direct = statement.quoted is Quoted.DIRECT
    return speaker, Line(Text(own_words(words) if direct else words))


def link(tree: StatementTree, statement: Statement, *, with_act: bool) -> Text:
    """The voice of a statement, and how it speaks: `a former clerk (admits, ! under duress)`."""
    voice = tree.voice_of(statement)
    unnamed = voice.kind is VoiceKind.ANONYMOUS
    line = Text().append(name_of(voice), "bold magenta" if unnamed else "bold")
    if with_act:
        stern = statement.duress or statement.negated
        line.append(" (").append(act_of(statement), "red" if stern else "cyan")
        line.append(")")
    return line


def claim_block(tree: StatementTree, claims: Sequence[Claim], judged: Mapping[str, str]) -> Block:
    """The chain; the claims that one piece of evidence makes on it; the evidence."""
    said = [Line(claim_line(tree, claim, judged.get(claim.id)), INDENT, INDENT) for claim in claims]
    chain = Line(chain_line(tree, claims[0].statement), 0, INDENT)
    return Block((chain, *said, Line(evidence(tree, claims), INDENT)))


def chain_line(tree: StatementTree, innermost: str) -> Text:
    """The chain down to the statement with this id, outlet first, ending in a colon."""
    lineage = tree.lineage(innermost)
    line = Text(f"{NARRATED if len(lineage) == 1 else ALLEGED} ")
    for statement in lineage:
        inner = statement.parent is not None
        if inner:
            line.append(TELLS, "dim")
        line.append_text(link(tree, statement, with_act=inner and act_of(statement) != "says"))
    return line.append(":")


def claim_line(tree: StatementTree, claim: Claim, verdict: str | None) -> Text:
    """Type, roles, polarity and modality, time and place, judgement, and the id to judge it by."""
    line = Text().append(claim.type, "bold green")
    for joint, role, filler in parts_of(claim):
        line.append(joint or "  ").append(f"{role}: ", "dim")
        line.append(filler_in_words(tree, filler))
    for mark in marks_of(claim):
        line.append(f"  {mark}", "bold red" if DENIED in mark else "magenta")
    for part in setting_of(tree, claim):
        line.append(f"  {part}", "cyan")
    for part in interests_in_words(tree, claim):
        line.append(f"  {part}", "yellow")
    if verdict:
        accepted = verdict == "accepted"
        sign, style = (ACCEPTED, "bold green") if accepted else (REJECTED, "bold red")
        line.append(f"  {sign} {verdict}", style)
    return line.append(f"  {claim.id}", "dim")


def evidence(tree: StatementTree, claims: Sequence[Claim]) -> Text:
    """The quoted evidence of `claims`, their triggers underlined."""
    span = claims[0].evidence
    quoted = Text(visible(span.of(tree.text)), "italic")
    for trigger in (claim.trigger for claim in claims):
        if span.holds(trigger):
            quoted.stylize("underline", trigger.start - span.start, trigger.end - span.start)
    if quoted.plain.startswith(("“", '"', "«")):
        return quoted  # a sentence that opens with somebody's words needs no second pair of marks
    return Text("“").append_text(quoted).append("”")


def legend(tree: StatementTree, judged: Mapping[str, str]) -> Columns:
    """A line or two that explains the signs which occur in the tree, and only those."""
    used = signs_in(tree, judged)
    parts = [
        Text(sign, "bold").append(f" {meaning}", "not bold dim")
        for sign, meaning in LEGEND.items()
        if sign in used
    ]
    return Columns(parts, padding=(0, 3, 0, 0))


def signs_in(tree: StatementTree, judged: Mapping[str, str]) -> set[str]:
    """The signs that the rendering of `tree` uses."""
    statements, claims = tree.analysis.statements, tree.analysis.claims
    depths = {len(claim.chain) for claim in claims}
    verdicts = {judged[claim.id] for claim in claims if claim.id in judged}
    voices = {tree.voice_of(statement).kind for statement in statements}
    rules = {
        TELLS.strip(): any(depth > 1 for depth in depths),
        UNNAMED: VoiceKind.ANONYMOUS in voices,
        DURESS: any(s.duress for s in statements),
        DENIED: any(c.polarity is Polarity.DENIED for c in claims),
        NARRATED: 1 in depths,
        ALLEGED: any(depth > 1 for depth in depths),
        "“ ”": any(s.quoted is Quoted.DIRECT and s.parent for s in statements),
        ACCEPTED: "accepted" in verdicts,
        REJECTED: "rejected" in verdicts,
    }
    return {sign for sign, occurs in rules.items() if occurs}


def finding(tree: StatementTree, hit: Hit, judged: Mapping[str, str]) -> RenderableType:
    """One hit of a search: the report, and who says it there."""
    report = tree.analysis.report
    head = Line(Text(title_of(report), "bold").append(f"  {report.id}", "not bold dim"), 0, INDENT)
    claim = next((claim for claim in tree.analysis.claims if claim.id == hit.subject), None)
    if claim is not None:
        return Block((head,), (claim_block(tree, (claim,), judged),))
    chain = chain_line(
        tree, hit.subject if hit.subject in tree.statements else tree.analysis.root.id
    )
    words = Line(Text(visible(hit.snippet)), INDENT)
    return Block((head,), (Block((Line(chain, 0, INDENT), words)),))


def listing(reports: Iterable[ReportRow]) -> Table:
    """The reports of a case, one a row."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("report", no_wrap=True)
    table.add_column("published", no_wrap=True)
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=WIDEST_OUTLET)
    table.add_column("title", overflow="fold")
    table.add_column("claims", justify="right", no_wrap=True)
    for report in reports:
        notes = "".join(f" (note: {flat(flag)})" for flag in report.flags)
        table.add_row(
            Text(report.id, "dim"),
            Text(flat(report.published or "-")),
            Text(flat(report.outlet or "-")),
            Text(flat(report.title or report.path)).append(notes, "magenta"),
            Text(str(report.claims)),
        )
    return table
