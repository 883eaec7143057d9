"""Bodies of state that reports name in small letters: "the Velmian government", "Kessen police".

They act and speak in nearly every report, so they are names here although their head is a common
noun. The country's name goes into the longer one.
"""

from __future__ import annotations

from sayso.annotate.cuts import Piece
from sayso.annotate.lexicon import word_set
from sayso.annotate.votes import Found
from sayso.annotate.words import Words
from sayso.model import EntityKind

STATE_BODIES = word_set("state bodies")
BETWEEN = word_set("between")
OWNING_KINDS = (EntityKind.NATIONALITY, EntityKind.PLACE)


def with_bodies(words: Words, found: Found) -> Found:
    """The names, with a country's name replaced by that of its government or army."""
    extended: Found = []
    free = 0
    for piece, kind in sorted(found, key=lambda pair: pair[0].start):
        extended.append(extend_to_body(words, piece, kind, free))
        free = extended[-1][0].end
    return extended


def extend_to_body(
    words: Words, piece: Piece, kind: EntityKind, free: int
) -> tuple[Piece, EntityKind]:
    """The name of the body that the words after, or "government of" before a country make.

    The words before `free` belong to the name before.
    """
    if kind not in OWNING_KINDS:
        return piece, kind
    end = piece.end
    while is_small(words, end) and words.lower[end] in BETWEEN and end - piece.end < 2:
        end += 1
    if is_small(words, end) and words.lower[end] in STATE_BODIES:
        return Piece(piece.start, end + 1), EntityKind.ORGANIZATION
    start = piece.start
    opening = words.lower[max(free, start - 2) : start]
    joined = start > 1 and words.joints[start] == words.joints[start - 1] == "space"
    if joined and opening == ["government", "of"] and kind is EntityKind.PLACE:
        return Piece(start - 2, piece.end), EntityKind.ORGANIZATION
    return piece, kind


def is_small(words: Words, i: int) -> bool:
    """Whether word i follows after a space and has no capital."""
    return i < len(words) and words.joints[i] == "space" and not words.caps[i]
