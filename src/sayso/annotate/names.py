"""Names: what the parser's entity recogniser found, with kinds as sayso knows them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from sayso.model import EntityKind, Span

KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.FACILITY,
    "NORP": EntityKind.NATIONALITY,
    "EVENT": EntityKind.EVENT,
    "LAW": EntityKind.DOCUMENT,
    "WORK_OF_ART": EntityKind.DOCUMENT,
    "PRODUCT": EntityKind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and what kind of thing it seems to name."""

    span: Span
    kind: EntityKind


def find_names(doc: Doc) -> tuple[Name, ...]:
    """The names of `doc`, in the order of the text."""
    return tuple(
        Name(Span(e.start_char, e.end_char), KINDS[e.label_]) for e in doc.ents if e.label_ in KINDS
    )
