"""Paragraphs with the claims that were annotated in them, as arrays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.annotation import Annotation, annotate
from sayso.annotate.encoder import Passage, over_pieces, read
from sayso.annotate.encoder.window import lengths
from sayso.annotate.encoder.wording import Ints
from sayso.annotate.naming import ruled
from sayso.annotate.naming.hints import hints as naming_hints
from sayso.annotate.senses import lower_of
from sayso.extract.assertion import assertions
from sayso.extract.kinds import Kinds
from sayso.extract.nodes import pobj
from sayso.extract.reader.hints import Hints, hints, marked
from sayso.extract.reader.labels import NUMBER, TYPES
from sayso.extract.reader.relation import distances, relations
from sayso.extract.tables import words
from sayso.model import Report, Span
from training.claims.annotated import Rows, Told, annotated, told_in

if TYPE_CHECKING:
    from spacy.tokens import Token

# A place in a paragraph: a type and a word, as numbers.
Place = tuple[int, int]
# Those who fill the first and the second role of the claims told at a place; None is nobody.
Fillers = tuple[set[int | None], set[int | None]]


@dataclass(slots=True)
class Example:
    """A paragraph. What stands for words is told of its own words, from 0.

    `lower` (pieces, width) and `features` (10, pieces) begin and end with the encoder's own pieces;
    `first` (words); `hints` are those of its words; `golds` what was told; `relation` (words,
    words) how the second of each hangs on the first.
    """

    report: str
    lower: np.ndarray
    features: Ints
    first: Ints
    hints: Hints
    golds: Mapping[Place, Fillers]
    relation: np.ndarray

    def __len__(self) -> int:
        return len(self.lower)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.first)

    def targets(self) -> np.ndarray:
        """The share (words, 1 + types) of each type in what a word tells; the first is none."""
        told = np.zeros((self.words, 1 + len(TYPES)), dtype=np.float32)
        for kind, word in self.golds:
            told[word, 1 + kind] = 1.0
        told[:, 0] = told.sum(1) == 0
        shares: np.ndarray = told / told.sum(1, keepdims=True)
        return shares

    def pair(self, place: Place) -> tuple[Ints, Ints, np.ndarray]:
        """The relation, the distance and the frames' fillers of each word, seen from a place."""
        filled = np.zeros((self.words, 2), dtype=np.float32)
        for role, word in self.hints.fillers.get(place, ()):
            filled[word, role] = 1.0
        return self.relation[place[1]], distances(place[1], self.words), filled


def public(shared: Path) -> Iterator[Example]:
    """The paragraphs that were annotated, but for reports that are only measured on.

    A process a core reads them.
    """
    context = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        for found in pool.map(of_report, annotated(shared), chunksize=8):
            yield from found


def of_report(told: tuple[str, Report, Rows]) -> list[Example]:
    """The annotated paragraphs of a report."""
    name, report, rows = told
    page = page_of(name, report)
    places = [(Span(row["start"], row["end"]), told_in(row)) for row in rows]
    return [each for place, claims in places for each in example(page, place, claims)]


@dataclass(frozen=True, slots=True)
class Page:
    """A report as it is read.

    What stands in it, what the encoder made of it, and what the network is told of each word.
    """

    name: str
    annotation: Annotation
    passages: Sequence[Passage]
    hints: Hints
    features: Ints


def page_of(name: str, report: Report) -> Page:
    """A report with the hints of all of its words, and what the branch is told (10, words)."""
    annotation = annotate(report)
    found = list(assertions(annotation.doc, Kinds(annotation)))
    wording = annotation.wording
    forms = [wording.text[s:e] for s, e in zip(wording.starts, wording.ends, strict=True)]
    told = naming_hints(wording.doc, wording.token, forms, ruled(wording))
    features = np.concatenate([np.stack(wording.features()), told])
    return Page(name, annotation, tuple(read(wording)), hints(annotation, found), features)


def example(page: Page, where: Span, told: Sequence[Told]) -> Iterator[Example]:
    """The paragraph at a place of a report; none where it has no words."""
    annotation, wording = page.annotation, page.annotation.wording
    low, high = map(int, np.searchsorted(wording.starts, [where.start, where.end]))
    if low == high:
        return
    own = within(page.hints, low, high)
    golds = golds_of(annotation, told, low, high)
    golds |= told_again(golds, own, wording.sentence[low:high])
    sizes = lengths(wording, low, high)
    tokens = wording.token[low:high]
    yield Example(
        page.name,
        lower_of(wording, page.passages, low, high).astype(np.float16),
        over_pieces(page.features[:, low:high], sizes)[:, 0],
        1 + np.cumsum(sizes) - sizes,
        own,
        golds,
        np.stack([relations(annotation.doc, int(t), tokens) for t in tokens]).astype(np.int16),
    )


def within(told: Hints, low: int, high: int) -> Hints:
    """The hints of the words from `low` to `high` alone."""
    count = high - low
    heads = told.heads[low:high] - low
    away = (heads < 0) | (heads >= count)
    fillers = {
        (kind, word - low): [(role, w - low) for role, w in roles if low <= w < high]
        for (kind, word), roles in told.fillers.items()
        if low <= word < high
    }
    heads = np.where(away, np.arange(count), heads)
    places = frozenset(fillers)
    return Hints(told.grammar[low:high], heads, marked(fillers, count), fillers, places)


def golds_of(
    annotation: Annotation, told: Sequence[Told], low: int, high: int
) -> dict[Place, Fillers]:
    """What was told of the words from `low` to `high`, by type and the word that heads it."""
    found: dict[Place, Fillers] = {}
    for claim in told:
        word = head_word(annotation, claim.trigger)
        if claim.kind not in NUMBER or word is None or not low <= word < high:
            continue
        fillers = found.setdefault((NUMBER[claim.kind], word - low), (set(), set()))
        for side, span in zip(fillers, claim.fillers, strict=True):
            heads = () if span is None else head_words(annotation, span)
            side.update({head - low for head in heads if low <= head < high} or {None})
    return found


# A frame's word is another word for a claim told so near, where only one of its type is told there.
NEAR = 8


def told_again(golds: Mapping[Place, Fillers], own: Hints, sentence: Ints) -> dict[Place, Fillers]:
    """What frames find by another word than the annotated one: "staged" of "staged an attack"."""
    found: dict[Place, Fillers] = {}
    for kind, word in own.fillers:
        if (kind, word) in golds:
            continue
        there = [at for at in golds if at[0] == kind and sentence[at[1]] == sentence[word]]
        rivals = [at for at in own.fillers if at[0] == kind and sentence[at[1]] == sentence[word]]
        alike = [golds[at] for at in there if shares(own.fillers[kind, word], golds[at])]
        if not alike and len(there) == len(rivals) == 1 and abs(there[0][1] - word) <= NEAR:
            alike = [golds[there[0]]]
        if alike:
            first, second = ({f for each in alike for f in each[side]} for side in (0, 1))
            found[kind, word] = first, second
    return found


def shares(filled: Sequence[Place], told: Fillers) -> bool:
    """Whether what a frame fills roles with is among those told, and none in another's place."""
    sides = [{word for role, word in filled if role == side} for side in (0, 1)]
    common = [bool(side & gold) for side, gold in zip(sides, told, strict=True)]
    clash = any(
        side and gold - {None} and not both
        for side, gold, both in zip(sides, told, common, strict=True)
    )
    return any(common) and not clash


def head_word(annotation: Annotation, span: Span) -> int | None:
    """The word that heads a span in the parse; of a token of several words the first."""
    told = annotation.doc.char_span(span.start, span.end, alignment_mode="expand")
    return None if told is None else word_of(annotation, told.root)


def head_words(annotation: Annotation, span: Span) -> set[int]:
    """The word that heads a span, and those that stand for the same beside it."""
    told = annotation.doc.char_span(span.start, span.end, alignment_mode="expand")
    tokens = [] if told is None else [told.root, *same_as(told.root)]
    places = (word_of(annotation, token) for token in tokens)
    return {at for at in places if at is not None}


def word_of(annotation: Annotation, token: Token) -> int | None:
    """The place of a token's first word."""
    tokens = annotation.wording.token
    at = int(np.searchsorted(tokens, token.i))
    return at if at < len(tokens) and tokens[at] == token.i else None


# Words of number through which somebody is named: "one of the guards", "a handful of candidates".
NUMBERING = words("partitive") | {"one", "number", "majority", "half", "none", "each"}


def same_as(token: Token) -> Iterator[Token]:
    """What names the same: an apposition, and the number of which "of" tells whom it counts.

    Annotators took either for who fills a role; so may the reader.
    """
    yield from (c for c in token.children if c.dep_ == "appos")
    if token.dep_ == "appos":
        yield token.head
    if token.lower_ in NUMBERING:
        yield from (o for p in token.children if p.lower_ == "of" for o in pobj(p))
    above = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ == "of" and above.lower_ in NUMBERING:
        yield above
