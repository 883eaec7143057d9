"""Texts with marked names from public corpora and from our own files, as `Marked`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from sayso.annotate.lexicon import lexicon
from training.marks import PRONOUN, TITLES, is_named, without_article, written
from training.names.gum import read_gum
from training.names.labels import BODY, DESCRIBED, NAMED, NONE, SITE, THINGS, bits

NAME_MARK = re.compile(r"\[(\w+) |\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, the label sets of its marked spans (code points), and of every other span."""

    name: str
    text: str
    spans: dict[tuple[int, int], int]
    other: int


def runs(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of BIO tags: first token, token behind the last, and type."""
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag == "O" or tag.startswith("B-") or tag[2:] != kind):
            yield start, i, kind
            start = -1
        if tag != "O" and start < 0:
            start, kind = i, tag[2:]


def token_file(path: Path, token: int, tag: int) -> Iterator[list[tuple[str, str]]]:
    """Sentences of a file of token and tag columns."""
    lines = (line.rstrip("\n") for line in path.open(encoding="utf-8") if not line.startswith("# "))
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            columns = [line.split("\t") for line in group]
            yield [(c[token].strip(), c[tag]) for c in columns if c[token].strip()]


CROSSNER = {
    "politician": bits(["person"]),
    "person": bits(["person"]),
    "organisation": BODY,
    "politicalparty": BODY,
    "country": SITE,
    "location": SITE,
    "election": bits(["event"]),
    "event": bits(["event"]),
    "misc": THINGS | NONE,
}
UNER = {"PER": bits(["person"]), "ORG": BODY, "LOC": SITE}


def columns(
    path: Path, places: tuple[int, int], kinds: dict[str, int], other: int
) -> Iterator[Marked]:
    """A file of tagged sentences."""
    for number, sentence in enumerate(token_file(path, *places)):
        tokens, tags = map(list, zip(*sentence, strict=True))
        text, at = written(tokens)
        spans = {
            without_article(text, at[a][0], at[b - 1][1]): kinds[kind] for a, b, kind in runs(tags)
        }
        yield Marked(f"{path.stem}-{number}", text, spans, other)


def crossner(path: Path) -> Iterator[Marked]:
    """CrossNER's politics."""
    loose = NONE | DESCRIBED | bits(["nationality", "document", "weapon", "vehicle"])
    return columns(path, (0, 1), CROSSNER, loose)


def uner(path: Path) -> Iterator[Marked]:
    """Universal NER, English."""
    return columns(path, (1, 2), UNER, NONE | DESCRIBED | THINGS)


RE3D = {
    "Person": (bits(["person"]), bits(["described person"])),
    "Organisation": (BODY, bits(["described body"])),
    "Location": (SITE, bits(["described place"])),
    "Nationality": (bits(["nationality"]), bits(["nationality"])),
    "DocumentReference": (bits(["document"]), bits(["described other"])),
    "MilitaryPlatform": (bits(["vehicle"]), bits(["described other"])),
    "Vehicle": (bits(["vehicle"]), bits(["described other"])),
    "Weapon": (bits(["weapon"]), bits(["described other"])),
}


def bare_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name in a span that begins with titles ("Mr. Manders"), None where there is none."""
    at = start
    for m in WORD.finditer(text, start, end):
        known = m[0].lower().rstrip(".") in lexicon().titles or TITLES.fullmatch(m[0])
        if not known:
            return (m.start(), end) if at != start and is_named(text[m.start() : end]) else None
        at = m.end()
    return None


def re3d(path: Path) -> Iterator[Marked]:
    """One publisher of re3d."""
    for line in path.open(encoding="utf-8"):
        document = json.loads(line)
        text = document["text"]
        spans: dict[tuple[int, int], int] = {}
        for e in document["entities"]:
            start, end = trimmed(text, e["start"], e["end"])
            if e["type"] not in RE3D or end <= start or PRONOUN.match(text[start:end]):
                continue
            if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
                continue  # a slip: it begins or ends within a word
            named, described = RE3D[e["type"]]
            label = named if is_named(text[start:end]) else described
            spans[start, end] = spans.get((start, end), 0) | label
            inner = bare_name(text, start, end) if e["type"] == "Person" else None
            if inner:
                spans[inner] = named
        yield Marked(document["id"], text, spans, NONE | bits(["event", "described other"]))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without its article and the signs around it."""
    start, end = without_article(text, start, end)
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


WORD = re.compile(r"\S+")


# Countries that act are organizations there.
GUM_NAMED = {
    "person": bits(["person"]),
    "organization": BODY | SITE,
    "place": SITE,
    "event": bits(["event"]),
    "time": NONE | bits(["described other"]),
}
GUM_DESCRIBED = {
    "person": "described person",
    "organization": "described body",
    "place": "described place",
}


def gum(path: Path) -> Iterator[Marked]:
    """One document of GUM: names and descriptions; its pronouns are left to the rules."""
    document = read_gum(path)
    spans: dict[tuple[int, int], int] = {}
    for mention in document.mentions:
        start, end = without_article(document.text, mention.start, mention.end)
        end -= 2 if document.text[:end].endswith(("'s", "’s")) else 0
        words = document.text[start:end]
        if PRONOUN.match(words):
            continue
        named = mention.is_proper and is_named(words)
        if words.lower() in lexicon().peoples:
            label = bits(["nationality"])
        elif named:
            label = GUM_NAMED.get(mention.kind, THINGS | bits(["facility", "described other"]))
        else:
            label = bits([GUM_DESCRIBED.get(mention.kind, "described other")])
        spans[start, end] = spans.get((start, end), 0) | label
        inner = bare_name(document.text, start, end) if mention.kind == "person" else None
        if inner:
            spans[inner] = bits(["person"])
    yield Marked(path.stem, document.text, spans, NONE | bits(["nationality"]))


ECB = {
    "HUMAN_PART_PER": (bits(["person"]), bits(["described person"])),
    "HUMAN_PART_ORG": (BODY, bits(["described body"])),
    "HUMAN_PART_GPE": (bits(["place"]), bits(["described place", "described body"])),
    "HUMAN_PART_VEH": (bits(["vehicle"]), bits(["described other"])),
    "LOC_FAC": (SITE, bits(["described place"])),
    "LOC_GEO": (SITE, bits(["described place"])),
}
ANYTHING = NONE | DESCRIBED | NAMED


def ecb(path: Path) -> Iterator[Marked]:
    """The sentences of an ECB+ report in which somebody is marked; what is unmarked is open."""
    root = ElementTree.parse(path).getroot()
    tokens = {t.get("t_id"): t for t in root.iter("token")}
    marks: dict[str, list[tuple[list[str], str]]] = {}
    for mark in root.find("Markables") or ():
        ids = [a.get("t_id", "") for a in mark.iter("token_anchor")]
        if mark.tag in ECB and ids and len({tokens[i].get("sentence") for i in ids}) == 1:
            marks.setdefault(str(tokens[ids[0]].get("sentence")), []).append((ids, mark.tag))
    for number, marked in marks.items():
        ids = [i for i, t in tokens.items() if t.get("sentence") == number]
        text, places = written([str(tokens[i].text) for i in ids])
        at = dict(zip(ids, places, strict=True))
        spans: dict[tuple[int, int], int] = {}
        for anchors, tag in marked:
            start, end = without_article(text, at[anchors[0]][0], at[anchors[-1]][1])
            words = text[start:end]
            if end > start and not PRONOUN.match(words):
                spans[start, end] = ECB[tag][0 if is_named(words) else 1]
                inner = bare_name(text, start, end) if tag == "HUMAN_PART_PER" else None
                if inner:
                    spans[inner] = bits(["person"])
        yield Marked(f"{path.stem}-{number}", text, spans, ANYTHING)


def own(path: Path) -> Iterator[Marked]:
    """A file of our own marked names."""
    for item in re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))[1:]:
        head, _, body = item.partition("\n")
        text, spans = unmarked(body.strip())
        yield Marked(head.strip(), text, spans, NONE | DESCRIBED)


def unmarked(marked: str) -> tuple[str, dict[tuple[int, int], int]]:
    """A text without its marks, and the marked spans. Raises ValueError at an open mark."""
    text, spans, stack, last = "", {}, [], 0
    for m in NAME_MARK.finditer(marked):
        text += marked[last : m.start()]
        last = m.end()
        if m[1]:
            stack.append((len(text), m[1]))
        else:
            start, kind = stack.pop()
            spans[start, len(text)] = bits([kind])
    if stack:
        raise ValueError(f"a mark is not closed: {marked[:60]}")
    return text + marked[last:], spans
