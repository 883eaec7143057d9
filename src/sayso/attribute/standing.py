"""For whom a broad noun can stand: "the company" for Skarn Ferries, "the document" for a ruling.

`standing.csv` lists for each noun the words that a voice is described or ends its name with; "@"
stands for a whole kind of voice.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from sayso.annotate.lexicon import lexicon
from sayso.attribute.speaker import Speaker
from sayso.attribute.voicing import voice_nouns
from sayso.model import EntityKind, VoiceKind

KINDS = {
    "@document": VoiceKind.DOCUMENT,
    "@outlet": VoiceKind.OUTLET,
    "@body": VoiceKind.ORGANIZATION,
    "@group": VoiceKind.GROUP,
}


@cache
def standing() -> dict[str, frozenset[str]]:
    """The words that each broad noun can stand for."""
    table = files("sayso.attribute").joinpath("standing.csv").read_text(encoding="utf-8")
    return {
        row["noun"]: frozenset(row["for"].split("|")) for row in csv.DictReader(table.splitlines())
    }


@cache
def company_nouns() -> frozenset[str]:
    """The nouns by which a company may be called."""
    return frozenset(noun for noun, words in standing().items() if "@company" in words)


def can_mean(noun: str, speaker: Speaker) -> bool:
    """Whether the singular noun can stand for a voice that was named or described otherwise."""
    words = standing().get(noun)
    if words is None or speaker.plural:
        return False
    if "@company" in words:
        return is_company(speaker)
    for word in words & KINDS.keys():
        return speaker.kind is KINDS[word] and speaker.entity is not EntityKind.PLACE
    if speaker.heads & words or speaker.nouns & words:
        return True
    return speaker.named and bool(words.intersection(speaker.words[-1:]))


@cache
def company_endings() -> frozenset[str]:
    """The words with which companies' names end."""
    table = files("sayso.attribute").joinpath("companies.txt").read_text(encoding="utf-8")
    return frozenset(table.split())


def is_company(speaker: Speaker) -> bool:
    """Whether a voice can be a company: described as one, or an organization's name that fits."""
    if not speaker.named:
        return bool(speaker.heads & company_nouns())
    return speaker.entity is EntityKind.ORGANIZATION and names_company(tuple(speaker.words))


def names_company(words: tuple[str, ...]) -> bool:
    """Whether an organization's name can be a company's: no world body, and no other body's noun.

    "Skarn Ferries" can; "Vale Hospitals Trust" and "Greenline Watch" cannot.
    """
    if not words or lexicon().kind_of(words) is not None:
        return False
    if words[-1] in company_endings():
        return True
    if len(words) == 1 and lexicon().kind_of((words[0].upper(),)) is not None:
        return False
    bodies = (VoiceKind.ORGANIZATION, VoiceKind.GROUP, VoiceKind.OUTLET, VoiceKind.DOCUMENT)
    return not any(w in lexicon().heads or voice_nouns().get(w) in bodies for w in words)
