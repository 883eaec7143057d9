"""Texts with marked chains: GUM's, and our own files.

Our own mark each phrase as "[7 the men who fled]", 7 being what is meant by it in this text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.names.gum import read_gum

HERE = Path(__file__).resolve().parent
MARK = re.compile(r"\[(\d+) |\]")
ITEM = re.compile(r"^## (\S+)\n", re.MULTILINE)
# GUM's genres whose texts may be learned from for weights that ship; letters and essays are
# licensed for non-commercial use alone.
GENRES = ("news", "interview", "bio", "speech", "court")
Places = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Chained:
    """A text; `marks` gives the number of what each marked span (code points) means."""

    name: str
    text: str
    marks: Places

    def chains(self) -> list[frozenset[tuple[int, int]]]:
        """The marked spans that mean the same."""
        found: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for place, number in self.marks.items():
            found[number].add(place)
        return [frozenset(chain) for chain in found.values()]


def own(path: Path) -> Iterator[Chained]:
    """The texts of one of our files. Raises ValueError where a bracket is not closed."""
    parts = ITEM.split(path.read_text(encoding="utf-8"))
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        yield read_marks(name, body.strip())


def read_marks(name: str, marked: str) -> Chained:
    """A text without its marks, and what they say."""
    text, at = "", 0
    stack: list[tuple[int, int]] = []
    marks: Places = {}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            stack.append((int(mark[1]), len(text)))
        elif stack:
            number, start = stack.pop()
            marks[start, len(text)] = number
        else:
            raise ValueError(f"{name}: a bracket closes nothing before: {marked[at : at + 30]!r}")
    if stack:
        raise ValueError(f"{name}: {len(stack)} brackets are not closed")
    return Chained(name, text + marked[at:], marks)


def own_texts() -> list[Chained]:
    """All of our own marked texts."""
    return [text for path in sorted((HERE / "marked").glob("*.txt")) for text in own(path)]


def gum(shared: Path, genres: tuple[str, ...] = GENRES) -> Iterator[Chained]:
    """GUM's documents of some genres."""
    for genre in genres:
        for path in sorted((shared / "data" / "coref").glob(f"GUM_{genre}_*.tsv")):
            document = read_gum(path)
            marks = {(m.start, m.end): m.chain for m in document.mentions}
            yield Chained(document.name, document.text, marks)
