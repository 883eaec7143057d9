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
RULE = word_set("rule")
BETWEEN = word_set("between")
PREPOSITIONS = frozenset(["of", "in"])
# What owns a body of state, and the words that tell one: a person has a regime and no parliament.
BODIES_OF = {
    EntityKind.NATIONALITY: STATE_BODIES,
    EntityKind.PLACE: STATE_BODIES,
    EntityKind.PERSON: word_set("rule of one"),
}


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
    if kind not in BODIES_OF:
        return piece, kind
    end = piece.end
    while follows(words, end, piece) and words.lower[end] in BETWEEN and end - piece.end < 2:
        end += 1
    if follows(words, end, piece) and words.lower[end] in BODIES_OF[kind]:
        return Piece(piece.start, end + 1), EntityKind.ORGANIZATION
    start = piece.start
    opening = words.lower[max(free, start - 2) : start]
    joined = start > 1 and words.joints[start] == words.joints[start - 1] == "space"
    rules = joined and len(opening) == 2 and opening[0] in RULE and opening[1] in PREPOSITIONS
    if rules and kind is EntityKind.PLACE and not words.caps[start - 2]:
        return Piece(start - 2, piece.end), EntityKind.ORGANIZATION
    return piece, kind


def follows(words: Words, i: int, piece: Piece) -> bool:
    """Whether word i has no capital and follows after a space, or after a piece that owns it."""
    if i >= len(words) or words.caps[i]:
        return False
    return words.joints[i] == "space" or (i == piece.end and words.joints[i] == "genitive")
