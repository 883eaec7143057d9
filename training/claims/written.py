"""Texts of our own with every claim in them annotated: `written/`.

    for item in items(path): item.text, item.claims

A line that begins with "= " is a text; each line below it is a claim of that text:

    = The junta turned down an offer of talks from the Tavarian government.
    denies | turned down | junta | offer
    meets | talks | junta | government | denied actual

that is its type, the words that tell it, who fills its first and its second main role ("-" is
nobody), and how it stands where that is not "affirmed actual". Of words that stand in the text
more than once, "#2" behind them means the second. Raises `ValueError` where words are not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.model import Modality, Polarity
from sayso.ontology import claim_types

WRITTEN = Path(__file__).resolve().parent / "written"
# What stands in told/*.jsonl for a claim: type, six places, standing.
Row = tuple[str, int, int, int, int, int, int, str]
PLAIN = f"{Polarity.AFFIRMED.value} {Modality.ACTUAL.value}"
NOBODY = (-1, -1)


@dataclass(frozen=True, slots=True)
class Item:
    """A text and what is told in it; `name` is the file's with the line's number."""

    name: str
    text: str
    claims: tuple[Row, ...]


def items(path: Path) -> Iterator[Item]:
    """The texts of a file, in its order."""
    name, text, claims = "", "", list[Row]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("= "):
            if text:
                yield Item(name, text, tuple(claims))
            name, text, claims = f"{path.stem}-{number}", line[2:].strip(), []
        elif line.strip():
            claims.append(claim(text, line))
    if text:
        yield Item(name, text, tuple(claims))


def every() -> Iterator[Item]:
    """The texts of all files."""
    for path in sorted(WRITTEN.glob("*.txt")):
        yield from items(path)


def claim(text: str, line: str) -> Row:
    """A claim in places of the text."""
    kind, trigger, first, second, *standing = (part.strip() for part in line.split("|"))
    if kind not in claim_types():
        raise ValueError(f"no such type: {line}")
    told = standing[0] if standing and standing[0] else PLAIN
    polarity, modality = told.split()
    stands = f"{Polarity(polarity).value} {Modality(modality).value}"
    told_by, one, other = (
        NOBODY if words == "-" else place(text, words) for words in (trigger, first, second)
    )
    return kind, *told_by, *one, *other, "" if stands == PLAIN else stands


def place(text: str, phrase: str) -> tuple[int, int]:
    """Where a phrase begins and ends in a text."""
    words, _, number = phrase.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found or (len(found) > 1 and not number) or int(number or 1) > len(found):
        raise ValueError(f"{phrase!r} stands {len(found)} times in: {text}")
    start = found[int(number or 1) - 1]
    return start, start + len(words)
