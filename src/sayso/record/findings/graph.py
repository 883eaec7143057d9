"""A case as a network: who stands in a proposition with whom, on whose word, since when.

    picture = network(case)
    picture = network(case, Part(around=identity, depth=2))

No edge comes without its origins, and no origin without the voices on whose word it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, select

from sayso.ontology import claim_types
from sayso.record.case import Case
from sayso.record.findings import tables, ties
from sayso.record.findings.claims import Filling, in_order
from sayso.record.findings.keeping import kept
from sayso.record.findings.people import IdentityRow, identities, meant
from sayso.record.findings.propositions import PropositionRow, listed
from sayso.record.findings.rows import unpacked
from sayso.record.findings.ties import RULES, Left, Sketch, Tie

# So many pictures of a case are kept, until it is weighed anew.
KEPT = 6


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a case to draw: all, or what is around an entity.

    `described` asks for what is said between two who are only described, too.
    """

    around: str | None = None
    depth: int = 1
    described: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody or something. `identity` is None for who is only described, by `name`.

    `ties` is with how many propositions it is drawn.
    """

    id: str
    name: str
    kind: str | None
    identity: str | None
    ties: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of some chain, by its key over all reports."""

    key: str
    name: str
    kind: str
    unnamed: bool


@dataclass(frozen=True, slots=True)
class EdgeOrigin:
    """An origin of an edge: when it was first told, on whose word, through which voices.

    `narrated`: an outlet tells it in words of its own, and puts it in nobody's mouth. `unnamed`:
    a voice without a name stands in every chain.
    """

    first: str | None
    source: str
    independent: bool
    narrated: bool
    unnamed: bool
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A proposition between two nodes. `alleged`: no outlet tells it in words of its own.

    `belief` is None where nothing can be known of it.
    """

    id: str
    source: str
    target: str
    directed: bool
    type: str
    polarity: str
    modality: str
    roles: tuple[Filling, ...]
    reports: int
    belief: float | None
    uncertainty: float | None
    probability: float | None
    against: int
    contradictions: int
    alleged: bool
    origins: tuple[EdgeOrigin, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A picture, with what is left out of it, by which rule. `total` is of the whole case."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    speakers: tuple[Speaker, ...]
    left: tuple[Left, ...]
    total: int
    around: Node | None


_drawn: WeakKeyDictionary[Case, dict[tuple[str | None, Part], Network]] = WeakKeyDictionary()


def network(case: Case, part: Part) -> Network:
    """The picture of a case, or of a part of it. Raises NotInCase for a centre that is not there.

    It stays the same until the case is weighed anew, and is kept until then.
    """
    pictures = _drawn.setdefault(case, {})
    name = (kept(case), part)
    found = pictures.get(name)
    if found is None:
        found = drawn(case, part)
        if len(pictures) >= KEPT:
            pictures.clear()
        pictures[name] = found
    return found


def drawn(case: Case, part: Part) -> Network:
    """The picture of a case, drawn anew."""
    centre = meant(case, part.around)[0] if part.around else None
    with case.store.reading() as connection:
        if centre is None:
            found, names = ties.everything(connection)
            lonely = ties.alone(connection, len(found))
        else:
            found, names = ties.neighbourhood(connection, centre.id, part.depth)
            lonely = ties.alone_with(connection, centre.id, found)
        made = ties.sketch(found, names, described=part.described)
        made.left["alone"] = lonely
        total = ties.alone(connection, 0)
        edges, speakers = edges_of(connection, made.drawn)
    return Network(
        nodes_of(case, made, centre),
        edges,
        speakers,
        tuple(
            Left(rule, words, made.left[rule]) for rule, words in RULES.items() if made.left[rule]
        ),
        total,
        None if centre is None else node(centre, sum(centre.id in tie.ends for tie in made.drawn)),
    )


def ends_of(tie: Tie) -> tuple[str, str]:
    """The nodes of a tie: who is only described is somebody else in each proposition."""
    return tie.one or f"{tie.proposition}/1", tie.other or f"{tie.proposition}/2"


def node(identity: IdentityRow, count: int) -> Node:
    """An identity as a node."""
    return Node(identity.id, identity.name, identity.kind, identity.id, count)


def nodes_of(case: Case, made: Sketch, centre: IdentityRow | None) -> tuple[Node, ...]:
    """The nodes of what is drawn, by id; the centre is one, though nothing is drawn of it."""
    count: Counter[str] = Counter()
    described: dict[str, str] = {}
    for tie in made.drawn:
        count.update(set(ends_of(tie)))
        for end, name in zip(ends_of(tie), (tie.one_name, tie.other_name), strict=True):
            if end not in tie.ends:
                described[end] = name
    names = {name for name in count if name not in described} | ({centre.id} if centre else set())
    known = [node(each, count[each.id]) for each in identities(case, sorted(names)).values()]
    told = [Node(name, words, None, None, 1) for name, words in described.items()]
    return tuple(sorted([*known, *told], key=lambda each: each.id))


def edges_of(
    connection: Connection, drawn_: Sequence[Tie]
) -> tuple[tuple[Edge, ...], tuple[Speaker, ...]]:
    """The edges of what is drawn, in the order of their ids, and all voices in their chains."""
    row = tables.proposition.c
    home = {tie.proposition: tie for tie in drawn_}
    speakers: dict[str, Speaker] = {}
    asked = select(*(row[name] for name in _OF_EDGE)).where(row.id.in_(list(home)))
    roles = fillings(connection, list(home))
    edges = []
    for told in connection.execute(asked):
        body = unpacked(told.body)
        speakers |= {each.key: each for each in speakers_of(body)}
        edges.append(edge(told, home[told.id], in_order(told.type, roles[told.id]), body))
    everybody = sorted(speakers.values(), key=lambda each: (each.unnamed, each.name, each.key))
    return tuple(sorted(edges, key=lambda each: each.id)), tuple(everybody)


_OF_EDGE = (
    *("id", "type", "polarity", "modality", "reports", "belief", "uncertainty", "probability"),
    *("against", "contradictions", "body"),
)


def fillings(connection: Connection, names: Sequence[str]) -> dict[str, list[Filling]]:
    """Who fills which roles of propositions."""
    party = tables.party.c
    asked = (
        select(party.proposition, party.role, party.identity, party.name)
        .where(party.proposition.in_(names))
        .order_by(party.proposition, party.place)
    )
    found: dict[str, list[Filling]] = {name: [] for name in names}
    for name, *filling in connection.execute(asked):
        found[name].append(Filling(*filling))
    return found


def edge(
    told: Any,  # noqa: ANN401 - a row of the database
    tie: Tie,
    roles: tuple[Filling, ...],
    body: dict[str, Any],
) -> Edge:
    """One edge."""
    one, other = ends_of(tie)
    known = claim_types().get(told.type)
    origins = tuple(edge_origin(each) for each in body["origins"])
    return Edge(
        told.id,
        one,
        other,
        not (known and known.symmetric),
        told.type,
        told.polarity,
        told.modality,
        roles,
        told.reports,
        told.belief,
        told.uncertainty,
        told.probability,
        told.against,
        told.contradictions,
        not any(each.narrated for each in origins),
        origins,
    )


def edge_origin(told: dict[str, Any]) -> EdgeOrigin:
    """One origin.

    A copy that leaves out on whose word the first text tells it narrates nothing of its own: only
    what a report does not have from another counts.
    """
    chains = [each["chain"] for each in told["tellings"]]
    own = [each["chain"] for each in told["tellings"] if len(each["way"]) == 1]
    return EdgeOrigin(
        told["published"],
        told["source"],
        told["independence"] == "established",
        bool(own) and all(len(chain) == 1 for chain in own),
        all(any(not link["known"] for link in chain) for chain in chains),
        tuple(dict.fromkeys(link["key"] for chain in chains for link in chain)),
    )


def speakers_of(body: dict[str, Any]) -> Iterable[Speaker]:
    """All voices in the chains of a proposition."""
    for origin in body["origins"]:
        for telling in origin["tellings"]:
            for link in telling["chain"]:
                yield Speaker(link["key"], link["name"], link["kind"], not link["known"])


def said_of(case: Case, identity: str, page: int = 1, size: int = 30) -> tuple[PropositionRow, ...]:
    """What is said of an entity in whatever role, from most origins first."""
    row, party = tables.proposition.c, tables.party.c
    home = select(party.proposition).where(party.identity == identity)
    asked = (
        select(*(c for c in row if c.name != "body"))
        .where(row.id.in_(home))
        .order_by(row.origins.desc(), row.reports.desc(), row.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    return listed(case, asked)
