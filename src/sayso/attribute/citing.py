"""Words handed on: "the paper reported, citing two officials, that ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.annotate import Annotation
from sayso.attribute.clause import CITING, child, noun_phrase, span_of
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import speaks


def hand_on(annotation: Annotation, tellings: Sequence[Telling]) -> list[Telling]:
    """Turn "citing Y" beside a statement of X into a statement of Y within it, of the same content.

    Where what is cited cannot speak ("citing the cost"), the statement stays as it is.
    """
    doc = annotation.doc
    heads = {t.head: t for t in tellings if t.head >= 0 and doc[t.head].lemma_ not in CITING}
    found: list[Telling] = []
    for telling in tellings:
        token = doc[telling.head] if telling.head >= 0 else None
        if token is None or token.lemma_ not in CITING or token.tag_ != "VBG":
            found.append(telling)
            continue
        cited = child(token, "dobj")
        host = host_of(token, heads)
        if cited is None or host is None or not speaks(annotation.names, cited):
            found.append(telling)
            continue
        source = span_of(doc, *noun_phrase(cited, token))
        content = tuple(s for s in host.content if not s.meets(source)) or host.content
        found.append(
            replace(telling, source=source, speaker=cited.i, content=content, within=host.head)
        )
    return found


def host_of(token: Token, heads: dict[int, Telling]) -> Telling | None:
    """The statement whose words the gerund hands on."""
    return next((heads[a.i] for a in token.ancestors if a.i in heads), None)
