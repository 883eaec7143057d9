"""The dossier as a STIX 2.1 bundle.

    write(dossier, Path("case.stix.json"))

There is no `relationship` object in it: between two names nothing stands but notes, and a note
begins with on whose word it is.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from sayso.export.dossier import Dossier
from sayso.export.stix.article import articles
from sayso.export.stix.claim import Notes
from sayso.export.stix.dissent import opinions
from sayso.export.stix.extension import definition, us
from sayso.export.stix.grade import markings
from sayso.export.stix.names import Names
from sayso.export.stix.thing import Json, named

__all__ = ["bundle", "write"]

# Half of a surrogate pair, which a broken file can hold: JSON has it escaped, and UTF-8 not at all.
HALF = re.compile("[\ud800-\udfff]")


def write(dossier: Dossier, place: Path) -> None:
    """Write the dossier to `place` as one bundle."""
    text = json.dumps(bundle(dossier), ensure_ascii=False, indent=1) + "\n"
    escaped = HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
    place.write_text(escaped, encoding="utf-8", newline="\n")


def bundle(dossier: Dossier) -> Json:
    """The bundle: who we are and what the grades mean, names, articles, claims, dissent."""
    names = Names(dossier)
    told = [
        *articles(dossier, names),
        *Notes(dossier, names).objects(),
        *opinions(dossier, names),
    ]
    marks = frozenset(ref for each in told for ref in each.get("object_marking_refs", ()))
    people = names.objects(dossier.judgements)
    objects = [us(), definition(), *markings(marks), *people, *told]
    ids = (f"{each['id']} {each.get('modified')}" for each in objects)
    return {"type": "bundle", "id": named("bundle", *ids), "objects": objects}
