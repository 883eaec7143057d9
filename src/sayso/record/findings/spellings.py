"""Names by every way of writing them: one lookup for all pages that ask for a name."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from sayso.record.findings import tables
from sayso.record.findings.heard import compared


def called(words: str) -> list[ColumnElement[bool]]:
    """What an identity must fulfil to be called so: each word stands in one of its spellings.

    Neither capitals nor accents matter. Without words, nothing is asked. The spellings are looked
    through in the index alone, without the names as reports have them.
    """
    way, who = tables.spelling.c, tables.identity.c.id
    parts = (compared(word) for word in words.split())
    return [
        who.in_(select(way.identity).where(way.words.contains(part, autoescape=True)))
        for part in parts
        if part
    ]
