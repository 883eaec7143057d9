"""What the network is told of each word beside what the encoder made of it.

How the parse tags and relates it, what name it is part of, and what the frames find: which types
they take it for the trigger of, and whether it fills a main role of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.annotate.annotation import Annotation
from sayso.annotate.encoder.wording import Ints, Wording
from sayso.extract.assertion import Assertion
from sayso.extract.reader.labels import NUMBER, TYPES
from sayso.extract.reader.relation import hashed
from sayso.ontology import claim_types

# Classes of tags, relations and kinds of names, by a hash of what they are called.
TAGS, DEPS, NAMES = 64, 64, 16
# Marks of the frames that a word bears at most, and how many there are: none, a type's trigger,
# the filler of a first or a second role.
MARKS = 4
FILLER = 1 + len(TYPES)
KINDS_OF_MARKS = FILLER + 2


@dataclass(frozen=True, slots=True)
class Hints:
    """What the network is told of a text.

    `grammar` (words, 3) and `heads` (words) are classes and places of words, `marks` (words,
    MARKS) what the frames say. `fillers` are the words that they fill the first or second role
    with (0, 1), by the type and the word of the trigger; `places` types and all words of triggers.
    """

    grammar: Ints
    heads: Ints
    marks: Ints
    fillers: Mapping[tuple[int, int], Sequence[tuple[int, int]]]
    places: frozenset[tuple[int, int]]


def first_words(wording: Wording) -> dict[int, int]:
    """The first word of each token that has one."""
    found: dict[int, int] = {}
    for i, token in enumerate(wording.token):
        found.setdefault(int(token), i)
    return found


def hints(annotation: Annotation, found: Sequence[Assertion]) -> Hints:
    """The hints of a text, with what the frames found in it."""
    wording, doc = annotation.wording, annotation.doc
    word_of = first_words(wording)
    called = named(annotation)
    tokens = [doc[int(t)] for t in wording.token]
    grammar = np.array(
        [
            (hashed(t.tag_, TAGS), hashed(t.dep_, DEPS), hashed(called.get(i, "O"), NAMES))
            for i, t in enumerate(tokens)
        ],
        dtype=np.int64,
    ).reshape(-1, 3)
    heads = np.array([word_of.get(t.head.i, i) for i, t in enumerate(tokens)], dtype=np.int64)
    fillers = filled(found, word_of)
    places = frozenset(
        (NUMBER[a.type], word_of[t.i])
        for a in found
        for t in a.trigger.words
        if a.type in NUMBER and t.i in word_of
    )
    return Hints(grammar, heads, marked(fillers, len(tokens)), fillers, places)


def named(annotation: Annotation) -> dict[int, str]:
    """The kind of the name that each word is part of."""
    starts = annotation.wording.starts
    found: dict[int, str] = {}
    for name in annotation.names:
        low, high = np.searchsorted(starts, [name.span.start, name.span.end])
        found |= dict.fromkeys(range(int(low), int(high)), name.kind.value)
    return found


def filled(
    found: Iterable[Assertion], word_of: Mapping[int, int]
) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """What the frames fill main roles with, by type and trigger, both as numbers."""
    told: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for each in found:
        at = word_of.get(each.trigger.token.i)
        if at is None or each.type not in NUMBER:
            continue
        kind = claim_types()[each.type]
        main = {kind.first.name: 0, kind.second.name: 1}
        fillers = told[NUMBER[each.type], at]
        for role, token, _ in each.roles:
            word = word_of.get(token.i)
            if role in main and word is not None and (main[role], word) not in fillers:
                fillers.append((main[role], word))
    return told


def marked(fillers: Mapping[tuple[int, int], Sequence[tuple[int, int]]], count: int) -> Ints:
    """The marks of the frames on each of `count` words; 0 is none."""
    told: list[dict[int, None]] = [{} for _ in range(count)]
    for (kind, at), roles in fillers.items():
        told[at][1 + kind] = None
        for place, word in roles:
            told[word][FILLER + place] = None
    marks = np.zeros((count, MARKS), dtype=np.int64)
    for i, each in enumerate(told):
        for j, mark in enumerate(list(each)[:MARKS]):
            marks[i, j] = mark
    return marks
