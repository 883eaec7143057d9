"""The desk: what a command tells a person on standard error while it works."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from sayso.cli.boundary import FAILED
from sayso.errors import SaysoError
from sayso.show.words import flat

Item = TypeVar("Item")

# Up to this many inputs are done before anybody wonders.
FEW = 3


class Desk:
    """Complaints, notes and progress, and whether anything failed."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.failed = 0
        self.console = Console(stderr=True, highlight=False, markup=False, emoji=False)

    def complain(self, error: SaysoError) -> None:
        """One input failed: say so in one line, and go on."""
        self.failed += 1
        self.line(f"sayso: {error}")

    def note(self, sentence: str) -> None:
        """Something that a person should know; not with --quiet."""
        if not self.quiet:
            self.line(f"sayso: {sentence}")

    def line(self, sentence: str) -> None:
        """One line, above the progress bar where there is one."""
        self.console.print(Text(flat(sentence)), soft_wrap=True)

    def track(self, items: Sequence[Item], *, printing: bool = False) -> Iterator[Item]:
        """Each of `items`, with a progress bar where a person would wait without one.

        `printing` says that results go to standard output meanwhile; on a terminal they show the
        progress themselves, and a bar would stand in their way.
        """
        in_the_way = printing and sys.stdout.isatty()
        if self.quiet or len(items) <= FEW or in_the_way or not sys.stderr.isatty():
            yield from items
            return
        columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.console, transient=True) as bar:
            yield from bar.track(items)

    def close(self) -> None:
        """End the command: with exit code 1 where anything failed."""
        if self.failed:
            raise typer.Exit(FAILED)
