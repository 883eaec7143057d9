"""Whom a report names as its source: agencies in datelines and bylines, credit lines, footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Report
from sayso.weigh.outlets import Outlets

# In "LISSMAR, Drovenia (Vessant)", "(AP)".
AGENCY = re.compile(r"\((?P<name>[^()]{2,40})\)\s*$")
NAME = r"(?P<name>(?:the |The )?[A-Z][\w&.'’-]*(?:[ ](?:of|and|the|&|[A-Z][\w&.'’-]*)){0,5})"
# Lines at the top or the end of a report that say whose it is: all of it, or a part.
WHOLE = (
    rf"(?:Source|Credit|Via|Agency)s?\s*:\s*{NAME}",
    rf"(?:This (?:article|story|report|piece) )?(?:was |is )?(?:first|originally) (?:published|"
    rf"appeared|reported|broadcast)\s+(?:by|in|on|at)\s+{NAME}",
    rf"Republished (?:from|with (?:the )?permission (?:of|from))\s+{NAME}",
    rf"(?:Translated|Adapted) from\s+{NAME}",
    rf"(?:©|\(c\)|Copyright)\s*(?:\d{{4}}\s*)?{NAME}",
    rf"[-–—]\s*{NAME}",
    rf"\(?{NAME}\)?",
)
PART = (
    rf"(?:With|Additional) (?:reporting|material|information|files?)\s+(?:by|from)\s+{NAME}",
    rf"(?:Some )?(?:Information|Material) from\s+{NAME}.*",
    rf"{NAME} contributed to this (?:report|article|story)",
)
LINE_WHOLE = re.compile("|".join(f"(?:{p.replace('name', f'n{i}')})" for i, p in enumerate(WHOLE)))
LINE_PART = re.compile("|".join(f"(?:{p.replace('name', f'n{i}')})" for i, p in enumerate(PART)))
# So many lines from either end are looked at.
EDGE = 3


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or agency that a report names as its source; `key` is who that is everywhere.

    `whole` tells whether all of the report is said to be from there. `words` are the report's.
    """

    key: str
    name: str
    words: str
    whole: bool
    translated: bool = False


def credits_of(report: Report, outlets: Outlets) -> tuple[Credit, ...]:
    """The credits of a report, without those that name its own outlet."""
    own = outlets.meant(report.outlet.value) if report.outlet else None
    own_key = outlets.key(own) if own else None
    found: dict[str, Credit] = {}
    for name, words, whole in candidates(report):
        known = outlets.meant(name)
        if known is None or (key := outlets.key(known)) == own_key:
            continue
        translated = words.lower().startswith("translated")
        credit = Credit(key, outlets.name(known), " ".join(words.split()), whole, translated)
        if key not in found or (whole and not found[key].whole):
            found[key] = credit
    return tuple(found.values())


def candidates(report: Report) -> Iterator[tuple[str, str, bool]]:
    """Names that may be credits: the name, the words around it, and whether for all of it."""
    if report.dateline and (agency := AGENCY.search(report.dateline.value)):
        yield agency["name"], report.dateline.value, True
    if report.byline:
        for part in re.split(r",|\band\b|/|\bfor\b", report.byline.value):
            yield part.strip(), report.byline.value, True
    for line in edge_lines(report.text):
        for pattern, whole in ((LINE_PART, False), (LINE_WHOLE, True)):
            if found := pattern.fullmatch(line.rstrip(". ")):
                yield next(n for n in found.groupdict().values() if n), line, whole
                break


def edge_lines(text: str) -> Iterator[str]:
    """The first and last lines of a text, as far as they are short."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edges = [*lines[:EDGE], *lines[max(EDGE, len(lines) - EDGE) :]]
    yield from (line.strip("[]()").strip() for line in edges if len(line) <= 120)


def wholly_from(found: tuple[Credit, ...]) -> Credit | None:
    """The one outlet that all of a report is credited to, if there is just one."""
    whole = [credit for credit in found if credit.whole]
    return whole[0] if len(whole) == 1 else None
