"""A claim that a person adds: kept as a judgement, weighed as any, and gone without a trace."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from team import Team

from sayso.contract import to_json
from sayso.errors import JudgementInvalid
from sayso.model import chain_of
from sayso.record import Decision, broken
from sayso.record.addition import added, own_words
from sayso.record.amendment import Amendments, amended
from sayso.record.weighing import Court
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Role
from sayso.weigh.contract import to_json as weight_to_json
from sayso.weigh.untyped import untyped
from sayso.weigh.whole import Terms

TABLES = ("propositions", "claims", "statements", "voices", "entities", "reports", "network")


def export(client: TestClient, bench: Bench) -> bytes:
    """All that goes out of a case: its analyses, its weights, its tables."""
    court = Court.of(bench.case, Terms())
    weighed = court.weigh(Terms())
    lines = [json.dumps(to_json(analysis)) for analysis in court.analyses]
    lines += [json.dumps(weight_to_json(w, weighed.grounds)) for w in weighed.weights]
    lines += [client.get(f"/{name}.csv").text for name in TABLES]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def a_saying(client: TestClient) -> dict:
    """A statement that was not read as a typed claim, by somebody whom an outlet cites."""
    found = client.get("/api/statements", params={"page": 1}).json()["found"]
    return next(
        s for s in found if len(s["chain"]) > 1 and not any(v["negated"] for v in s["chain"])
    )


def reading(client: TestClient, said: dict, **more: object) -> dict:
    """What is sent to add a claim that a statement tells."""
    told = client.get(
        f"/api/reports/{said['report']['id']}/placing", params={"statement": said["id"]}
    ).json()
    assert [each["statement"] for each in told["on"]] == [said["id"]]
    start = told["span"][0]
    first = len(told["words"].split()[0])
    return {
        "statement": said["id"],
        "type": "agrees",
        "words": told["span"],
        "roles": {"a": [start, start + first]},
        **more,
    }


def add(client: TestClient, said: dict, **more: object):
    return client.post(
        f"/api/reports/{said['report']['id']}/claims", json=reading(client, said, **more)
    )


def test_a_claim_is_added_and_weighed_and_taken_back_without_a_trace(
    client: TestClient, bench: Bench
) -> None:
    before = export(client, bench)
    said = a_saying(client)
    made = add(client, said, why="it is an agreement")
    assert made.status_code == 201, made.text
    name = made.json()["subject"]
    page = client.get(f"/api/reports/{said['report']['id']}").json()
    card = page["cards"][name]
    assert card["claim"]["chain"] == said["chain"]
    assert card["claim"]["by_hand"]["how"] == "added"
    assert card["claim"]["by_hand"]["who"] == "Ada"
    assert card["confidence"] is None
    assert said["id"] not in page["sayings"]
    row = client.get(f"/api/propositions/{card['claim']['proposition']}").json()
    assert name in [t["claim"] for o in row["origins"] for t in o["tellings"]]
    assert "added by Ada" in client.get(f"/reports/{said['report']['id']}").text
    assert export(client, bench) != before
    back = client.post(f"/api/judgements/{made.json()['id']}/retraction", json={})
    assert back.status_code == 201
    assert export(client, bench) == before
    entry = client.get("/api/judgements").json()["entries"][0]
    assert "added by hand" in entry["words"]


def test_an_added_claim_is_found_corrected_and_judged_as_any(client: TestClient) -> None:
    said = a_saying(client)
    made = add(client, said).json()
    words = said["words"].split()[0].strip("“”\"'")
    found = client.get("/api/search", params={"q": words, "type": "agrees"}).json()["found"]
    assert made["subject"] in [claim["id"] for claim in found["claims"]]
    where = f"/api/claims/{made['subject']}"
    assert client.post(f"{where}/correction", json={"polarity": "denied"}).status_code == 201
    assert client.post(f"{where}/verdict", json={"decision": "accepted"}).status_code == 201
    page = client.get(f"/api/reports/{said['report']['id']}").json()
    claim = page["cards"][made["subject"]]["claim"]
    assert (claim["polarity"], claim["status"]) == ("denied", "accepted")
    assert claim["by_hand"]["how"] == "added"
    there = client.get(f"/claims/{made['subject']}")
    assert there.headers["location"].endswith(f"?at={made['subject']}#{made['subject']}")
    assert add(client, said).json()["detail"] == "The report has this claim already."
    client.post(f"/api/judgements/{made['id']}/retraction", json={})
    assert client.post(f"{where}/verdict", json={"decision": "accepted"}).status_code == 404
    brief = client.get("/claims.csv").text
    assert made["subject"] not in [row["id"] for row in csv.DictReader(brief.splitlines())]


def test_whatever_is_added_keeps_every_promise(bench: Bench) -> None:
    """Each untyped statement of the demo, as a claim that its own words tell."""
    made = 0
    for analysis in bench.case.analyses():
        by_id = {statement.id: statement for statement in analysis.statements}
        for statement in untyped(analysis):
            words = own_words(analysis, statement)
            span = [words.start, words.end]
            try:
                claim = added(
                    analysis,
                    {"statement": statement.id, "type": "kills", "roles": {"victim": span}},
                )
            except JudgementInvalid:
                # What several voices are given in the same words has to be chosen by hand.
                continue
            made += 1
            assert claim.chain == chain_of(statement, by_id)
            assert claim.evidence.of(analysis.report.text).strip() == words.of(analysis.report.text)
            whole = replace(analysis, claims=(*analysis.claims, claim))
            assert list(broken(whole)) == []
    assert made > 250


def test_what_a_voice_says_is_not_hung_on_the_outlet(client: TestClient, bench: Bench) -> None:
    said = a_saying(client)
    analysis = bench.case.analysis(said["report"]["id"])
    told = reading(client, said)
    where = f"/api/reports/{analysis.report.id}/claims"
    alone = client.post(where, json={**told, "statement": analysis.root.id})
    assert alone.status_code == 422
    assert "hang the claim on that statement" in alone.json()["detail"]
    wide = [0, len(analysis.report.text)]
    across = client.post(where, json={**told, "statement": analysis.root.id, "words": wide})
    assert across.status_code == 422
    assert "what several voices say" in across.json()["detail"]
    problem = client.get(
        f"/api/reports/{analysis.report.id}/placing", params={"start": 0, "end": wide[1]}
    ).json()
    assert problem["on"] == []
    assert problem["problem"] == across.json()["detail"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"type": "dances"}, "No type of claim is called 'dances'"),
        ({"roles": {}}, "in one role at least"),
        ({"roles": {"dancer": [0, 4]}}, "has no role 'dancer'"),
        ({"roles": {"a": [0, 10_000_000]}}, "no stretch of the text"),
        ({"words": [5, 5]}, "no stretch of the text"),
        ({"modality": "sure"}, "is not a valid Modality"),
        ({"statement": "s000000000000"}, "has no statement"),
    ],
)
def test_a_claim_that_cannot_be_is_refused_in_words(client, changed, words) -> None:
    said = a_saying(client)
    made = add(client, said, **changed)
    assert made.status_code == 422
    assert words in str(made.json()["detail"])
    assert client.get("/api/judgements").json()["total"] == 0


def test_an_addition_whose_words_have_changed_is_left_out(bench: Bench, client: TestClient) -> None:
    said = a_saying(client)
    add(client, said)
    rows = bench.case.judgements()
    assert rows[-1].judgement.decision is Decision.ADDED
    made = Amendments.of(rows)
    analysis = bench.case.analysis(said["report"]["id"])
    assert len(amended(analysis, made).claims) == len(analysis.claims) + 1
    text = analysis.report.text.swapcase()
    other = replace(analysis, report=replace(analysis.report, text=text))
    assert amended(other, made).claims == other.claims


def test_only_an_analyst_adds_and_only_from_a_page_of_ours(team: Team) -> None:
    reader, analyst = team.browser(Role.READER), team.browser(Role.ANALYST)
    said = a_saying(reader)
    refused = add(reader, said)
    assert refused.status_code == 403
    assert "analyst" in refused.json()["detail"]
    token = analyst.headers.pop("X-CSRF-Token")
    assert add(analyst, said).status_code == 403
    analyst.headers["X-CSRF-Token"] = token
    assert add(analyst, said).status_code == 201
