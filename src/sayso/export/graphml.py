"""A case as GraphML, for Gephi, Cytoscape, yEd, networkx and igraph.

    write(dossier, Path("case.graphml"))

The graph is that of `sayso.export.graph`. Position, size and colour stand in the attributes that
Gephi takes them from (`x`, `y`, `size`, `r`, `g`, `b`); `label` is what programs show.
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx  # type: ignore[import-untyped]

from sayso.export.dossier import Dossier
from sayso.export.graph import graph
from sayso.export.looks import edge_colour, nodes_of


def write(dossier: Dossier, place: Path) -> None:
    """Write the graph of the case to the file `place`."""
    found = graph(dossier)
    for name, look in nodes_of(found).items():
        (x, y), (r, g, b) = look.at, look.colour
        found.nodes[name].update(x=x, y=y, size=look.size, r=r, g=g, b=b)
    for _, _, values in found.edges(data=True):
        r, g, b = edge_colour(values)
        values.update(r=r, g=g, b=b)
    nx.write_graphml(found, place)
