"""An outline: nested blocks of wrapped lines, joined by guides that never break off.

rich's own tree leaves a gap between a label of several lines and its first child, and takes four
columns a level; hearsay is deep and terminals are 80 columns wide, so this one takes three.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

# Below this many columns a line holds hardly a word: deeper blocks are set in no further, which the
# 19th level of hearsay reaches at 80 columns.
NARROWEST = 26
GUIDE = "dim"


@dataclass(frozen=True, slots=True)
class Line:
    """`text`, set in by `indent` columns, and by `hang` more from the second line of a wrap on."""

    text: Text
    indent: int = 0
    hang: int = 0

    def wrapped(self, console: Console, width: int) -> Iterator[Text]:
        """The lines at `width` columns, without spaces at their ends."""
        room = max(1, width - self.indent - self.hang)
        for number, line in enumerate(self.text.wrap(console, room)):
            line.rstrip()
            yield Text(" " * (self.indent + (self.hang if number else 0))).append_text(line)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The line on its own."""
        yield from self.wrapped(console, options.max_width)


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines, and the blocks under them."""

    lines: tuple[Line, ...]
    under: tuple[Block, ...] = ()

    def drawn(self, console: Console, width: int) -> Iterator[Text]:
        """The lines of this block and, behind guides, of all under it."""
        stem = "│  " if self.under else ""
        for number, line in enumerate(self.lines):
            guide = stem if number else ""
            for text in line.wrapped(console, width - len(guide)):
                yield Text().append(guide, GUIDE).append_text(text)
        yield from self.drawn_under(console, width)

    def drawn_under(self, console: Console, width: int) -> Iterator[Text]:
        """The blocks under this one, each behind its guides."""
        room = width - len("├─ ")
        for number, block in enumerate(self.under, start=1):
            first, rest = ("├─ ", "│  ") if number < len(self.under) else ("└─ ", "   ")
            if room < NARROWEST:
                first = rest = ""
            yield Text("│", GUIDE)
            for at, text in enumerate(block.drawn(console, width - len(first))):
                yield Text().append(rest if at else first, GUIDE).append_text(text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The whole outline."""
        for text in self.drawn(console, options.max_width):
            text.no_wrap, text.overflow = True, "ignore"
            yield text
