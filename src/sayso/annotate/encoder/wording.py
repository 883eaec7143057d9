"""A parsed text as the network reads it: words, their pieces, and what stands around them.

A word is a run of letters and digits or a single other sign, as the PolNeAR scorer counts them. The
encoder is uncased and knows nothing of layout or grammar, so each word also carries its case,
whether it stands in quotation marks, where in its paragraph it is, and what the parse says of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.annotate.layout import Layout
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints = NDArray[np.int64]

WORD = re.compile(r"\w+|[^\w\s]")
# A longer word is no word of a language (a link, a key); its first pieces say so.
MOST_PIECES = 6
FEATURES = tomllib.loads(
    files("sayso.annotate.encoder").joinpath("features.toml").read_text(encoding="utf-8")
)
PARTS: tuple[str, ...] = tuple(FEATURES["parts"])
LABELS: tuple[str, ...] = tuple(FEATURES["labels"])
CASES, PLACES, QUOTINGS = 4, 4, 3


@dataclass(frozen=True, slots=True)
class Wording:
    """Parallel arrays, one place per word of `text`; `pieces[i]` are the word's vocabulary ids.

    `case` is 0 to 3 (lower or none, title, upper, mixed), `quoting` 0 to 2 (outside, inside, a
    mark), `place` 0 to 3 (within a paragraph, its first word, within and first of a short line
    without a stop: a headline, a label). `part` and `label` number PARTS and LABELS, from 1; 0 is
    any other. `token` is the index of the spaCy token. `sentence`, `paragraph` count from 0.
    """

    doc: Doc
    text: str
    starts: Ints
    ends: Ints
    pieces: list[tuple[int, ...]]
    case: Ints
    quoting: Ints
    place: Ints
    part: Ints
    label: Ints
    token: Ints
    sentence: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.starts)

    def features(self) -> tuple[Ints, ...]:
        """What the encoder is told of each word beside its pieces, in the network's order."""
        return self.case, self.quoting, self.place, self.part, self.label

    def span(self, first: int, last: int) -> Span:
        """The span of the words from `first` to `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


@cache
def vocabulary() -> Tokenizer:
    """The word-piece tokenizer of the base model, read once."""
    table = files("sayso.models").joinpath("attribution/vocabulary.json").read_text("utf-8")
    return Tokenizer.from_str(table)


@lru_cache(maxsize=1 << 16)
def pieces_of(word: str) -> tuple[int, ...]:
    """The ids of a word's pieces, at most MOST_PIECES."""
    return tuple(vocabulary().encode(word, add_special_tokens=False).ids[:MOST_PIECES]) or (100,)


def word_by_word(doc: Doc, layout: Layout) -> Wording:
    """The words of a parsed text."""
    text = doc.text
    found = [m.span() for m in WORD.finditer(text)]
    starts = np.array([s for s, _ in found], dtype=np.int64)
    ends = np.array([e for _, e in found], dtype=np.int64)
    words = [text[s:e] for s, e in found]
    token = np.searchsorted(np.array([t.idx for t in doc]), starts, side="right") - 1
    paragraph, place = places(text, starts, layout)
    return Wording(
        doc,
        text,
        starts,
        ends,
        [pieces_of(word) for word in words],
        np.array([case_of(word) for word in words], dtype=np.int64),
        quotings(words, starts, layout),
        place,
        numbers([t.pos_ for t in doc], PARTS)[token],
        numbers([t.dep_ for t in doc], LABELS)[token],
        token,
        sentences(doc)[token],
        paragraph,
    )


def case_of(word: str) -> int:
    """How a word is written: 0 lower or no letters, 1 title, 2 upper, 3 mixed."""
    if not word[:1].isupper():
        return 3 if word.lower() != word else 0
    if word[1:].islower() or len(word) == 1:
        return 1
    return 2 if word.isupper() else 3


def numbers(values: Sequence[str], table: Sequence[str]) -> Ints:
    """The place of each value in the table, from 1; 0 where it is not there."""
    known = {value: i for i, value in enumerate(table, 1)}
    return np.array([known.get(value, 0) for value in values], dtype=np.int64)


def sentences(doc: Doc) -> Ints:
    """The number of the sentence of each token."""
    return np.cumsum([bool(t.is_sent_start) for t in doc], dtype=np.int64)


def quotings(words: list[str], starts: Ints, layout: Layout) -> Ints:
    """Whether each word stands in a quotation (1), is a mark of quotation (2) or neither (0)."""
    inside = np.zeros(len(words), dtype=np.int64)
    for quote in layout.quotes:
        first, last = np.searchsorted(starts, [quote.span.start, quote.span.end])
        inside[first:last] = 1
    inside[[i for i, word in enumerate(words) if word in '"“”„«»']] = 2
    return inside


def places(text: str, starts: Ints, layout: Layout) -> tuple[Ints, Ints]:
    """The paragraph of each word, and its place in it."""
    heads = np.array([p.start for p in layout.paragraphs] or [0], dtype=np.int64)
    paragraph = np.maximum(np.searchsorted(heads, starts, side="right") - 1, 0)
    # A short line that ends without a stop is a headline, a label or a list.
    short = np.array(
        [p.end - p.start < 160 and text[p.end - 1] not in '.?!”"’' for p in layout.paragraphs]
        or [False]
    )
    place = np.where(short[paragraph], 2, 0)
    if len(starts):
        first = np.concatenate(([True], paragraph[1:] != paragraph[:-1]))
        place = place + first
    return paragraph, place.astype(np.int64)
