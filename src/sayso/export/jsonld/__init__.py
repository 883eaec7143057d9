"""The case as JSON-LD: a graph of schema.org, with words of ours for what that lacks.

    write(dossier, Path("case.jsonld"))

Each report is a `NewsArticle`, each telling of a claim a `Claim` whose text begins with its chain.
A `ClaimReview` there is only where a person said whether a claim is so; its rating is in words. The
context stands in the file, so that no program needs the network to read it. JSON-LD 1.1:
https://www.w3.org/TR/json-ld11/, and https://schema.org/Claim, https://schema.org/ClaimReview
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sayso.export.dossier import Dossier
from sayso.export.jsonld.articles import articles
from sayso.export.jsonld.claims import claims
from sayso.export.jsonld.context import CONTEXT
from sayso.export.jsonld.node import Node
from sayso.export.jsonld.parties import parties
from sayso.export.jsonld.verdicts import verdicts


def write(dossier: Dossier, place: Path) -> None:
    """Write the graph to a file: a node to a line, so that two files can be compared."""
    lines = [json.dumps(node, ensure_ascii=False) for node in nodes(dossier)]
    context = json.dumps(CONTEXT, ensure_ascii=False)
    graph = ",\n".join(lines)
    text = f'{{"@context": {context},\n"@graph": [\n{graph}\n]}}\n'
    place.write_text(text, encoding="utf-8", newline="\n")


def nodes(dossier: Dossier) -> Iterator[Node]:
    """All nodes: reports, who speaks and who is spoken of, claims, verdicts of people."""
    yield from articles(dossier)
    yield from parties(dossier)
    yield from claims(dossier)
    yield from verdicts(dossier)
