"""When something was said, where, to whom and through what medium, by the words around the cue."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.clause import noun_phrase, span_of
from sayso.attribute.hearer import HEARERS
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import name_at, voice_nouns
from sayso.model import EntityKind, Setting, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Prepositions before a medium ("in a statement", "on Telegram", "through a spokesman's email").
THROUGH = {"in", "on", "via", "through", "by", "over", "during", "from", "at"}
# Prepositions before those who were told ("said to reporters", "testified before the court").
TOWARDS = {"to", "before", "with"}
PLACES = {EntityKind.PLACE, EntityKind.FACILITY}
# Words that make a length of time before them one that is counted from something.
RELATIVE = {"after", "before", "earlier", "later", "since"}
# "Speaking to reporters in Tunis, the minister said": their word groups are the cue's.
SPEAKING = {"speak", "talk", "write", "testify", "post", "appear"}
DEPENDENTS = {"prep", "npadvmod", "advmod", "dative", "dobj", "nsubjpass", "pobj"}


@cache
def media() -> frozenset[str]:
    """The nouns that name a medium, by lemma; read from `media.csv`."""
    table = files("sayso.attribute").joinpath("media.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(table.splitlines()))


def setting_of(annotation: Annotation, telling: Telling) -> Setting:
    """The setting of a statement, from what hangs on its cue outside of what was said."""
    if telling.head < 0:
        return Setting()
    found: dict[str, Span] = {}
    own = telling.content if telling.source is None else (*telling.content, telling.source)
    for name, span in told_around(annotation, telling):
        if not any(s.meets(span) for s in own) and name not in found:
            found[name] = span
    return Setting(**found)


def told_around(annotation: Annotation, telling: Telling) -> Iterator[tuple[str, Span]]:
    """Each word group that tells of the setting, as the setting's field and its span."""
    head = annotation.doc[telling.head]
    for token in dependents(head):
        if (day := date_at(annotation, token)) is not None:
            yield "when", day
        elif token.dep_ == "prep":
            yield from by_preposition(annotation, token)
        elif token.dep_ in ("dobj", "dative", "nsubjpass") and head.lemma_ in HEARERS:
            heard = token if token.dep_ != "dative" or token.pos_ != "ADP" else object_of(token)
            if heard is not None and hears(annotation, heard, telling):
                yield "to", phrase(heard)
            elif heard is not None and heard.lemma_.lower() in media():
                yield "medium", phrase(heard)  # "told a news conference"


def dependents(head: Token) -> Iterator[Token]:
    """What hangs on the cue, and on the preposition phrases that hang on it ("in X on Friday")."""
    for child in head.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_.lower() in SPEAKING:
            yield from dependents(child)
        if child.dep_ not in DEPENDENTS:
            continue
        yield child
        if child.dep_ == "prep" and (inner := object_of(child)) is not None:
            yield from (c for c in inner.children if c.dep_ in ("prep", "npadvmod"))


def by_preposition(annotation: Annotation, token: Token) -> Iterator[tuple[str, Span]]:
    """What a preposition phrase beside a cue tells."""
    inner = object_of(token)
    if inner is None:
        return
    if (day := date_at(annotation, inner)) is not None:
        yield "when", day
    elif inner.lemma_.lower() in media() and token.lower_ in THROUGH:
        yield "medium", on_platform(annotation, inner)
    elif token.lower_ in TOWARDS and speaks_or_hears(annotation, inner):
        yield "to", phrase(inner)
    elif token.lower_ in ("in", "at", "near", "outside"):
        name = name_at(annotation.names, inner)
        if name is not None and name.kind in PLACES:
            yield "where", phrase(inner)


def on_platform(annotation: Annotation, medium: Token) -> Span:
    """The noun phrase of a medium with the platform behind it: "a post on Telegram"."""
    span = phrase(medium)
    for child in medium.rights:
        where = object_of(child) if child.lower_ == "on" else None
        if where is not None and where.text[:1].isupper() and date_at(annotation, where) is None:
            return Span(span.start, where.idx + len(where))
    return span


def object_of(preposition: Token) -> Token | None:
    """The noun behind a preposition."""
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def date_at(annotation: Annotation, token: Token) -> Span | None:
    """The date phrase that a token is a word of; "a day" of "a day after the vote" is none."""
    day = next((d for d in annotation.dates if d.start <= token.idx < d.end), None)
    if day is None:
        return None
    behind = annotation.report.text[day.end : day.end + 8].split()[:1]
    return None if behind and behind[0].lower() in RELATIVE else day


def hears(annotation: Annotation, token: Token, telling: Telling) -> bool:
    """Whether a verb's object is who was told, and not what was."""
    if telling.source is not None and telling.source.start <= token.idx < telling.source.end:
        return False
    return speaks_or_hears(annotation, token)


def speaks_or_hears(annotation: Annotation, token: Token) -> bool:
    """Whether a noun or pronoun can be somebody who is told something."""
    if token.pos_ == "PRON" or token.lemma_.lower() in voice_nouns():
        return True
    name = name_at(annotation.names, token)
    return name is not None and name.kind not in PLACES


def phrase(token: Token) -> Span:
    """The noun phrase around a token, without what else hangs behind it."""
    first, last = noun_phrase(token, token.head)
    for child in token.rights:
        if child.dep_ in ("relcl", "acl", "appos", "punct") or (
            child.dep_ == "prep" and child.lower_ != "of"
        ):
            last = min(last, child.left_edge.i - 1)
            break
    return span_of(token.doc, first, max(last, token.i))
