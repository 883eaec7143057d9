"""A text read to its tree of statements, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sayso.annotate import annotate
from sayso.attribute import Attribution, attribute
from sayso.model import Quoted, Report, Statement, Told, Voice, chain_of


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
        found = [r for r in self.rows if r.cue == cue]
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
