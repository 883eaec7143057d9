"""Texts whose statements are marked by hand, in braces, and how they are read.

    ## a-name-for-the-item
    outlet: The Karsk Gazette
    {1s=wire Northern Wire} {1q said} {1c that {2s=clerk a clerk} {2q admitted} {2c he had lied}}.

A label is the statement's number in its item, then `s` (source), `q` (cue) or `c` (content), then,
where the voice is known, `=` and a key: the same key is the same voice within the item. A content
in several pieces has several braces. A source shared by two statements stands in two braces, one
in the other. A line `@ clerk kind=anonymous count=1` under the text says what is true of a voice.
Heads (`outlet:`, `title:`) stand above the text. Spans count code points of the text without marks.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LABEL = re.compile(r"\{(\d+)([sqc])(?:=([\w-]+))? ")
HEAD = re.compile(r"(outlet|title|published): (.+)")

Pair = tuple[int, int]


class MarkedError(ValueError):
    """A marked text that cannot be read: the item's name and what is wrong with it."""


@dataclass(slots=True)
class MarkedStatement:
    """One statement as marked; `voice` is None where nobody is named for it."""

    source: list[Pair] = field(default_factory=list)
    cue: list[Pair] = field(default_factory=list)
    content: list[Pair] = field(default_factory=list)
    voice: str | None = None
    parent: int | None = None


@dataclass(slots=True)
class MarkedText:
    """One item: its text, its statements by number, and what is said of its voices."""

    name: str
    text: str
    statements: dict[int, MarkedStatement]
    voices: dict[str, dict[str, str]]
    heads: dict[str, str]


def read_marked(path: Path) -> Iterator[MarkedText]:
    """The items of one file. Raises MarkedError."""
    for block in re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))[1:]:
        name, _, body = block.partition("\n")
        yield read_item(name.strip(), body)


def read_item(name: str, body: str) -> MarkedText:
    """One item from the lines below its heading. Raises MarkedError."""
    lines = body.strip("\n").split("\n")
    heads = {}
    while lines and (match := HEAD.fullmatch(lines[0])):
        heads[match[1]] = match[2].strip()
        lines.pop(0)
    voices = {}
    for line in [each for each in lines if each.startswith("@ ")]:
        lines.remove(line)
        key, *facts = shlex.split(line[2:])
        voices[key] = dict(fact.split("=", 1) for fact in facts)
    text, statements = strip_marks(name, "\n".join(lines).strip("\n"))
    set_parents(statements)
    return MarkedText(name, text, statements, voices, heads)


def strip_marks(name: str, marked: str) -> tuple[str, dict[int, MarkedStatement]]:
    """The text without its marks, and the statements that they mark."""
    out: list[str] = []
    length, at = 0, 0
    opened: list[tuple[int, str, int]] = []
    found: dict[int, MarkedStatement] = {}
    while at < len(marked):
        if match := LABEL.match(marked, at):
            number, part, voice = int(match[1]), match[2], match[3]
            told = found.setdefault(number, MarkedStatement())
            told.voice = voice or told.voice
            opened.append((number, part, length))
            at = match.end()
            continue
        letter = marked[at]
        at += 1
        if letter == "{" or (letter == "}" and not opened):
            raise MarkedError(f"{name}: a stray brace near {marked[max(0, at - 30) : at + 20]!r}")
        if letter == "}":
            number, part, start = opened.pop()
            lists = {"s": found[number].source, "q": found[number].cue, "c": found[number].content}
            lists[part].append((start, length))
            continue
        out.append(letter)
        length += 1
    if opened:
        raise MarkedError(f"{name}: a brace of statement {opened[-1][0]} is never closed")
    for number, told in found.items():
        if not told.content or len(told.source) > 1 or len(told.cue) > 1:
            raise MarkedError(f"{name}: statement {number} wants content, one source and one cue")
        told.content.sort()
    return "".join(out), found


def set_parents(statements: dict[int, MarkedStatement]) -> None:
    """A statement's parent is the narrowest one whose content holds its cue (or its content)."""

    def width(told: MarkedStatement) -> int:
        return sum(end - start for start, end in told.content)

    for number, told in statements.items():
        start, end = (told.cue or told.content)[0]
        holders = [
            other
            for other, outer in statements.items()
            if other != number
            and width(outer) >= width(told)
            and (
                any(a <= start and end <= b for a, b in outer.content)
                # "X reported, citing Y, that Z": the same words, handed on.
                or (outer.content == told.content and other < number)
            )
        ]
        told.parent = min(holders, key=lambda other: width(statements[other]), default=None)
