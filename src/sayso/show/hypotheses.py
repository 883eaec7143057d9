"""The matrix of competing hypotheses, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.show.weights import indented, roles
from sayso.show.words import clip, flat
from sayso.weigh.hypothesis import Comparison, Mark
from sayso.weigh.proposition import Proposition

LONGEST_EVIDENCE, LONGEST_HYPOTHESIS = 60, 200
MEANING = {
    Mark.VERY_CONSISTENT: "very consistent",
    Mark.CONSISTENT: "consistent",
    Mark.NEUTRAL: "neutral",
    Mark.INCONSISTENT: "inconsistent",
    Mark.VERY_INCONSISTENT: "very inconsistent",
}


def comparison(found: Comparison, told: Mapping[str, Proposition]) -> Iterator[RenderableType]:
    """The hypotheses in order with both scores, the evidence, and what the order hangs on.

    `told` has the propositions by id.
    """
    numbers = {each.id: number for number, each in enumerate(found.hypotheses, start=1)}
    yield Text("The least inconsistent first", style="bold")
    for standing in found.standings:
        each = standing.hypothesis
        words = f"{numbers[each.id]}. {clip(flat(each.text), LONGEST_HYPOTHESIS)}  ({each.id})"
        yield indented(words, 2)
        scores = f"inconsistency {standing.inconsistency:.2f}"
        yield indented(f"{scores} · log-likelihood {standing.likelihood:+.2f}", 5)
    yield Text()
    if not found.evidence:
        yield Text("No evidence is marked. Mark some: sayso hypotheses --mark 1 PROPOSITION C")
        return
    yield matrix(found, told, numbers)
    yield Text()
    yield Text(", ".join(f"{mark.value} {words}" for mark, words in MEANING.items()), style="dim")
    yield Text("· is not marked, and counts as neutral.", style="dim")
    yield Text("Each origin votes once, by how far it is believed.", style="dim")
    yield from hinges(found, numbers)


def matrix(
    found: Comparison, told: Mapping[str, Proposition], numbers: Mapping[str, int]
) -> RenderableType:
    """One row a piece of evidence, the most telling first."""
    table = Table(box=None, pad_edge=False)
    for heading in ("evidence, as told", "belief", "tells apart"):
        table.add_column(heading, justify="left" if heading.startswith("evidence") else "right")
    for number in numbers.values():
        table.add_column(str(number), justify="center")
    for each in found.evidence:
        proposition = told[each.exhibit.proposition]
        belief = each.exhibit.belief
        words = f"{proposition.type}: {roles(proposition)}"
        table.add_row(
            f"{proposition.id}  {clip(flat(words), LONGEST_EVIDENCE)}",
            "not known" if belief is None else f"{belief:.2f}",
            f"{each.diagnosticity:.2f}" if each.diagnosticity else "no",
            *(each.marks[name].value if name in each.marks else "·" for name in numbers),
        )
    return table


def hinges(found: Comparison, numbers: Mapping[str, int]) -> Iterator[RenderableType]:
    """The origins without which the order would be another one."""
    if not found.hinges:
        yield Text("\nThe order hangs on no single origin.")
        return
    yield Text("\nThe order hangs on single origins", style="bold")
    for hinge in found.hinges:
        order = ", ".join(str(numbers[name]) for name in hinge.order)
        yield indented(f"without {flat(hinge.source)}: {order}", 2)
