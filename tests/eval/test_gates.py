"""Quality gates on public data: promises kept on every report, and no score lost by a change.

Each floor is the score measured when it was set, less a point for what another library version may
change. `make bench` prints the scores.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from sayso.contract import from_json, to_json
from sayso.model import Analysis, Span, chain_of

# Full F1 on PolNeAR's development half was 60.9 when this floor was set.
LEAST_ATTRIBUTION = 59.9


def spans_of(analysis: Analysis) -> list[Span]:
    spans = [m for v in analysis.voices for m in v.mentions]
    spans += [m for e in analysis.entities for m in e.mentions]
    for statement in analysis.statements:
        spans += [s for s in (statement.source, statement.cue, *statement.content) if s]
    for claim in analysis.claims:
        spans += [claim.trigger, claim.evidence, *(f.span for _, f in claim.roles)]
        spans += [s.span for s in (claim.when, claim.where) if s]
    return spans


def broken_promises(analysis: Analysis) -> list[str]:
    """What is off in one analysis, in words."""
    text = analysis.report.text
    found = [f"span {s} of {len(text)}" for s in spans_of(analysis) if s.end > len(text)]
    statements = {s.id: s for s in analysis.statements}
    voices = {v.id for v in analysis.voices}
    entities = {e.id for e in analysis.entities}
    if len(statements) != len(analysis.statements):
        found.append("two statements with one id")
    if len({c.id for c in analysis.claims}) != len(analysis.claims):
        found.append("two claims with one id")
    if sum(s.parent is None for s in analysis.statements) != 1:
        found.append("not one root")
    found += [f"voice {s.voice}" for s in analysis.statements if s.voice not in voices]
    for claim in analysis.claims:
        home = statements.get(claim.statement)
        if home is None or claim.chain != chain_of(home, analysis.statements):
            found.append(f"chain of claim {claim.id}")
        for role, filler in claim.roles:
            if filler.entity is not None and filler.entity not in entities:
                found.append(f"entity of {role} of claim {claim.id}")
    return found


@pytest.mark.parametrize("corpus", ["polnear", "re3d"])
def test_no_report_breaks_a_promise(corpus, request):
    analyses = request.getfixturevalue(corpus)
    assert len(analyses) >= 60
    schema = json.loads(files("sayso").joinpath("schema/claims.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    for analysis in analyses:
        assert broken_promises(analysis) == [], analysis.report.path
        written = json.loads(json.dumps(to_json(analysis)))
        validator.validate(written)
        assert from_json(written) == analysis


def test_attribution_has_not_got_worse(shared, polnear, tmp_path):
    predictions = tmp_path / "predictions.jsonl"
    lines = [json.dumps(to_json(analysis)) for analysis in polnear]
    predictions.write_text("\n".join(lines), encoding="utf-8")
    scorer = shared / "score" / "attribution.py"
    command = [sys.executable, scorer, shared / "data" / "polnear" / "dev", predictions, "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert result["read"] == result["reports"] == len(polnear)
    assert result["full"][2] >= LEAST_ATTRIBUTION
