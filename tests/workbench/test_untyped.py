"""What was not read as a typed claim is shown with who said it, and counted."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient

from sayso.model import Analysis, Told
from sayso.record.findings import bring_up
from sayso.show.workbench.bench import Bench


@pytest.fixture
def scoop(bench: Bench) -> str:
    """A report of which no typed claim was read, dated after today; its id."""
    analysis = next(a for a in bench.case.analyses() if len(a.statements) > 5)
    original = bench.case.original(analysis.report.sha256)
    day = (date.today() + timedelta(days=400)).isoformat()
    bare: Analysis = replace(
        analysis,
        version="0-of-the-test",
        claims=(),
        report=replace(analysis.report, published=Told(day, "given")),
    )
    bench.case.put(original, bare)
    bring_up(bench.case)
    assert bench.case.analysis(analysis.report.id).claims == ()
    return analysis.report.id


def test_a_report_without_a_typed_claim_is_told_with_what_is_said_in_it(
    client: TestClient, bench: Bench, scoop: str
) -> None:
    counts = client.get("/api/case").json()["counts"]
    assert counts["wordless"] == 1
    found = client.get("/api/statements", params={"report": scoop}).json()
    assert found["total"] > 0
    assert all(s["chain"] and s["words"] for s in found["found"])
    front = client.get("/").text
    assert "1 report has no typed claim at all" in front
    assert f"/statements?report={scoop}" in front
    page = client.get(f"/reports/{scoop}").text
    assert f"{found['total']} were not read as one" in page
    assert '<details class="sayings" id=' in page
    assert 'open><summary><span class="mark untyped">' in page


def test_a_voice_that_only_has_statements_is_listed_and_has_a_page(
    client: TestClient, bench: Bench
) -> None:
    rows = list(csv.DictReader(client.get("/voices.csv").text.splitlines()))
    silent = [
        r for r in rows if r["told"] == "0" and int(r["untyped"]) > 0 and r["sort"] == "named"
    ]
    assert silent
    key = silent[0]["key"]
    page = client.get(f"/api/voices/{key}").json()
    assert page["claims"] == 0
    assert len(page["sayings"]) == min(8, int(silent[0]["untyped"]))
    assert all(key in [v["key"] for v in s["chain"]] for s in page["sayings"])
    shown = client.get(f"/voices/{key}").text
    assert "No typed claim in this case stands on its word; what it said otherwise follows" in shown
    listed = client.get("/api/statements", params={"voice": key}).json()
    assert listed["total"] == int(silent[0]["untyped"])


def test_every_statement_is_a_claim_or_is_listed(client: TestClient, bench: Bench) -> None:
    """Of what somebody says nothing is left out but what only hands on another's word."""
    listed = {row["id"] for row in csv.DictReader(client.get("/statements.csv").text.splitlines())}
    assert len(listed) == client.get("/api/case").json()["counts"]["untyped"]
    for analysis in bench.case.analyses():
        typed = {claim.statement for claim in analysis.claims}
        holding = {s.parent for s in analysis.statements}
        for statement in analysis.statements:
            if statement.parent is not None and statement.id not in holding:
                assert (statement.id in typed) != (statement.id in listed)


def test_search_finds_what_was_said_by_its_words_and_by_who_said_it(client: TestClient) -> None:
    said = client.get("/api/statements").json()["found"]
    one = next(s for s in said if s["gist"] and len(s["chain"]) > 1)
    found = client.get("/api/search", params={"q": f'"{one["gist"].split()[0]}"'}).json()
    assert found["untyped"] >= len(found["said"]) > 0
    voice = one["chain"][-1]["key"]
    by = client.get("/api/search", params={"voice": voice}).json()
    assert one["id"] in [s["id"] for s in by["said"]]
    only_claims = client.get("/api/search", params={"voice": voice, "polarity": "denied"}).json()
    assert only_claims["said"] == []
    page = client.get("/search", params={"voice": voice}).text
    assert "Said, and not read as a typed claim" in page


def test_names_are_found_in_every_spelling_on_both_pages(client: TestClient, bench: Bench) -> None:
    rows = csv.DictReader(client.get("/entities.csv").text.splitlines())
    one = next(row for row in rows if row["also"])
    other = one["also"].split("; ")[0]
    people = client.get("/api/search", params={"q": other.upper()}).json()["people"]
    listed = client.get("/api/entities", params={"words": other.upper()}).json()["found"]
    assert one["id"] in [each[0] for each in people]
    assert [each[0] for each in people] == [each["id"] for each in listed][: len(people)]


def test_a_date_that_has_not_come_is_not_trusted_and_says_so(
    client: TestClient, bench: Bench, scoop: str
) -> None:
    day = bench.case.analysis(scoop).report.published.value
    told = f"{day} (after today, so not trusted)"
    page = client.get(f"/reports/{scoop}").text
    assert "Its date is not trusted:" in page
    assert told in page
    assert told in client.get("/").text
    assert told in client.get("/statements", params={"report": scoop}).text
    assert client.get("/api/case").json()["counts"]["last"] < date.today().isoformat()
    other = next(a.report.id for a in bench.case.analyses() if a.report.id != scoop)
    assert "not trusted" not in client.get(f"/reports/{other}").text
