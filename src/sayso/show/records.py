"""Track records and disputes, and two tellers side by side, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.show.weights import heading, indented, told_by
from sayso.show.words import UNNAMED, clip, flat
from sayso.weigh.difference import Difference
from sayso.weigh.track import Dispute, TrackRecord
from sayso.weigh.weighing import Weight

COLUMNS = {
    "told": "propositions that it tells",
    "alone": "of these with no other origin",
    "disputed": "of these contradicted by another",
    "back": "claims that were withdrawn or corrected",
    "right": "claims that people accepted",
    "wrong": "claims that people rejected",
    "rated": "the grade that people gave",
    "suggested": "the grade that its outcomes suggest, where there are five",
}
LONGEST_NAME = 40


def record_table(records: Sequence[TrackRecord]) -> RenderableType:
    """One row a voice."""
    table = Table(box=None, pad_edge=False)
    table.add_column("voice")
    for name in COLUMNS:
        table.add_column(name, justify="right")
    for each in records:
        shown = f"{UNNAMED} {each.name}" if each.unnamed else each.name
        numbers = (each.told, each.alone, each.contradicted, each.taken_back)
        outcomes = (each.right, each.wrong)
        table.add_row(
            clip(flat(shown), LONGEST_NAME),
            *(str(number) for number in numbers + outcomes),
            each.rated or "",
            each.suggested or "",
        )
    return table


def dispute_list(
    disputes: Sequence[Dispute], weights: dict[str, Weight]
) -> Iterator[RenderableType]:
    """What is told in several ways, and which of them each method takes for right."""
    if not disputes:
        return
    yield Text("\nTold in several ways, and what each method of truth discovery takes for right")
    for each in disputes:
        yield Text()
        for name in each.propositions:
            yield heading(weights[name].proposition)
            yield indented(told_by([w for w in weights[name].origins if not w.denies]), 2)
            chosen = [method for method, choice in each.choices.items() if choice == name]
            yield indented(f"taken for right by: {', '.join(chosen) or 'no method'}", 2)
        if each.is_open:
            yield Text("  The methods disagree.")


def difference_list(found: Difference, one: str, other: str, few: int) -> Iterator[RenderableType]:
    """What two tellers disagree on, what both say, and what one alone says."""
    yield Text(f"They disagree on {len(found.disagree)}", style="bold")
    for mine, theirs, why in found.disagree:
        yield indented(f"{why.kind.value}: {why.because}", 2)
        yield from side_by_side((one, mine), (other, theirs))
    if found.numbers:
        title = f"\nThey tell other numbers of {len(found.numbers)}; both can hold"
        yield Text(title, style="bold")
    for mine, theirs, numbers in found.numbers:
        yield indented(numbers.because, 2)
        yield from side_by_side((one, mine), (other, theirs))
    parts = (
        ("Both say", found.both),
        (f"Only {flat(one)} says", found.only_one),
        (f"Only {flat(other)} says", found.only_other),
    )
    for title, weights in parts:
        yield Text(f"\n{title} {len(weights)}", style="bold")
        for weight in weights[:few]:
            yield heading(weight.proposition)
            yield indented(told_by([w for w in weight.origins if not w.denies]), 2)
        if len(weights) > few:
            yield indented(f"and {len(weights) - few} more: --limit {len(weights)}", 2)


def side_by_side(*told: tuple[str, Weight]) -> Iterator[RenderableType]:
    """What each of two tellers tells, with those on whose word it stands."""
    for name, weight in told:
        yield indented(f"{flat(name)}:", 4)
        yield heading(weight.proposition)
        yield indented(told_by([w for w in weight.origins if not w.denies]), 6)
