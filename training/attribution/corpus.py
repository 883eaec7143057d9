"""Texts to learn from: PolNeAR's brat files and our own marked texts, made ready as arrays."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin
from tqdm import tqdm

from sayso.annotate.encoder.wording import Ints, Wording, word_by_word
from sayso.annotate.layout import lay_out
from sayso.annotate.parse import parse, parser_version, pipeline
from sayso.attribute.reader.network import telling_verbs
from sayso.attribute.reader.relation import head_of_words
from training.attribution.marked import MarkedStatement, MarkedText, read_marked

Pair = tuple[int, int]
SPAN = re.compile(r"(T\d+)\t(\S+) ([\d ;]+)\t")
OUTER, INNER = 1, 2
# What of a parse the network is told.
ATTRIBUTES = ["ORTH", "SPACY", "POS", "TAG", "LEMMA", "DEP", "HEAD", "SENT_START"]


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked statement in code points. `level` is OUTER or INNER.

    `opaque` says that statements within its content are not marked: PolNeAR's outermost ones.
    """

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    level: int = OUTER
    opaque: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """A text with all its gold statements; where nothing `is_told`, with none."""

    name: str
    text: str
    golds: tuple[Gold, ...]
    is_told: bool = True


@dataclass(slots=True)
class Telling:
    """One gold statement in words: first and last word of the cue; the words of the others."""

    first: int
    last: int
    source: Ints
    content: Ints
    level: int
    head: int


@dataclass(slots=True)
class Example:
    """A text made ready: its words, statements, and what is known of each word.

    `unknown` marks the words at which a statement may stand unmarked: contents of PolNeAR's, and
    everything where nothing `is_told`; `telling` the verbs that tell.
    """

    name: str
    wording: Wording
    tellings: list[Telling]
    unknown: Ints = field(repr=False)
    telling: NDArray[np.bool_] = field(repr=False)
    is_told: bool = True


def read_brat(path: Path) -> Iterator[Gold]:
    """The attributions of one brat file, in PolNeAR's scheme (Newell et al., LREC 2018)."""
    spans: dict[str, list[Pair]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := SPAN.match(line):
            spans[match[1]] = [
                (int(a), int(b)) for a, b in (pair.split() for pair in match[3].split(";"))
            ]
        elif re.match(r"E\d+\t", line):
            parts: dict[str, list[Pair]] = {"source": [], "cue": [], "content": []}
            for piece in line.split("\t")[1].split():
                role, name = piece.split(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in parts and name in spans:
                    parts[role] += spans[name]
            if parts["cue"] and parts["content"]:
                yield Gold(*(tuple(parts[role]) for role in ("source", "cue", "content")))


def read_polnear(folder: Path) -> Iterator[Text]:
    """The articles of `train` or `dev`, by the first annotator that has a file."""
    with (folder.parent / "metadata.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        text = folder / "text" / f"{row['filename']}.txt"
        for who in row["annotators"].split("|"):
            marks = folder / "attributions" / f"{row['filename']}_{who}.ann"
            if text.exists() and marks.exists():
                whole = text.read_bytes().decode("utf-8")
                yield Text(row["filename"], whole, tuple(read_brat(marks)))
                break


def read_untold(shared: Path, most: int) -> list[Text]:
    """News without marks, to be read by teachers: every second body of FNC-1, up to `most`.

    Many are rewrites of one another, and rewrites mostly stand close together.
    """
    (path,) = (shared / "data" / "origins").glob("*bodies*.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        bodies = [row["articleBody"] for row in csv.DictReader(lines)][::2]
    return [Text(f"untold-{i}", body, (), is_told=False) for i, body in enumerate(bodies[:most])]


def of_marked(marked: MarkedText) -> Text:
    """One of our own marked texts, in which every statement is marked."""
    golds = [
        Gold(
            tuple(told.source),
            tuple(told.cue),
            tuple(told.content),
            INNER if stands_inside(told, marked) else OUTER,
            opaque=False,
        )
        for told in marked.statements.values()
        if told.cue
    ]
    return Text(marked.name, marked.text, tuple(golds))


def stands_inside(told: MarkedStatement, marked: MarkedText) -> bool:
    """Whether a statement's cue stands in the content of another one."""
    start, end = told.cue[0]
    return any(
        a <= start and end <= b
        for other in marked.statements.values()
        if other is not told
        for a, b in other.content
    )


def joined(texts: list[Text], several: int) -> Iterator[Text]:
    """Short texts put together, `several` a text, as paragraphs of one."""
    for at in range(0, len(texts), several):
        parts, golds, length = [], [], 0
        for text in texts[at : at + several]:
            golds += [moved(g, length) for g in text.golds]
            parts.append(text.text)
            length += len(text.text) + 2
        yield Text(texts[at].name, "\n\n".join(parts), tuple(golds))


def moved(gold: Gold, by: int) -> Gold:
    """The statement `by` characters further on."""
    each = [
        tuple((a + by, b + by) for a, b in pairs) for pairs in (gold.source, gold.cue, gold.content)
    ]
    return Gold(*each, gold.level, gold.opaque)


def read_told(folder: Path) -> Iterator[Text]:
    """All marked texts of a folder."""
    for path in sorted(folder.glob("*.txt")):
        yield from map(of_marked, read_marked(path))


def parsed(texts: list[Text], kept: Path) -> list[Doc]:
    """The parses of some texts, kept in a folder so that the next run need not make them."""
    digest = hashlib.sha256(parser_version().encode())
    for text in texts:
        digest.update(text.text.encode())
    path = kept / f"{digest.hexdigest()[:16]}.spacy"
    if path.exists():
        return list(DocBin().from_disk(path).get_docs(pipeline().vocab))
    docs = [parse(text.text) for text in tqdm(texts, unit="text", desc="parsing", disable=None)]
    kept.mkdir(parents=True, exist_ok=True)
    DocBin(ATTRIBUTES, docs=docs).to_disk(path)
    return docs


def ready(texts: list[Text], kept: Path) -> list[Example]:
    """The texts as examples."""
    return [prepare(t, d) for t, d in zip(texts, parsed(texts, kept), strict=True)]


def prepare(text: Text, doc: Doc) -> Example:
    """Put a parsed text's statements into words."""
    if doc.text != text.text:
        raise ValueError(f"{text.name}: the parse is of another text")
    layout = lay_out(text.text)
    wording = word_by_word(doc, layout)
    tellings = []
    unknown = np.full(len(wording), int(not text.is_told), dtype=np.int64)
    for gold in text.golds:
        cue = within(wording, gold.cue)
        content = within(wording, gold.content)
        if gold.opaque:
            unknown[content] = 1
        if not len(cue) or not len(content):
            continue
        first, last = int(cue[0]), int(cue[-1])
        head = head_of_words(wording, first, last).i
        source = within(wording, gold.source)
        tellings.append(Telling(first, last, source, content, gold.level, head))
    tellings.sort(key=lambda t: (t.first, t.level))
    for told in tellings:
        unknown[told.first : told.last + 1] = 0
    return Example(text.name, wording, tellings, unknown, telling_verbs(wording), text.is_told)


def within(wording: Wording, pairs: tuple[Pair, ...]) -> Ints:
    """The words that share a character with one of the spans, in order."""
    found: list[int] = []
    for start, end in pairs:
        first = int(np.searchsorted(wording.ends, start, side="right"))
        last = int(np.searchsorted(wording.starts, end, side="left"))
        found.extend(range(first, last))
    return np.array(sorted(set(found)), dtype=np.int64)
