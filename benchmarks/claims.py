"""How many of the claims that sayso makes are right, by claims that people judged.

    python benchmarks/claims.py [--shared DIR] [--half dev|test] [--unjudged N]

Draws a hundred claims a half and source (re3d, PolNeAR's development half, the demo's reports; half
of the reports each) by the hash of what a claim says, so that a claim once drawn stays drawn while
others come and go. `tests/eval/claims/judged.jsonl` holds the verdicts: `right` where the type, both
main roles and the chain of voices are all right by the text, `stands` where polarity and modality
are. A claim without a verdict is counted as such, not as right; `--unjudged` prints them to judge.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import ROOT, find_shared, reports_at, write_texts

from sayso.model import Analysis, Claim
from sayso.pipeline import analyse

JUDGED = ROOT / "tests" / "eval" / "claims" / "judged.jsonl"
A_SOURCE = 50
Key = tuple[str, str, str, int, tuple[tuple[str, int, int], ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim with the source and report that it is from."""

    source: str
    report: str
    analysis: Analysis
    claim: Claim

    @property
    def key(self) -> Key:
        """What tells the claim from others: report, type, trigger and roles."""
        roles = sorted((role, f.span.start, f.span.end) for role, f in self.claim.roles)
        return self.source, self.report, self.claim.type, self.claim.trigger.start, tuple(roles)

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


def claims_at(source: str, place: Path) -> Iterator[Drawn]:
    """The claims of the reports at a place."""
    for report in reports_at(str(place)):
        analysis = analyse(report)
        name = Path(report.path).name
        for claim in analysis.claims:
            yield Drawn(source, name, analysis, claim)


def drawn(shared: Path, half: str) -> list[Drawn]:
    """The claims of one half that are to be judged."""
    with tempfile.TemporaryDirectory() as folder:
        for lines in sorted((shared / "data" / "re3d").glob("*.jsonl")):
            write_texts(lines, Path(folder))
        places = {
            "re3d": Path(folder),
            "polnear": shared / "data" / "polnear" / "dev" / "text",
            "demo": ROOT / "demo" / "reports",
        }
        found: list[Drawn] = []
        for source, place in places.items():
            own = [d for d in claims_at(source, place) if d.half == half]
            found += sorted(own, key=lambda d: d.place)[:A_SOURCE]
    return found


def verdicts() -> dict[Key, tuple[bool, bool]]:
    """What people judged: whether a claim is right, and whether it stands as told."""
    found: dict[Key, tuple[bool, bool]] = {}
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        roles = tuple((role, start, end) for role, start, end in row["roles"])
        key = row["source"], row["report"], row["type"], row["trigger"], roles
        found[key] = row["right"], row["stands"]
    return found


def told(d: Drawn, number: int) -> str:
    """A claim to judge, with its sentence, roles, standing and chain."""
    text = d.analysis.report.text
    claim = d.claim
    voices = {v.id: v.text for v in d.analysis.voices}
    cut = text[max(0, claim.evidence.start - 130) : claim.evidence.start].replace("\n", " ")
    said = text[claim.evidence.start : claim.evidence.end].replace("\n", " ")
    names = {e.id: e.name for e in d.analysis.entities}
    roles = {
        role: text[f.span.start : f.span.end] + (f" ={names[f.entity]}" if f.entity else "")
        for role, f in claim.roles
    }
    trigger = text[claim.trigger.start : claim.trigger.end]
    chain = [voices[v] for v in claim.chain]
    standing = f"{claim.polarity.value} {claim.modality.value}"
    return f"{number}. ..{cut}||{said}||\n    {claim.type} <{trigger}> {standing} {roles} {chain}"


def main() -> None:
    """Print the figures, or the claims that nobody judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared")
    parser.add_argument("--half", choices=["dev", "test"], default="dev")
    parser.add_argument("--unjudged", type=Path, metavar="FILE", help="write their keys here")
    options = parser.parse_args()
    shared = find_shared(options.shared)
    if shared is None:
        print("skipped: the data's folder is not there (--shared DIR)")
        return
    known = verdicts() if JUDGED.exists() else {}
    claims = drawn(shared, options.half)
    if options.unjudged:
        left = [d for d in claims if d.key not in known]
        options.unjudged.write_text("".join(json.dumps(d.key) + "\n" for d in left))
        for number, d in enumerate(left):
            print(told(d, number))
        return
    for source in ("re3d", "polnear", "demo", None):
        some = [d for d in claims if source in (None, d.source)]
        judged = [known[d.key] for d in some if d.key in known]
        right = sum(r for r, _ in judged)
        stands = sum(s for r, s in judged if r)
        print(
            f"{source or 'all':8} precision {100 * right / max(1, len(judged)):.1f}, "
            f"polarity and modality right of those {100 * stands / max(1, right):.1f} "
            f"({len(judged)} of {len(some)} judged)"
        )


if __name__ == "__main__":
    main()
