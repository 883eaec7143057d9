"""Whether a statement was made by somebody who was not free to refuse it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.attribute.telling import Telling

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells of duress; read from `duress.toml`."""

    circumstances: re.Pattern[str]
    places: re.Pattern[str]
    captives: frozenset[str]
    held: frozenset[str]
    admitting: frozenset[str]


@cache
def signs() -> Signs:
    """The signs of duress, read once."""
    table = tomllib.loads(
        files("sayso.attribute").joinpath("duress.toml").read_text(encoding="utf-8")
    )
    return Signs(
        any_of(table["circumstances"]),
        any_of(table["places"]),
        frozenset(table["captives"]),
        frozenset(table["held"]),
        frozenset(table["admitting"]),
    )


def under_duress(doc: Doc, telling: Telling) -> bool:
    """Whether the words around the cue tell of duress."""
    if telling.head < 0:
        return False
    known = signs()
    if (
        telling.manner in known.admitting
        and telling.speaker >= 0
        and is_captive(doc[telling.speaker])
    ):
        return True
    words = words_around(doc, telling)
    if telling.manner in known.admitting and known.places.search(words):
        return True
    return known.circumstances.search(words) is not None


def any_of(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for whole words of any of `patterns`."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def is_captive(speaker: Token) -> bool:
    """Whether a noun names somebody who is held, by itself or by a participle beside it."""
    if speaker.lemma_.lower() in signs().captives:
        return True
    return any(
        c.dep_ in ("amod", "acl")
        and (c.tag_ == "VBN" or c.dep_ == "amod")
        and participle(c) in signs().held
        for c in speaker.children
    )


def participle(token: Token) -> str:
    """The verb of a participle; the parser leaves one before a noun as it stands ("detained")."""
    word = token.lemma_.lower()
    return {"held": "hold", "captured": "capture"}.get(word, word.removesuffix("ed"))


def words_around(doc: Doc, telling: Telling) -> str:
    """The words of the cue's clause, and of the source, that are not part of what was said."""
    head = doc[telling.head]
    clause = clause_head(head)
    words: list[str] = []
    for token in clause.subtree:
        position = token.idx
        if any(s.start <= position < s.end for s in telling.content):
            continue
        if token.i != head.i and in_other_clause(token, head, clause):
            continue
        words.append(token.text)
    return " ".join(words)


def clause_head(head: Token) -> Token:
    """The verb whose circumstances are the cue's, too ("was forced to admit")."""
    while head.dep_ == "xcomp" and head.head.pos_ == "VERB":
        head = head.head
    return head


def in_other_clause(token: Token, head: Token, clause: Token) -> bool:
    """Whether the token belongs to a clause beside the cue's, such as a coordinated one."""
    for ancestor in token.ancestors:
        if ancestor.i in (head.i, clause.i):
            break
        if ancestor.dep_ in ("conj", "ccomp", "parataxis") and ancestor.pos_ in ("VERB", "AUX"):
            return ancestor.i != head.i
    return token.dep_ in ("conj", "ccomp", "parataxis") and token.pos_ in ("VERB", "AUX")
