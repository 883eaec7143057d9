"""Where the quotation marks of a text open and close, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sayso.annotate.paragraphs import paragraphs
from sayso.model import Span

DOUBLE = re.compile("“|”|„|«|»|\"|''|``")
SINGLE = re.compile(r"‘|(?<!\w)'(?=\w)|(?<=[\w.,!?])['’](?!\w)")
OPENING = {"“", "„", "«", "``", "‘"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, marks included. `closed` is False where no mark ends it."""

    span: Span
    closed: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A text, its paragraphs and the quotations in it, both in the order of the text."""

    text: str
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]

    def quoted(self, position: int) -> Quote | None:
        """The quotation around a position of the text, if any."""
        at = bisect_right(self.quotes, position, key=lambda q: q.span.start) - 1
        found = self.quotes[at] if at >= 0 else None
        return found if found is not None and position < found.span.end else None

    def around(self, start: int, end: int) -> tuple[Quote | None, Quote | None]:
        """The last quotation that ends before `start` and the first that begins after `end`."""
        after = bisect_left(self.quotes, end, key=lambda q: q.span.start)
        before = bisect_right(self.quotes, start, key=lambda q: q.span.end) - 1
        return (
            self.quotes[before] if before >= 0 else None,
            self.quotes[after] if after < len(self.quotes) else None,
        )

    def meeting(self, span: Span) -> tuple[Quote, ...]:
        """The quotations that share a character with `span`."""
        first = bisect_right(self.quotes, span.start, key=lambda q: q.span.end)
        last = bisect_left(self.quotes, span.end, key=lambda q: q.span.start)
        return self.quotes[first:last]

    def paragraph(self, position: int) -> int:
        """The index of the paragraph that holds a position of the text, or comes after it."""
        at = bisect_right(self.paragraphs, position, key=lambda p: p.end)
        return min(at, len(self.paragraphs) - 1)


def lay_out(text: str) -> Layout:
    """Find paragraphs and quotations.

    A quotation that is still open at the end of its paragraph ends there; by the convention of
    newspapers the next paragraph then opens with a mark of its own.
    """
    marks = DOUBLE if DOUBLE.search(text) else SINGLE
    pieces: list[Span] = []
    quotes: list[Quote] = []
    at = 0
    for piece in paragraphs(text):
        span = Span(at, at + len(piece)).trim(text)
        at += len(piece)
        if span.start < span.end:
            pieces.append(span)
            quotes.extend(find_quotes(text, span, marks))
    return Layout(text, tuple(pieces), tuple(quotes))


def find_quotes(text: str, paragraph: Span, marks: re.Pattern[str]) -> list[Quote]:
    """The quotations of one paragraph."""
    found: list[Quote] = []
    opened: int | None = None
    for mark in marks.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if opens(text, mark, paragraph):
                opened = mark.start()
        elif opens_again(text, mark, opened):
            found.append(Quote(Span(opened, mark.start()).trim(text), False))
            opened = mark.start()
        elif mark[0] not in OPENING:
            found.append(Quote(Span(opened, mark.end()), True))
            opened = None
    if opened is not None:
        found.append(Quote(Span(opened, paragraph.end), False))
    return found


def opens_again(text: str, mark: re.Match[str], opened: int) -> bool:
    """Whether a mark inside a quotation opens the next paragraph of it, whose line break was lost.

    Between two spaces or more and a word, behind a full stop: 'take the law.  "As deplorable'.
    """
    before, after = text[opened + 1 : mark.start()], text[mark.end() : mark.end() + 1]
    gap = before[len(before.rstrip()) :]
    return len(gap) > 1 and before.rstrip()[-1:] in {".", "!", "?"} and after.isalnum()


def opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether a mark outside any quotation can open one.

    A closing mark at the head of a word is a slip of the typesetter's (”Fear”) and opens, too.
    """
    if mark[0] in OPENING:
        return True
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    return not before.isalnum() and not after.isspace()
