"""A text read to its tree of statements, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from training.attribution.marked import MarkedText, read_item

from sayso.annotate.annotation import annotate
from sayso.annotate.layout import lay_out
from sayso.attribute import Attribution, attribute, hang
from sayso.attribute.cue import manner_of
from sayso.attribute.telling import Telling
from sayso.model import Quoted, Report, Span, Statement, Told, Voice, chain_of


@dataclass(frozen=True)
class Row:
    """One statement in words."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    manner: str
    quoted: Quoted
    duress: bool
    negated: bool
    voice: Voice
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """All statements of a text but the root, in words."""

    text: str
    attribution: Attribution
    rows: tuple[Row, ...]

    def by_cue(self, cue: str) -> Row:
        """The statement with the cue, or else the one whose cue holds its words."""
        exact = [r for r in self.rows if r.cue == cue]
        found = exact or [r for r in self.rows if f" {cue} " in f" {r.cue} "]
        assert found, f"no statement with the cue {cue!r}; there are {[r.cue for r in self.rows]}"
        return found[0]

    def cues(self) -> list[str | None]:
        return [r.cue for r in self.rows]


def in_words(text: str, attribution: Attribution, statement: Statement) -> Row:
    voices = {v.id: v for v in attribution.voices}
    by_id = {s.id: s for s in attribution.statements}
    return Row(
        statement.source.of(text) if statement.source else None,
        statement.cue.of(text) if statement.cue else None,
        tuple(s.of(text) for s in statement.content),
        statement.manner,
        statement.quoted,
        statement.duress,
        statement.negated,
        voices[statement.voice],
        tuple(voices[v].text for v in chain_of(statement, by_id)),
    )


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Tree]:
    def read(text: str, title: str | None = None) -> Tree:
        report = Report("r0", "test.txt", "0", "text/plain", text, outlet=Told("The Courier", "-"))
        if title is not None:
            report = Report(
                "r0",
                "test.txt",
                "0",
                "text/plain",
                text,
                outlet=Told("The Courier", "-"),
                title=Told(title, "-"),
            )
        found = attribute(annotate(report))
        rows = tuple(in_words(text, found, s) for s in found.statements[1:])
        return Tree(text, found, rows)

    return read


@dataclass(frozen=True)
class Voices:
    """The voices of a text whose statements are given as marked, by the number of the statement."""

    text: str
    voices: dict[int, Voice]

    def __getitem__(self, number: int) -> Voice:
        return self.voices[number]

    def groups(self) -> list[list[int]]:
        """The numbers of the statements of each voice, in the order of the first of each."""
        found: dict[str, list[int]] = {}
        for number, voice in sorted(self.voices.items()):
            found.setdefault(voice.id, []).append(number)
        return list(found.values())

    def affiliation(self, number: int) -> str | None:
        span = self[number].affiliation
        return span.of(self.text) if span else None

    def condition(self, number: int) -> str | None:
        span = self[number].condition
        return span.of(self.text) if span else None


def as_tellings(doc, text: MarkedText) -> dict[int, Telling]:
    """The marked statements as the reader would find them."""

    def span(pairs):
        return Span(*pairs[0]) if pairs else None

    def head(found):
        at = doc.char_span(found.start, found.end, alignment_mode="expand") if found else None
        return at.root if at is not None else None

    told = {}
    for number, mark in text.statements.items():
        source, cue = span(mark.source), span(mark.cue)
        content = tuple(Span(a, b) for a, b in mark.content)
        verb, who = head(cue), head(source)
        manner = manner_of(doc, cue, verb, content[0]) if verb is not None else "says"
        told[number] = Telling(
            source, cue, content, manner, verb.i if verb else -1, who.i if who else -1
        )
    return told


@pytest.fixture(scope="session")
def voices_of() -> Callable[[str], Voices]:
    """Voices joined from statements marked in braces (`training/attribution/marked.py`)."""

    def read(marked: str) -> Voices:
        text = read_item("test", marked)
        report = Report("r0", "test.txt", "0", "text/plain", text.text, outlet=Told("Courier", "-"))
        annotation = annotate(report)
        told = as_tellings(annotation.doc, text)
        ordered = sorted(told.items(), key=lambda item: item[1].anchor)
        found = hang(annotation, lay_out(report.text), [telling for _, telling in ordered])
        by_id = {v.id: v for v in found.voices}
        pairs = zip(ordered, found.statements[1:], strict=True)
        return Voices(text.text, {number: by_id[s.voice] for (number, _), s in pairs})

    return read
