"""The formats in which a case leaves sayso, each in a module of its own with one function.

    FORMATS["stix"].write(dossier, Path("case.stix.json"))

A writer is given an empty place: a file that does not exist, or a folder that does. It writes the
same bytes for the same dossier. What takes long to import is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from sayso.export.dossier import Dossier

Writer = Callable[[Dossier, Path], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """A format: the module that writes it, whether it is a folder, and what opens it."""

    module: str
    is_folder: bool
    opens_in: str

    def write(self, dossier: Dossier, place: Path) -> None:
        """Write the dossier to `place`."""
        writer = cast("Writer", import_module(f"sayso.export.{self.module}").write)
        writer(dossier, place)


FORMATS = {
    "stix": Shape("stix", False, "OpenCTI, MISP and whatever reads STIX 2.1"),
    "ftm": Shape("ftm", True, "OpenAleph and whatever reads FollowTheMoney"),
    "prov": Shape("prov", True, "whatever reads W3C PROV, as PROV-JSON and PROV-N"),
    "graphml": Shape("graphml", False, "Gephi, Cytoscape, yEd, networkx"),
    "gexf": Shape("gexf", False, "Gephi"),
    "csv": Shape("tables", True, "spreadsheets, R, pandas"),
    "parquet": Shape("parquet", True, "pandas, DuckDB, Arrow"),
    "jsonld": Shape("jsonld", False, "whatever reads schema.org"),
}

# What is written of the case itself, not of a dossier, and so with nothing left out or hidden: the
# whole of it, which `import` reads, and the originals alone.
WHOLE = "case"
ORIGINALS = "warc"
