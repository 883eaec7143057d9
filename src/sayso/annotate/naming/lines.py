"""What the layout of a line says a name is: places in datelines, persons in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.annotate.cuts import Piece
from sayso.annotate.kinds import ends_dateline
from sayso.annotate.votes import Form
from sayso.annotate.words import Words
from sayso.model import EntityKind

# "KESSEN, " before "Orland (Agency) -- ".
BEFORE_REGION = re.compile(r"(?:^|\n)[ \t]*[A-Z][\w.'’ -]{1,40}, $")
BYLINE = re.compile(r"(?:^|\n)[ \t]*(?:By|BY|by)[ \t]+$")
AND = re.compile(r"(?:^|\n)[ \t]*(?:By|BY)[ \t]+[\w.'’ -]+(?: and |, )$")
# A line that is longer is a sentence.
LONGEST_BYLINE = 80


def told_by_line(words: Words, pieces: Sequence[Piece]) -> Iterator[tuple[Form, EntityKind]]:
    """The names that a dateline or a byline tells the kind of."""
    for piece in pieces:
        form = words.name(piece.start, piece.end)
        if ends_dateline(words, piece) and (opens(words, piece) or is_region(words, piece)):
            yield form, EntityKind.PLACE
        elif is_author(words, piece):
            yield form, EntityKind.PERSON


def before(words: Words, piece: Piece) -> str:
    """The words before a name, back to the line before."""
    start = words.starts[piece.start]
    return words.text[max(0, words.text.rfind("\n", 0, start)) : start]


def opens(words: Words, piece: Piece) -> bool:
    """Whether a name opens its line."""
    return not before(words, piece).strip()


def is_region(words: Words, piece: Piece) -> bool:
    """Whether a name stands behind the first place of a dateline."""
    return BEFORE_REGION.search(before(words, piece)) is not None


def is_author(words: Words, piece: Piece) -> bool:
    """Whether a name stands in a line "By Mara Olt and Ilan Voss"."""
    told = before(words, piece)
    end = words.ends[piece.end - 1]
    line_end = words.text.find("\n", end)
    line = words.text[end : line_end if line_end >= 0 else len(words.text)]
    short = len(told) + len(line) + end - words.starts[piece.start] <= LONGEST_BYLINE
    named = BYLINE.search(told) is not None or AND.search(told) is not None
    return named and short and not line.rstrip().endswith((".", "!", "?"))
