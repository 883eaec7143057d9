"""FollowTheMoney: what OpenAleph, nomenklatura and `ftm` read (https://followthemoney.tech).

    write(dossier, folder)

`entities.ftm.json` holds one entity a line, `statements.csv` the same as statements, each with the
report that makes it, and `index.json` tells the datasets.

**A claim is a `Note`.** FollowTheMoney has schemata for what claims are about (`Membership`,
`Ownership`, `Associate`, `Sanction` ...), and each asserts: OpenAleph draws it as an edge, and
screening takes it for a fact. `UnknownLink` is such an edge, too, and an `Event` stands in the
timeline as something that happened. A `Note` is an annotation: it has a caption, which is the whole
sentence with its chain of voices, and lies beside those whom it speaks of, so that between two of
them there is never an edge that does not lead through the sentence.

**A report is a dataset.** The id of a statement is made from dataset, entity, property and value,
and leaves out its `origin`: in one dataset, two sources that give an entity the same value would
become one. So what each report tells stands in a dataset of its own, outlets are collections of
these, and the case is one of all.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from sayso.export.dossier import Dossier
from sayso.export.ftm.article import article
from sayso.export.ftm.catalog import CASE, catalog
from sayso.export.ftm.name import names
from sayso.export.ftm.note import notes
from sayso.export.ftm.statement import COLUMNS, Statement, entities, statements
from sayso.export.ftm.value import Fact

# What some readers take for the end of a line, and JSON allows in a string.
ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
ENTITIES, STATEMENTS, INDEX = "entities.ftm.json", "statements.csv", "index.json"


def write(dossier: Dossier, place: Path) -> None:
    """Write the three files into the folder `place`."""
    told = statements(facts(dossier), dossier)
    with (place / ENTITIES).open("w", encoding="utf-8", newline="\n") as file:
        for entity in entities(told):
            file.write(json.dumps(entity, ensure_ascii=False).translate(ENDS) + "\n")
    write_table(told, place / STATEMENTS)
    index = json.dumps(catalog(dossier, (ENTITIES, STATEMENTS)), ensure_ascii=False, indent=2)
    (place / INDEX).write_text(index + "\n", encoding="utf-8", newline="\n")


def facts(dossier: Dossier) -> list[Fact]:
    """All that the reports of a dossier tell, in the words of FollowTheMoney."""
    found: list[Fact] = []
    for analysis in dossier.analyses:
        found += article(analysis, dossier)
        found += names(analysis, dossier)
    for assertion in dossier.assertions:
        found += notes(assertion)
    return found


def write_table(told: list[Statement], place: Path) -> None:
    """Write statements as the library's own tables are written: every cell in quotes."""
    with place.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, dialect=csv.unix_dialect)
        table.writerow(COLUMNS)
        table.writerows(each.row() for each in told)


__all__ = ["CASE", "ENTITIES", "INDEX", "STATEMENTS", "facts", "write"]
