"""Lines that stand around the text of a report and are none of it.

The extractor drops most of a page's furniture; what is left is told line by line. A line counts as
boilerplate only if a pattern fits all of it, so that a sentence about cookies stays.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.read.draft import Facts
from sayso.read.head import is_credit_line
from sayso.read.markup import Paragraph
from sayso.read.tables import rows

# Furniture is shorter: paragraphs of a report are not tried in vain.
_MAX_LINE = 600
# How far from the top bylines and dates stand, in paragraphs.
_TOP = 6
# A teaser under "Most read" is a headline: short, and without a full stop.
_MAX_TEASER = 160
# In the last paragraph, after an author's name.
_BIO = re.compile(
    r"(?:is (?:a|an|the|our|based)|has (?:covered|reported|written|worked|been)|covers|writes"
    r"|reports|lives|works|joined|can be|was (?:a|an|the))\b.{0,400}",
    re.IGNORECASE | re.DOTALL,
)
_FOLLOW = re.compile(
    r".{0,300}\b(?:follow|e-?mail|contact) (?:him|her|them)\b.{0,80}", re.IGNORECASE | re.DOTALL
)


def drop_boilerplate(paragraphs: list[Paragraph], facts: Facts) -> list[Paragraph]:
    """The paragraphs of the report: without furniture, credit lines at the top, bios at the end."""
    kept: list[Paragraph] = []
    in_teasers = False
    for index, paragraph in enumerate(paragraphs):
        parts = [part_of(line) for line in paragraph.text.split("\n")]
        part = None if None in parts else parts[0]
        if part is None and in_teasers and _is_teaser(paragraph):
            continue
        in_teasers = part == "section" or (in_teasers and part is not None)
        if part is None and not (index < _TOP and is_credit_line(paragraph.text)):
            kept.append(paragraph)
    names = re.split(r", | and ", facts.byline.value) if facts.byline else []
    while kept and (kept[-1].is_heading or _is_bio(kept[-1].text, names)) and len(kept) > 1:
        kept.pop()
    return kept


def part_of(line: str) -> str | None:
    """Which part of a page's furniture a line is, or None if it may be text."""
    line = line.strip()
    if len(line) > _MAX_LINE:
        return None
    if not any(char.isalnum() for char in line):
        return "ornament"
    return next((part for part, pattern in _patterns() if pattern.fullmatch(line)), None)


def _is_teaser(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (paragraph.is_item or paragraph.is_heading or len(text) <= _MAX_TEASER) and not (
        text.endswith((".", "”", '"', "?", "!"))
    )


def _is_bio(text: str, names: list[str]) -> bool:
    """Whether it presents an author of this report ("Jane Roe covers transport for ...")."""
    if _FOLLOW.fullmatch(text):
        return True
    for name in names:
        for start in (name, name.split()[-1]) if name else ():
            if text.startswith(start + " ") and _BIO.fullmatch(text[len(start) :].strip()):
                return True
    return False


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    flags = re.IGNORECASE | re.DOTALL
    return tuple((row["part"], re.compile(row["pattern"], flags)) for row in rows("boilerplate"))
