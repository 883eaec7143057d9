"""Who is who, as a person reads it: the list of a case's entities, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.model import Claim
from sayso.resolve.identity import Doubt, Identities, Identity, NameUse
from sayso.show.tree import StatementTree
from sayso.show.words import claim_in_words, flat

if TYPE_CHECKING:  # what `show` needs at work does not load the ledger
    from sayso.record import Judged

# In a list, so many other ways of writing a name, and so many open questions.
FEW_NAMES, FEW_DOUBTS = 4, 20
FEW_SOURCES = 5


def identity_list(found: Identities) -> RenderableType:
    """The entities, each in a row, and the questions that are left to judge."""
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "name", "kind", "reports", "also written"):
        table.add_column(heading, justify="right" if heading == "reports" else "left")
    for identity in found.all:
        others = [use.text for use in identity.names if use.text != identity.name]
        more = f" and {len(others) - FEW_NAMES} more" if len(others) > FEW_NAMES else ""
        table.add_row(
            identity.id,
            flat(identity.name),
            identity.kind.value,
            str(len(identity.reports)),
            flat(", ".join(others[:FEW_NAMES]) + more),
        )
    return Group(table, *questions(found, found.doubts))


def questions(found: Identities, doubts: Sequence[Doubt]) -> Iterator[RenderableType]:
    """The open questions, with the commands that answer one."""
    if not doubts:
        return
    names = {identity.id: identity.name for identity in found.all}
    yield Text(f"\nUndecided: {len(doubts)}. Answer with: sayso same ID ID, or sayso apart ID ID")
    for doubt in doubts[:FEW_DOUBTS]:
        one, other = (f"{flat(names[id_])} ({id_})" for id_ in (doubt.one, doubt.other))
        yield indented(f"{round(100 * doubt.chance)} in 100: {one} =? {other}", 2)
        yield indented("; ".join(doubt.because), 4)
    if len(doubts) > FEW_DOUBTS:
        yield indented(f"and {len(doubts) - FEW_DOUBTS} more: sayso entities --format json", 2)


def indented(words: str, depth: int) -> RenderableType:
    """Words that stay indented where they take more than one line."""
    return Padding(Text(flat(words)), (0, 0, 0, depth))


def identity_card(
    identity: Identity,
    found: Identities,
    trees: Iterable[StatementTree],
    judged: Sequence[Judged],
    elsewhere: Sequence[str] = (),
) -> RenderableType:
    """One entity: how each source writes it, what is claimed of it and by whom, and judgements.

    `elsewhere` are its links to ids outside, in words.
    """
    parts: list[RenderableType] = [
        Text(flat(f"{identity.name}  ({identity.kind.value}, {identity.id})"), style="bold")
    ]
    count = len(identity.reports)
    many = "report" if count == 1 else "reports"
    parts.append(Text(f"in {count} {many}: {', '.join(identity.reports)}"))
    parts += [Text("\nWritten"), *(indented(used(use), 2) for use in identity.names)]
    if elsewhere:
        parts += [Text("\nElsewhere"), *(indented(words, 2) for words in elsewhere)]
    told = [indented(words, 2) for tree in trees for words in claims_of(identity, tree)]
    parts += (
        [Text("\nClaims in which it takes part, each on its source's word"), *told] if told else []
    )
    if judged:
        parts.append(Text("\nJudged"))
    for row in judged:
        said = row.judgement
        words = f"{row.id}  {row.at}  {said.who}  {said.decision.value} {said.subject}"
        parts += [indented(words, 2), indented(said.why, 4)]
    open_ = [d for d in found.doubts if identity.id in (d.one, d.other)]
    return Group(*parts, *questions(found, open_))


def used(use: NameUse) -> str:
    """A way of writing a name, with who writes it so."""
    sources = ", ".join(f"{source} ({times})" for source, times in use.sources[:FEW_SOURCES])
    more = f" and {len(use.sources) - FEW_SOURCES} more"
    return f"{use.text}: {sources}{more if len(use.sources) > FEW_SOURCES else ''}"


def claims_of(identity: Identity, tree: StatementTree) -> Iterator[str]:
    """The claims of a report in which the entity fills a role, in words, with their chains."""
    for claim in tree.analysis.claims:
        if fillers(claim) & {*identity.members}:
            yield f"{claim.id}  {claim_in_words(tree, claim)}"


def fillers(claim: Claim) -> set[str]:
    """The entities of a claim's roles and place."""
    places = [claim.where.entity] if claim.where else []
    return {e for e in (*(f.entity for _, f in claim.roles), *places) if e is not None}
