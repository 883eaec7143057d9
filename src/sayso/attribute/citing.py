"""Words handed on: "the paper reported, citing two officials, that ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.clause import CITING, child, noun_phrase, span_of
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import speaks
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def hand_on(
    annotation: Annotation, tellings: Sequence[Telling], spare: Sequence[Telling]
) -> list[Telling]:
    """Turn "citing Y" beside a statement of X into a statement of Y within it, of the same content.

    Where what is cited cannot speak ("citing the cost"), a statement found there stays as it is.
    The statement around it may be a `spare` one: that it cites somebody makes it sure.
    """
    doc = annotation.doc
    found = {t.head: t for t in tellings if t.head >= 0}
    others = {t.head: t for t in spare if t.source is not None}
    told = [t for t in tellings if t.head < 0 or not hands_on(doc[t.head])]
    for gerund in filter(hands_on, doc):
        cited = child(gerund, "dobj")
        giver = giver_of(annotation, cited) if cited is not None else None
        cited = giver or cited
        host = host_of(gerund, found) or host_of(gerund, others)
        own = found.get(gerund.i)
        if cited is None or host is None or not speaks(annotation.names, cited):
            told += [own] if own is not None else []
            continue
        source = None if giver is not None else source_of(own, cited)
        source = source or span_of(doc, *noun_phrase(cited, gerund))
        content = tuple(behind(annotation, span, source) for span in host.content)
        if host in told:
            told.remove(host)
        told.append(replace(host, content=content))
        cue = own.cue if own is not None else span_of(doc, gerund.i, gerund.i)
        told.append(Telling(source, cue, content, "reports", gerund.i, cited.i, within=host.head))
    return sorted(told, key=lambda t: t.anchor)


# Nouns for what somebody gives, and words that lead in who gave it.
GIVEN = frozenset({"data", "figure", "datum", "report", "document", "record", "statistic", "study"})
GIVING = frozenset({"from", "by", "of"})


def giver_of(annotation: Annotation, cited: Token) -> Token | None:
    """Whose data are cited: "citing data from the *ministry*"."""
    if cited.lemma_.lower() not in GIVEN:
        return None
    givers = [child(prep, "pobj") for prep in cited.rights if prep.lower_ in GIVING]
    return next((g for g in givers if g is not None and speaks(annotation.names, g)), None)


def source_of(telling: Telling | None, cited: Token) -> Span | None:
    """The source that the reader found, where it is who is cited."""
    source = telling.source if telling is not None else None
    return source if source is not None and source.start <= cited.idx < source.end else None


def hands_on(token: Token) -> bool:
    """Whether a word hands on what others said."""
    return token.lemma_ in CITING and token.tag_ == "VBG"


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
    """The statement whose words the gerund hands on: that of the nearest verb around it."""
    around = (heads[a.i] for a in gerund.ancestors if a.i in heads)
    return next((t for t in around if t.head != gerund.i), None)
