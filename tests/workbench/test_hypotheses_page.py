"""The matrix of competing hypotheses: the same as the command's, marked, undone, reordered."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app as commands

TEXTS = ("Zhemora sent them", "The movement did it", "Nobody knows <b>who</b>")


def put(client, text, why=""):
    return client.post("/api/hypotheses", json={"text": text, "why": why})


def mark(client, hypothesis, proposition, letters, seen=None):
    told = {"hypothesis": hypothesis, "proposition": proposition, "mark": letters}
    return client.post("/api/marks", json=told | ({} if seen is None else {"seen": seen}))


@pytest.fixture
def matrix(client):
    """Three hypotheses and three propositions of the demo, marked."""
    for text in TEXTS:
        assert put(client, text).status_code == 201
    view = client.get("/api/hypotheses").json()
    names = [column["id"] for column in view["columns"]]
    evidence = [row["id"] for row in view["found"][:3]]
    told = (("CC", "I", "II"), ("C", "II", "N"), ("I", "C", "C"))
    for row, letters in zip(evidence, told, strict=True):
        for name, each in zip(names, letters, strict=True):
            assert mark(client, name, row, each).status_code == 201
    return names, evidence


def test_the_page_has_what_the_command_prints(client, bench, matrix):
    done = CliRunner().invoke(
        commands, ["hypotheses", "--case", str(bench.case.store.path), "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    view = client.get("/api/hypotheses").json()
    assert [
        {
            "id": each["id"],
            "text": each["text"],
            "inconsistency": each["inconsistency"],
            "log_likelihood": each["log_likelihood"],
        }
        for each in view["standing"]
    ] == told["hypotheses"]
    assert view["telling"] == [each["proposition"] for each in told["evidence"]]
    rows = {row["proposition"]["id"]: row for row in view["rows"]}
    for each in told["evidence"]:
        row = rows[each["proposition"]]
        assert row["proposition"]["belief"] == each["belief"]
        assert row["diagnosticity"] == each["diagnosticity"]
        assert {c["hypothesis"]: c["mark"] for c in row["cells"]} == each["marks"]
    numbers = {column["id"]: column["number"] for column in view["columns"]}
    assert [(h["source"], h["order"]) for h in view["hinges"]] == [
        (h["without"], [numbers[name] for name in h["order"]]) for h in told["hinges"]
    ]


def test_a_mark_is_changed_and_taken_back_to_the_one_before(client, matrix):
    names, evidence = matrix

    def cell():
        view = client.get("/api/hypotheses").json()
        row = next(r for r in view["rows"] if r["proposition"]["id"] == evidence[0])
        return next(c for c in row["cells"] if c["hypothesis"] == names[0])

    before = cell()
    assert (before["mark"], before["seen"]) == ("CC", 1)
    made = mark(client, names[0], evidence[0], "II", seen=1).json()
    assert cell()["mark"] == "II"
    assert mark(client, names[0], evidence[0], "N", seen=1).status_code == 409
    client.post(f"/api/judgements/{made['id']}/retraction", json={})
    assert cell()["mark"] == "CC"
    assert cell()["seen"] == 3


def test_order_is_a_wish_that_changes_no_result(client, matrix):
    names, evidence = matrix
    plain = client.get("/api/hypotheses").json()
    asked = {"col": [names[2], "hgone"], "row": [evidence[2], evidence[1]]}
    turned = client.get("/api/hypotheses", params=asked).json()
    assert [c["id"] for c in turned["columns"]] == [names[2], names[0], names[1]]
    assert [r["proposition"]["id"] for r in turned["rows"]] == [
        evidence[2],
        evidence[1],
        evidence[0],
    ]
    assert [c["hypothesis"] for c in turned["rows"][0]["cells"]] == [names[2], names[0], names[1]]
    assert turned["standing"] == plain["standing"]
    assert turned["hinges"] == plain["hinges"]
    assert turned["telling"] == plain["telling"]


def test_evidence_is_found_laid_beside_and_counts_for_nothing_until_marked(client, matrix):
    _, evidence = matrix
    found = client.get("/api/hypotheses", params={"q": "Maesfell Lissmar"}).json()["found"]
    assert found
    assert any(r["name"] == "Corin Maesfell" for row in found for r in row["roles"])
    one = found[0]["id"]
    view = client.get("/api/hypotheses", params={"e": [one, "pgone"]}).json()
    assert [r["proposition"]["id"] for r in view["rows"]] == [*evidence, one]
    assert view["rows"][-1]["judgements"] == []
    assert view["lost"] == ["pgone"]
    assert one not in {row["id"] for row in view["found"]}
    assert view["standing"] == client.get("/api/hypotheses").json()["standing"]
    by_id = client.get("/api/hypotheses", params={"q": one}).json()["found"]
    assert by_id[0]["id"] == one
    contested = client.get("/api/hypotheses", params={"only": "contested"}).json()["found"]
    assert contested
    assert all(row["against"] + row["contradictions"] for row in contested)


def test_a_hypothesis_is_put_once_and_taken_back_with_its_column(client, matrix):
    names, _ = matrix
    assert put(client, f"  {TEXTS[0]} ").status_code == 422
    column = client.get("/api/hypotheses").json()["columns"][0]
    assert column["judgements"][0]["who"] == "Ada"
    for each in column["judgements"]:
        client.post(f"/api/judgements/{each['id']}/retraction", json={})
    view = client.get("/api/hypotheses").json()
    assert [c["id"] for c in view["columns"]] == names[1:]
    assert all(len(row["cells"]) == 2 for row in view["rows"])


def test_the_page_tells_on_whose_word_and_runs_nothing_that_was_put(client, matrix):
    page = client.get("/hypotheses").text
    assert "Nobody knows &lt;b&gt;who&lt;/b&gt;" in page
    assert "<b>who" not in page
    view = client.get("/api/hypotheses").json()
    assert page.count('<span class="told-by">') == len(view["rows"])


def test_too_much_is_refused(client):
    assert client.get("/hypotheses", params={"e": ["p"] * 301}).status_code == 422
    assert client.get("/hypotheses", params={"only": "x"}).status_code == 422


def test_what_is_laid_on_the_table_stays_until_it_is_taken_off(client, matrix):
    view = client.get("/api/hypotheses").json()
    name = view["found"][0]["id"]
    made = client.post("/api/evidence", json={"proposition": name})
    assert made.status_code == 201
    after = client.get("/api/hypotheses").json()
    row = next(row for row in after["rows"] if row["proposition"]["id"] == name)
    assert not row["marked"]
    assert row["judgements"] == [made.json()["id"]]
    assert after["standing"] == view["standing"]
    assert name not in [each["id"] for each in after["found"]]
    assert client.post("/api/evidence", json={"proposition": name}).status_code == 422
    assert client.post("/api/evidence", json={"proposition": "p000000000000"}).status_code == 404
    assert "is laid before the hypotheses" in client.get("/judgements").text
    client.post(f"/api/judgements/{made.json()['id']}/retraction", json={})
    assert client.get("/api/hypotheses").json() == view
