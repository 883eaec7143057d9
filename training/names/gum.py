"""GUM's documents: their mentions with types and chains, from WebAnno TSV files (Zeldes, LRE 2017).

Each token's row has, in columns of their own, the entities that it belongs to
("person[2]|event[1]", where an entity of one token has no number) and links that begin at it
("coref", "10-39[69_1]": from entity 1, which holds this token, to entity 69, which holds token
10-39; 0 where one end has no number).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.marks import written

ROW = re.compile(r"\d+-\d+\t")
ENTITY = re.compile(r"([^\[]+)(?:\[(\d+)\])?")
LINK = re.compile(r"(\d+-\d+)(?:\[(\d+)_(\d+)\])?")
# Links that make two mentions one; bridging ones do not.
JOINING = frozenset(["coref", "ana", "cata", "appos", "disc"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention in code points, its type, whether a capital is in it, and its chain."""

    start: int
    end: int
    kind: str
    is_proper: bool
    chain: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its mentions, outer ones first where two begin together."""

    name: str
    text: str
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Rows:
    """What the rows of a file say: tokens, heads of sentences, each entity's tokens and kind."""

    tokens: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    held: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)


def read_gum(path: Path) -> Document:
    """The text of a file, with its mentions."""
    rows = read_rows(path)
    text, places = joined(rows)
    chains = chain(rows)
    mentions = (
        Mention(
            places[min(held)][0],
            places[max(held)][1],
            rows.kinds[key],
            any(rows.tokens[i][:1].isupper() for i in held),
            chains[key],
        )
        for key, held in rows.held.items()
    )
    return Document(path.stem, text, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))


def read_rows(path: Path) -> Rows:
    """The rows of a file."""
    rows = Rows()
    sentence = ""
    for line in filter(ROW.match, path.read_text(encoding="utf-8").splitlines()):
        cells = line.split("\t")
        if cells[0].split("-")[0] != sentence:
            sentence = cells[0].split("-")[0]
            rows.heads.append(len(rows.tokens))
        for entity in filter(None, map(ENTITY.fullmatch, cells[3].replace("_", "").split("|"))):
            key = entity[2] or cells[0]
            rows.held[key].append(len(rows.tokens))
            rows.kinds[key] = entity[1]
        rows.tokens.append(cells[2])
        if len(cells) > 8 and cells[7] != "_":
            rows.links.extend(links_of(cells))
    return rows


def links_of(cells: list[str]) -> Iterator[tuple[str, str]]:
    """The entities that a token's row joins."""
    for kind, target in zip(cells[7].split("|"), cells[8].split("|"), strict=True):
        link = LINK.fullmatch(target)
        if link and kind in JOINING:
            here, there = (n if n and n != "0" else "" for n in (link[3], link[2]))
            yield here or cells[0], there or link[1]


def joined(rows: Rows) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as one text, and where each of them stands."""
    places: list[tuple[int, int]] = []
    text = ""
    for a, b in zip(rows.heads, [*rows.heads[1:], len(rows.tokens)], strict=True):
        sentence, at = written(rows.tokens[a:b], hyphens=True)
        places += [(start + len(text), end + len(text)) for start, end in at]
        text += f"{sentence} "
    return text.rstrip(), places


def chain(rows: Rows) -> dict[str, int]:
    """The number of each entity's chain."""
    parent = {key: key for key in rows.held}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for one, other in rows.links:
        if one in parent and other in parent:
            parent[root(one)] = root(other)
    numbers = {key: i for i, key in enumerate(sorted({root(key) for key in parent}))}
    return {key: numbers[root(key)] for key in parent}
