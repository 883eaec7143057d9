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
from training.claims.judged import claims_of, draw, recalled, verdicts

from sayso.contract import from_json, to_json
from sayso.record.promises import broken

# Full F1 on PolNeAR's development half was 75.1 when this floor was set.
LEAST_ATTRIBUTION = 74.1
# On PLOVER's gold sentences, odd half: type and both actors right in one claim (67.1 when set).
LEAST_EVENTS = 66.0
# Of claims drawn from the development half and judged by people (89.3), and of those that a reader
# finds in its paragraphs (81.8). What a change draws anew must be judged (`benchmarks/claims.py`).
LEAST_RIGHT, LEAST_FOUND, LEAST_JUDGED = 88.3, 80.8, 135


@pytest.mark.parametrize("corpus", ["polnear", "re3d"])
def test_no_report_breaks_a_promise(corpus, request):
    analyses = request.getfixturevalue(corpus)
    assert len(analyses) >= 60
    schema = json.loads(files("sayso").joinpath("schema/claims.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    for analysis in analyses:
        assert list(broken(analysis)) == [], analysis.report.path
        written = json.loads(json.dumps(to_json(analysis)))
        validator.validate(written)
        assert from_json(written) == analysis


def test_events_have_not_got_worse(shared, events, tmp_path):
    gold = shared / "data" / "events" / "plover_gsr_odd.jsonl"
    predictions = tmp_path / "predictions.jsonl"
    lines = [json.dumps(to_json(analysis)) for analysis in events]
    predictions.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, shared / "score" / "events.py", gold, predictions, "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert result["full"] >= LEAST_EVENTS


def test_claims_have_not_got_worse(polnear, re3d, demo):
    sources = {"polnear": polnear, "re3d": re3d, "demo": demo}
    every = [claim for name, source in sources.items() for claim in claims_of(name, source)]
    known = verdicts()
    judged = [known[d.key][0] for d in draw(every, "dev") if d.key in known]
    assert len(judged) >= LEAST_JUDGED
    assert 100 * sum(judged) / len(judged) >= LEAST_RIGHT
    found = [hit for *_, hit in recalled(every, "dev")]
    assert 100 * sum(found) / len(found) >= LEAST_FOUND


def test_attribution_has_not_got_worse(shared, polnear, tmp_path):
    predictions = tmp_path / "predictions.jsonl"
    lines = [json.dumps(to_json(analysis)) for analysis in polnear]
    predictions.write_text("\n".join(lines), encoding="utf-8")
    scorer = shared / "score" / "attribution.py"
    command = [sys.executable, scorer, shared / "data" / "polnear" / "dev", predictions, "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert result["read"] == result["reports"] == len(polnear)
    assert result["full"][2] >= LEAST_ATTRIBUTION
