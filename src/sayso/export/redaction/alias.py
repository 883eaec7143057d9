"""An alias in a text: found however it is spelt, spaced, accented or capitalised.

    Aliases.of({"Jane Vane": "[person 1]"}).found("said JANE  VÁNE’s aide")   # one, at 5 to 15

Text and alias are compared folded: small letters and digits, without accents, everything else a
blank. Between the words of an alias there may be any signs or none ("jane.vane@", "JaneVane").
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.model import Span

# An alias this long, in letters, is looked for within longer words, too ("stopjanevanenow").
DISTINCT = 8


@cache
def _letters(sign: str) -> str:
    """What a sign is compared by: letters and digits, nothing for an accent, a blank for others."""
    plain = unicodedata.normalize("NFKD", sign).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    if kept in ("'", "’", "\u00ad", "\u200b", "\u200c", "\u200d"):
        return ""
    return "".join(c if c.isalnum() else " " for c in kept)


def folded(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each sign of that the place in the text."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in _letters(sign):
            signs.append(letter)
            places.append(place)
    return "".join(signs), places


class _Table(dict[int, str]):
    """What each sign is compared by, for `str.translate`."""

    def __missing__(self, sign: int) -> str:
        self[sign] = found = _letters(chr(sign))
        return found


_TABLE = _Table()


def fold(text: str) -> str:
    """A text as it is compared."""
    return text.translate(_TABLE)


def pattern(alias: str) -> str | None:
    """The regular expression of an alias in a folded text; None where it has no letter."""
    words = fold(alias).split()
    if not words:
        return None
    body = " *".join(map(re.escape, words))
    if len("".join(words)) >= DISTINCT:
        return body
    # What follows may be the s of a plural or of "Vane’s", which stays.
    return rf"(?<![^\W_]){body}(?=s?(?![^\W_]))"


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

    def found(self, text: str) -> Iterator[Stretch]:
        """Where they stand in a text, in its order; the longest where several could."""
        if self.one is None:
            return
        compared, places = folded(text)
        for match in self.one.finditer(compared):
            start, last = places[match.start()], places[match.end() - 1]
            end = last + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            yield Stretch(Span(start, end), self.known[(match.lastindex or 1) - 1][1])

    def hidden(self, text: str) -> str:
        """The text with what stands for each alias."""
        return Rewriting.of(text, self.found(text)).text


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
