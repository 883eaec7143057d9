"""A statement before its place in the tree and its voice are known."""

from __future__ import annotations

from dataclasses import dataclass

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
