"""Names: where they stand in a report and what they seem to name.

The parser's recogniser gives first labels; runs of capitalised words give whole names; cue words,
titles and neighbours repair the kinds; and the mentions of one name in one report vote together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.bodies import with_bodies
from sayso.annotate.cuts import Piece, cut
from sayso.annotate.lexicon import lexicon
from sayso.annotate.runs import bracketed, find_runs, spell
from sayso.annotate.votes import Form, Found, settle, spread
from sayso.annotate.words import Words, read_words
from sayso.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Name", "find_names"]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name in the text and what kind of thing it seems to name."""

    span: Span
    kind: EntityKind


def find_names(doc: Doc) -> tuple[Name, ...]:
    """The names of `doc` in the order of the text; no two of them overlap."""
    words = read_words(doc)
    found = find_pieces(words)
    return tuple(
        sorted(Name(Span(words.starts[p.start], words.ends[p.end - 1]), kind) for p, kind in found)
    )


def find_pieces(words: Words) -> Found:
    """The names of a text as pieces of it, with their kinds."""
    common = common_acronyms(words)
    pieces = [
        piece
        for run in find_runs(words)
        for piece in cut(words, run)
        if may_name(words, piece) and words.name(piece.start, piece.end) not in common
    ]
    found = settle(words, pieces)
    found += spread(words, found)
    return with_bodies(words, found)


def may_name(words: Words, piece: Piece) -> bool:
    """Whether a piece is more than a word that never is a name, or a bare cue word."""
    lists = lexicon()
    if lists.kind_of(words.name(piece.start, piece.end)):
        return True
    lower = words.lower[piece.start : piece.end]
    if len(lower) == 1 and words.is_acronym(piece.start) and lower[0] in lists.function_words:
        return len(lower[0]) > 2
    if all(word in lists.never or len(word) == 1 or word.isdigit() for word in lower):
        return False
    if len(lower) == 1 and piece.hint is None:
        cue = lists.heads.get(lower[0])
        if cue is not None and not words.is_acronym(piece.start):
            return cue in (EntityKind.ORGANIZATION, EntityKind.GROUP)
        return lower[0] not in lists.titles | lists.modifiers | lists.portfolios
    return True


def common_acronyms(words: Words) -> frozenset[Form]:
    """Acronyms that stand for a common noun: "improvised explosive devices (IEDs)"."""
    found = set()
    for acronym, end in bracketed(words):
        start = spell(words, acronym, end)
        if start is not None and not any(words.caps[start:end]):
            found.add((acronym,))
    return frozenset(found)
