"""How a cue and another word of its text hang together, as the network is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.encoder.wording import LABELS, Ints, Wording
from sayso.attribute.cue import head_of

if TYPE_CHECKING:
    from spacy.tokens import Token

NUMBER = {label: i for i, label in enumerate(LABELS, 1)}
# 0 another sentence, 1 the cue, then the label of: the branch below the cue that holds the word;
# the branch by which an ancestor of the cue holds the cue; the branch beside the cue's own.
BELOW, ABOVE, BESIDE = 2, 2 + len(LABELS) + 1, 2 + 2 * (len(LABELS) + 1)
RELATIONS = 2 + 3 * (len(LABELS) + 1)
# Distances in words are told by their sign and their logarithm; 11 classes on each side.
DISTANCES = 24
MOST_SENTENCES, MOST_PARAGRAPHS = 3, 2
STEPS = (2 * MOST_SENTENCES + 1) * (2 * MOST_PARAGRAPHS + 1)


def head_of_words(wording: Wording, first: int, last: int) -> Token:
    """The token that heads the words from `first` to `last`."""
    return head_of(wording.doc, wording.span(first, last))


def relations(wording: Wording, head: Token, low: int, high: int) -> Ints:
    """The grammatical relation to `head` of each word from `low` to `high`, excluded."""
    sentence = head.sent
    start = sentence.start
    found = np.zeros(len(sentence), dtype=np.int64)
    path: Token | None = head
    below: Token | None = None
    while path is not None:
        base = BELOW if below is None else BESIDE
        for child in path.children:
            if below is None or child.i != below.i:
                left, right = child.left_edge.i - start, child.right_edge.i - start
                part = found[max(left, 0) : right + 1]
                part[part == 0] = base + NUMBER.get(child.dep_, 0)
        if below is not None:
            found[path.i - start] = ABOVE + NUMBER.get(below.dep_, 0)
        else:
            found[path.i - start] = 1
        below, path = path, path.head if path.head.i != path.i else None
    tokens = wording.token[low:high] - start
    inside = (tokens >= 0) & (tokens < len(found))
    told: Ints = np.where(inside, found[np.clip(tokens, 0, len(found) - 1)], 0)
    return told


def distances(first: int, last: int, low: int, high: int) -> Ints:
    """The class of each word's distance in words from the cue; 0 is the cue itself."""
    at = np.arange(low, high)
    away = np.where(at < first, at - first, np.where(at > last, at - last, 0))
    far = np.abs(away)
    # One by one up to four, then by doubling: 5 to 11.
    size = np.where(far <= 4, far, np.minimum(3 + np.log2(np.maximum(far, 1)), 11)).astype(np.int64)
    return np.where(away < 0, 11 + size, size)


def steps(wording: Wording, first: int, low: int, high: int) -> Ints:
    """The class of how many sentences and paragraphs lie between the cue and each word."""
    sentence = wording.sentence[low:high] - wording.sentence[first]
    paragraph = wording.paragraph[low:high] - wording.paragraph[first]
    across = np.clip(sentence, -MOST_SENTENCES, MOST_SENTENCES) + MOST_SENTENCES
    down = np.clip(paragraph, -MOST_PARAGRAPHS, MOST_PARAGRAPHS) + MOST_PARAGRAPHS
    found: Ints = across * (2 * MOST_PARAGRAPHS + 1) + down
    return found
