"""Nested statements made from marked ones: a marked sentence is put into somebody else's mouth.

PolNeAR marks outermost statements alone. Where one of its sentences is wrapped ("A clerk told the
court that ..."), the wrapping is the outermost statement and the marked one becomes a nested one,
whose cue, source and content are known. `wrap.toml` holds sources, cues and forms, in our words.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from sayso.annotate.layout import lay_out
from sayso.annotate.parse import pipeline
from training.attribution.corpus import INNER, OUTER, Gold, Text, moved

Pair = tuple[int, int]
# The share of wrapped sentences that is wrapped once more.
TWICE = 0.25
# The share of sentences that is wrapped together with the next ("said that ... and that ...").
PAIRED = 0.08
# The opening of the forms that two clauses fit into.
THAT = "that "
FULL_STOP = re.compile(r"[.]\s*$")


@cache
def phrases() -> dict[str, Any]:
    """The sources, cues and forms."""
    return tomllib.loads(Path(__file__).with_name("wrap.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Piece:
    """A stretch of text with the statements that lie wholly in it, offsets its own."""

    text: str
    golds: list[Gold]

    def shifted(self, by: int) -> list[Gold]:
        """Its statements, `by` characters further on."""
        return [moved(g, by) for g in self.golds]


def nested_copy(text: Text, chance: random.Random, share: float = 0.35) -> Text:
    """The text with about `share` of its sentences wrapped, alone or in pairs, once or twice."""
    out: list[str] = []
    golds: list[Gold] = []
    length = 0
    pieces = pieces_of(text)[::-1]
    while pieces:
        piece = pieces.pop()
        if pieces and chance.random() < PAIRED and fits(piece.text) and fits(pieces[-1].text):
            piece = wrapped(coordinated(piece, pieces.pop()), chance, THAT)
        for often in (share, TWICE):
            if chance.random() > often or not fits(piece.text):
                break
            piece = wrapped(piece, chance)
        golds.extend(piece.shifted(length))
        out.append(piece.text)
        length += len(piece.text)
    return Text(f"{text.name}+wrapped", "".join(out), tuple(golds))


def coordinated(first: Piece, second: Piece) -> Piece:
    """Two sentences as two clauses of one: "the ship sank and that the crew was saved."."""
    lead = len(second.text) - len(second.text.lstrip())
    head = first.text.rstrip()[:-1] + " and that "
    tail = Piece(lowered(second.text.strip()), [moved(g, -lead) for g in second.golds])
    return Piece(head + tail.text, [*first.golds, *tail.shifted(len(head))])


def pieces_of(text: Text) -> list[Piece]:
    """The text cut where no statement is cut: at sentences, or wider."""
    ends = []
    for p in lay_out(text.text).paragraphs:
        doc = sentences()(text.text[p.start : p.end])
        ends += [p.start + s.end_char for s in doc.sents]
    ends = [e for e in ends if not any(cuts(g, e) for g in text.golds)]
    if not ends or ends[-1] < len(text.text):
        ends.append(len(text.text))
    found, start = [], 0
    for end in ends:
        inside = [g for g in text.golds if start <= first_of(g) < end]
        found.append(Piece(text.text[start:end], [moved(g, -start) for g in inside]))
        start = end
    return found


@cache
def sentences() -> Language:
    """A pipeline that only finds where sentences end."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def first_of(gold: Gold) -> int:
    """Where a statement begins."""
    return min(a for pairs in (gold.source, gold.cue, gold.content) for a, _ in pairs)


def cuts(gold: Gold, at: int) -> bool:
    """Whether a cut at `at` goes through the statement."""
    ends = [b for pairs in (gold.source, gold.cue, gold.content) for _, b in pairs]
    return first_of(gold) < at < max(ends)


def fits(text: str) -> bool:
    """Whether a piece is one plain sentence of 5 to 60 words."""
    bare = text.strip()
    return 5 <= len(bare.split()) <= 60 and "\n" not in bare and bool(FULL_STOP.search(bare))


def wrapped(piece: Piece, chance: random.Random, opening: str | None = None) -> Piece:
    """The piece in somebody else's mouth, in a form with that opening where one is asked for."""
    lead = len(piece.text) - len(piece.text.lstrip())
    sentence = piece.text.strip()[:-1]
    said = phrases()
    form = chance.choice([f for f in said["form"] if opening in (None, f.get("opening"))])
    source = chance.choice(said["sources"]) if "{s}" in form["text"] else ""
    cue = chance.choice(said[form["cues"]])
    quotes = chance.choice(said["marks"]) if form.get("quoted") else ("", "")
    body = sentence if form.get("head") else lowered(sentence)
    if quotes[0]:
        body = body.replace("“", "‘").replace("”", "’").replace('"', "'")
        if len(body) != len(sentence):
            return piece
    text, golds = piece.text[:lead], []
    whole: dict[str, Pair] = {}
    body_at = 0
    for part in re.split(r"(\{[sqcwm]\})", form["text"]):
        start = len(text)
        if part == "{s}":
            text += source if start > lead else source[:1].upper() + source[1:]
            whole["s"] = (start, len(text))
        elif part == "{q}":
            text += cue if start > lead else cue[:1].upper() + cue[1:]
            whole["q"] = (start, len(text))
        elif part == "{w}":
            text += chance.choice(said["listeners"])
        elif part == "{c}":
            opening = quotes[0] + form.get("opening", "")
            body_at = start + len(opening)
            text += opening + body + form.get("closing", "") + quotes[1]
            whole["c"] = (start, len(text))
        else:
            text += part
    golds.append(
        Gold(
            (whole["s"],) if "s" in whole else (),
            (whole["q"],),
            (whole["c"],),
            OUTER,
            opaque=False,
        )
    )
    by = body_at - lead
    golds += [replace(moved(g, by), level=INNER) for g in piece.golds]
    return Piece(text, golds)


def lowered(sentence: str) -> str:
    """The sentence with a small first letter, where its first word is no name."""
    word = re.match(r"\w+", sentence)
    if word is None:
        return sentence
    token = pipeline()(sentence)[0]
    if token.pos_ == "PROPN" or word[0] == "I" or (word[0].isupper() and len(word[0]) > 1):
        return sentence
    return sentence[:1].lower() + sentence[1:]
