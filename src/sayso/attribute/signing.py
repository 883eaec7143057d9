"""Posts of a network set into a report, which end with who signed them.

Pages show them as "words — Name (@handle) October 6, 2014". Of 4,407 public news texts 72 hold
180 of these; without them their words are the report's, or those of a label before a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.annotate.annotation import Annotation
from sayso.annotate.layout import Layout
from sayso.attribute.telling import Telling
from sayso.model import Span

SIGNATURE = re.compile(
    r"(?P<cue>[—–]|(?<=\s)--?)\s{0,3}(?P<source>[^\n()@—–]{2,50}?)[.\s]{0,3}\(@\w+\)"
    r"(?:\s{0,3}[A-Z][a-z]+ \d{1,2}, \d{4}|[ \t]{0,3}(?=\n|$))"
)


def find_signed(annotation: Annotation, layout: Layout) -> Iterator[Telling]:
    """The statements of posts, each with the words up to its signature."""
    text, last = annotation.report.text, 0
    for signature in SIGNATURE.finditer(text):
        told = before(layout, signature.start(), last)
        last = signature.end()
        source = Span(signature.start("source"), signature.end("source"))
        tokens = annotation.doc.char_span(source.start, source.end, alignment_mode="expand")
        # "Omar Deb, PhD"
        name = Span(source.start, source.start + len(source.of(text).partition(",")[0]))
        words = [t for t in tokens or () if t.is_alpha and name.start <= t.idx < name.end]
        if told is not None and words:
            cue = Span(signature.start("cue"), signature.end("cue"))
            at = annotation.doc.char_span(cue.start, cue.end, alignment_mode="expand")
            head = at[-1].i if at else -1
            yield Telling(source, cue, (told,), "says", head, words[-1].i, verbatim=True)


def before(layout: Layout, end: int, last: int) -> Span | None:
    """The words of the paragraph before a signature; of the one above where it stands alone."""
    here = layout.paragraph(end)
    starts = [layout.paragraphs[i].start for i in (here, here - 1) if i >= 0]
    for start in starts:
        told = Span(max(start, last), end).trim(layout.text)
        if told.start < told.end and any(map(str.isalnum, told.of(layout.text))):
            return told
    return None


def apart_from(signed: Sequence[Telling], tellings: Iterable[Telling]) -> list[Telling]:
    """The other statements: what a post tells ends with it, and a signature tells who says it."""
    return [told for t in tellings if (told := without(signed, t)) is not None]


def without(signed: Sequence[Telling], telling: Telling) -> Telling | None:
    """A statement up to the signature of the post that it stands in; None for a post itself.

    A label before a colon is none: "Olt: one of the court papers — Omar Deb (@deb)".
    """
    own = telling.anchor
    for post in signed:
        sign = Span(post.anchor.start, post.source.end) if post.source else post.anchor
        if own.meets(sign) or (telling.source is not None and telling.source.meets(sign)):
            return None
        if post.content[0].holds(own):
            end = post.content[0].end
            kept = [Span(c.start, min(c.end, end)) for c in telling.content if c.start < end]
            label = own.end - own.start == 1
            return replace(telling, content=tuple(kept)) if kept and not label else None
    return telling
