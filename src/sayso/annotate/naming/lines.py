"""What the form of a line says a name is: places in datelines, persons in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.annotate.kinds import DATELINE, LONGEST_DATELINE
from sayso.annotate.spelling import fold
from sayso.annotate.votes import Form
from sayso.model import EntityKind

WORD = r"[A-Z][\w.'’-]*"
# "KESSEN, Orland" at the head of a line; what follows it must be a dateline's end.
PLACES = re.compile(rf"^[ \t]*({WORD}(?: {WORD}){{0,3}})(?:, ({WORD}(?: {WORD}){{0,2}}))?", re.M)
NAME = rf"{WORD}(?: (?:(?:de|van|von|bin|al|el)[ -])?{WORD}){{1,3}}"
BYLINE = re.compile(rf"^[ \t]*(?:By|BY)[ \t]+({NAME})(?:(?: and |, )({NAME}))?[ \t]*$", re.M)


def told_by_lines(text: str) -> Iterator[tuple[Form, EntityKind]]:
    """The folded names that a dateline or a byline tells the kind of."""
    for line in PLACES.finditer(text):
        dated = DATELINE.match(text, line.end())
        if dated is not None and dated.end() - line.end() <= LONGEST_DATELINE:
            yield from ((fold(name), EntityKind.PLACE) for name in line.groups() if name)
    for line in BYLINE.finditer(text):
        yield from ((fold(name), EntityKind.PERSON) for name in line.groups() if name)
