"""Words handed on: "the paper reported, citing two officials, that ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.annotate import Annotation
from sayso.attribute.clause import CITING, child, noun_phrase, span_of
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import speaks
from sayso.model import Span


def hand_on(annotation: Annotation, tellings: Sequence[Telling]) -> list[Telling]:
    """Turn "citing Y" beside a statement of X into a statement of Y within it, of the same content.

    Where what is cited cannot speak ("citing the cost"), the statement stays as it is.
    """
    doc = annotation.doc
    heads = {t.head: t for t in tellings if t.head >= 0 and doc[t.head].lemma_ not in CITING}
    found: list[Telling] = []
    for telling in tellings:
        gerund = doc[telling.head] if telling.head >= 0 else None
        if gerund is None or gerund.lemma_ not in CITING or gerund.tag_ != "VBG":
            found.append(telling)
            continue
        cited = child(gerund, "dobj")
        host = host_of(gerund, heads)
        if cited is None or host is None or not speaks(annotation.names, cited):
            found.append(telling)
            continue
        source = span_of(doc, *noun_phrase(cited, gerund))
        content = tuple(behind(annotation, span, source) for span in host.content)
        if content != host.content and host in found:
            found[found.index(host)] = replace(host, content=content)
        found.append(
            replace(telling, source=source, speaker=cited.i, content=content, within=host.head)
        )
    return found


def behind(annotation: Annotation, span: Span, source: Span) -> Span:
    """The content without "citing Y," at its head."""
    text = annotation.report.text
    opening = text[span.start : source.start].lower()
    if not (span.holds(source) and opening.startswith(("cit", "quot"))):
        return span
    start = source.end
    while start < span.end and text[start] in ", ":
        start += 1
    return Span(start, span.end) if start < span.end else span


def host_of(gerund: Token, heads: dict[int, Telling]) -> Telling | None:
    """The statement whose words the gerund hands on."""
    return next((heads[a.i] for a in gerund.ancestors if a.i in heads), None)
