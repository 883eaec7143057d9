"""The lexicon of cues: words by which a report attributes words or thoughts.

`cues.csv` is data that can be read and extended: one row per word, with what it takes (`clause`,
`quote`, `to` + verb, `thing` = an object, `name` = an object and what it is called, or a
preposition) and the manner of the statement that it makes. Words and what they take were chosen
by how often each is an attribution where it stands in PolNeAR's training half (Newell et al., LREC
2018); prepositions and objects below 40 % were left out, save where they are the word's main use.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.model import Span, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words


@dataclass(frozen=True, slots=True)
class Cue:
    """One word that attributes, what it takes, and the manner of what it attributes."""

    lemma: str
    takes: frozenset[str]
    manner: str


@cache
def lexicon() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """The cues by part of speech (`verb`, `noun`, `adj`) and lemma.

    A word has several where what it takes changes the manner ("called for", "called a thug").
    """
    cues: dict[tuple[str, str], tuple[Cue, ...]] = {}
    lines = files("sayso.attribute").joinpath("cues.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        cue = Cue(row["lemma"], frozenset(row["takes"].split()), row["manner"])
        key = (row["pos"], row["lemma"])
        cues[key] = (*cues.get(key, ()), cue)
    return cues


# Parts of speech of the lexicon, by spaCy's.
PARTS = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adj",
    "ADV": "adv",
}
# The manner of a cue of signs alone (":", a dash) and of phrases like "according to".
PLAIN = "says"
# That of a question behind a speaker's label.
QUESTION = "asks"
# The manner of a word that the lexicon does not have.
OTHER = "expresses"


@cache
def stances() -> dict[str, Stance]:
    """Who stands behind a statement's content, by its manner; read from `manners.csv`."""
    lines = files("sayso.attribute").joinpath("manners.csv").read_text(encoding="utf-8")
    return {row["manner"]: Stance(row["stance"]) for row in csv.DictReader(lines.splitlines())}


def head_of(doc: Doc, span: Span) -> Token:
    """The token that heads a cue: its first word of meaning that hangs on none of the others."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        raise ValueError(f"no words from {span.start} to {span.end}")
    outward = [t for t in words if t.head == t or t.head not in words]
    told = [t for t in outward if t.pos_ in ("VERB", "NOUN", "ADJ")]
    return next(iter([*told, *outward]), words[-1])


def manner_of(doc: Doc, span: Span, head: Token, content: Span | None) -> str:
    """The manner of a cue: of its head, or else of the first of its words that has one."""
    cue = doc.char_span(span.start, span.end, alignment_mode="expand")
    words = list(cue) if cue is not None else [head]
    said = content and doc.char_span(content.start, content.end, alignment_mode="expand")
    beside = {t.lower_ for t in words if t.i != head.i} | ({said[0].lower_} if said else set())
    beside |= {doc[head.i + 1].lower_} if head.i + 1 < len(doc) else set()
    for token in (head, *words):
        for rows in entries(token):
            return next((c for c in rows if c.takes & beside), rows[0]).manner
    if words[-1].text == ":" and said and "?" in {said[-1].text, following(said)}:
        return QUESTION
    if not any(t.is_alpha for t in words) or words[0].lower_ in ("according", "in", "to", "for"):
        return PLAIN
    return OTHER


def following(span: Words) -> str:
    """The word behind a span of a parse, or nothing."""
    return span.doc[span.end].text if span.end < len(span.doc) else ""


def entries(token: Token) -> Iterator[tuple[Cue, ...]]:
    """What the lexicon has for a word: as the part of speech that it is, or else as another."""
    lemma = token.lemma_.lower()
    own = PARTS.get(token.pos_)
    for part in (own, *(p for p in ("verb", "noun", "adj", "adv") if p != own)):
        if part is not None and (rows := lexicon().get((part, lemma))):
            yield rows
