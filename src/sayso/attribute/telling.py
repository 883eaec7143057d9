"""A statement before its place in the tree and its voice are known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import Span


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody's words as found: source, cue and content, and the tokens that head them.

    `head` is the index of the token that heads the cue, `speaker` of the one that heads the
    source; -1 where there is none. `within` is the `head` of the statement that this one hands on,
    where its cue does not stand in that one's content ("the paper reported, citing officials").
    `verbatim` marks words that are the speaker's own by the layout, without quotation marks.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: str
    head: int
    speaker: int = -1
    negated: bool = False
    within: int = -1
    verbatim: bool = False

    @property
    def anchor(self) -> Span:
        """Where the statement stands in the text: its cue, or its words where it has none."""
        return self.cue or self.content[0]


# What joins one statement to the next, and belongs to neither.
JOINING = (" and", " but", " while", " as", ",", ";")
# What those do who say nothing.
MUTE = re.compile(r"\b(?:comment|respond|reply|elaborate|answer|be interviewed|be named)\b")


def part(tellings: Sequence[Telling], text: str) -> list[Telling]:
    """Each statement without what leads in the next: who says that.

    "Officials denied that he was ill *and an envoy* said that he was well."
    """
    leading = sorted(
        (t.source, t.cue) for t in tellings if t.source is not None and t.cue is not None
    )
    mute = sorted(t.source for t in tellings if t.source is not None and is_mute(t, text))
    return [
        replace(
            t,
            content=tuple(before_mute(parted(s, t, leading, text), mute, text) for s in t.content),
        )
        for t in tellings
    ]


def behind_semicolons(tellings: Sequence[Telling], text: str) -> list[Telling]:
    """The statements, each named at its end without what another told before a semicolon.

    "Officials believe that it left; it was seen in Karsk, one of them said": he said the second.
    """
    return [behind_semicolon(t, tellings, text) for t in tellings]


def behind_semicolon(telling: Telling, tellings: Sequence[Telling], text: str) -> Telling:
    """A statement from its semicolon on, where somebody else's stands before that."""
    cue = telling.cue
    if not telling.content or cue is None or cue.start < telling.content[-1].end:
        return telling
    first, last = telling.content[0], telling.content[-1]
    at = text.rfind(";", last.start, last.end)
    told = any(
        o.cue is not None
        and o.source is not None
        and first.start <= o.source.start
        and max(o.cue.end, o.source.end) <= at
        for o in tellings
        if o is not telling
    )
    if at < 0 or not told:
        return telling
    start = at + 1 + len(text[at + 1 : last.end]) - len(text[at + 1 : last.end].lstrip())
    return replace(telling, content=(Span(start, last.end),))


def is_mute(telling: Telling, text: str) -> bool:
    """Whether somebody only would not comment: no voice tells that of another."""
    told = " ".join(s.of(text) for s in (telling.cue, *telling.content) if s is not None)
    return telling.manner == "refuses" and bool(MUTE.search(told))


def before_mute(content: Span, mute: Sequence[Span], text: str) -> Span:
    """A content up to those who would not comment: "said he knew, *and officials declined to*"."""
    for source in mute:
        words = text[content.start : source.start].rstrip()
        if content.start < source.start < content.end and words.endswith((" and", " but", ";")):
            return unjoined(content, words)
    return content


def parted(
    content: Span, telling: Telling, leading: Sequence[tuple[Span, Span]], text: str
) -> Span:
    """A content up to the source of another statement, where the content ends within it.

    `leading` are sources with their cues, in the order of the text.
    """
    at = bisect_left(leading, content.end, key=lambda pair: pair[0].start) - 1
    if at < 0:
        return content
    source, cue = leading[at]
    own = telling.cue is not None and (cue == telling.cue or source.meets(telling.cue))
    if own or not content.start < source.start < content.end <= min(source.end, cue.start):
        return content
    return unjoined(content, text[content.start : source.start].rstrip())


def unjoined(content: Span, words: str) -> Span:
    """A content that ends with some words of it, without those that join the next to it."""
    for joining in JOINING:
        words = words.removesuffix(joining).rstrip()
    return Span(content.start, content.start + len(words)) if words else content
