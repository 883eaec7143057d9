"""Who published a text, by what it says around its report: copyright lines and addresses.

    imprint = Imprint.of(text)
    imprint.bears_out("HARBOUR COMPASS")    # "© Harbour Compass" or "news@harbourcompass.example"
    imprint.outlet                          # "The Upland Examiner", from "© The Upland Examiner"

An agency's name is told in many papers, and a company that owns a paper is not the paper: what a
copyright line names counts by itself only where it looks like an outlet, else as a second sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.read.people import is_outlet
from sayso.read.tidy import tidy_line

# Notices stand in the first and in the last lines; between them is the report.
FIRST_LINES, LAST_LINES = 10, 8
# So many characters hold them; of a long text no more is looked at.
WINDOW = 8_000
# A line of a notice is short; in a long one the sign stands in a sentence.
LONGEST = 160
_YEARS = r"(?:\d{4}(?:\s*[-–]\s*\d{2,4})?[,.]?\s+)?"
_COPYRIGHT = re.compile(
    rf"(?:(?:copyright\s*)?(?:©|\(c\))|copyright)\s*{_YEARS}(?:by\s+)?(?P<name>[^\d|©.,;]+)",
    re.IGNORECASE,
)
# What is added to the name in such a line.
_ADDED = re.compile(
    r"\s+(?:all rights reserved|ltd|limited|inc|llc|plc|gmbh|media group|publications?"
    r"|publishing|and contributors?)\b.*",
    re.IGNORECASE,
)
# "© The Authors" names no outlet.
_NOBODY = frozenset({"author", "authors", "photographer", "artist"})
_ADDRESS = re.compile(
    r"(?:https?://|www\.|[\w.+-]+@)(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """The names in copyright lines, and the hosts of addresses, in the order of the text."""

    names: tuple[str, ...]
    hosts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Imprint:
        """The imprint of a text, from its first and last lines."""
        first = filled(text[:WINDOW])[:FIRST_LINES]
        last = filled(text[-WINDOW:])[-LAST_LINES:]
        short = [line for line in dict.fromkeys((*first, *last)) if len(line) <= LONGEST]
        names = (_ADDED.sub("", found["name"]) for s in short for found in _COPYRIGHT.finditer(s))
        hosts = (found["host"].lower() for s in short for found in _ADDRESS.finditer(s))
        return cls(tuple(filter(None, (n.strip(" -–—:") for n in names))), tuple(hosts))

    def bears_out(self, name: str) -> bool:
        """Whether a copyright line has this name, or an address is made of it."""
        wanted = letters(name)
        if not wanted:
            return False
        own = (label for host in self.hosts for label in host.split(".")[:-1])
        return any(letters(each) == wanted for each in (*self.names, *own))

    @property
    def outlet(self) -> str:
        """The outlet that a copyright line names: by its looks, or as an address has it, too."""
        by_address = Imprint((), self.hosts)
        names = (name for name in self.names if letters(name) not in _NOBODY)
        told = (n for n in names if is_outlet(n) or by_address.bears_out(n))
        return next(told, "")


def filled(text: str) -> list[str]:
    """The lines of a text that are not blank, tidied."""
    return [line for each in text.splitlines() if (line := tidy_line(each))]


def letters(name: str) -> str:
    """A name as addresses spell it: letters alone, without its article."""
    return re.sub(r"[\W_]+", "", re.sub(r"^the\s+", "", name.strip().casefold()))
