"""An alias in a text: found however it is spelt, spaced, accented or capitalised.

    Aliases.of({"Jane Vane": "[person 1]"}).found("said JANE  VÁNE’s aide")   # one, at 5 to 15

Letters compare as `letters` says. Between the words of an alias there may be any signs or none
("jane.vane@", "JaneVane").
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.export.redaction.letters import fold, folded, pattern
from sayso.model import Span

# What stands for a sign that was replaced while the rest is looked through: in no alias.
TAKEN = "\0"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where an alias stands in a text, and what stands for it."""

    span: Span
    instead: str


@dataclass(frozen=True)
class Aliases:
    """Aliases, the longest first, each with what stands for it."""

    known: tuple[tuple[str, str], ...]
    one: re.Pattern[str] | None

    @classmethod
    def of(cls, told: Mapping[str, str]) -> Aliases:
        """The aliases of a mapping from alias to what stands for it."""
        ordered = sorted(told.items(), key=lambda pair: (-len(fold(pair[0])), pair))
        usable = tuple((alias, instead) for alias, instead in ordered if pattern(alias))
        groups = (f"({pattern(alias)})" for alias, _ in usable)
        return cls(usable, re.compile("|".join(groups)) if usable else None)

    def found(self, text: str, taken: Iterable[Span] = ()) -> Iterator[Stretch]:
        """Where they stand in a text; the longest where several could.

        What is left beside one that is replaced, or beside what is `taken` to be replaced, may be
        one, too: in "#JaneVane" the Jane stands alone once the Vane is gone. So it is looked
        through until nothing is found.
        """
        if self.one is None:
            return
        compared, places = folded(text)
        gone = list(taken)
        new = list(self._in(compared, places, text))
        while new or gone:
            yield from new
            compared = masked(compared, places, [*gone, *(stretch.span for stretch in new)])
            gone, new = [], list(self._in(compared, places, text))

    def _in(self, compared: str, places: list[int], text: str) -> Iterator[Stretch]:
        if self.one is None:
            return
        for match in self.one.finditer(compared):
            start, last = places[match.start()], places[match.end() - 1]
            end = last + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            yield Stretch(Span(start, end), self.known[(match.lastindex or 1) - 1][1])

    def hidden(self, text: str) -> str:
        """The text with what stands for each alias."""
        return Rewriting.of(text, self.found(text)).text


def masked(compared: str, places: list[int], gone: Iterable[Span]) -> str:
    """A folded text without the letters that stand at some places of the text."""
    signs = list(compared)
    for span in gone:
        first, end = bisect_left(places, span.start), bisect_left(places, span.end)
        signs[first:end] = TAKEN * (end - first)
    return "".join(signs)


@dataclass(frozen=True)
class Rewriting:
    """A text in which stretches were replaced, and where each span of the old one is in it."""

    text: str
    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, told: Iterable[Stretch]) -> Rewriting:
        """The rewriting of a text; of stretches that meet the first counts, the longer before."""
        kept: list[Stretch] = []
        for each in sorted(told, key=lambda s: (s.span.start, -s.span.end)):
            if not kept or kept[-1].span.end <= each.span.start:
                kept.append(each)
            elif each.span.end > kept[-1].span.end:
                # Two that overlap: nothing of the second may show.
                whole = kept[-1].span.join(each.span)
                kept[-1] = Stretch(whole, kept[-1].instead)
        parts, shifts, at, shift = [], [], 0, 0
        for each in kept:
            parts += [text[at : each.span.start], each.instead]
            shifts.append(shift)
            shift += len(each.instead) - (each.span.end - each.span.start)
            at = each.span.end
        parts.append(text[at:])
        return cls(
            "".join(parts),
            tuple(kept),
            tuple(each.span.start for each in kept),
            (*shifts, shift),
        )

    def __bool__(self) -> bool:
        """Whether anything was replaced."""
        return bool(self.stretches)

    def span(self, old: Span) -> Span:
        """Where a span is now; an end within what was replaced takes in all that stands for it."""
        return Span(self._place(old.start, is_end=False), self._place(old.end, is_end=True))

    def _place(self, old: int, *, is_end: bool) -> int:
        number = bisect_right(self.starts, old) - 1
        if number < 0:
            return old
        each, shift = self.stretches[number], self.shifts[number]
        if old >= each.span.end:
            return old + self.shifts[number + 1]
        start = each.span.start + shift
        if old == each.span.start:
            return start
        return start + len(each.instead) if is_end else start
