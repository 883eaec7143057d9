"""Marked texts as arrays: the encoder's lower vectors, hints, and what each span may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.annotate.encoder.window import BEGIN, END, Window, lengths, windows
from sayso.annotate.encoder.wording import PARTS, Ints, Wording, word_by_word
from sayso.annotate.layout import lay_out
from sayso.annotate.naming import ruled
from sayso.annotate.naming.hints import hints
from sayso.annotate.naming.labels import LONGEST, NAMES
from sayso.annotate.parse import parse
from training.attribution.device import device
from training.attribution.network import Network
from training.names.corpora import Marked
from training.names.labels import DESCRIBED, NAMED, NONE, bits

MOST = 380
# A corpus that leaves a kind unmarked leaves it open only where a hint tells of a name: left open
# everywhere, that kind became the label of whatever else looked like one ("Velk", a nationality).
UNNAMED = NONE | DESCRIBED
# Where descriptions are unmarked, only what can be one is open: left open everywhere, they became
# the label of any stretch of words ("of the Two Rivers of the kidnapping"). One begins with a noun
# or what stands before it, and ends with a noun.
OPENING = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "ADV", "VERB"])
CLOSING = frozenset(["NOUN", "PROPN", "NUM"])
PART = 3
# The rows of the features that hold tags: the recogniser's, the rules' and the lists'.
HINTS = slice(5, 8)
KNOWN = 7
NATIONALITY = 1 + 2 * NAMES.index("nationality")
PEOPLE = bits(["nationality"])
EVERY = NONE | DESCRIBED | NAMED


@dataclass(slots=True)
class Example:
    """One window of a marked text. `golds` are (first word, length - 1, label set) in it."""

    text: Marked
    window: Window
    lower: np.ndarray
    features: Ints
    first: Ints
    last: Ints
    golds: list[tuple[int, int, int]]
    sentence: Ints
    other: int

    def __len__(self) -> int:
        return len(self.lower)


@torch.no_grad()
def lower_of(network: Network, pieces: list[int], features: Ints) -> np.ndarray:
    """The hidden vectors of pieces behind the shared layers."""
    ids = torch.tensor([pieces], device=device())
    told = torch.from_numpy(features).to(device())[:, None]
    x = network.encoder.lower(ids, told, None)
    return x[0].half().cpu().numpy()


def examples(texts: Iterable[Marked], network: Network) -> Iterator[Example]:
    """The windows of marked texts."""
    network.to(device()).eval()
    for text in texts:
        wording = word_by_word(parse(text.text), lay_out(text.text))
        if len(wording):
            yield from windows_of(text, wording, network)


def windows_of(text: Marked, wording: Wording, network: Network) -> Iterator[Example]:
    """The windows of one text, that do not overlap."""
    words = [wording.text[s:e] for s, e in zip(wording.starts, wording.ends, strict=True)]
    told = np.concatenate(
        [np.stack(wording.features()), hints(wording.doc, wording.token, words, ruled(wording))]
    )
    begins = {int(s): i for i, s in enumerate(wording.starts)}
    ends = {int(e): i for i, e in enumerate(wording.ends)}
    spans = [
        (begins[a], ends[b], label)
        for (a, b), label in text.spans.items()
        if a in begins and b in ends
    ]
    for w in windows(wording, MOST, 0):
        sizes = lengths(wording)[w.first : w.last]
        pieces = [BEGIN, *(p for word in wording.pieces[w.first : w.last] for p in word), END]
        features = np.zeros((len(told), len(pieces)), dtype=np.int64)
        features[:, 1:-1] = np.repeat(told[:, w.first : w.last], sizes, axis=1)
        last = np.cumsum(sizes)
        golds = [
            (a - w.first, b - a, label)
            for a, b, label in spans
            if w.first <= a and b < w.last and b - a < LONGEST
        ]
        yield Example(
            text,
            w,
            lower_of(network, pieces, features[:5]),
            features,
            last - sizes + 1,
            last,
            golds,
            wording.sentence[w.first : w.last],
            text.other,
        )


def hinted(example: Example) -> set[tuple[int, int]]:
    """The spans (first word, length - 1) that the recogniser, the rules or the lists call names."""
    spans = set()
    for row in example.features[HINTS, :][:, example.first]:
        begins = np.flatnonzero(row % 2 == 1)
        for a in begins:
            b = int(a)
            while b + 1 < len(row) and row[b + 1] == row[a] + 1:
                b += 1
            if b - a < LONGEST:
                spans.add((int(a), b - int(a)))
    return spans


def peoples(example: Example) -> list[tuple[int, int]]:
    """The spans (first word, length - 1) of one word that the list of known names has for a people.

    A corpus that marks none is open about these alone.
    """
    row = example.features[KNOWN][example.first]
    return [(int(a), 0) for a in np.flatnonzero(row == NATIONALITY)]


def describable(example: Example) -> tuple[np.ndarray, np.ndarray]:
    """Which words a description may begin with, and which it may end with."""
    parts = example.features[PART][example.first]
    opening, closing = (
        np.isin(parts, [1 + PARTS.index(part) for part in sorted(kinds) if part in PARTS])
        for kinds in (OPENING, CLOSING)
    )
    return opening, closing


def collate(batch: list[Example]) -> tuple[Tensor, ...]:
    """The branch's inputs, and the label sets (texts, words, lengths); 0 where no span is."""
    n, p, w = len(batch), max(map(len, batch)), max(len(e.first) for e in batch)
    lower = np.zeros((n, p, batch[0].lower.shape[1]), dtype=np.float32)
    features = np.zeros((batch[0].features.shape[0], n, p), dtype=np.int64)
    mask = np.zeros((n, p), dtype=np.float32)
    first, last = np.zeros((n, w), dtype=np.int64), np.zeros((n, w), dtype=np.int64)
    allowed = np.zeros((n, w, LONGEST), dtype=np.int64)
    for i, e in enumerate(batch):
        k, m = len(e), len(e.first)
        lower[i, :k], features[:, i, :k], mask[i, :k] = e.lower, e.features, 1.0
        first[i, :m], last[i, :m] = e.first, e.last
        opening, closing = describable(e)
        for d in range(min(LONGEST, m)):
            same = e.sentence[d:] == e.sentence[: m - d]
            open_ = np.where(opening[: m - d] & closing[d:], e.other & UNNAMED, e.other & NONE)
            allowed[i, : m - d, d] = np.where(same, open_, 0)
        for a, d in hinted(e):
            allowed[i, a, d] &= UNNAMED
            allowed[i, a, d] |= e.other & ~PEOPLE if allowed[i, a, d] else 0
        for a, d in peoples(e):
            allowed[i, a, d] |= e.other if allowed[i, a, d] else 0
        for a, d in hinted(e):
            # Who marks "the driver of Ilan Voss" need not have marked the name in it.
            if any(g <= a and a + d <= g + n and label & DESCRIBED for g, n, label in e.golds):
                allowed[i, a, d] = EVERY
        for a, d, label in e.golds:
            allowed[i, a, d] = label
    return tuple(
        torch.from_numpy(x).to(device()) for x in (lower, features, mask, first, last, allowed)
    )
