"""Words handed on: "the paper reported, citing two officials, that ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.annotate import Annotation
from sayso.attribute.clause import CITING, child, governed, noun_phrase, reach, span_of
from sayso.attribute.content import content_around, last_word, phrase_of
from sayso.attribute.cue import Cue
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
        token = doc[telling.head] if telling.head >= 0 else None
        if token is None or token.lemma_ not in CITING:
            found.append(telling)
            continue
        if token.tag_ != "VBG":
            found.extend(as_saying(annotation, telling, token))
            continue
        cited = child(token, "dobj")
        host = host_of(token, heads)
        if cited is None or host is None or not speaks(annotation.names, cited):
            found.append(telling)
            continue
        source = span_of(doc, *noun_phrase(cited, token))
        content = tuple(behind(annotation, span, source) for span in host.content)
        if content != host.content and host in found:
            found[found.index(host)] = replace(host, content=content)
        found.append(
            replace(telling, source=source, speaker=cited.i, content=content, within=host.head)
        )
    return found


def behind(annotation: Annotation, span: Span, source: Span) -> Span:
    """The content without "citing Y," at its head, which the parse may lay into it."""
    text = annotation.report.text
    if not (
        span.holds(source) and text[span.start : source.start].lower().startswith(("cit", "quot"))
    ):
        return span
    start = source.end
    while start < span.end and text[start] in ", ":
        start += 1
    return Span(start, span.end) if start < span.end else span


def host_of(token: Token, heads: dict[int, Telling]) -> Telling | None:
    """The statement whose words the gerund hands on."""
    return next((heads[a.i] for a in token.ancestors if a.i in heads), None)


def as_saying(annotation: Annotation, telling: Telling, verb: Token) -> list[Telling]:
    """The two statements of "the paper quoted Y as saying that ...": the paper's and Y's."""
    doc = annotation.doc
    cited = child(verb, "dobj", "nsubjpass")
    preposition = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    saying = child(preposition, "pcomp") if preposition is not None else None
    if cited is None or saying is None or preposition is None:
        return [telling]
    cue = Cue(verb.lemma_, frozenset({"clause", "quote"}), "reports")
    beside = noun_phrase(doc[telling.speaker], verb) if telling.speaker >= 0 else None
    clause = governed(saying)
    if clause is not None and clause.i > saying.i:
        left, right = reach(clause)
        content: tuple[Span, ...] = (span_of(doc, left, last_word(doc, right)),)
    else:
        content = content_around(doc, phrase_of(verb, cue, beside))
    if not content:
        return [telling]
    inner = Telling(
        span_of(doc, *noun_phrase(cited, verb)),
        span_of(doc, preposition.i, saying.i),
        content,
        "says",
        saying.i,
        cited.i,
        within=telling.head,
    )
    return [replace(telling, content=content, manner="reports"), inner]
