"""Draws docs/picture.svg: what `sayso show` prints of one report of the demo.

.venv/bin/python docs/make_picture.py
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from sayso.pipeline import analyse
from sayso.read import Source, find_sources, read
from sayso.show.terminal import render

ROOT = Path(__file__).resolve().parent.parent
REPORT = "demo/reports/hastrel-courier/2019-09-14-sent-by-colonel.html"
WIDTH = 100
# As many lines as a reader takes in at a glance.
LINES = 54


def drawn() -> list[str]:
    """The lines that `sayso show` prints, with their colours."""
    source = next(s for s in find_sources([REPORT]) if isinstance(s, Source))
    report, _ = next(r for r in read(source) if isinstance(r, tuple))
    page = io.StringIO()
    console = Console(width=WIDTH, file=page, force_terminal=True, color_system="standard")
    for part in render(analyse(report)):
        console.print(part)
    return page.getvalue().splitlines()


def main() -> None:
    """Write the picture, without the web fonts that would be fetched to look at it."""
    os.chdir(ROOT)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(drawn()[:LINES])))
    svg = console.export_svg(title="sayso show", unique_id="sayso")
    svg = re.sub(r"@font-face \{.*?\}\n?", "", svg, flags=re.DOTALL)
    Path("docs/picture.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
