"""Statements made by verbs: "X said that ...", "..., said X", "X was said to ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.attribute.clause import cue_reach, noun_phrase, span_of, speaker_of
from sayso.attribute.content import content_of, phrase_of
from sayso.attribute.cue import Cue, lexicon
from sayso.attribute.layout import Layout
from sayso.attribute.telling import Telling
from sayso.model import Span

NOMINAL = {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}


def find_verbs(doc: Doc, layout: Layout) -> Iterator[Telling]:
    """The statements whose cue is a verb, in the order of their verbs."""
    cues = lexicon()
    told = {lemma for part, lemma in cues if part == "verb"}
    for token in doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in (
            "aux",
            "auxpass",
            "amod",
            "compound",
        ):
            continue
        cue = cues.get(("verb", token.lemma_.lower()))
        if token.dep_ == "pcomp" and token.head.head.lemma_ in told:
            continue  # "admitted under questioning that ...": the clause is the admission's
        if cue is not None and (telling := tell(doc, layout, token, cue)) is not None:
            yield telling


def tell(doc: Doc, layout: Layout, verb: Token, cue: Cue) -> Telling | None:
    """The statement that a verb makes, or None where it has no content."""
    speaker = speaker_of(verb)
    if speaker is not None and not (speaker.pos_ in NOMINAL or speaker.is_title):
        speaker = None
    reached = noun_phrase(speaker, verb) if speaker is not None else None
    beside = reached if reached is not None and touches(doc, reached, verb) else None
    content = content_of(doc, layout, phrase_of(verb, cue, beside))
    source = span_of(doc, *reached) if reached is not None else None
    cue_span = span_of(doc, *cue_reach(verb))
    content = tuple(s for s in content if s.start < s.end and not s.meets(cue_span))
    if not content and not ("quote" in cue.takes and introduces(layout, cue_span)):
        return None
    if source is not None and any(s.meets(source) for s in content):
        content = carve(content, source)
    return Telling(
        source,
        cue_span,
        content,
        cue.manner,
        verb.i,
        speaker.i if speaker is not None else -1,
        any(c.dep_ == "neg" for c in verb.children),
    )


def introduces(layout: Layout, cue: Span) -> bool:
    """Whether the cue's paragraph ends with a colon, and what was said follows below it."""
    paragraph = layout.paragraphs[layout.paragraph(cue.start)]
    rest = layout.text[cue.end : paragraph.end]
    return bool(rest) and rest.find(":") == len(rest) - 1


def touches(doc: Doc, reached: tuple[int, int], verb: Token) -> bool:
    """Whether the source stands beside the cue, so that both are one phrase."""
    first, last = cue_reach(verb)
    between = doc[reached[1] + 1 : first] if reached[1] < first else doc[last + 1 : reached[0]]
    return all(t.is_punct or t.is_space or t.dep_ in ("advmod", "aux", "npadvmod") for t in between)


def carve(content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """The content without the source, where the parse laid one over the other."""
    pieces: list[Span] = []
    for span in content:
        if not span.meets(source):
            pieces.append(span)
            continue
        if span.start < source.start:
            pieces.append(Span(span.start, source.start))
        if span.end > source.end:
            pieces.append(Span(source.end, span.end))
    return tuple(pieces)
