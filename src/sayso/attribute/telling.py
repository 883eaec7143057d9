"""A statement before its place in the tree and its voice are known."""

from __future__ import annotations

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
JOINING = ("and", "but", "while", "as", ",", ";")


def part(tellings: Sequence[Telling], text: str) -> list[Telling]:
    """Each statement without what leads in the next: who says that.

    "Officials denied that he was ill *and an envoy* said that he was well."
    """
    return [
        replace(t, content=tuple(parted(s, t, tellings, text) for s in t.content)) for t in tellings
    ]


def parted(content: Span, telling: Telling, tellings: Sequence[Telling], text: str) -> Span:
    """A content up to the source of another statement that ends it."""
    for other in tellings:
        source, cue = other.source, other.cue
        if source is None or cue is None or other.head == telling.head:
            continue
        own = telling.cue is not None and source.meets(telling.cue)
        leads = content.start < source.start and source.end >= content.end > source.start
        if own or not leads or cue.start < content.end:
            continue
        words = text[content.start : source.start].rstrip()
        for joining in JOINING:
            words = words.removesuffix(joining).rstrip()
        if words:
            return Span(content.start, content.start + len(words))
    return content
