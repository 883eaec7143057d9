"""What people do on the bench: each act changes what pages show, and taking it back undoes that."""

from __future__ import annotations

import csv
import time

import pytest
from fastapi.testclient import TestClient

from sayso.show.workbench.bench import Bench


def a_claim(client: TestClient, **asked: str) -> dict:
    found = client.get("/api/search", params={"status": "open", **asked}).json()["found"]["claims"]
    return found[0]


def everything(client: TestClient) -> dict:
    """What pages show, apart from what was decided and taken back."""
    return {
        "claims": client.get("/api/claims").json(),
        "search": client.get("/api/search").json(),
        "counts": client.get("/api/case").json()["counts"],
    }


def test_a_rejected_claim_is_weighed_no_more_until_that_is_taken_back(client: TestClient) -> None:
    before = everything(client)
    claim = a_claim(client)
    where = f"/api/claims/{claim['id']}/verdict"
    made = client.post(where, json={"decision": "rejected", "why": "misread", "seen": 0})
    assert made.status_code == 201, made.text
    assert made.json()["words"] == "The claim is rejected as untrue, and weighed no more."
    found = client.get("/api/search", params={"status": "rejected"}).json()["found"]["claims"]
    assert [c["id"] for c in found] == [claim["id"]]
    assert found[0]["proposition"] is None
    assert found[0]["chain"]
    back = client.post(f"/api/judgements/{made.json()['id']}/retraction", json={"why": "my error"})
    assert back.status_code == 201
    assert everything(client) == before
    entry = client.get("/api/judgements").json()["entries"][0]
    assert entry["decided"]["why"] == "misread"
    assert entry["decided"]["back"][2] == "my error"


@pytest.mark.parametrize(("about", "wrong"), [("reading", 0), ("truth", 1)])
def test_what_was_misread_counts_against_nobody(client: TestClient, about, wrong) -> None:
    claim = a_claim(client, type="kills")
    told = {"decision": "rejected", "about": about}
    client.post(f"/api/claims/{claim['id']}/verdict", json=told)
    key = claim["chain"][0]["key"]
    found = client.get("/voices.csv").text.splitlines()
    name = claim["chain"][0]["name"]
    [row] = [line for line in csv.DictReader(found) if line["name"] == name]
    assert int(row["wrong"]) == wrong, key


def test_a_passage_that_is_found_comes_with_the_voices_that_tell_it(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "custody"}).json()["passages"]
    assert found
    assert all(each["chain"] for each in found)
    assert any(len(each["chain"]) > 1 for each in found)


def test_the_table_of_claims_keeps_what_warns_of_a_voice(client: TestClient) -> None:
    rows = list(csv.DictReader(client.get("/claims.csv").text.splitlines()))
    assert any("under duress" in row["chain"] for row in rows)
    assert any("◌ " in row["chain"] for row in rows)
    assert all(row["outlet"] for row in rows)


def test_two_people_do_not_overwrite_each_other(client: TestClient) -> None:
    where = f"/api/claims/{a_claim(client)['id']}/verdict"
    assert client.post(where, json={"decision": "accepted", "seen": 0}).status_code == 201
    late = client.post(where, json={"decision": "rejected", "seen": 0})
    assert late.status_code == 409
    assert "Somebody judged this since" in late.json()["detail"]
    assert client.post(where, json={"decision": "rejected", "seen": 1}).status_code == 201


def test_a_claim_is_corrected_in_place_and_the_words_of_the_report_are_kept(
    client: TestClient, bench: Bench
) -> None:
    claim = a_claim(client, type="kills")
    analysis, read = bench.case.claim(claim["id"])
    text = analysis.report.text
    start = read.evidence.start
    end = start + len(text[start:].split()[0])
    told = {"roles": {"victim": [start, end]}, "polarity": "denied", "seen": 0}
    made = client.post(f"/api/claims/{claim['id']}/correction", json=told)
    assert made.status_code == 201, made.text
    page = client.get(f"/api/reports/{claim['report']}", params={"at": claim["id"]}).json()
    card = page["cards"][claim["id"]]
    assert card["claim"]["polarity"] == "denied"
    assert card["roles"] == {"victim": {"words": text[start:end], "span": [start, end]}}
    assert bench.case.claim(claim["id"])[1] == read
    client.post(f"/api/judgements/{made.json()['id']}/retraction", json={})
    page = client.get(f"/api/reports/{claim['report']}", params={"at": claim["id"]}).json()
    assert page["cards"][claim["id"]]["claim"]["polarity"] == claim["polarity"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"type": "dances"}, "No type of claim is called 'dances'"),
        ({"modality": "sure"}, "is not a valid Modality"),
        ({"roles": {"dancer": [0, 4]}}, "has no role 'dancer'"),
        ({"roles": {"killer": [0, 10_000_000]}}, "no stretch of the text"),
        ({"roles": {}}, "in one role at least"),
        ({}, "Nothing is corrected"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_words(client, told, words) -> None:
    claim = a_claim(client, type="kills")
    made = client.post(f"/api/claims/{claim['id']}/correction", json=told)
    assert made.status_code == 422
    assert words in str(made.json()["detail"])
    assert client.get("/api/judgements").json()["total"] == 0


def test_reports_come_in_through_the_browser_and_a_bad_one_is_named(
    client: TestClient, bench: Bench
) -> None:
    before = client.get("/api/case").json()["counts"]["reports"]
    good = (
        b"PORT NYE, May 2 2021 - Police detained two men in Port Nye, the mayor said on Sunday.\n"
    )
    files = [
        ("files", ("news/may.txt", good, "text/plain")),
        ("files", ("../../bad.html", b"", "text/html")),
    ]
    data = {"outlet": "The Nye Post", "published": "2021-05-02"}
    assert client.post("/api/reports", files=files, data=data).status_code == 202
    assert bench.adding.wait(120)
    told = client.get("/api/adding").json()
    assert (told["total"], told["done"], told["added"]) == (2, 2, 1)
    [(name, why)] = [(each["name"], each["why"]) for each in told["failed"]]
    assert name == "bad.html"
    assert why
    front = client.get("/api/case").json()
    assert front["counts"]["reports"] == before + 1
    assert front["reports"][0]["outlet"] == "The Nye Post"
    assert front["reports"][0]["path"] == "news/may.txt"
    assert front["settled"]
    assert [each["path"] for each in front["failures"]] == ["bad.html"]


def test_a_large_case_is_weighed_beside_the_server(client, bench, monkeypatch) -> None:
    monkeypatch.setattr("sayso.show.workbench.bench.AT_ONCE", 0)
    where = f"/api/claims/{a_claim(client)['id']}/verdict"
    client.post(where, json={"decision": "rejected"})
    assert "Weighing what changed" in client.get("/").text
    ends = time.monotonic() + 60
    while not client.get("/api/case").json()["settled"]:
        assert time.monotonic() < ends
        time.sleep(0.1)
    assert bench.trouble is None
    assert "Weighing what changed" not in client.get("/").text
