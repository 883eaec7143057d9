"""Ties: propositions that stand between two parties, and which of them a picture has room for.

A picture of thousands of names shows nothing. So it takes the names of which most is said, or those
around one, and what it leaves out it counts, by the rule that left it out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, String, and_, column, func, select, values

from sayso.ontology import claim_types
from sayso.record.findings import tables

# The layout of more names takes a browser longer than people wait (600: 2 s), and nobody reads it.
NODES = 600
# Of what is said between them so much is drawn; a browser pans 1,000 lines without a stutter.
EDGES = 1_000
# SQLite takes so many values in one statement at most.
_MOST_VALUES = 30_000


@dataclass(frozen=True, slots=True)
class Tie:
    """A proposition with both main roles filled; an end without an identity is only described."""

    proposition: str
    origins: int
    reports: int
    one: str | None
    other: str | None
    one_name: str
    other_name: str

    @property
    def ends(self) -> tuple[str | None, str | None]:
        """The identities of both parties."""
        return self.one, self.other

    @property
    def named(self) -> int:
        """How many of the two have an identity."""
        return sum(end is not None for end in self.ends)

    @property
    def rank(self) -> tuple[int, int, str]:
        """What comes first in a picture: what comes from most origins."""
        return -self.origins, -self.reports, self.proposition


@dataclass(frozen=True, slots=True)
class Left:
    """How much a rule left out of the picture, and the rule in words."""

    rule: str
    words: str
    count: int


@dataclass
class Sketch:
    """What a picture shows: ties, and what it leaves out."""

    drawn: list[Tie] = field(default_factory=list)
    nodes: int = 0
    left: Counter[str] = field(default_factory=Counter)

    def fits(self, nodes: int) -> bool:
        """Whether there is room for one tie more, with so many nodes of its own."""
        return self.nodes + nodes <= NODES and len(self.drawn) < EDGES

    def put(self, tie: Tie, nodes: int) -> None:
        """Draw a tie."""
        self.drawn.append(tie)
        self.nodes += nodes


# What is left out, by rule, in words for people.
RULES = {
    "names": "names of which less is said than of those shown",
    "ties": "propositions about those names",
    "quiet": "more names, since nothing that is said of them is drawn",
    "crowded": "propositions between names that are shown, from fewer origins than those drawn",
    "room": "propositions with somebody only described, from fewer origins than those drawn",
    "described": "propositions between two who are only described, such as “nine men”",
    "alone": "propositions that have no second main party",
}


def sketch(ties: Iterable[Tie], names: Sequence[str], *, described: bool) -> Sketch:
    """The picture of ties: names in the order in which they are taken, as far as there is room.

    A party that is only described ("nine men") is a node for each proposition: that two of them
    are the same is not shown. With `described`, what is said between two such is drawn as well.
    """
    made = Sketch()
    made.left["names"] = max(0, len(names) - NODES)
    groups = grouped(ties, set(names[:NODES]))
    made.left["ties"] = len(groups["ties"])
    there: set[str | None] = {None}
    for rule in ("crowded", "room"):
        for tie in sorted(groups[rule], key=lambda each: each.rank):
            new = set(tie.ends) - there
            own = len(new) + 2 - tie.named
            if made.fits(own):
                made.put(tie, own)
                there |= new
            else:
                made.left[rule] += 1
    drawable = {end for rule in ("crowded", "room") for tie in groups[rule] for end in tie.ends}
    made.left["quiet"] = len(drawable - there)
    for tie in sorted(groups["described"], key=lambda each: each.rank):
        if described and made.fits(2):
            made.put(tie, 2)
        else:
            made.left["described"] += 1
    return made


def grouped(ties: Iterable[Tie], kept: set[str]) -> dict[str, list[Tie]]:
    """Ties by the rule that may leave them out; `kept` are the names that are shown."""
    groups: dict[str, list[Tie]] = {"crowded": [], "room": [], "described": [], "ties": []}
    for tie in ties:
        known = {end for end in tie.ends if end is not None}
        if not known:
            groups["described"].append(tie)
        elif known <= kept:
            groups["crowded" if tie.named == 2 else "room"].append(tie)
        else:
            groups["ties"].append(tie)
    return groups


def ranked(ties: Iterable[Tie]) -> list[str]:
    """Names by how much is said of them and another, the most first."""
    count: Counter[str] = Counter()
    for tie in ties:
        count.update({end for end in tie.ends if end is not None})
    return sorted(count, key=lambda name: (-count[name], name))


def everything(connection: Connection) -> tuple[list[Tie], list[str]]:
    """All ties of a case, and all names in them, those of which most is said first."""
    ties = _read(connection, _asked())
    return ties, ranked(ties)


def neighbourhood(connection: Connection, centre: str, depth: int) -> tuple[list[Tie], list[str]]:
    """The ties of a name, and with a depth of two those of its neighbours; nearest names first."""
    ties = {tie.proposition: tie for tie in of_names(connection, [centre])}
    near = [name for name in ranked(ties.values()) if name != centre]
    if depth > 1 and near:
        for tie in of_names(connection, near[:NODES]):
            ties.setdefault(tie.proposition, tie)
    taken = {centre, *near}
    far = [name for name in ranked(ties.values()) if name not in taken]
    return list(ties.values()), [centre, *near, *far]


def of_names(connection: Connection, names: Sequence[str]) -> list[Tie]:
    """The ties in which one of the names is a main party."""
    row, party = tables.proposition.c, tables.party.c
    home = select(party.proposition).where(party.identity.in_(names[:_MOST_VALUES]))
    said = select(row.id, row.type, row.origins, row.reports).where(row.id.in_(home))
    played = select(party.proposition, party.role, party.identity, party.name)
    # Joined here: with the main roles beside them, SQLite begins with those and reads every row.
    parties: defaultdict[str, dict[str, tuple[str | None, str]]] = defaultdict(dict)
    for name, role, identity, called in connection.execute(
        played.where(party.proposition.in_(home))
    ):
        parties[name][role] = (identity, called)
    wanted, found = set(names), []
    for name, type_, origins, reports in connection.execute(said):
        known, told = claim_types().get(type_), parties[name]
        if known is None or not {known.first.name, known.second.name} <= told.keys():
            continue
        (one, one_name), (other, other_name) = told[known.first.name], told[known.second.name]
        found.append(Tie(name, origins, reports, one, other, one_name, other_name))
    return [tie for tie in found if not wanted.isdisjoint(tie.ends)]


def alone(connection: Connection, ties: int) -> int:
    """How many propositions have no second main party, of a case with so many ties."""
    count = select(func.count()).select_from(tables.proposition)
    return int(connection.execute(count).scalar_one()) - ties


def alone_with(connection: Connection, centre: str, ties: Iterable[Tie]) -> int:
    """How many propositions a name is in that are none of its ties."""
    party = tables.party.c
    count = select(func.count(party.proposition.distinct())).where(party.identity == centre)
    mine = sum(centre in tie.ends for tie in ties)
    return int(connection.execute(count).scalar_one()) - mine


def _asked() -> Select[Any]:
    """Every proposition with both main roles of its type filled."""
    row, first, second = tables.proposition.c, tables.party.alias(), tables.party.alias()
    main = (
        values(column("type", String), column("first", String), column("second", String), name="m")
        .data([(t.name, t.first.name, t.second.name) for t in claim_types().values()])
        .cte("main")
    )
    one = and_(first.c.proposition == row.id, first.c.role == main.c.first)
    other = and_(second.c.proposition == row.id, second.c.role == main.c.second)
    return (
        select(
            *(row.id, row.origins, row.reports, first.c.identity, second.c.identity),
            *(first.c.name, second.c.name),
        )
        .join(main, main.c.type == row.type)
        .join(first, one)
        .join(second, other)
    )


def _read(connection: Connection, asked: Select[Any]) -> list[Tie]:
    return [Tie(*row) for row in connection.execute(asked)]
