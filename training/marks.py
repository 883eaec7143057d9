"""What corpora of marked tokens and spans have in common: running text, and what is a name."""

from __future__ import annotations

import re

from sayso.annotate.lexicon import lexicon

OPENING, CLOSING = set("([{“‘$£€"), set(")]},.;:?!%”’")
CLITICS = {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "’s", "'"}
ARTICLE = re.compile(r"(?:the|an?) +", re.IGNORECASE)
TITLES = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Gen|Lt|Col|Sgt|Spc|Capt|Maj|Rev|Prof)\b\.?")
PRONOUN = re.compile(
    r"(?:I|you|he|she|it|we|they|me|him|her|us|them|this|that|these|those|who|which)$", re.I
)
SMALL = frozenset(["of", "the", "and", "for", "in", "al", "de", "on", "to"])


def written(tokens: list[str], hyphens: bool = False) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, and where each of them stands.

    With `hyphens` a hyphen joins the words around it, for corpora that part them.
    """
    text, places, open_ = "", [], False
    glue = True
    before = ""
    for token in tokens:
        quote = token in ('"', "''", "``")
        word = '"' if quote else token
        closes = (quote and open_) or token[0] in CLOSING or token in CLITICS
        joined = hyphens and "-" in (token, before)
        if not (glue or closes or joined) and not (
            before in "'’" and token in ("s", "t", "re", "ve")
        ):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glue = token in OPENING or (quote and not open_)
        before = token
        if quote:
            open_ = not open_
    return text, places


def without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without its leading article."""
    article = ARTICLE.match(text, start, end)
    return (article.end() if article and article.end() < end else start), end


def is_named(words: str) -> bool:
    """Whether a span reads as a name: no titles, and no small letters but in small words."""
    every = words.split()
    lower = [w for w in every if w[0].islower() and not w.startswith("al-")]
    titled = every[0].lower().rstrip(".") in lexicon().titles or TITLES.match(every[0])
    begins = every[0][0].isalnum() and every[0] not in lower
    return begins and not titled and SMALL.issuperset(lower) and every[-1] not in lower
