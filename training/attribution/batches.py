"""Windows of examples as tensors: drawn at random to train on, or in order to be read."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import torch
from torch import Tensor

from sayso.annotate.encoder.window import BEGIN, END, Window, lengths, sentence_heads
from sayso.annotate.encoder.wording import Ints
from sayso.attribute.reader.relation import distances, head_of_words, relations, steps
from training.attribution.corpus import OUTER, Example, Telling

FREE_INNER = (1 << 0) | (1 << 3) | (1 << 4)
OUTSIDE = 1 << 0


@dataclass(slots=True)
class Look:
    """One cue to look from: its text in the batch, its words, and what to find (-1: not told)."""

    text: int
    first: int
    last: int
    distance: Ints
    step: Ints
    relation: Ints
    tags: Ints
    level: int


@dataclass(slots=True)
class Batch:
    """Windows read at once.

    `words` is 1.0 where a word is, `told` where gold is told of it, too; `allowed` holds, for each
    word, a bit for each cue tag that it may have.
    """

    windows: list[tuple[Example, Window]]
    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    told: Tensor
    allowed: Tensor
    rough: Tensor
    looks: list[Look]

    def on(self, device: torch.device) -> Batch:
        """The batch with its tensors on a device."""
        moved = {
            f.name: value.to(device)
            for f in fields(self)
            if isinstance(value := getattr(self, f.name), Tensor)
        }
        return replace(self, **moved)


def cut_at_random(example: Example, most: int, chance: random.Random) -> Iterator[Window]:
    """Windows of whole sentences and of random lengths, one after the other."""
    heads = sentence_heads(example.wording)
    total = np.concatenate(([0], np.cumsum(lengths(example.wording))))
    at = 0
    while at < len(heads) - 1:
        room = chance.randint(80, most)
        end = at + 1
        while end < len(heads) - 1 and total[heads[end + 1]] - total[heads[at]] <= room:
            end += 1
        high = heads[end]
        if total[high] - total[heads[at]] > most:
            high = int(np.searchsorted(total, total[heads[at]] + most, side="right")) - 1
        yield Window(heads[at], high, heads[at], high)
        at = end


def piled(
    windows: Sequence[tuple[Example, Window]], room: int, chance: random.Random
) -> Iterator[list[tuple[Example, Window]]]:
    """Batches of windows of about the same length, of at most `room` pieces, in random order."""
    sizes = {id(e): lengths(e.wording) for e, _ in windows}
    keyed = [
        (int(sizes[id(e)][w.low : w.high].sum()) + chance.random() * 20, i)
        for i, (e, w) in enumerate(windows)
    ]
    batches: list[list[tuple[Example, Window]]] = [[]]
    longest = 0.0
    for size, i in sorted(keyed):
        longest = max(longest, size + 2)
        if batches[-1] and longest * (len(batches[-1]) + 1) > room:
            batches.append([])
            longest = size + 2
        batches[-1].append(windows[i])
    chance.shuffle(batches)
    yield from (b for b in batches if b)


def collate(windows: list[tuple[Example, Window]]) -> Batch:
    """The tensors of some windows."""
    texts = len(windows)
    pieces, places = zip(*(flat(e, w) for e, w in windows), strict=True)
    longest = max(map(len, pieces))
    widest = max(w.high - w.low for _, w in windows)
    ids = np.zeros((texts, longest), dtype=np.int64)
    mask = np.zeros((texts, longest), dtype=np.float32)
    features = np.zeros((5, texts, longest), dtype=np.int64)
    first = np.zeros((texts, widest), dtype=np.int64)
    words = np.zeros((texts, widest), dtype=np.float32)
    allowed = np.full((texts, widest), OUTSIDE, dtype=np.int64)
    rough = np.zeros((texts, widest, 2), dtype=np.float32)
    looks: list[Look] = []
    for i, (e, w) in enumerate(windows):
        n = w.high - w.low
        ids[i, : len(pieces[i])], mask[i, : len(pieces[i])] = pieces[i], 1.0
        at = places[i]
        of_piece = np.repeat(np.arange(w.low, w.high), lengths(e.wording)[w.low : w.high])
        for k, values in enumerate(e.wording.features()):
            features[k, i, 1 : 1 + len(of_piece)] = values[of_piece]
        first[i, :n], words[i, :n] = at, 1.0
        allowed[i, :n] = np.where(e.unknown[w.low : w.high] == 1, FREE_INNER, OUTSIDE)
        for told in e.tellings:
            if w.first <= told.first and told.last < w.last:
                mark(allowed[i], told, w)
                rough[i, :, 0] = np.maximum(rough[i, :, 0], spread(told.source, w, widest))
                rough[i, :, 1] = np.maximum(rough[i, :, 1], spread(told.content, w, widest))
                looks.append(look(e, w, i, (told.first, told.last), widest, told))
    return Batch(
        windows,
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(mask),
        torch.from_numpy(first),
        torch.from_numpy(words),
        torch.from_numpy(words * np.array([[e.is_told] for e, _ in windows], dtype=np.float32)),
        torch.from_numpy(allowed),
        torch.from_numpy(rough),
        looks,
    )


def flat(example: Example, window: Window) -> tuple[list[int], Ints]:
    """The pieces of a window between its two ends, and the place of each word's first piece."""
    inner = [p for word in example.wording.pieces[window.low : window.high] for p in word]
    sizes = lengths(example.wording)[window.low : window.high]
    return [BEGIN, *inner, END], 1 + np.cumsum(sizes) - sizes


def mark(allowed: Ints, told: Telling, window: Window) -> None:
    """Write a cue's own tags over its words."""
    begin = 1 if told.level == OUTER else 3
    allowed[told.first - window.low] = 1 << begin
    allowed[told.first + 1 - window.low : told.last + 1 - window.low] = 1 << (begin + 1)


def spread(places: Ints, window: Window, width: int) -> Ints:
    """1 at each of the words that the window holds."""
    out = np.zeros(width, dtype=np.int64)
    out[places[(places >= window.low) & (places < window.high)] - window.low] = 1
    return out


def look(
    e: Example, w: Window, text: int, cue: tuple[int, int], width: int, told: Telling | None = None
) -> Look:
    """The look from the cue of words `cue`; with its tags, where a statement is told."""
    first, last = cue
    n = w.high - w.low
    head = e.wording.doc[told.head] if told else head_of_words(e.wording, first, last)
    tags = np.full(width, -1, dtype=np.int64)
    if told is not None:
        tags[:n] = 0
        lay(tags, told.content, w, 3)
        lay(tags, told.source, w, 1)
    return Look(
        text,
        first - w.low,
        last - w.low,
        padded(distances(first, last, w.low, w.high), width),
        padded(steps(e.wording, first, w.low, w.high), width),
        padded(relations(e.wording, head, w.low, w.high), width),
        tags,
        told.level if told else 0,
    )


def lay(tags: Ints, places: Ints, window: Window, begin: int) -> None:
    """Write `begin` at the first word of each run, `begin` + 1 at the others."""
    before = -2
    for place in places:
        if window.low <= place < window.high:
            tags[place - window.low] = begin if place != before + 1 else begin + 1
        before = int(place)


def padded(values: Ints, width: int) -> Ints:
    """The values, and zeros up to `width`."""
    out = np.zeros(width, dtype=np.int64)
    out[: len(values)] = values
    return out
