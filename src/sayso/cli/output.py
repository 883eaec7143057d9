"""Where analyses go: to standard output or a file, as text, JSON lines or CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console

from sayso.cli.options import Format
from sayso.contract import to_json
from sayso.export import table
from sayso.model import Analysis
from sayso.show.terminal import render

# A line of text is hard to follow beyond this many columns, however wide the screen.
WIDEST = 120
# Text in a file is read anywhere; there is no width to ask for.
WIDTH_OF_A_FILE = 100


class Page(Console):
    """A console that shows words as they are, and leaves a broken pipe to the boundary."""

    def __init__(self, file: TextIO, width: int | None) -> None:
        super().__init__(file=file, width=width, highlight=False, markup=False, emoji=False)
        self.width = min(self.width, WIDEST)

    def on_broken_pipe(self) -> None:
        """Called by rich where the reader of the output went away; rich itself would exit."""
        raise BrokenPipeError


@contextmanager
def opened(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file `out`, which appears whole or not at all."""
    if out is None:
        yield sys.stdout
        return
    whole = not out.exists() or out.is_file()
    place = out.with_name(out.name + ".part") if whole else out
    try:
        with place.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
        if whole:
            place.replace(out)
    finally:
        if whole:
            place.unlink(missing_ok=True)


def write(
    analyses: Iterable[Analysis],
    file: TextIO,
    how: Format,
    judged: Mapping[str, str] | None = None,
) -> None:
    """Write each analysis as soon as it is there."""
    match how:
        case Format.JSON | Format.JSONL:
            for analysis in analyses:
                file.write(json.dumps(to_json(analysis), ensure_ascii=False) + "\n")
                file.flush()
        case Format.CSV:
            table.write(analyses, file, judged)
        case Format.TEXT:
            write_text(analyses, file, judged)


def write_text(
    analyses: Iterable[Analysis], file: TextIO, judged: Mapping[str, str] | None
) -> None:
    """Write the tree of statements of each analysis, a blank line between two."""
    console = console_for(file)
    for number, analysis in enumerate(analyses):
        if number:
            console.print()
        for part in render(analysis, judged):
            console.print(part)
        file.flush()


def console_for(file: TextIO) -> Console:
    """A console as wide as the terminal, or as suits a file."""
    return Page(file, None if file is sys.stdout else WIDTH_OF_A_FILE)
