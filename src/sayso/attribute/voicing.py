"""What kind of voice a noun phrase names."""

from __future__ import annotations

import csv
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from sayso.annotate import Name
from sayso.model import EntityKind, VoiceKind

NAMED = {
    EntityKind.PERSON: VoiceKind.PERSON,
    EntityKind.ORGANIZATION: VoiceKind.ORGANIZATION,
    EntityKind.GROUP: VoiceKind.GROUP,
    EntityKind.PLACE: VoiceKind.ORGANIZATION,  # "Syria accused": the state speaks
    EntityKind.FACILITY: VoiceKind.ORGANIZATION,  # "the White House said"
    EntityKind.DOCUMENT: VoiceKind.DOCUMENT,
    EntityKind.NATIONALITY: VoiceKind.GROUP,
}
# Words in a name by which it names an outlet. Whole words, in any case.
OUTLET_WORDS = frozenset(
    {"times", "post", "courier", "herald", "tribune", "gazette", "chronicle", "observer"}
    | {"guardian", "telegraph", "mirror", "star", "journal", "standard", "dispatch", "examiner"}
    | {"inquirer", "bulletin", "monitor", "tv", "television", "radio", "news", "newspaper"}
    | {"broadcasting", "press", "newswire", "wire", "daily", "weekly", "magazine", "online"}
    | {"today", "sentinel", "echo", "register", "ledger", "mail", "express"}
)


@cache
def voice_nouns() -> dict[str, VoiceKind]:
    """The kind of voice that a common noun names, by lemma."""
    table = files("sayso.attribute").joinpath("voices.csv").read_text(encoding="utf-8")
    return {row["lemma"]: VoiceKind(row["kind"]) for row in csv.DictReader(table.splitlines())}


def name_at(names: tuple[Name, ...], head: Token) -> Name | None:
    """The name that the token `head` is a word of."""
    at = bisect_right(names, head.idx, key=lambda n: n.span.start) - 1
    return names[at] if at >= 0 and head.idx < names[at].span.end else None


def appositive(names: tuple[Name, ...], head: Token) -> Name | None:
    """Who is named beside the head: "A lawyer for the union, Ilan Voss", "the site Sounding Lead".

    A person beside a noun for people; an organization beside one for bodies and outlets.
    """
    if head.pos_ != "NOUN":
        return None
    kind = voice_nouns().get(head.lemma_.lower(), VoiceKind.ANONYMOUS)
    for c in head.children:
        name = name_at(names, c) if c.dep_ in ("appos", "nmod") and c.i > head.i else None
        if name is None or NAMED.get(name.kind) is None:
            continue
        if (name.kind is EntityKind.PERSON) == (kind in (VoiceKind.PERSON, VoiceKind.ANONYMOUS)):
            return name
    return None


def names_outlet(text: str) -> bool:
    """Whether a name reads like that of an outlet."""
    words = text.lower().split()
    return bool(words) and (words[-1] in OUTLET_WORDS or words[0] == "radio")


def kind_of(head: Token, name: Name | None, text: str) -> VoiceKind:
    """The kind of voice whose noun phrase has `head`; `text` is the name's or the phrase's."""
    lemma = head.lemma_.lower()
    if name is not None:
        if name.kind is not EntityKind.PERSON and names_outlet(text):
            return VoiceKind.OUTLET
        return NAMED.get(name.kind, VoiceKind.ORGANIZATION)
    kind = voice_nouns().get(lemma)
    if kind is VoiceKind.PERSON and head.tag_ == "NNS":
        return VoiceKind.ANONYMOUS
    if kind is not None:
        return kind
    return VoiceKind.PERSON if head.pos_ == "PROPN" else VoiceKind.ANONYMOUS


def speaks(names: tuple[Name, ...], head: Token) -> bool:
    """Whether a noun phrase can be a voice at all, judged without a verb of saying."""
    if head.lemma_.lower() in voice_nouns():
        return True
    name = name_at(names, head)
    return name is not None and name.kind in NAMED
