"""What the parse tells of which words belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Gerunds by which a report hands on whose words it reports ("reported, citing officials").
CITING = {"cite", "quote"}


def span_of(doc: Doc, first: int, last: int) -> Span:
    """The span from token `first` to token `last`, both included, without white space outside.

    Where the parse crosses itself and `last` lies before `first`, the one token `first`.
    """
    last = max(first, last)
    while last > first and doc[last].is_space:
        last -= 1
    while first < last and doc[first].is_space:
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def noun_phrase(head: Token, without: Token) -> tuple[int, int]:
    """The tokens of the noun phrase around `head`, cut short of the token `without`."""
    first, last = head.left_edge.i, head.right_edge.i
    if first <= without.i <= last:
        if without.i > head.i:
            last = without.left_edge.i - 1 if without.left_edge.i > head.i else head.i
        else:
            first = head.i
    doc = head.doc
    while last > head.i and (doc[last].is_space or doc[last].text in {",", "--", "—", "–", ";"}):
        last -= 1
    return first, max(last, head.i)
