"""Time phrases and what they mean, against texts with TIMEX3 annotations (TimeML).

    python benchmarks/times.py FOLDER_OF_TML [--errors]

Prints the relaxed extent F1 (one phrase found and one gold phrase that share a character make a
pair) and the value accuracy: of the gold phrases found whose value is a run of days on the
calendar (1998-03, 1998-W04, 1998-FA, 1998-02-13TMO; not P3M or PRESENT_REF), how many our interval
lies within, which is agreement at the gold value's own grain. The anchor is the document's
creation time. Then the time that our grammar takes, next to that of the parse.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from sayso.annotate.dates import find_dates
from sayso.annotate.parse import parse
from sayso.extract.calendar import Days, month_of, season_of, single, unit_of, year_of
from sayso.extract.time import interpret, tense_of
from sayso.model import Span

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Gold:
    """A TIMEX3 annotation."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its gold phrases and the day it was made."""

    name: str
    words: str
    made: date
    gold: tuple[Gold, ...]


def read_tml(path: Path) -> Text:
    """A TimeML document."""
    root = ElementTree.fromstring(path.read_bytes())
    made = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    assert made is not None
    assert body is not None
    pieces: list[str] = []
    gold: list[Gold] = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3":
            gold.append(Gold(Span(start, sum(map(len, pieces))), node.get("value", "")))

    walk(body)
    day = date.fromisoformat(made.get("value", "")[:10])
    return Text(path.stem, "".join(pieces), day, tuple(gold))


def days_of(value: str) -> Days | None:
    """The days of a TIMEX3 value; None where it names none."""
    bare = value.split("T", maxsplit=1)[0]
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", bare):
        return single(date.fromisoformat(bare))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", bare):
        return month_of(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", bare):
        week = unit_of("week", date.fromisocalendar(int(found[1]), int(found[2]), 1))
        return unit_of("weekend", week.first) if found[3] else week
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", bare):
        return unit_of("quarter", date(int(found[1]), int(found[2]) * 3, 1))
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", bare):
        return season_of(int(found[1]), SEASONS[found[2]])
    if re.fullmatch(r"\d{2,4}", bare):
        missing = 4 - len(bare)
        return year_of(int(bare + "0" * missing), 10**missing)
    return None


def pairs(found: tuple[Span, ...], text: Text) -> Iterator[tuple[Span, Gold]]:
    """Phrases found and gold phrases that share a character, each used once."""
    free = list(found)
    for gold in text.gold:
        match = next((span for span in free if span.meets(gold.span)), None)
        if match is not None:
            free.remove(match)
            yield match, gold


def main() -> None:
    """Score every .tml file of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was missed and misread")
    options = parser.parse_args()
    total = {"found": 0, "gold": 0, "paired": 0, "calendar": 0, "right": 0, "tokens": 0}
    parsing = finding = 0.0
    find_dates(parse("Load the model and compile the grammar on Friday."))
    for path in sorted(options.folder.glob("*.tml")):
        text = read_tml(path)
        begin = time.perf_counter()
        doc = parse(text.words)
        parsed = time.perf_counter()
        found = find_dates(doc)
        parsing, finding = parsing + parsed - begin, finding + time.perf_counter() - parsed
        paired = list(pairs(found, text))
        total["found"] += len(found)
        total["gold"] += len(text.gold)
        total["paired"] += len(paired)
        total["tokens"] += len(doc)
        if options.errors:
            print_extents(text, found, paired)
        for span, gold in paired:
            if (days := days_of(gold.value)) is None:
                continue
            tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
            ours = interpret(span.of(text.words), text.made, tense_of(tokens.root))
            right = bool(
                ours.start
                and ours.end
                and days.first.isoformat() <= ours.start
                and ours.end <= days.last.isoformat()
            )
            total["calendar"] += 1
            total["right"] += right
            if options.errors and not right:
                print(f"value {text.made} {span.of(text.words)!r}: {gold.value}, ours {ours}")
    print_scores(total, parsing, finding)


def print_extents(text: Text, found: tuple[Span, ...], paired: list[tuple[Span, Gold]]) -> None:
    """What was missed, and what was found without a gold phrase there."""
    for gold in text.gold:
        if all(gold != g for _, g in paired):
            print(f"missed {gold.span.of(text.words)!r} {gold.value}")
    for span in found:
        if all(span != s for s, _ in paired):
            around = text.words[max(0, span.start - 30) : span.end + 20].replace("\n", " ")
            print(f"extra {span.of(text.words)!r} in {around!r}")


def print_scores(total: dict[str, int], parsing: float, finding: float) -> None:
    """The figures, one to a line."""
    precision, recall = total["paired"] / total["found"], total["paired"] / total["gold"]
    score = 2 * precision * recall / (precision + recall)
    print(f"extent, relaxed: P {precision:.3f} R {recall:.3f} F1 {score:.3f}", end=" ")
    print(f"({total['gold']} gold, {total['found']} found)")
    print(f"values on the calendar: {total['right'] / total['calendar']:.3f}", end=" ")
    print(f"({total['right']} of {total['calendar']})")
    tokens = total["tokens"]
    print(
        f"find_dates: {finding / tokens * 1e6:.1f} µs/token, {finding / parsing:.1%} of the parse"
    )


if __name__ == "__main__":
    main()
