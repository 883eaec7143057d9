"""Who or what fills a role, as it compares across reports; and how many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from sayso.annotate.quantity import numbers_in, read_quantity
from sayso.annotate.spelling import fold
from sayso.model import Filler, Report
from sayso.resolve.identity import Identity

# "About nine" is any number within so much of nine.
NEAR = 0.15
# Who says "at least eleven" does not vouch for fourteen: the greater is at most so much greater.
LEAST_APART = 1.25
# Words that tell a number without naming it, and the least and most that they are taken for.
VAGUE = {
    "several": (3, 12),
    "dozens": (24, 150),
    "scores": (40, 200),
    "hundreds": (200, 1_500),
    "thousands": (2_000, 15_000),
}
# Nouns for people of whom nothing else is said: they fit any other.
ANYBODY = frozenset(
    {"people", "person", "persons", "men", "man", "women", "woman", "others", "individuals"}
    | {"lives", "bodies", "victims", "casualties", "dead", "civilians", "them", "they", "those"}
)
SMALL = frozenset(
    {"a", "an", "the", "of", "in", "at", "on", "and", "or", "to", "for", "from", "by", "with"}
    | {"his", "her", "its", "their", "our", "my", "who", "which", "that", "least", "more", "than"}
    | {
        "about",
        "some",
        "up",
        "over",
        "nearly",
        "almost",
        "around",
        "another",
        "other",
        "all",
        "both",
    }
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many, or how much: the least and the most that the words allow, both included."""

    low: float
    high: float

    def agrees(self, other: Count) -> bool:
        """Whether one number is likely meant by both."""
        if inf in (self.high, other.high):
            low = sorted((self.low, other.low))
            if low[1] > LEAST_APART * low[0]:
                return False
        return self.may_be(other)

    def may_be(self, other: Count) -> bool:
        """Whether no number contradicts the other: "at least 9" does not rule 900 out."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Party:
    """Who fills a role. `identity` is the entity over all reports, where it is known.

    `name` is what is shown; `words` are those that compare where there is no identity.
    """

    name: str
    identity: str | None = None
    words: frozenset[str] = frozenset()
    count: Count | None = None

    @property
    def key(self) -> str:
        """What parties that may be the same share."""
        return self.identity or "~"

    def agrees(self, other: Party) -> bool:
        """Whether both may be the same; how many is not looked at."""
        if self.identity or other.identity:
            return self.identity == other.identity
        if not self.words or not other.words:
            return True
        shared = len(self.words & other.words)
        return shared * 2 >= min(len(self.words), len(other.words)) and shared > 0


# What means somebody else in every report; without an entity it is nobody that can be compared.
PRONOUNS = frozenset(
    {"he", "him", "she", "her", "it", "they", "them", "we", "us", "i", "me", "you", "who", "this"}
    | {"himself", "herself", "itself", "themselves", "somebody", "someone", "one", "part", "that"}
    | {"his", "its", "their", "our", "my", "your", "whose"}
)


def party(filler: Filler, report: Report, identities: Mapping[str, Identity]) -> Party:
    """The party that fills a role, by the report's words and by who that is over all reports."""
    words = " ".join(filler.span.of(report.text).split())
    identity = identities.get(filler.entity) if filler.entity else None
    counted = count(words)
    if counted is None and filler.count is not None:
        counted = Count(filler.count, filler.count)
    if words.lower() in PRONOUNS:
        told = frozenset({f"{words.lower()}, {report.id}, {filler.span.start}"})
    else:
        told = content(words)
    made = Party(words, words=told, count=counted)
    return replace(made, identity=identity.id, name=identity.name) if identity else made


def content(words: str) -> frozenset[str]:
    """The words that say who: without numbers, articles and "people"."""
    rest = numbers_in().sub(" ", words)
    return frozenset(
        stem(w) for w in fold(rest) if w not in SMALL and w not in ANYBODY and w not in VAGUE
    )


@cache
def stem(word: str) -> str:
    """A word without the ending of its plural."""
    return re.sub(r"(?<=[^s])s$", "", word) if len(word) > 3 else word


@cache
def count(words: str) -> Count | None:
    """The number that words tell, with what "at least" and "about" leave open."""
    told = read_quantity(words, "")
    if told is not None:
        if told.value is not None and told.low is None and told.high is None:
            return Count(told.value * (1 - NEAR), told.value * (1 + NEAR))
        return Count(0.0 if told.low is None else told.low, inf if told.high is None else told.high)
    vague = next((VAGUE[w] for w in words.lower().split() if w in VAGUE), None)
    return Count(*vague) if vague else None
