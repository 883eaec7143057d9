"""What is found in the demo's reports, against `demo/expected.toml`, which was written beforehand.

The floors are what was measured when they were set, less two: a change that loses more has made
something worse.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.attribute import Attribution
from sayso.model import Analysis, Claim, Span, Statement, chain_of
from sayso.record.promises import broken

ROOT = Path(__file__).resolve().parents[2]
TRUTH = tomllib.loads((ROOT / "demo" / "expected.toml").read_text(encoding="utf-8"))["report"]

# Measured on 124 claims: chains 107, types 109, types with all roles 99.
LEAST_CHAINS, LEAST_TYPES, LEAST_ROLES = 106, 107, 95


def folded(text: str) -> str:
    return " ".join(text.replace("\xad", "").split()).casefold()


@pytest.fixture(scope="session")
def analyses(demo) -> dict[tuple[str, str], Analysis]:
    found = {}
    for analysis in demo:
        report = analysis.report
        path = Path(report.path).relative_to(ROOT / "demo" / "reports").as_posix()
        found[path, report.part] = analysis
    return found


def claims_of_truth(analyses) -> Iterator[tuple[dict[str, Any], Analysis, Span]]:
    """Each expected claim, its report's analysis, and where its words stand."""
    for entry in TRUTH:
        analysis = analyses[entry["path"], entry.get("part", "")]
        for claim in entry.get("claim", ()):
            words = r"\s+".join(map(re.escape, claim["words"].split()))
            match = re.search(words, analysis.report.text)
            assert match is not None, f"{entry['path']} does not hold {claim['words']!r}"
            yield claim, analysis, Span(*match.span())


def has_chain(analysis: Analysis, statement: Statement, wanted: list[str]) -> bool:
    voices = {v.id: v for v in analysis.voices}
    by_id = {s.id: s for s in analysis.statements}
    chain = [voices[v] for v in chain_of(statement, by_id)][1:]
    if len(chain) != len(wanted):
        return False
    text = analysis.report.text
    for voice, words in zip(chain, map(folded, wanted), strict=True):
        names = [folded(voice.text), *(folded(m.of(text)) for m in voice.mentions)]
        if not any(words in name or name in words for name in names):
            return False
    return True


def fills(analysis: Analysis, claim: Claim, roles: dict[str, str]) -> bool:
    text = analysis.report.text
    for role, words in roles.items():
        filler = claim.role(role)
        if filler is None:
            return False
        told, wanted = folded(filler.span.of(text)), folded(words)
        if told not in wanted and wanted not in told:
            return False
    return True


def test_no_report_of_the_demo_breaks_a_promise(analyses):
    for analysis in analyses.values():
        assert list(broken(analysis)) == [], analysis.report.path


def test_every_report_is_told_by_its_outlet_on_its_day(analyses):
    wrong = []
    for entry in TRUTH:
        report = analyses[entry["path"], entry.get("part", "")].report
        published = report.published.value if report.published else ""
        if published not in ("", entry["published"]):
            wrong.append(f"{entry['path']}: {published} for {entry['published']!r}")
    assert wrong == []  # a date may stay unknown; a wrong one is worse than none


def test_the_chains_of_the_demo_are_found(analyses):
    right = 0
    for claim, analysis, span in claims_of_truth(analyses):
        attribution = Attribution(analysis.voices, analysis.statements)
        places = [span, *(Span(at, at + 1) for at in range(span.start, span.end, 4))]
        told = {s.id: s for s in map(attribution.innermost, places)}
        right += any(has_chain(analysis, s, claim["chain"][1:]) for s in told.values())
    assert right >= LEAST_CHAINS


def test_the_claims_of_the_demo_are_found(analyses):
    types = roles = 0
    for claim, analysis, span in claims_of_truth(analyses):
        wide = Span(max(0, span.start - 5), span.end + 5)
        near = [c for c in analysis.claims if c.type == claim["type"] and wide.holds(c.trigger)]
        types += bool(near)
        roles += any(fills(analysis, c, claim["roles"]) for c in near)
    assert types >= LEAST_TYPES
    assert roles >= LEAST_ROLES
