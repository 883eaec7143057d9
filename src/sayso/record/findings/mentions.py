"""Where reports name somebody: the sentence around a name, with the name marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Span
from sayso.record.case import Case
from sayso.record.findings.entities import Part

# As far as is looked for the ends of a sentence, in characters to each side; what is longer is cut
# after a word, and the cut is marked.
REACH = 220
# A sentence ends before white space and a capital, a figure or a quotation mark, and at a line.
ENDS = re.compile(r"[.!?…]['\"”’»)\]]*(?=\s+['\"“‘«(\[]*[^\W_a-z])|[。！？]|\n")
# A full stop after one of these ends no sentence: "Gen. Olt", "J. Weld".
SHORT = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Rep|Sen|Gov|St|Jr|No))$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence in which somebody is named: pieces of it, and whether each is the name."""

    part: Part
    start: int
    pieces: tuple[tuple[str, bool], ...]


def mentions(case: Case, parts: Sequence[Part]) -> Iterator[Mention]:
    """The first sentence of each part's report that names it."""
    for part in parts:
        analysis = case.analysis(part.report.id)
        entity = next((e for e in analysis.entities if e.id == part.entity), None)
        if entity is not None and entity.mentions:
            text = analysis.report.text
            place = sentence(text, entity.mentions[0])
            yield Mention(part, place.start, tuple(marked(text, place, entity.mentions)))


def sentence(text: str, around: Span) -> Span:
    """The sentence that holds a span, or as much of it as is near."""
    start, end = max(0, around.start - REACH), min(len(text), around.end + REACH)
    for found in ENDS.finditer(text, start, around.start):
        if found.end() <= around.start and not SHORT.search(text[start : found.start()]):
            start = found.end()
    for found in ENDS.finditer(text, around.end, end):
        if not SHORT.search(text[around.start : found.start()]):
            end = found.end()
            break
    return Span(start, end).trim(text)


def marked(text: str, place: Span, names: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """The pieces of a sentence; what was cut off is marked with an ellipsis."""
    inside = sorted(span for span in names if place.holds(span))
    if place.start > 0 and is_cut(text[place.start - 1], text[place.start]):
        yield "…", False
    at = place.start
    for span in inside:
        if span.start >= at:
            yield text[at : span.start], False
            yield span.of(text), True
            at = span.end
    yield text[at : place.end], False
    if place.end < len(text) and is_cut(text[place.end - 1], text[place.end]):
        yield "…", False


def is_cut(before: str, after: str) -> bool:
    """Whether a word goes on from one character to the next."""
    return before.isalnum() and after.isalnum()
