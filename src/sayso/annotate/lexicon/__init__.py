"""The word lists that tell where a name ends and what it names, read from the tables beside.

cues.csv       words that say what a name names ("Brigade", "Ministry"), and where in it they stand
titles.csv     ranks and offices, their modifiers, and the portfolios that follow "Minister of"
countries.csv  countries with their other names, their people and their capitals
known.csv      regions, large cities, world bodies and groups that reports name without a cue
given.csv      common given names, by where they are common
sets.csv       small closed sets of words that the rules for names look up
never.csv      capitalised words that are no names

All words are lower case, except in countries.csv and known.csv.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.model import EntityKind


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list, ready for look-up. `known` maps the words of a name to its kind."""

    heads: dict[str, EntityKind]
    firsts: dict[str, EntityKind]
    known: dict[tuple[str, ...], EntityKind]
    peoples: dict[str, str]
    titles: frozenset[str]
    modifiers: frozenset[str]
    portfolios: frozenset[str]
    given: frozenset[str]
    function_words: frozenset[str]
    never: frozenset[str]
    calendar: frozenset[str]

    def kind_of(self, forms: tuple[str, ...]) -> EntityKind | None:
        """The kind of a name that is known as it stands, if it is known."""
        return self.known.get(forms)


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of one table."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines))


def listed(name: str, column: str, value: str) -> frozenset[str]:
    """The words of the rows of a table whose `column` is `value`."""
    rows = (row["words"].split("|") for row in table(name) if row[column] == value)
    return frozenset(word for words in rows for word in words)


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the small sets of sets.csv."""
    return listed("sets.csv", "set", name)


def listed_all(name: str) -> frozenset[str]:
    """The words of every row of a table."""
    return frozenset(word for row in table(name) for word in row["words"].split("|"))


def cues(where: str) -> dict[str, EntityKind]:
    """Cue words that stand at `where` in a name, with the kind that they tell."""
    rows = [row for row in table("cues.csv") if row["where"] == where]
    return {w: EntityKind(row["kind"]) for row in rows for w in row["words"].split("|")}


def known_names() -> dict[tuple[str, ...], EntityKind]:
    """Names known without a cue, as tuples of words; hyphens part words as spaces do."""
    known: dict[tuple[str, ...], EntityKind] = {}
    for row in table("known.csv"):
        known |= {as_words(n): EntityKind(row["kind"]) for n in row["names"].split("|")}
    for row in table("countries.csv"):
        places = [row["name"], *row["also"].split("|"), *row["capital"].split("|")]
        known |= {as_words(n): EntityKind.PLACE for n in places if n}
        people = row["people"].split("|")
        known |= {as_words(n): EntityKind.NATIONALITY for n in people if n}
    return known


def peoples() -> dict[str, str]:
    """The words for a people, in lower case, with the name of its country in lower case."""
    rows = table("countries.csv")
    return {p.lower(): row["name"].lower() for row in rows for p in row["people"].split("|") if p}


def as_words(name: str) -> tuple[str, ...]:
    """The words of a name with typographic apostrophes made plain."""
    return tuple(name.replace("’", "'").replace("-", " ").split())


@cache
def lexicon() -> Lexicon:
    """The lists, read once per process."""
    function_words = listed("never.csv", "why", "word")
    calendar = listed("never.csv", "why", "calendar")
    others = listed("never.csv", "why", "money") | listed("never.csv", "why", "thing")
    return Lexicon(
        heads=cues("head"),
        firsts=cues("first"),
        known=known_names(),
        peoples=peoples(),
        titles=listed("titles.csv", "role", "noun"),
        modifiers=listed("titles.csv", "role", "modifier"),
        portfolios=listed("titles.csv", "role", "portfolio"),
        given=listed_all("given.csv"),
        function_words=function_words,
        never=function_words | calendar | others,
        calendar=calendar,
    )


@cache
def callings() -> frozenset[str]:
    """Titles and occupations: what stands beside a person's name and says what they are."""
    return lexicon().titles | word_set("occupations")
