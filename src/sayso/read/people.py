"""Names of authors and outlets as bylines print them; only what is clear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.read.moment import MONTH_PATTERN
from sayso.read.tables import listed

_DATE_WORD = re.compile(rf"{MONTH_PATTERN}|(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)
_JOINTS = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s+with\s+", re.IGNORECASE)
# "Jane Roe in Karsk", "Jane Roe at The Courier"
_PLACE = re.compile(r"\s+(?:in|at|for|of|from)\s+(?P<where>\S.*)$", re.IGNORECASE)
MAX_BYLINE = 120


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom a byline names, and the outlet if it names that too."""

    names: str
    outlet: str | None = None


def is_name(text: str) -> bool:
    """Whether the words look like one person's name: two to five, capitalised, none known."""
    parts = text.split()
    if not 2 <= len(parts) <= 5 or any(char.isdigit() or char in ":;!?|/@" for char in text):
        return False
    proper = [word for word in parts if word[0].isupper()]
    particles = listed("names", "particle")
    return (
        len(proper) >= 2
        and all(word in proper or word.lower() in particles for word in parts)
        and not any(_DATE_WORD.fullmatch(word) or word.lower() in _NOT_IN_NAMES for word in parts)
        and not is_outlet(text)
    )


_NOT_IN_NAMES = {"the", "and", "our", "staff", "a", "an", "by"}
_JOINING = {"of", "and", "the", "&"}
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)


def is_outlet(text: str) -> bool:
    """Whether the words look like an outlet's name: a domain, or capitals with a telling word."""
    if _DOMAIN.fullmatch(text):
        return True
    parts = text.split()
    if not 2 <= len(parts) <= 7 or not all(w[0].isupper() or w in _JOINING for w in parts):
        return False
    first, second, last = parts[0].lower(), parts[1].lower(), parts[-1].lower()
    return (
        first == "the"
        or last in listed("names", "outlet")
        or (first in listed("names", "outlet first") and (second == "of" or len(parts) <= 3))
    )


def is_role(text: str) -> bool:
    """Whether the words tell what somebody does at an outlet ("Staff Writer")."""
    return any(word in listed("names", "role") for word in re.findall(r"\w+", text.lower()))


def parse_credit(text: str) -> Credit | None:
    """Whom "Jane Roe and Olaf Poe, Staff Writers" names; None if any part of it is unclear."""
    if len(text) > MAX_BYLINE:
        return None
    names: list[str] = []
    outlet: str | None = None
    for part in filter(None, _JOINTS.split(text.strip().rstrip("."))):
        bare = part
        if place := _PLACE.search(part):
            bare = part[: place.start()]
            outlet = place["where"] if is_outlet(place["where"]) else outlet
        if is_name(bare) and not is_role(bare):
            names.append(bare)
        elif names and is_outlet(part):
            outlet = part
        elif not is_role(part):
            return None
    return Credit(_join(names), outlet) if names else None


def _join(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + " and " + names[-1]


def join_names(names: list[str]) -> str | None:
    """Several authors as a byline prints them, each once; None for nobody."""
    unique = list(dict.fromkeys(filter(None, names)))
    return _join(unique) if unique else None
