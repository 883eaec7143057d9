"""Who tells a whole sentence, named at its end behind the verb: "..., reports Mashable"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.clause import span_of
from sayso.attribute.telling import Telling
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

REPORTING = frozenset({"reports", "reported", "writes", "wrote"})
BEFORE = frozenset({",", '"', "”", "’", "'"})
LONGEST_NAME = 6


def trail(annotation: Annotation, tellings: Sequence[Telling]) -> list[Telling]:
    """The statements, each such sentence told by who is named at its end.

    A name that the parser does not know ("Mashable") it takes for what is reported, or how.
    """
    found = list(tellings)
    for verb in annotation.doc:
        source = named_behind(verb)
        if source is None:
            continue
        cue, told = span_of(verb.doc, verb.i, verb.i), before(verb)
        own = next((t for t in found if t.cue is not None and t.cue.meets(cue)), None)
        if own is not None and own.source is not None and own.source.meets(source):
            continue
        head = verb.doc.char_span(source.start, source.end, alignment_mode="expand")
        speaker = head[-1].i if head is not None else -1
        made = Telling(source, cue, told, "reports", verb.i, speaker)
        if own is not None:
            made = replace(own, source=source, cue=cue, content=told, speaker=speaker)
            found.remove(own)
        found.append(made)
    return sorted(found, key=lambda t: t.anchor)


def named_behind(verb: Token) -> Span | None:
    """The name that follows a verb of reporting and ends its sentence."""
    doc = verb.doc
    if verb.lower_ not in REPORTING or verb.i < 1 or doc[verb.i - 1].text not in BEFORE:
        return None
    sentence = verb.sent
    if verb.i <= sentence.start + 2:
        return None
    last = sentence.end - 1
    while last > verb.i and (doc[last].is_space or doc[last].is_punct):
        last -= 1
    first = verb.i + 1
    article = first < last and doc[first].lower_ == "the"
    name = doc[first + article : last + 1]
    if not 0 < len(name) <= LONGEST_NAME or not all(t.text[:1].isupper() for t in name):
        return None
    return span_of(doc, first, last)


def before(verb: Token) -> tuple[Span, ...]:
    """The sentence up to the comma before a verb."""
    doc, first, last = verb.doc, verb.sent.start, verb.i - 1
    while last > first and (doc[last].text == "," or doc[last].is_space):
        last -= 1
    return (span_of(doc, first, last),)
