"""Nobody stands on both sides of a deed, unless words say so."""

from __future__ import annotations

import pytest

from sayso.annotate.annotation import annotate
from sayso.attribute import attribute
from sayso.extract import extract
from sayso.model import Report
from sayso.resolve.resolution import resolve


def sides(text, type_):
    """The entities of the first two roles of the one claim of a type, by name."""
    report = Report("r1", "a.txt", "0" * 64, "text/plain", text)
    annotation = annotate(report)
    attribution = attribute(annotation)
    found = resolve(annotation, attribution, extract(annotation, attribution))
    names = {e.id: e.name for e in found.entities}
    (claim,) = [c for c in found.claims if c.type == type_]
    return [names.get(f.entity or "") for _, f in claim.roles[:2]]


@pytest.mark.parametrize(
    "text",
    [
        "On the stand he told jurors that Omar Deb had asked him to lie.",
        "Omar Deb was there. The clerk said that Omar Deb had asked him to leave.",
    ],
)
def test_who_asks_is_not_who_is_asked(text):
    asker, addressee = sides(text, "requests")
    assert asker == "Omar Deb"
    assert addressee is None


def test_another_name_is_of_the_same():
    assert sides("Omar Deb, also known as Abu Voss, left.", "identified_as")[0] == "Omar Deb"
