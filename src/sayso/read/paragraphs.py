"""Lines of printed pages to paragraphs: joined, without hyphens, running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from sayso.read.layout import Line
from sayso.read.tidy import SENTENCE_END

# Running heads and page numbers stand in the outer eighth of a page.
_EDGE = 0.125
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_BULLET = re.compile(r"[•‣▪●◦*–-]\s+\S|\(?\d{1,2}[.)]\s+\S")
# A hyphen at a line's end: typed, soft, or what PDFium makes of one.
_HYPHENS = "-\u2010\u00ad\x02"
# Fonts of one text differ by less; headlines differ by more.
_SAME_SIZE = 0.15


def split_furniture(lines: list[Line], height: float, pages: int) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those of running heads, running feet and page numbers."""
    places: dict[tuple[str, int], set[int]] = {}
    for line in lines:
        if _at_edge(line, height):
            places.setdefault(_place(line), set()).add(line.page)
    text: list[Line] = []
    furniture: list[Line] = []
    for line in lines:
        repeated = len(places.get(_place(line), ())) >= max(2, pages / 3)
        number = _at_edge(line, height) and _PAGE_NUMBER.fullmatch(line.text.strip())
        (furniture if number or (repeated and _at_edge(line, height)) else text).append(line)
    return text, furniture


def _at_edge(line: Line, height: float) -> bool:
    return line.box.bottom > (1 - _EDGE) * height or line.box.top < _EDGE * height


def _place(line: Line) -> tuple[str, int]:
    """What stays of a running head from page to page: its words and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.box.bottom / 6)


def join_paragraphs(lines: list[Line]) -> list[str]:
    """The paragraphs of lines that stand in reading order."""
    spacing = _spacing(lines)
    edges = _edges(lines)
    words = Counter(word.strip(".,;:!?\"'“”‘’()") for line in lines for word in line.text.split())
    paragraphs: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is None or _starts_anew(last, line, spacing, edges):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _glue(paragraphs[-1], line.text, words)
        last = line
    return [_without_marks(paragraph) for paragraph in paragraphs]


def _spacing(lines: list[Line]) -> float:
    """The usual distance of one base line from the next, in multiples of the letters' height."""
    steps = [
        (first.box.bottom - second.box.bottom) / first.box.size
        for first, second in pairwise(lines)
        if _follows(first, second) and first.box.size > 0
    ]
    usual = sorted(step for step in steps if 0 < step < 3)
    # The lower quartile: with short paragraphs the gaps between them are as many as the lines.
    return usual[len(usual) // 4] if usual else 1.2


def _follows(first: Line, second: Line) -> bool:
    """Whether two lines stand in one column of one page."""
    return (first.page, first.column) == (second.page, second.column)


def _edges(lines: list[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of each column."""
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        key = (line.page, line.column)
        left, right = edges.get(key, (line.box.left, line.box.right))
        edges[key] = min(left, line.box.left), max(right, line.box.right)
    return edges


def _starts_anew(
    last: Line, line: Line, spacing: float, edges: dict[tuple[int, int], tuple[float, float]]
) -> bool:
    """Whether a line opens a paragraph, by its font, distance, indent or the line before it."""
    size = last.box.size
    if size <= 0 or abs(line.box.size - size) > _SAME_SIZE * size or _BULLET.match(line.text):
        return True
    # A heading in bold over a text of the same size; bold that goes on in a sentence is none.
    if last.box.bold != line.box.bold and line.text[0].isupper():
        return True
    ended = bool(SENTENCE_END.search(last.text))
    if not _follows(last, line):
        return ended
    # Leading of paragraphs is at least a third more than that of lines.
    if last.box.bottom - line.box.bottom > 1.33 * spacing * size:
        return True
    left, right = edges[last.page, last.column]
    indented = line.box.left > left + 0.7 * size and last.box.left < left + 0.4 * size
    room = (right - last.box.right) / (right - left) if right > left else 0.0
    if last.text[-1] in _HYPHENS:
        return False
    # A line with a fifth of its column free may end a sentence there; no ragged line leaves two.
    return (indented and right - left > 10 * size) or (ended and room > 0.2) or room > 0.4


def _glue(paragraph: str, line: str, words: Counter[str]) -> str:
    """A line joined to what it goes on with; a word cut at the end of a line made whole.

    The hyphen stays where the document writes the word with one in the middle of a line, or where
    what follows is a name.
    """
    if len(paragraph) > 1 and paragraph[-1] in _HYPHENS and paragraph[-2].isalpha():
        head, first = re.split(r"\s", paragraph[:-1])[-1], line.split(maxsplit=1)[0]
        bare = first.strip(".,;:!?\"'“”‘’()")
        start = head.strip("\"'“”‘’(")
        if not first[0].islower() or (words[f"{start}-{bare}"] and not words[start + bare]):
            return f"{paragraph[:-1]}-{line}"
        return paragraph[:-1] + line
    glue = "" if paragraph.endswith("—") and not paragraph.endswith(" —") else " "
    return paragraph + glue + line


def _without_marks(paragraph: str) -> str:
    return paragraph.replace("\x02", "-").strip()
