"""From the encoder's passages to candidates: the graph that looks from each cue, on one thread."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.encoder import Passage, Reals, graph
from sayso.annotate.encoder.wording import Ints, Wording
from sayso.attribute.cue import lexicon
from sayso.attribute.reader.decode import Found, Run, arguments, candidates, softmax
from sayso.attribute.reader.relation import distances, head_of_words, relations, steps

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLETING = frozenset({"xcomp", "ccomp", "pcomp"})
# Prepositions that make of a verb how something came about: "admitted *under questioning* that".
CIRCUMSTANCES = frozenset({"under", "during", "amid"})


def weights_version() -> str:
    """What the two graphs that read statements are called for the record."""
    versions = [graph(f"attribution/{name}").version for name in ("encoder", "look")]
    return sha256("".join(versions).encode()).hexdigest()[:12]


def look_for(wording: Wording, passages: Iterable[Passage]) -> list[Found]:
    """Every candidate of a text, with its arguments and probabilities, in the order of the text."""
    telling = telling_verbs(wording)
    return [found for p in passages for found in look_in(wording, p, telling)]


def telling_verbs(wording: Wording) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """True at the words that are verbs of the lexicon of cues."""
    return np.array([is_telling(t) for t in wording.doc], dtype=bool)[wording.token]


def is_telling(token: Token) -> bool:
    """Whether a word is a verb of the lexicon of cues that completes another, as what was told."""
    known = token.pos_ == "VERB" and ("verb", token.lemma_.lower()) in lexicon()
    circumstance = token.dep_ == "pcomp" and token.head.lower_ in CIRCUMSTANCES
    return known and token.dep_ in COMPLETING and not circumstance


def look_in(
    wording: Wording, passage: Passage, telling: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> list[Found]:
    """The candidates whose cues are the window's own."""
    window = passage.window
    low = window.low
    own = window.first - low, window.last - low
    runs = candidates(passage.cues, *own, telling[low : window.high])
    if not runs:
        return []
    tags, levels = look_from(wording, passage, runs)
    chances = softmax(levels)
    return [
        placed(arguments(t, run, wording, low), run, low, p)
        for t, run, p in zip(tags, runs, chances, strict=True)
    ]


def placed(told: tuple[Run | None, tuple[Run, ...]], cue: Run, low: int, chance: Reals) -> Found:
    """A candidate in words of its text."""
    source, content = told
    return Found(
        (cue[0] + low, cue[1] + low),
        (source[0] + low, source[1] + low) if source else None,
        tuple((a + low, b + low) for a, b in content),
        float(chance[1]),
        float(chance[2]),
    )


def look_from(wording: Wording, passage: Passage, runs: list[Run]) -> tuple[Reals, Reals]:
    """Tag scores (cues, words, tags) and level scores (cues, levels)."""
    low, high = passage.window.low, passage.window.high
    cue = np.array([[0, a, b] for a, b in runs], dtype=np.int64).T
    placed_runs = [(a + low, b + low) for a, b in runs]

    def stacked(rows: list[Ints]) -> Ints:
        return np.stack(rows)

    tags, levels = graph("attribution/look").session.run(
        ["tags", "levels"],
        {
            "hidden": passage.hidden,
            "cue": cue,
            "distance": stacked([distances(a, b, low, high) for a, b in placed_runs]),
            "step": stacked([steps(wording, a, low, high) for a, _ in placed_runs]),
            "relation": stacked(
                [
                    relations(wording, head_of_words(wording, a, b), low, high)
                    for a, b in placed_runs
                ]
            ),
        },
    )
    return tags, levels
