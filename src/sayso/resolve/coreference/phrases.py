"""The phrases of a report that mean somebody or something: names, noun phrases and pronouns.

    phrases = find_phrases(annotation)

The parse gives the nouns and, for each, where its phrase may begin and end: before or behind any of
the things that hang on it. A small network on the words' vectors chooses among these. So a phrase
is whole ("the men who fled"), and what only looks like one is left out ("in fact").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.annotation import Annotation
from sayso.annotate.encoder import Reals, graph
from sayso.annotate.encoder.wording import LABELS, PARTS, Ints
from sayso.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["SIZES", "Candidate", "Phrase", "candidates", "features_of", "find_phrases"]

# Parts of speech that head phrases. Of those that GUM marks in news, 97 in 100 have such a head;
# the rest are slips of the parser and deeds that a verb tells.
HEADS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"])
# So many of the things that hang on a noun may be in or out on each side.
MOST_SIDE = 5
# A phrase stands from this probability on.
LEAST = 0.5
LONGEST = 12
# Candidates scored at once, so that memory does not grow with a report.
MOST = 2048
# Phrases are looked for among those of the same so many tokens.
ROOM = 64
KINDS = tuple(EntityKind)
# How a candidate stands to a name: none, is it, holds it, lies in it, cuts it.
APART, SAME, HOLDS, WITHIN, CUTS = range(5)
PART_OF = {part: i for i, part in enumerate(PARTS, 1)}
LABEL_OF = {label: i for i, label in enumerate(LABELS, 1)}
PART_SIZE, LABEL_SIZE = len(PARTS) + 1, len(LABELS) + 1
# How many values each feature of a candidate has, in the order of `features_of`.
SIZES = (
    *(PART_SIZE,) * 5,
    *(LABEL_SIZE,) * 5,
    *(MOST_SIDE + 1,) * 2,
    LONGEST + 1,
    CUTS + 1,
    len(KINDS) + 1,
    *(2,) * 4,
)


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """Tokens from `first` to `last` (excluded), and the token that heads them."""

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be one; `left` and `right` are the labels at its edges.

    Of each side: how many things are in it, the label of the outermost that is in, that of the
    nearest that is out (0 for none), and whether all are in.
    """

    phrase: Phrase
    left: tuple[int, int, int, bool]
    right: tuple[int, int, int, bool]


def candidates(doc: Doc, whole: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Every phrase that the parse allows, and those that stand whatever it says (`wholes`)."""
    found: dict[Phrase, Candidate] = {}
    for token in doc:
        if token.pos_ in HEADS and not token.is_space:
            for each in headed(token):
                found.setdefault(each.phrase, each)
    for first, last in whole:
        phrase = Phrase(first, last, doc[first:last].root.i)
        found.setdefault(phrase, Candidate(phrase, (0, 0, 0, False), (0, 0, 0, False)))
    return sorted(found.values(), key=lambda c: c.phrase)


def headed(head: Token) -> Iterator[Candidate]:
    """The phrases that one token may head."""
    doc = head.doc
    for edge, left in edges(head.i, [(c.left_edge.i, c) for c in reversed(list(head.lefts))]):
        first = edge - bounds_number(doc, edge)
        for last, right in edges(head.i + 1, [(c.right_edge.i + 1, c) for c in head.rights]):
            if not doc[first].is_punct and not (last > head.i + 1 and doc[last - 1].is_space):
                yield Candidate(Phrase(first, last, head.i), left, right)


# Words that bound a number, which the parser takes for prepositions: "over 900 people".
BOUNDS = frozenset(["over", "under", "about", "around", "nearly", "almost", "some"])


def bounds_number(doc: Doc, first: int) -> bool:
    """Whether the word before a phrase belongs to the number that opens it."""
    return first > 0 and doc[first].pos_ == "NUM" and doc[first - 1].lower_ in BOUNDS


def edges(
    bare: int, hung: Sequence[tuple[int, Token]]
) -> Iterator[tuple[int, tuple[int, int, int, bool]]]:
    """Where a phrase may end on one side, nearest first, with what that leaves in and out."""
    labels = [0, *(LABEL_OF.get(token.dep_, 0) for _, token in hung), 0]
    places = [bare, *(place for place, _ in hung)][: MOST_SIDE + 1]
    for n, place in enumerate(places):
        yield place, (n, labels[n], labels[n + 1], n == len(hung))


def features_of(
    doc: Doc, every: Sequence[Candidate], names: Sequence[tuple[int, int, EntityKind]]
) -> Ints:
    """What is known of each candidate (candidates, len(SIZES)), numbers of kinds of values."""
    at = {i: (a, b, kind) for a, b, kind in names for i in range(a, b)}
    parts = [PART_OF.get(t.pos_, 0) for t in doc] + [0]
    labels = [LABEL_OF.get(t.dep_, 0) for t in doc]
    commas = list(accumulate((t.text == "," for t in doc), initial=0))
    rows = []
    for c in every:
        p = c.phrase
        head = doc[p.head]
        standing, kind = stands(p, at)
        rows.append(
            (
                parts[p.head],
                parts[p.first],
                parts[p.last - 1],
                parts[p.last],
                parts[head.head.i] if head.head.i != p.head else 0,
                labels[p.head],
                *c.left[1:3],
                *c.right[1:3],
                c.left[0],
                c.right[0],
                min(p.last - p.first, LONGEST),
                standing,
                kind,
                c.left[3],
                c.right[3],
                commas[p.last] > commas[p.head],
                head.is_title,
            )
        )
    return np.array(rows, dtype=np.int64).reshape(-1, len(SIZES))


def stands(p: Phrase, at: dict[int, tuple[int, int, EntityKind]]) -> tuple[int, int]:
    """How a phrase stands to the name at its head, or else at its edges, and the name's kind."""
    name = at.get(p.head) or at.get(p.first) or at.get(p.last - 1)
    if name is None:
        return APART, 0
    first, last, kind = name
    number = 1 + KINDS.index(kind)
    if (first, last) == (p.first, p.last):
        return SAME, number
    if p.first <= first and last <= p.last:
        return HOLDS, number
    if first <= p.first and p.last <= last:
        return WITHIN, number
    return CUTS, number


def tokens_of(doc: Doc, span: Span) -> tuple[int, int] | None:
    """The tokens that a span touches: the first, and the one behind the last."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return (words.start, words.end) if words is not None else None


def wholes(annotation: Annotation) -> list[tuple[int, int]]:
    """What is a phrase whatever the parse says, in tokens: names, places in places, and dates."""
    spans = [name.span for name in annotation.names]
    places = [n.span for n in annotation.names if n.kind is EntityKind.PLACE]
    text = annotation.report.text
    rows = (a.join(b) for a, b in pairwise(places) if text[a.end : b.start] == ", ")
    found = {tokens_of(annotation.doc, span) for span in (*spans, *rows, *annotation.dates)}
    return sorted(place for place in found if place is not None)


def names_of(annotation: Annotation) -> list[tuple[int, int, EntityKind]]:
    """The names of a report in tokens, with their kinds."""
    found = []
    for name in annotation.names:
        place = tokens_of(annotation.doc, name.span)
        if place is not None:
            found.append((*place, name.kind))
    return found


def token_vectors(annotation: Annotation) -> Reals:
    """The vector of each token's first word (tokens, width)."""
    words = np.searchsorted(annotation.wording.token, np.arange(len(annotation.doc)))
    vectors: Reals = annotation.vectors[np.minimum(words, len(annotation.vectors) - 1)]
    return vectors


def find_phrases(annotation: Annotation) -> list[Phrase]:
    """The phrases of a report, in its order; none crosses another."""
    doc, names = annotation.doc, names_of(annotation)
    every = candidates(doc, wholes(annotation))
    if not every or not len(annotation.vectors):
        return []
    vectors, places = token_vectors(annotation), places_of(every, len(doc))
    features = features_of(doc, every, names)
    session = graph("coreference/phrases").session
    scores = []
    for at in range(0, len(every), MOST):
        part = slice(at, at + MOST)
        given = {"vectors": vectors, "places": places[part], "features": features[part]}
        scores.append(session.run(["scores"], given)[0])
    return chosen(every, 1 / (1 + np.exp(-np.concatenate(scores))))


# The tokens whose vectors tell of a candidate: head, first, last, and one before and one behind.
PLACES = 5


def places_of(every: Sequence[Candidate], tokens: int) -> Ints:
    """The tokens whose vectors tell of each candidate (candidates, PLACES)."""
    rows = [
        (p.head, p.first, p.last - 1, max(p.first - 1, 0), min(p.last, tokens - 1))
        for p in (c.phrase for c in every)
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, PLACES)


def chosen(every: Sequence[Candidate], chances: Reals, least: float = LEAST) -> list[Phrase]:
    """The likely phrases, in the order of the text; of two that cross, the likelier."""
    found: list[Phrase] = []
    near: dict[int, list[Phrase]] = defaultdict(list)
    for i in np.argsort(-chances, kind="stable"):
        p = every[int(i)].phrase
        if chances[i] < least:
            break
        rooms = range(p.first // ROOM, (p.last - 1) // ROOM + 1)
        if not any(crosses(p, q) for room in rooms for q in near[room]):
            found.append(p)
            for room in rooms:
                near[room].append(p)
    return sorted(found)


def crosses(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases overlap and neither holds the other."""
    first, second = (one, other) if one.first < other.first else (other, one)
    return first.first < second.first < first.last < second.last
