"""What is known of two mentions that may mean the same: features for the ranker.

The features of a mention and of each earlier one are numbers of kinds of values (`PAIR_SIZES`) and
yes or no (`FLAGS`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.encoder import Reals
from sayso.annotate.encoder.wording import Ints
from sayso.resolve.coreference.mention import Form, Mention, Nature, Role
from sayso.resolve.coreference.phrases import KINDS

# So many mentions before one are looked at, and beyond them those that share a word or an entity.
NEAREST, FURTHER = 80, 20
SENTENCES = np.array([0, 1, 2, 3, 5, 8, 12, 20])
MENTIONS = np.array([1, 2, 3, 4, 6, 9, 14, 22, 40, 80])
FORMS, NATURES, ROLES, KIND_SIZE = len(Form), len(Nature), len(Role), len(KINDS) + 1
PAIR_SIZES = (
    FORMS * FORMS,
    NATURES * NATURES,
    ROLES * ROLES,
    KIND_SIZE * KIND_SIZE,
    9,
    len(SENTENCES) + 1,
    len(MENTIONS) + 1,
    4,  # entities: none or one is named, the same, two
    4,  # quotations: in none or one and the same, only the later, only the earlier, in two
    5,  # speakers: of no quotation, the same, two, and whether one is the other's speaker
    4,  # voices
)
FLAGS = 16
ALONE_SIZES = (FORMS, NATURES, ROLES, KIND_SIZE, 3, 6, 6, 4, 2)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every mention beside every earlier one that it may take up.

    `later` and `earlier` (pairs) are places of mentions; `kinds` (pairs, len(PAIR_SIZES)), `flags`
    (pairs, FLAGS); `alone` (mentions, len(ALONE_SIZES)) tells of each mention by itself.
    """

    later: Ints
    earlier: Ints
    kinds: Ints
    flags: Reals
    alone: Ints

    def places(self) -> Ints:
        """The two mentions of each pair (pairs, 2), the later one first."""
        return np.stack([self.later, self.earlier], axis=1)


class Columns:
    """The mentions of a report, one array for each thing that is known of them."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        def column(values: list[int]) -> Ints:
            return np.array(values, dtype=np.int64)

        self.form = column([m.form for m in mentions])
        self.nature = column([m.nature for m in mentions])
        self.plural = column([m.plural for m in mentions])
        self.kind = column([m.kind for m in mentions])
        self.role = column([m.role for m in mentions])
        self.entity = column([m.entity for m in mentions])
        self.sentence = column([m.sentence for m in mentions])
        self.paragraph = column([m.paragraph for m in mentions])
        self.quote = column([m.quote for m in mentions])
        self.speaker = column([m.speaker for m in mentions])
        self.voice = column([m.voice for m in mentions])
        self.governor = column([m.governor for m in mentions])
        self.same = column([m.same for m in mentions])
        self.first = column([m.phrase.first for m in mentions])
        self.last = column([m.phrase.last for m in mentions])
        self.head = column([m.phrase.head for m in mentions])
        self.reflexive = column([m.reflexive for m in mentions])
        self.lemma = numbered([m.lemma for m in mentions])
        self.text = numbered([m.text for m in mentions])
        self.size = column([len(m.words) for m in mentions])


def numbered(values: Sequence[str]) -> Ints:
    """Equal words as equal numbers."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(v, len(known)) for v in values], dtype=np.int64)


def relation(one: Ints, other: Ints) -> Ints:
    """0 where neither or only one is given (not -1), 1 the same, 2 two, 3 only the later."""
    both = (one >= 0) & (other >= 0)
    return np.where(both, np.where(one == other, 1, 2), np.where((one >= 0) & (other < 0), 3, 0))


def pair_up(mentions: Sequence[Mention]) -> Pairs:
    """All pairs of a report's mentions that are looked at, with their features."""
    c = Columns(mentions)
    shared = Shared(mentions)
    later, earlier, overlaps = [], [], []
    for i in range(len(mentions)):
        places, overlap = shared.before(i)
        later.append(np.full(len(places), i))
        earlier.append(places)
        overlaps.append(overlap)
    if not later:
        none = np.zeros(0, dtype=np.int64)
        empty = np.zeros((0, len(PAIR_SIZES)), dtype=np.int64)
        alone = np.zeros((0, len(ALONE_SIZES)), dtype=np.int64)
        return Pairs(none, none, empty, np.zeros((0, FLAGS), np.float32), alone)
    ones, others = np.concatenate(later), np.concatenate(earlier)
    flags = flags_of(c, ones, others, np.concatenate(overlaps))
    return Pairs(ones, others, kinds_of(c, ones, others), flags, alone_of(c, shared))


def kinds_of(c: Columns, i: Ints, j: Ints) -> Ints:
    """The features of pairs that take one of several values."""
    quotes = np.where(
        c.quote[i] == c.quote[j],
        0,
        np.where(c.quote[j] < 0, 1, np.where(c.quote[i] < 0, 2, 3)),
    )
    own = (c.speaker[i] >= 0) & (c.speaker[i] == c.voice[j])
    its = (c.speaker[j] >= 0) & (c.speaker[j] == c.voice[i])
    spoken = np.where(own, 3, np.where(its, 4, np.minimum(relation(c.speaker[i], c.speaker[j]), 2)))
    return np.stack(
        [
            c.form[i] * FORMS + c.form[j],
            c.nature[i] * NATURES + c.nature[j],
            c.role[i] * ROLES + c.role[j],
            c.kind[i] * KIND_SIZE + c.kind[j],
            c.plural[i] * 3 + c.plural[j],
            np.searchsorted(SENTENCES, c.sentence[i] - c.sentence[j]),
            np.searchsorted(MENTIONS, i - j),
            relation(c.entity[i], c.entity[j]),
            quotes,
            spoken,
            relation(c.voice[i], c.voice[j]),
        ],
        axis=1,
    )


def flags_of(c: Columns, i: Ints, j: Ints, overlap: Ints) -> Reals:
    """The features of pairs that are yes or no."""
    same_head = c.lemma[i] == c.lemma[j]
    noun = (c.form[i] >= Form.DEFINITE) | (c.form[i] == Form.NAME)
    gap = c.first[i] - c.last[j]
    flags = [
        noun & (c.text[i] == c.text[j]),
        noun & same_head,
        (overlap > 0) & (overlap == c.size[i]),
        (overlap > 0) & (overlap == c.size[j]),
        (overlap > 0) & ~same_head,
        same_head & (c.size[i] > overlap),
        (c.first[i] >= c.first[j]) & (c.last[i] <= c.last[j]),
        (c.first[j] >= c.first[i]) & (c.last[j] <= c.last[i]),
        (c.same[i] == c.head[j]) | (c.same[j] == c.head[i]),
        (c.governor[i] == c.governor[j]) & (c.role[i] != Role.OWNER) & (c.role[j] != Role.OWNER),
        c.reflexive[i] > 0,
        gap == 0,
        gap == 1,
        c.paragraph[i] == c.paragraph[j],
        (c.governor[i] == c.head[j]) | (c.governor[j] == c.head[i]),
        (c.form[i] == c.form[j]) & (c.form[i] > Form.NAME) & (c.form[i] < Form.DEFINITE),
    ]
    return np.stack(flags, axis=1).astype(np.float32)


def alone_of(c: Columns, shared: Shared) -> Ints:
    """What tells of a mention by itself whether it takes up another."""
    return np.stack(
        [
            c.form,
            c.nature,
            c.role,
            c.kind,
            c.plural,
            np.minimum(shared.heads, 5),
            np.minimum(shared.texts, 5),
            np.minimum(c.size, 3),
            (c.quote >= 0).astype(np.int64),
        ],
        axis=1,
    )


class Shared:
    """Which mentions share words, and how often a head or a whole text stood before."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.by_word: dict[str, list[int]] = defaultdict(list)
        heads: dict[str, int] = defaultdict(int)
        texts: dict[str, int] = defaultdict(int)
        head_counts, text_counts = [], []
        for i, m in enumerate(mentions):
            head_counts.append(heads[m.lemma])
            text_counts.append(texts[m.text])
            heads[m.lemma] += 1
            texts[m.text] += 1
            for word in m.words:
                self.by_word[word].append(i)
        self.heads: NDArray[np.int64] = np.array(head_counts, dtype=np.int64)
        self.texts: NDArray[np.int64] = np.array(text_counts, dtype=np.int64)
        self.by_entity: dict[int, list[int]] = defaultdict(list)
        for i, m in enumerate(mentions):
            if m.entity >= 0:
                self.by_entity[m.entity].append(i)

    def before(self, i: int) -> tuple[Ints, Ints]:
        """The earlier mentions that the one at `i` may take up, and how many words they share."""
        m = self.mentions[i]
        shared: dict[int, int] = defaultdict(int)
        for word in m.words:
            for j in self.by_word[word]:
                if j >= i:
                    break
                shared[j] += 1
        low = max(0, i - NEAREST)
        alike = [*shared, *(j for j in self.by_entity.get(m.entity, ()) if j < i)]
        further = sorted({j for j in alike if j < low})[-FURTHER:]
        places = np.array([*further, *range(low, i)], dtype=np.int64)
        return places, np.array([shared.get(int(j), 0) for j in places], dtype=np.int64)
