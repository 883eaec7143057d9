"""Claims drawn to be judged by a person, and what was judged.

Fifty claims a half and source (re3d, PolNeAR's development half, the demo's reports; half of the
reports each) are drawn by the hash of what a claim says, so that a claim once drawn stays drawn
while others come and go. `tests/eval/claims/README.md` tells what was judged and told.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.model import Analysis, Claim, Report, Span
from sayso.ontology import claim_types
from sayso.pipeline import analyse
from sayso.read import Hints, Source, find_sources, read
from training.identity.ecb import reports

ROOT = Path(__file__).resolve().parent.parent.parent

HERE = ROOT / "tests" / "eval" / "claims"
# Forty paragraphs with the claims that a reader finds in them, written down before any output was
# seen: the type, and words of the first and of the second role; empty where none is told.
TOLD = HERE / "told.jsonl"
# The same of 131 more paragraphs, by which the rules were mended since.
TOLD_LATER = HERE / "told_2.jsonl"
# 310 paragraphs of ordinary news: every claim in them was judged, every one that is missed told.
READ = HERE / "told_3.jsonl"
A_SOURCE = 50
SOURCES = ("re3d", "polnear", "demo")
Key = tuple[str, str, str, int, tuple[tuple[str, int, int], ...], str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim with the source and report that it is from."""

    source: str
    report: str
    analysis: Analysis
    claim: Claim

    @property
    def key(self) -> Key:
        """All that a verdict is about: report, type, trigger, roles, standing and chain."""
        claim = self.claim
        roles = sorted((role, f.span.start, f.span.end) for role, f in claim.roles)
        voices = {v.id: v.text for v in self.analysis.voices}
        chain = tuple(voices[v] for v in claim.chain)
        standing = f"{claim.polarity.value} {claim.modality.value}"
        return (
            self.source,
            self.report,
            claim.type,
            claim.trigger.start,
            tuple(roles),
            standing,
            chain,
        )

    @property
    def half(self) -> str:
        """The half that the report belongs to."""
        return "dev" if lot("half", self.report) % 2 == 0 else "test"

    @property
    def place(self) -> int:
        """Where the claim stands in the order of drawing."""
        starts = sorted((role, f.span.start) for role, f in self.claim.roles)
        return lot(self.source, self.report, self.claim.trigger.start, self.claim.type, starts)


def lot(*told: object) -> int:
    """A number that only depends on what is told."""
    return int(hashlib.sha256("|".join(map(str, told)).encode()).hexdigest(), 16)


def reports_at(place: Path) -> Iterator[Report]:
    """The reports that can be read at a place."""
    for source in find_sources([str(place)]):
        if isinstance(source, Source):
            for reading in read(source, Hints()):
                if isinstance(reading, tuple):
                    yield reading[0]


def claims_of(source: str, analyses: Iterable[Analysis]) -> Iterator[Drawn]:
    """The claims of some analyses."""
    for analysis in analyses:
        name = Path(analysis.report.path).name
        for claim in analysis.claims:
            yield Drawn(source, name, analysis, claim)


def claims_at(source: str, place: Path) -> Iterator[Drawn]:
    """The claims of the reports at a place."""
    return claims_of(source, (analyse(report) for report in reports_at(place)))


def everything(shared: Path) -> list[Drawn]:
    """Every claim of the three sources."""
    with tempfile.TemporaryDirectory() as folder:
        for lines in sorted((shared / "data" / "re3d").glob("*.jsonl")):
            for line in lines.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                path = Path(folder) / f"{record['id']}.txt"
                path.write_bytes(record["text"].encode("utf-8"))
        places = {
            "re3d": Path(folder),
            "polnear": shared / "data" / "polnear" / "dev" / "text",
            "demo": ROOT / "demo" / "reports",
        }
        return [d for source, place in places.items() for d in claims_at(source, place)]


def draw(claims: list[Drawn], half: str) -> list[Drawn]:
    """Those of one half that are to be judged."""
    found: list[Drawn] = []
    for source in SOURCES:
        own = [d for d in claims if d.source == source and d.half == half]
        found += sorted(own, key=lambda d: d.place)[:A_SOURCE]
    return found


def verdicts() -> dict[Key, tuple[bool, bool]]:
    """What was judged: whether a claim is right, and whether it stands as told."""
    found: dict[Key, tuple[bool, bool]] = {}
    for row in [row for path in sorted(HERE.glob("judged*.jsonl")) for row in rows_of(path)]:
        roles = tuple((role, start, end) for role, start, end in row["roles"])
        where = row["source"], row["report"], row["type"], row["trigger"]
        found[(*where, roles, row["standing"], tuple(row["chain"]))] = row["right"], row["stands"]
    return found


def later(shared: Path, path: Path = TOLD_LATER) -> list[Drawn]:
    """The claims of the reports that have a paragraph in a file such as `TOLD_LATER`."""
    wanted = {(row["source"], row["report"]) for row in rows_of(path)}
    texts = texts_of(shared)
    found: list[Drawn] = []
    for source, name in sorted(wanted):
        with tempfile.TemporaryDirectory() as folder:
            # ECB+ names a report with the folder of its topic.
            place = Path(folder) / name.replace("/", "_")
            place.write_bytes(texts[source, name].encode("utf-8"))
            found += [replace(d, report=name) for d in claims_at(source, Path(folder))]
    return found


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def texts_of(shared: Path) -> dict[tuple[str, str], str]:
    """The news that paragraphs were drawn from later, by source and name."""
    texts = {
        ("polnear-train", path.name): path.read_bytes().decode("utf-8")
        for path in (shared / "data" / "polnear" / "train" / "text").glob("*.txt")
    }
    for path in (shared / "data" / "re3d").glob("*.jsonl"):
        texts |= {("re3d", f"{row['id']}.txt"): row["text"] for row in rows_of(path)}
    csv.field_size_limit(sys.maxsize)
    bodies = shared / "data" / "origins" / "fnc1_train_bodies.csv"
    with bodies.open(encoding="utf-8", newline="") as lines:
        for body in csv.DictReader(lines):
            texts["fnc", f"{body['Body ID']}.txt"] = body["articleBody"]
    texts |= {("ecb", each.report): each.text for each in reports(shared / "data" / "crossdoc")}
    events = shared / "data" / "events" / "plv_train.tsv"
    with events.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            texts["plover", f"{row['sentence_id']}.txt"] = row["sentence"]
    return texts


def within(claims: list[Drawn], half: str, path: Path) -> list[Drawn]:
    """The claims told in the paragraphs of a half."""
    found = []
    for row in rows_of(path):
        place = Span(row["start"], row["end"])
        found += [
            d
            for d in claims
            if row["half"] == half
            and (d.source, d.report) == (row["source"], row["report"])
            and place.holds(d.claim.trigger)
        ]
    return found


def recalled(
    claims: list[Drawn], half: str, path: Path = TOLD
) -> list[tuple[str, str, list[str], bool]]:
    """What is told in the paragraphs of a half: source, report, the claim, whether it was found.

    A claim is found where one of its type in its paragraph has, for each main role that is told, a
    filler with one of its words.
    """
    found: list[tuple[str, str, list[str], bool]] = []
    for row in rows_of(path):
        if row["half"] != half:
            continue
        place = Span(row["start"], row["end"])
        there = [
            d
            for d in claims
            if (d.source, d.report) == (row["source"], row["report"])
            and place.holds(d.claim.trigger)
        ]
        for told in row["claims"]:
            hit = next((d for d in there if tells(d, *told)), None)
            found.append((row["source"], row["report"], told, hit is not None))
            if hit is not None:
                there.remove(hit)
    return found


def tells(d: Drawn, kind: str, first: str, second: str) -> bool:
    """Whether a claim is what was told."""
    if d.claim.type != kind:
        return False
    known = claim_types()[kind]
    ways = [(first, second)] + ([(second, first)] if known.symmetric else [])
    return any(
        meets(d, known.first.name, one) and meets(d, known.second.name, other)
        for one, other in ways
    )


def meets(d: Drawn, role: str, words: str) -> bool:
    """Whether a role is filled with some of the words; any filler will do where none are told."""
    filler = d.claim.role(role)
    if not words:
        return True
    spans = [] if filler is None else [filler.span.of(d.analysis.report.text)]
    wanted = {w for w in words.lower().split() if w not in SMALL} or set(words.lower().split())
    return any(wanted & set(re.findall(r"[\w'-]+", span.lower())) for span in spans)


SMALL = frozenset(["the", "a", "of", "in", "and", "for", "two", "three", "four", "seven"])
