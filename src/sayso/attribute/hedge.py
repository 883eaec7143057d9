"""Adverbs by which an outlet says that somebody, whom it does not name, says so: "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.cue import entries
from sayso.attribute.telling import Telling
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HEDGES = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
EDGES = {",", ";", "--", "—", "–", "-", ".", "?", "!"}


def find_hedges(doc: Doc, tellings: Sequence[Telling]) -> Iterator[Telling]:
    """The statements of hedges that are the cue of none yet."""
    for token in doc:
        if token.lower_ not in HEDGES or token.head.i == token.i:
            continue
        cue = Span(token.idx, token.idx + len(token))
        if any(t.cue is not None and t.cue.meets(cue) for t in tellings):
            continue
        content = tuple(sides(token))
        if content:
            yield Telling(None, cue, content, manner_behind(token), token.i)


def hear_hedged(annotation: Annotation, tellings: Sequence[Telling]) -> list[Telling]:
    """Put what somebody "reportedly wants" inside the statement of whoever reports it.

    The reader takes the adverb for a word of the cue; then the voice behind it would be lost.
    """
    found: list[Telling] = []
    for telling in tellings:
        hedge = hedge_in(annotation.doc, telling)
        if hedge is None:
            found.append(telling)
            continue
        cue = Span(hedge.idx, hedge.idx + len(hedge))
        found.append(replace(telling, within=hedge.i))
        content = around(annotation.report.text, telling, cue)
        found.append(Telling(None, cue, content, manner_behind(hedge), hedge.i))
    return found


def manner_behind(hedge: Token) -> str:
    """How whoever is behind a hedge is said to speak."""
    rows = next(entries(hedge), ())
    return rows[0].manner if rows else "reports"


def hedge_in(doc: Doc, telling: Telling) -> Token | None:
    """The hedge among the words of a cue that has a voice of its own."""
    cue = telling.cue
    if cue is None or telling.source is None or telling.within >= 0:
        return None
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    hedges = [t for t in words or () if t.lower_ in HEDGES and t.i != telling.head]
    return hedges[0] if hedges else None


def around(text: str, telling: Telling, hedge: Span) -> tuple[Span, ...]:
    """The cue and the content of a statement but for the hedge in it."""
    own = [s for s in (telling.cue, *telling.content) if s is not None]
    near = [s for s in own if "\n" not in s.join(hedge).of(text)]
    first, last = min(s.start for s in near), max(s.end for s in near)
    sides = (Span(first, hedge.start).trim(text), Span(hedge.end, last).trim(text))
    far = [s for s in telling.content if s not in near]
    return tuple(sorted(s for s in (*sides, *far) if s.start < s.end))


def sides(hedge: Token) -> Iterator[Span]:
    """What stands before and behind a hedge in the clause or phrase that it hangs on."""
    doc, clause = hedge.doc, hedge.head
    first, last = clause.left_edge.i, clause.right_edge.i
    for low, high in ((first, hedge.i), (hedge.i + 1, last + 1)):
        words = [t for t in doc[low:high] if not t.is_space]
        while words and words[0].text in EDGES:
            words.pop(0)
        while words and words[-1].text in EDGES:
            words.pop()
        if any(t.is_alpha for t in words):
            yield Span(words[0].idx, words[-1].idx + len(words[-1]))
