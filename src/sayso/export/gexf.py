"""A case as GEXF 1.2, for Gephi, with a timeline of what was told by when.

    write(dossier, Path("case.gexf"))

The graph is that of `sayso.export.graph`. Each node and edge is there from the day on which it was
first told, for what was told once stays told; Gephi's timeline then shows what was public by any
day. When it is said to have happened is the other clock, and stands in `happened_from` and
`happened_to`. What has no day is there always.

networkx writes GEXF, too, but dates it by today and holds the whole file in memory: of a case of
20,000 claims the program then took 1,200 MB, and takes 220 so. Tests read the files with networkx.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
from lxml import etree

from sayso.export.dossier import Dossier
from sayso.export.graph import graph
from sayso.export.looks import Colour, edge_colour, nodes_of

GEXF = "http://www.gexf.net/1.2draft"
VIZ = f"{GEXF}/viz"
# What is told on somebody else's word is dotted, and what is denied dashed.
SHAPES = {"passes on": "dotted", "denies": "dashed", "contradicts": "dashed"}
TYPES: dict[type, str] = {str: "string", int: "long", float: "double", bool: "boolean"}
# What GEXF has a place of its own for, beside the attributes.
APART = ("label",)

Values = Mapping[str, Any]
# The numbers by which the file knows the attributes of nodes, or of edges.
Declared = Mapping[str, str]


def write(dossier: Dossier, place: Path) -> None:
    """Write the graph of the case to the file `place`."""
    found = graph(dossier)
    with place.open("wb") as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", {"version": "1.2"}, nsmap={None: GEXF, "viz": VIZ}):
            # Dated by the case, so that it gives the same bytes on any day.
            with xml.element("meta", lastmodifieddate=dossier.last[:10]):
                leaf(xml, "creator", "sayso")
                leaf(xml, "description", "Who said what, on whose word")
            with xml.element(
                "graph", mode="dynamic", timeformat="date", defaultedgetype="directed"
            ):
                of_nodes = declare(xml, "node", (v for _, v in found.nodes(data=True)))
                of_edges = declare(xml, "edge", (v for *_, v in found.edges(data=True)))
                write_nodes(xml, found, of_nodes)
                write_edges(xml, found, of_edges)


def declare(xml: Any, of: str, all_: Iterable[Values]) -> Declared:  # noqa: ANN401
    """Declare the attributes of all nodes, or all edges, with their types."""
    types: dict[str, type] = {}
    for values in all_:
        for name, value in values.items():
            if name not in APART:
                types.setdefault(name, type(value))
    made = {name: f"{of[0]}{number}" for number, name in enumerate(types)}
    with line(xml, "attributes", {"class": of, "mode": "static"}):
        for name, mark in made.items():
            told = {"id": mark, "title": name, "type": TYPES[types[name]]}
            xml.write(etree.Element("attribute", told))
    return made


def write_nodes(xml: Any, found: nx.MultiDiGraph, declared: Declared) -> None:  # noqa: ANN401
    """Every node, with how it looks and since when it is there."""
    looks = nodes_of(found)
    with line(xml, "nodes"):
        for name, values in found.nodes(data=True):
            look = looks[name]
            x, y = look.at
            with line(xml, "node", {"id": name, "label": values["label"], **since(values)}):
                viz(xml, "color", colour(look.colour))
                viz(xml, "size", {"value": str(look.size)})
                viz(xml, "position", {"x": str(x), "y": str(y), "z": "0.0"})
                carry(xml, values, declared)


def write_edges(xml: Any, found: nx.MultiDiGraph, declared: Declared) -> None:  # noqa: ANN401
    """Every edge, with how it looks and since when it is there."""
    with line(xml, "edges"):
        for source, target, key, values in found.edges(data=True, keys=True):
            ends = {"id": key, "source": source, "target": target, "label": values["label"]}
            with line(xml, "edge", {**ends, **since(values)}):
                viz(xml, "color", colour(edge_colour(values)))
                viz(xml, "shape", {"value": SHAPES.get(values["relation"], "solid")})
                carry(xml, values, declared)


def carry(xml: Any, values: Values, declared: Declared) -> None:  # noqa: ANN401
    """What a node or an edge carries."""
    carried = etree.Element("attvalues")
    for name, value in values.items():
        if name not in APART:
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            etree.SubElement(carried, "attvalue", {"for": declared[name], "value": shown})
    xml.write(carried)


def since(values: Values) -> dict[str, str]:
    """The day on which it was first told, as the start of its time, which has no end."""
    return {"start": values["seen_from"]} if "seen_from" in values else {}


def colour(found: Colour) -> dict[str, str]:
    """A colour, not transparent."""
    r, g, b = found
    return {"r": str(r), "g": str(g), "b": str(b), "a": "1.0"}


def line(xml: Any, name: str, told: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401
    """An element that begins on a line of its own."""
    xml.write("\n")
    return xml.element(name, told or {})


def viz(xml: Any, name: str, told: Mapping[str, str]) -> None:  # noqa: ANN401
    """An element without content that says how something looks."""
    with xml.element(f"{{{VIZ}}}{name}", told):
        pass


def leaf(xml: Any, name: str, text: str) -> None:  # noqa: ANN401
    """An element that holds a text."""
    with xml.element(name):
        xml.write(text)
