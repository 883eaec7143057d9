"""The pages for owners and for programmers: audit, accounts, and the API described."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shlex

import pytest
from fastapi.testclient import TestClient
from team import Team

from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Role

EXAMPLE = re.compile(r"<pre[^>]*><code>(.+?)</code></pre>", re.DOTALL)


def test_every_address_of_the_api_is_told_with_its_parameters(client: TestClient) -> None:
    page = html.unescape(client.get("/api").text)
    told = client.get("/api/openapi.json").json()
    assert len(told["paths"]) > 20
    for path, methods in told["paths"].items():
        assert f"<code>{path}</code>" in page
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                assert f"<code>{parameter['name']}</code>" in page
            assert operation["tags"] in (["pages"], ["judgements"]), path
    for code, why in (("409", "somebody else judged it meanwhile"), ("401", "no session")):
        assert code in page
        assert why in page


def test_the_examples_can_be_typed(program: TestClient) -> None:
    page = html.unescape(program.get("/api").text)
    examples = EXAMPLE.findall(page)
    assert len(examples) == sum(map(len, program.get("/api/openapi.json").json()["paths"].values()))
    claim = program.get("/api/search").json()["found"]["claims"][0]["id"]
    for line in examples:
        words = shlex.split(line)
        assert words[:3] == ["curl", "-H", "Authorization: Bearer $TOKEN"]
        address = words[-1].removeprefix("http://testserver").replace("CLAIM", claim)
        assert address.startswith("/api/"), line
        if "-F" in words:
            continue
        if "-d" in words:
            answer = program.post(address, json=json.loads(words[words.index("-d") + 1]))
            assert answer.status_code in (201, 404, 422), (line, answer.text)
        else:
            assert "-X" not in words, line
            answer = program.get(address)
            assert answer.status_code in (200, 404, 422), (line, answer.text)


def test_the_api_is_described_to_whoever_came_in(team: Team) -> None:
    assert team.stranger().get("/api").headers["location"] == "/login?next=/api"
    assert team.stranger().get("/api/openapi.json").status_code == 401
    page = team.browser(Role.READER).get("/api").text
    assert "sayso account key NAME" in page


def test_the_audit_tells_who_did_what_a_page_at_a_time(team: Team, bench: Bench) -> None:
    ana, olga = team.browser(Role.ANALYST), team.browser(Role.OWNER)
    claim = ana.get("/api/search").json()["found"]["claims"][0]["id"]
    made = ana.post(
        f"/api/claims/{claim}/verdict", json={"decision": "accepted", "why": "=1+1 seen"}
    ).json()["id"]
    olga.post(f"/api/judgements/{made}/retraction", json={"why": "no"})
    every = bench.case.audit()
    told = olga.get("/api/audit").json()
    assert told["total"] == len(every)
    assert [row["number"] for row in told["entries"][:2]] == [every[-1].number, every[-2].number]
    assert [row["who"] for row in told["entries"][:2]] == ["Olga", "Ana"]
    mine = olga.get("/api/audit", params={"who": "Ana"}).json()
    assert [row["action"] for row in mine["entries"]] == ["judged"]
    about = olga.get("/audit", params={"about": claim}).text
    assert about.count("<tr>") == 2, "a head and one row"
    table = list(csv.DictReader(io.StringIO(olga.get("/audit.csv").text)))
    assert [int(row["number"]) for row in table] == [row.number for row in every]
    assert table[-2]["who"] == "Ana"
    added = list(csv.DictReader(io.StringIO(olga.get("/audit.csv?action=added").text)))
    assert 0 < len(added) < len(table)


def test_a_long_audit_is_read_in_parts(
    team: Team, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.record.trail.BATCH", 7)
    monkeypatch.setattr("sayso.show.workbench.pages.audit.SIZE", 10)
    olga = team.browser(Role.OWNER)
    every = [row.number for row in bench.case.audit()]
    table = csv.DictReader(io.StringIO(olga.get("/audit.csv").text))
    assert [int(row["number"]) for row in table] == every
    pages = olga.get("/api/audit").json()["pages"]
    assert pages == -(-len(every) // 10)
    seen = []
    for page in range(1, pages + 1):
        seen += [row["number"] for row in olga.get(f"/api/audit?page={page}").json()["entries"]]
    assert seen == every[::-1]
    assert olga.get(f"/api/audit?page={pages + 1}").json()["entries"] == []


def test_the_accounts_tell_who_is_here_and_no_secret(team: Team, client: TestClient) -> None:
    olga = team.browser(Role.OWNER)
    key = team.accounts.new_key("Rea")
    team.stranger().post("/login", data={"name": "Rea", "password": "a wrong password"})
    told = olga.get("/api/accounts").json()
    assert [(each["name"], each["role"], each["here"]) for each in told["members"]] == [
        ("Ana", "analyst", 0),
        ("Olga", "owner", 1),
        ("Rea", "reader", 0),
    ]
    assert (told["visits"][0]["name"], told["visits"][0]["what"]) == ("Rea", "refused")
    page = olga.get("/accounts").text
    for words in (page, json.dumps(told)):
        assert "argon2" not in words
        assert key not in words
        assert "a wrong password" not in words
    assert "open for you alone" in client.get("/accounts").text
