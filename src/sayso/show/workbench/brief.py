"""The parts of a brief: sentences with references, quoted passages, a table of sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.record.findings.quotations import CaseState, Quotation, Source


@dataclass(frozen=True, slots=True)
class Words:
    """What its maker writes over a brief; the introduction by paragraphs."""

    title: str = ""
    introduction: tuple[str, ...] = ()

    @classmethod
    def of(cls, title: str, introduction: str) -> Words:
        """The words as somebody typed them."""
        lines = (line.strip() for line in introduction.splitlines())
        return cls(title.strip(), tuple(line for line in lines if line))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the brief, and the references that it rests on: at least one."""

    text: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An exact passage of a report. `source` is the number of the report in the table."""

    number: int
    source: int
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A report of the table of sources."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: its whole chain in words, and the words that it rests on."""

    claim: str
    sentence: Sentence
    quote: str
    ref: int
    told: str | None
    counted: bool


@dataclass(frozen=True, slots=True)
class OriginPart:
    """An origin: who tells it, whether that is independent, and how it was copied."""

    number: int
    source: str
    denies: bool
    independence: Sentence
    tellings: tuple[Telling, ...]
    copying: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chosen proposition, with all that the brief says of it.

    `told_by` and `said` make its heading: never the one without the other. `steps` lead to its
    weight.
    """

    number: int
    id: str
    told_by: str
    said: str
    spread: Sentence
    origins: tuple[OriginPart, ...]
    contradictions: tuple[Sentence, ...]
    weight: tuple[Sentence, ...]
    steps: tuple[tuple[int, str], ...]
    judged: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. `readers` are the versions that read its sources.

    `gone` are chosen propositions that the case does not have, or no longer.
    """

    case: str
    version: str
    words: Words
    passages: tuple[Passage, ...]
    references: tuple[Reference, ...]
    sources: tuple[NumberedSource, ...]
    state: CaseState
    readers: tuple[str, ...]
    method: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass
class Notes:
    """The references and sources of a brief, numbered as they are first met."""

    known: Mapping[str, Quotation]
    places: dict[tuple[str, int, int], Reference] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)

    def source(self, report: str) -> int:
        """The number of a report in the table of sources."""
        return self.reports.setdefault(report, len(self.reports) + 1)

    def ref(self, claim: str) -> int:
        """The number of the passage that a claim rests on."""
        quoted = self.known[claim]
        place = (quoted.report, quoted.start, quoted.end)
        if place not in self.places:
            number = len(self.places) + 1
            self.places[place] = Reference(number, self.source(quoted.report), quoted)
        return self.places[place].number
