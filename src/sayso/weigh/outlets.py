"""Which outlet a name means: "VESSANT NEWS AGENCY", "Vessant" and "the agency Vessant" are one.

An outlet is known by the words of its name that tell it apart. What a report calls "the Courier" is
the Hastrel Courier where no other outlet of the case could be meant. Families of outlets come from
a file of the user's: what one of them tells, all of them tell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from sayso.annotate.spelling import fold
from sayso.errors import FamiliesInvalid

Words = tuple[str, ...]

# What a name has beside the words that tell it apart.
GENERIC = frozenset(
    {"agency", "newsagency", "newswire", "wire", "news", "newspaper", "paper", "website", "site"}
    | {"broadcaster", "magazine", "online", "digital", "service", "services", "media", "staff"}
    | {"investigative", "local", "state", "public", "private", "radio", "station", "tv", "of"}
    | {"com", "net", "org", "www", "the", "a", "an", "desk", "network", "channel", "report"}
)


@cache
def telling(name: str) -> Words:
    """The words of a name that tell the outlet apart; all of them where none does."""
    words = fold(name)
    kept = tuple(w for w in words if w not in GENERIC and not w.isdecimal())
    return kept or words


@cache
def agencies() -> Mapping[Words, str]:
    """The names of wire agencies, long and short, and the one that each is called by."""
    table = files("sayso.weigh").joinpath("agencies.csv").read_text(encoding="utf-8")
    return {
        telling(name): row["name"]
        for row in csv.DictReader(table.splitlines())
        for name in (row["name"], *row["also"].split("|"))
        if name
    }


@dataclass(frozen=True)
class Outlets:
    """The outlets of a case: what each name means, by the words that tell it apart."""

    shown: Mapping[Words, str]
    families: Mapping[Words, str]
    asked: dict[str, Words | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, names: Iterable[str], families: Mapping[str, str] | None = None) -> Outlets:
        """The outlets with these names; `families` gives members and the family of each."""
        shown: dict[Words, str] = {}
        for name in sorted(names, key=lambda n: (n.isupper(), len(n), n)):
            shown.setdefault(telling(name), name)
        whole = {telling(member): family for member, family in (families or {}).items()}
        return cls(shown, whole)

    def meant(self, name: str) -> Words | None:
        """The outlet of the case, or the agency, that a name means; None where it means none.

        What was asked is kept: it is asked of the same few names again and again.
        """
        if name not in self.asked:
            self.asked[name] = self.found(name)
        return self.asked[name]

    def found(self, name: str) -> Words | None:
        """The outlet that a name means, looked for anew."""
        words = telling(name)
        if words in self.shown or words in agencies():
            return words
        held = [known for known in self.shown if set(words) < set(known)]
        if len(held) == 1:
            return held[0]
        inside = [known for known in self.shown if set(known) < set(words)]
        return inside[0] if len(inside) == 1 else None

    def key(self, words: Words) -> str:
        """What an outlet is known by over all reports: its family, where it has one."""
        family = self.families.get(words)
        return "outlet:" + " ".join(telling(family) if family else self.whole(words))

    def whole(self, words: Words) -> Words:
        """An agency by the name it is called by, any other outlet by its own."""
        return telling(agencies()[words]) if words in agencies() else words

    def name(self, words: Words) -> str:
        """The outlet's name, as people read it."""
        return self.shown.get(words) or agencies().get(words) or " ".join(words).title()


def read_families(path: Path) -> dict[str, str]:
    """The families in a CSV file with the columns `family` and `member`.

    Raises FamiliesInvalid where it cannot be read, or a row lacks one of the two.
    """
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FamiliesInvalid(f"{path} cannot be read: {error}") from error
    found: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        family, member = (str(row.get(column) or "").strip() for column in ("family", "member"))
        if not (family and member):
            raise FamiliesInvalid(
                f"{path}, line {number}: a row needs a family and a member. "
                "The first line of the file is: family,member"
            )
        found[member] = family
        found.setdefault(family, family)
    return found
