"""Claims drawn to be judged by a person, and what was judged.

Fifty claims a half and source (re3d, PolNeAR's development half, the demo's reports; half of the
reports each) are drawn by the hash of what a claim says, so that a claim once drawn stays drawn
while others come and go. `tests/eval/claims/judged.jsonl` holds the verdicts.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.model import Analysis, Claim, Report
from sayso.pipeline import analyse
from sayso.read import Hints, Source, find_sources, read

ROOT = Path(__file__).resolve().parent.parent.parent

JUDGED = ROOT / "tests" / "eval" / "claims" / "judged.jsonl"
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


def claims_at(source: str, place: Path) -> Iterator[Drawn]:
    """The claims of the reports at a place."""
    for report in reports_at(place):
        analysis = analyse(report)
        name = Path(report.path).name
        for claim in analysis.claims:
            yield Drawn(source, name, analysis, claim)


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
    """What people judged: whether a claim is right, and whether it stands as told."""
    found: dict[Key, tuple[bool, bool]] = {}
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        roles = tuple((role, start, end) for role, start, end in row["roles"])
        where = row["source"], row["report"], row["type"], row["trigger"]
        found[(*where, roles, row["standing"], tuple(row["chain"]))] = row["right"], row["stands"]
    return found
