"""Words on a page to lines in reading order: columns from left to right, each from top to bottom.

A gutter is a gap that runs down beside several lines on both sides. Lines that cross it, such as a
headline over two columns, cut the page into bands; within a band the left column comes first. This
is the idea of the recursive X-Y cut (Nagy and Seth 1984), with the vertical cut preferred, since a
gap between paragraphs may lie at one height in both columns by chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

# Gaps within a justified line stay below one em in print; gutters between columns are above it.
_GUTTER = 1.0
# Fewer lines beside a gap are a signature or a table, not a column.
_MIN_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A word or a line: its text, its edges in points from the lower left, and whether all bold."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False

    @property
    def size(self) -> float:
        """The height of its letters with their ascents and descents."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in its column; `column` numbers the columns of a page as they are read."""

    box: Box
    page: int
    column: int

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.box.text


def read_lines(words: list[Box], page: int) -> list[Line]:
    """The lines of one page in reading order."""
    lines: list[Line] = []
    for column, boxes in enumerate(_order(_segments(_settle_drop_caps(words)))):
        lines.extend(Line(_join(row), page, column) for row in _rows(boxes))
    return lines


def _settle_drop_caps(words: list[Box]) -> list[Box]:
    """A large first letter put on the line whose top it shares, and glued to the word it opens."""
    if not words:
        return words
    body = median(word.size for word in words)
    caps = [w for w in words if len(w.text) == 1 and w.text.isalpha() and w.size > 1.8 * body]
    settled = [word for word in words if word not in caps]
    for cap in caps:
        beside = [
            w
            for w in settled
            if w.size < 1.5 * body and 0 <= w.left - cap.right < 2 * body and w.top > cap.bottom
        ]
        first = max(beside, key=lambda word: (round(word.top), -word.left), default=None)
        if first is None:
            settled.append(cap)
            continue
        settled.remove(first)
        glue = "" if first.text[0].islower() or first.text.isupper() else " "
        text = cap.text + glue + first.text
        settled.append(Box(text, cap.left, first.bottom, first.right, first.top))
    return settled


def _rows(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes that share a base line, each row from left to right; the rows from top to bottom."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: (-b.bottom, b.left)):
        # Superscripts and mixed fonts shift the base by less than half a letter.
        if rows and abs(rows[-1][0].bottom - box.bottom) < 0.4 * min(rows[-1][0].size, box.size):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda b: b.left) for row in rows]


def _join(boxes: list[Box]) -> Box:
    return Box(
        " ".join(box.text for box in boxes),
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
        all(box.bold for box in boxes),
    )


def _segments(words: list[Box]) -> list[Box]:
    """Words joined along their base line, cut where a gap is as wide as a gutter."""
    segments: list[Box] = []
    for row in _rows(words):
        run: list[Box] = []
        for word in row:
            if run and word.left - run[-1].right > _GUTTER * word.size:
                segments.append(_join(run))
                run = []
            run.append(word)
        segments.append(_join(run))
    return segments


def _order(segments: list[Box]) -> list[list[Box]]:
    """The columns of a page, or of a part of it, as they are read."""
    gutter = _find_gutter(segments)
    if gutter is None:
        return [segments] if segments else []
    crossing = sorted((s for s in segments if s.left < gutter < s.right), key=lambda b: -b.bottom)
    columns: list[list[Box]] = []
    ceiling = float("inf")
    for floor in [*(box.bottom for box in crossing), float("-inf")]:
        band = [s for s in segments if floor < s.bottom < ceiling and s not in crossing]
        columns.extend(_order([s for s in band if s.right <= gutter]))
        columns.extend(_order([s for s in band if s.left >= gutter]))
        columns.extend([box] for box in crossing if box.bottom == floor)
        ceiling = floor
    return columns


def _find_gutter(segments: list[Box]) -> float | None:
    """Where the best gutter runs, or None if there is only one column."""
    if len(segments) < 2 * _MIN_COLUMN:
        return None
    em = median(segment.size for segment in segments)
    best, best_score = None, 0
    for start in sorted({round(segment.left, 1) for segment in segments}):
        at = start - _GUTTER * em / 4
        left = [s for s in segments if s.right < at]
        right = [s for s in segments if s.left > at]
        crossing = len(segments) - len(left) - len(right)
        score = min(len(left), len(right)) - crossing
        if score > best_score and _stand_beside(left, right):
            best, best_score = at, score
    return best


def _stand_beside(left: list[Box], right: list[Box]) -> bool:
    """Whether two groups of lines are columns: several lines each, at the same heights."""
    if min(len(left), len(right)) < _MIN_COLUMN:
        return False
    top = min(max(box.top for box in left), max(box.top for box in right))
    bottom = max(min(box.bottom for box in left), min(box.bottom for box in right))
    shared = [sum(bottom <= box.bottom < top for box in side) for side in (left, right)]
    return min(shared) >= _MIN_COLUMN
