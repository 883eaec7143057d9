"""Who took what from whom, drawn as a tree: the first report at the root, its takers below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from sayso.show.words import clip, flat
from sayso.weigh.borrowing import Borrowing, Known
from sayso.weigh.provenance import name_of
from sayso.weigh.whole import Weighed

SIGNS = {
    Known.DATE: "later",
    Known.CREDIT: "credits it",
    Known.ADDED: "adds to it",
    Known.GUESS: "order not known",
}
LONGEST_TITLE = 60


def copying_trees(weighed: Weighed, only: str | None = None) -> Iterator[RenderableType]:
    """The trees of all reports that others took from; with `only`, the tree that it is in."""
    by_giver: defaultdict[str, list[Borrowing]] = defaultdict(list)
    for each in weighed.borrowings:
        by_giver[each.giver].append(each)
    takers = {each.taker for each in weighed.borrowings}
    order = [reading.report.id for reading in weighed.readings]
    for root in [r for r in order if r in by_giver and r not in takers]:
        if only is None or only in members(root, by_giver):
            tree = Tree(label(weighed, root, None))
            grow(tree, root, by_giver, weighed)
            yield tree


def citation_list(weighed: Weighed, only: str | None = None) -> Iterator[RenderableType]:
    """Who tells what on another outlet's word, and whether that outlet's report is here."""
    for each in weighed.citations:
        if only is not None and only not in (each.report, *each.reports):
            continue
        here = f"{len(each.reports)} of its reports are here" if each.reports else "not here"
        here = "its report is here" if len(each.reports) == 1 else here
        words = f"{name_of(weighed.reports[each.report])} gives the word of {flat(each.outlet)}"
        yield Text(f"{flat(words)}  ({here})")


def members(root: str, by_giver: dict[str, list[Borrowing]]) -> set[str]:
    """All reports that have something from a report, with itself."""
    found, waiting = {root}, [root]
    while waiting:
        new = {each.taker for each in by_giver.get(waiting.pop(), ())} - found
        found |= new
        waiting += sorted(new)
    return found


def grow(tree: Tree, giver: str, by_giver: dict[str, list[Borrowing]], weighed: Weighed) -> None:
    """Hang those who took from a report below it; what took from them below these."""
    waiting: list[tuple[Tree, str]] = [(tree, giver)]
    while waiting:
        branch, report = waiting.pop()
        for each in by_giver.get(report, ()):
            twig = branch.add(label(weighed, each.taker, each))
            waiting.append((twig, each.taker))


def label(weighed: Weighed, report_id: str, borrowing: Borrowing | None) -> Text:
    """A report, and how much of it is from the one above."""
    report = weighed.reports[report_id]
    words = Text(flat(name_of(report)))
    if report.title:
        words.append(f"  {clip(flat(report.title.value), LONGEST_TITLE)}", style="dim")
    words.append(f"  {report_id}", style="dim")
    if borrowing is not None:
        share = round(100 * borrowing.share)
        words.append(f"\n{share} in 100 words from it, {SIGNS[borrowing.known_by]}")
        words.append(f", in {passages(borrowing.passages)}")
    return words


def passages(found: Sequence[object]) -> str:
    """How many passages."""
    return "one passage" if len(found) == 1 else f"{len(found)} passages"
