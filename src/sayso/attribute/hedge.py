"""Adverbs by which an outlet says that somebody, whom it does not name, says so: "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

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
            rows = next(entries(token), ())
            manner = rows[0].manner if rows else "reports"
            yield Telling(None, cue, content, manner, token.i)


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
