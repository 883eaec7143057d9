"""Who or what fills a role, as it compares across reports; and how many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from sayso.annotate.quantity import numbers_in, read_quantity
from sayso.annotate.spelling import fold
from sayso.model import Filler, Report
from sayso.resolve.identity import Identity
from sayso.weigh.refusal import Refusal, what_is_meant

# "About nine" is any number within so much of nine.
NEAR = 0.15
# Who says "at least eleven" does not vouch for fourteen: a number that bears out an open one is at
# most so much greater. Two open numbers have no such room: "at least seven" and "at least eight"
# are two tolls, each as far as its teller had counted, though neither rules the other out.
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

    @property
    def is_floor(self) -> bool:
        """Whether it is open upwards: "at least nine"."""
        return self.high == inf

    @property
    def is_ceiling(self) -> bool:
        """Whether it is open downwards: "up to nine"."""
        return self.low == 0 < self.high

    def agrees(self, other: Count) -> bool:
        """Whether one number is likely meant by both.

        Two numbers that are open the same way are one only if they name the same; a closed one
        bears an open one out where it is near.
        """
        if self.is_floor or other.is_floor:
            both, low = self.is_floor and other.is_floor, sorted((self.low, other.low))
        elif self.is_ceiling or other.is_ceiling:
            both, low = self.is_ceiling and other.is_ceiling, sorted((self.high, other.high))
        else:
            return self.may_be(other)
        if both:
            return low[0] == low[1]
        return low[1] <= LEAST_APART * low[0] and self.may_be(other)

    def may_be(self, other: Count) -> bool:
        """Whether no number contradicts the other: "at least 9" does not rule 900 out."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Party:
    """Who fills a role. `identity` is the entity over all reports, where it is known.

    `name` is what is shown; `words` are those that compare where there is no identity. `refused`
    is a number that the teller says it was not: "four, not seven".
    """

    name: str
    identity: str | None = None
    words: frozenset[str] = frozenset()
    count: Count | None = None
    refused: Count | None = None

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
    meant = what_is_meant(words)
    counted = count(meant)
    if counted is None and filler.count is not None:
        counted = Count(filler.count, filler.count)
    if words.lower() in PRONOUNS:
        told = frozenset({f"{words.lower()}, {report.id}, {filler.span.start}"})
    else:
        told = content(meant)
    made = Party(words, words=told, count=counted)
    return replace(made, identity=identity.id, name=identity.name) if identity else made


def refusing(made: Party, refused: Iterable[Refusal]) -> Party:
    """The party with the number that its sentence refuses of it, if there is one."""
    if made.count is None:
        return made
    for each in refused:
        told, noun = count(each.words), each.noun.lower()
        fits = not noun or stem(noun) in made.words or (not made.words and noun in ANYBODY)
        if told is not None and fits and not told.may_be(made.count):
            return replace(made, refused=told)
    return made


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
