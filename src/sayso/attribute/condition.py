"""On what condition an unnamed voice spoke: "on condition of anonymity because ...".

The words stand in the source, in the sentence of the cue outside what was said, in the cue itself
("asked not to be named"), or in a sentence of their own behind ("Both were granted anonymity").
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.annotate.annotation import Annotation
from sayso.attribute.reference import Form, refer
from sayso.attribute.speaker import Speaker
from sayso.attribute.telling import Telling
from sayso.model import Span, Statement, VoiceKind

GERUND = re.compile(r"ing$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement with its voice: `parent` is the statement around it."""

    telling: Telling
    parent: Statement
    speaker: Speaker


@cache
def wording() -> re.Pattern[str]:
    """The terms with their reason, from `condition.toml`."""
    table = tomllib.loads(
        files("sayso.attribute").joinpath("condition.toml").read_text(encoding="utf-8")
    )
    terms, reasons = ("|".join(table[name]) for name in ("terms", "reasons"))
    return re.compile(rf"\b(?:{terms})\b(?:{reasons})*", re.IGNORECASE)


def set_conditions(annotation: Annotation, spoken: Sequence[Spoken]) -> None:
    """Give each unnamed voice the first condition that the report tells for it."""
    text = annotation.report.text
    ordered = sorted(spoken, key=lambda s: s.telling.anchor)
    for match in wording().finditer(text):
        words = Span(*match.span())
        sentence = sentence_at(annotation, words.start)
        if words.end > sentence.end:
            words = Span(words.start, max(words.start, sentence.end)).trim(text)
        speaker = holder(annotation, ordered, words, sentence)
        if speaker is not None and speaker.condition is None and is_hidden(speaker):
            speaker.condition = upto_cue(text, ordered, words)


def is_hidden(speaker: Speaker) -> bool:
    """Whether a voice is of people that the report leaves unnamed."""
    people = (VoiceKind.ANONYMOUS, VoiceKind.PERSON, VoiceKind.GROUP)
    return not speaker.named and speaker.kind in people and bool(speaker.mentions)


def sentence_at(annotation: Annotation, position: int) -> Span:
    """The sentence that holds a position of the text."""
    at = bisect_right(annotation.sentences, position, key=lambda s: s.start) - 1
    return annotation.sentences[max(0, at)]


def holder(
    annotation: Annotation, ordered: Sequence[Spoken], words: Span, sentence: Span
) -> Speaker | None:
    """The voice whose condition `words` tell."""
    sources = [s for s in ordered if s.telling.source and s.telling.source.holds(words)]
    if sources:
        return min(sources, key=lambda s: width(s.telling.source)).speaker
    asked = [s for s in ordered if s.telling.cue and words.meets(s.telling.cue)]
    if asked:
        return asked[0].speaker
    here = [s for s in ordered if s.telling.cue and sentence.holds(s.telling.cue)]
    beside = [s for s in here if stands_beside(s, words, ordered)]
    before = [s for s in beside if s.telling.source and s.telling.source.end <= words.start]
    if before:
        return max(before, key=lambda s: s.telling.source or words).speaker
    if beside:
        return beside[0].speaker
    return subject(annotation, ordered, words, sentence) if not here else None


def width(span: Span | None) -> int:
    """How long a span is."""
    return span.end - span.start if span else 0


def stands_beside(spoken: Spoken, words: Span, ordered: Sequence[Spoken]) -> bool:
    """Whether words stand where a statement's cue does: outside its content, in its parent's."""
    within = [s for s in ordered if any(c.holds(words) for c in s.telling.content)]
    if any(s is spoken for s in within):
        return False
    parent = spoken.parent
    if parent.parent is None:
        return not within
    return any(c.holds(words) for c in parent.content) and all(
        any(c.holds(spoken.telling.anchor) for c in s.telling.content) for s in within
    )


def subject(
    annotation: Annotation, ordered: Sequence[Spoken], words: Span, sentence: Span
) -> Speaker | None:
    """The voice that is the subject of a sentence in which nobody speaks, told of just before."""
    doc = annotation.doc
    at = doc.char_span(sentence.start, words.start, alignment_mode="contract")
    head = next((t for t in at or () if t.dep_ in ("nsubj", "nsubjpass")), None)
    if head is None:
        return None
    reference = refer(annotation, Span(head.idx, head.idx + len(head)), head)
    known = [
        s.speaker
        for s in reversed(ordered)
        if s.telling.anchor.end <= sentence.start and s.parent.parent is None and s.speaker.mentions
    ]
    if reference.form is Form.PRONOUN:
        return next((s for s in known if s.is_meant_by(reference)), None)
    if reference.form is Form.DEFINITE:
        return next((s for s in known if s.is_described_by(reference)), None)
    return None


def upto_cue(text: str, ordered: Sequence[Spoken], words: Span) -> Span:
    """The words up to the next cue in them ("because he feared reprisals | said that ...").

    A reason that is told itself belongs to them ("asked for anonymity, saying that ...").
    """
    cues = [s.telling.cue for s in ordered if s.telling.cue]
    ends = [
        c.start for c in cues if words.start < c.start < words.end and not GERUND.search(c.of(text))
    ]
    return Span(words.start, min(ends, default=words.end)).trim(text)
