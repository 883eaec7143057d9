"""Date phrases."""

from __future__ import annotations

from spacy.tokens import Doc

from sayso.model import Span


def find_dates(doc: Doc) -> tuple[Span, ...]:
    """The spans of date phrases, in the order of the text."""
    return tuple(Span(e.start_char, e.end_char) for e in doc.ents if e.label_ == "DATE")
