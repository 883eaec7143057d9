"""How a graph looks when it is opened: colours, sizes, and where its nodes stand.

    looks = nodes_of(graph)     # node -> Look

A colour repeats what `kind` and `relation` say in words. The hues are those of the workbench, by
Okabe and Ito (2008), which people with any kind of colour vision tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import networkx as nx  # type: ignore[import-untyped]

Colour = tuple[int, int, int]
Point = tuple[float, float]

BLUE, SKY, GREEN = (0, 114, 178), (86, 180, 233), (0, 158, 115)
ORANGE, VERMILION, PURPLE = (230, 159, 0), (213, 94, 0), (204, 121, 167)
GREY, BLACK = (140, 140, 140), (0, 0, 0)
# An unnamed voice, and words for somebody who is not known, are grey.
NODES = {"report": BLUE, "claim": ORANGE, "entity": GREEN, "voice": SKY, "words": GREY}
EDGES = {
    "asserts": BLUE,
    "denies": VERMILION,
    "passes on": SKY,
    "speaks of": GREY,
    "contradicts": VERMILION,
    "told in": GREY,
    "took from": PURPLE,
    "shares text with": PURPLE,
    "cites": PURPLE,
    "same origin as": PURPLE,
    "is": GREY,
}
# A node's area grows with the origins that it rests on, up to so many: beyond, one party would hide
# the rest.
SMALLEST, MOST = 8.0, 25
# So far apart stand the claims of a report, in the same units.
APART = 26.0
# Seeds of a sunflower stand at this angle from each other, and never in one line (Vogel 1979).
GOLDEN = pi * (3 - sqrt(5))


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn."""

    colour: Colour
    size: float
    at: Point


def nodes_of(graph: nx.MultiDiGraph) -> dict[str, Look]:
    """How each node is drawn: the same graph always looks the same."""
    places = layout(graph)
    return {
        name: Look(node_colour(values), size(int(values["origins"])), places[name])
        for name, values in graph.nodes(data=True)
    }


def node_colour(values: Mapping[str, object]) -> Colour:
    """The colour of a node: its kind's; a denied claim's and an unnamed voice's are their own."""
    kind = str(values["kind"])
    if kind == "claim" and values["polarity"] == "denied":
        return VERMILION
    if kind == "voice" and values["voice_kind"] == "anonymous":
        return GREY
    return NODES[kind]


def edge_colour(values: Mapping[str, object]) -> Colour:
    """The colour of an edge: its relation's; that of a role is black."""
    return EDGES.get(str(values["relation"]), BLACK)


def size(origins: int) -> float:
    """The diameter of a node that rests on so many origins."""
    return round(SMALLEST * sqrt(max(1, min(origins, MOST))), 2)


def layout(graph: nx.MultiDiGraph) -> dict[str, Point]:
    """Where each node stands, as a start for the layouts of the program that opens the file.

    Reports stand in a ring, the first published at the top and then clockwise, each amid its
    claims; everybody else stands in the middle of the claims that they tell or are part of. Linear
    in the number of nodes and edges, without chance.
    """
    of: dict[str, list[str]] = {}
    for name, values in graph.nodes(data=True):
        if values["kind"] == "report":
            of.setdefault(name, [])
        elif values["kind"] == "claim":
            of.setdefault(str(values["report"]), []).append(name)
    made: dict[str, Point] = {}
    for report, centre in zip(order(graph, of), ring(graph, of), strict=True):
        made[report] = centre
        made |= dict(zip(of[report], sunflower(centre, len(of[report])), strict=True))
    for number, name in enumerate([name for name in graph if name not in made]):
        beside = [made[one] for one in nx.all_neighbors(graph, name) if one in made]
        # Two that stand in the middle of the same claims do not stand on each other.
        made[name] = moved(mean(beside), APART, number * GOLDEN)
    return {name: (round(x, 2), round(y, 2)) for name, (x, y) in made.items()}


def order(graph: nx.MultiDiGraph, reports: Iterable[str]) -> list[str]:
    """Reports by the day on which they were published, those without one last."""
    return sorted(reports, key=lambda name: (graph.nodes[name].get("seen_from", "~"), name))


def ring(graph: nx.MultiDiGraph, of: Mapping[str, list[str]]) -> list[Point]:
    """Places on a ring, wide enough for the claims of each report in order."""
    room = [2 * APART * (sqrt(len(of[report])) + 1) for report in order(graph, of)]
    whole = sum(room) or 1.0
    places, gone = [], 0.0
    for each in room:
        angle = pi / 2 - 2 * pi * (gone + each / 2) / whole
        places.append(moved((0.0, 0.0), whole / (2 * pi), angle))
        gone += each
    return places


def sunflower(centre: Point, many: int) -> list[Point]:
    """So many places around a centre, evenly filled."""
    return [moved(centre, APART * sqrt(n + 1), n * GOLDEN) for n in range(many)]


def moved(point: Point, far: float, angle: float) -> Point:
    """A point so far from another in a direction."""
    return point[0] + far * cos(angle), point[1] + far * sin(angle)


def mean(points: list[Point]) -> Point:
    """The middle of points; of none, the middle of all."""
    if not points:
        return 0.0, 0.0
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
