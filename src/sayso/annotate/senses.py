"""What each word of a text means for what is claimed: a branch on the encoder's lower layers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.annotate.encoder import Passage, Reals, graph, laid_over, sizes_of
from sayso.annotate.encoder.wording import Ints, Wording

# How many numbers the branch makes of a word.
WIDTH = 256


def sense(wording: Wording, features: Ints, passages: Sequence[Passage]) -> Reals:
    """The words' vectors (words, WIDTH), from features (kinds, words) of each word."""
    own = [sense_in(wording, features, passage) for passage in passages]
    return np.concatenate([np.zeros((0, WIDTH), np.float32), *own])


def sense_in(wording: Wording, features: Ints, passage: Passage) -> Reals:
    """The vectors of a window's own words."""
    window = passage.window
    sizes = sizes_of(wording, window)
    (vectors,) = graph("claims/senses").session.run(
        ["senses"],
        {
            "lower": passage.lower,
            "features": laid_over(features, window, sizes),
            "first": (1 + np.cumsum(sizes) - sizes)[None],
        },
    )
    own: Reals = vectors[0, window.first - window.low : window.last - window.low]
    return own
