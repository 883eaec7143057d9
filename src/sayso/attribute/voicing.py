"""What kind of voice a noun phrase names."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Name
from sayso.model import EntityKind, Span, VoiceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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


# What can head the phrase for somebody; a name may be anything to the tagger.
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


@cache
def voice_nouns() -> dict[str, VoiceKind]:
    """The kind of voice that a common noun names, by lemma."""
    table = files("sayso.attribute").joinpath("voices.csv").read_text(encoding="utf-8")
    return {row["lemma"]: VoiceKind(row["kind"]) for row in csv.DictReader(table.splitlines())}


@cache
def endings() -> tuple[str, ...]:
    """How nouns for people end, where the table of voices does not know them ("weightlifter")."""
    table = files("sayso.attribute").joinpath("endings.txt").read_text(encoding="utf-8")
    return tuple(table.split())


def is_person_noun(noun: str) -> bool:
    """Whether a lemma is a noun for people: by the table, or else by how it ends.

    The ending is for nouns that are known to speak; of others ("rivers") it says too little.
    """
    kind = voice_nouns().get(noun)
    if kind is not None:
        return kind in (VoiceKind.PERSON, VoiceKind.ANONYMOUS)
    return noun.endswith(endings())


def name_at(names: Sequence[Name], head: Token) -> Name | None:
    """The name that the token `head` is a word of."""
    at = bisect_right(names, head.idx, key=lambda n: n.span.start) - 1
    return names[at] if at >= 0 and head.idx < names[at].span.end else None


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
    if head.tag_ == "NNS" and not any(c.dep_ == "nummod" for c in head.children):
        kind = voice_nouns().get(head.lower_, kind)  # "prosecutors" are a body, two of them men
    if kind is VoiceKind.PERSON and head.tag_ == "NNS":
        return VoiceKind.ANONYMOUS
    if kind is not None:
        return kind
    return VoiceKind.PERSON if head.pos_ == "PROPN" else VoiceKind.ANONYMOUS


def speaks(names: Sequence[Name], head: Token) -> bool:
    """Whether a noun phrase can be a voice at all, judged without a verb of saying."""
    if head.lemma_.lower() in voice_nouns():
        return True
    name = name_at(names, head)
    return name is not None and name.kind in NAMED


def is_nominal(word: Token) -> bool:
    """Whether a word can be that of a name or noun: not "private" in "Very private: the singer"."""
    return word.pos_ in NOMINAL or word.text[:1].isupper()


def owner_of(noun: Token, names: Sequence[Name]) -> Token | None:
    """Whose words a noun is: "*Deb*'s repeated calls", "*their* demand"; no "Monday's call"."""
    owner = next((c for c in noun.lefts if c.dep_ == "poss" or is_possessive(c)), None)
    if owner is None or owner.pos_ == "PRON" or owner.tag_ == "PRP$":
        return owner
    return owner if speaks(names, owner) else None


# Nouns that tell when, and whose possessive nobody is.
TIMES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "day", "week"}
    | {"month", "year", "today", "yesterday", "tonight", "tomorrow", "morning", "evening", "night"}
)


def is_time(source: Span, doc: Doc) -> bool:
    """Whether a possessive tells only when: "*Monday's* claim", "last week's"."""
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    if words is None or words[-1].tag_ != "POS":
        return False
    return len(words) == 1 or words[-2].lemma_.lower() in TIMES


def is_possessive(noun: Token) -> bool:
    """Whether a noun has its possessive's ending, whatever the parser makes of it."""
    return any(c.tag_ == "POS" for c in noun.rights)
