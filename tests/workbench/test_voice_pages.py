"""Voices: listed as what they are, with their records, and rated with a reason."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert, select

from sayso.record.findings import tables
from sayso.record.weighing import Court
from sayso.show.workbench.bench import Bench
from sayso.weigh.difference import difference
from sayso.weigh.whole import Terms

COURIER = "outlet:hastrel courier"


def listed(client: TestClient, **asked: str) -> list[dict]:
    told = client.get("/api/voices", params=asked)
    assert told.status_code == 200, told.text
    return told.json()["found"]


def page_of(client: TestClient, key: str) -> dict:
    told = client.get("/api/voices/" + quote(key, safe=""))
    assert told.status_code == 200, told.text
    return told.json()


@pytest.fixture
def unnamed(bench: Bench) -> str:
    row = tables.teller.c
    with bench.case.store.reading() as connection:
        key = connection.execute(select(row.key).where(row.unnamed).order_by(row.key)).scalar()
    assert key
    return str(key)


def rate(client: TestClient, key: str, grade: str, why: str = "", seen: int | None = None):
    told = {"voice": key, "grade": grade, "why": why}
    return client.post("/api/ratings", json=told if seen is None else told | {"seen": seen})


def test_each_voice_is_listed_as_what_it_is(client: TestClient) -> None:
    told = client.get("/api/voices").json()
    counts, front = told["counts"], client.get("/api/case").json()["counts"]
    assert counts["unnamed"] == front["unnamed"] > 0
    assert counts["outlet"] + counts["named"] + counts["body"] == front["voices"]
    order = [voice["sort"] for voice in told["found"]]
    assert order == sorted(order, key=["outlet", "named", "body", "unnamed"].index)
    for voice in listed(client, sort="unnamed"):
        assert voice["unnamed"]
        assert voice["home"]["id"] in voice["key"]
    for voice in listed(client, sort="outlet"):
        assert (voice["kind"], voice["home"]) == ("outlet", None)


def test_voices_are_found_by_name_and_put_in_order(client: TestClient) -> None:
    assert [voice["key"] for voice in listed(client, words="courier HASTREL")] == [COURIER]
    assert listed(client, words="%") == []
    back = [voice["taken_back"] for voice in listed(client, sort="outlet", order="taken_back")]
    assert back == sorted(back, reverse=True)
    assert back[0] > 0
    names = [voice["name"].lower() for voice in listed(client, sort="outlet", order="name")]
    assert names == sorted(names)


def test_the_table_holds_every_voice(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/voices.csv").text)))
    told = client.get("/api/voices").json()
    assert len(rows) == told["total"]
    assert {row["sort"] for row in rows} == {"outlet", "named", "body", "unnamed"}
    some = list(csv.DictReader(io.StringIO(client.get("/voices.csv?sort=outlet").text)))
    assert {row["sort"] for row in some} == {"outlet"}


def test_a_voice_has_what_it_said_about_whom_and_what_speaks_against_it(client) -> None:
    told = page_of(client, "outlet:evening klaxon")
    assert told["claims"] >= len(told["said"]) > 0
    for claim in told["said"]:
        assert "outlet:evening klaxon" in [voice["key"] for voice in claim["chain"]]
    assert all(claim["withdrawn"] for claim in told["withdrawn"])
    assert told["withdrawn"]
    counts = [each["claims"] for each in told["about"]]
    assert counts == sorted(counts, reverse=True)
    assert {clash["mine"]["id"] != clash["other"]["id"] for clash in told["clashes"]} == {True}
    for contest in told["contests"]:
        assert set(contest["told"]) <= {each["id"] for each in contest["propositions"]}
        assert set(contest["choices"]) == set(told["methods"])


def test_a_rating_stands_with_who_when_and_why_until_it_is_taken_back(client) -> None:
    assert page_of(client, COURIER)["voice"]["rating"] is None
    made = rate(client, COURIER, "B", "corrects itself in public", seen=0)
    assert made.status_code == 201, made.text
    told = page_of(client, COURIER)
    rating = told["voice"]["rating"]
    assert (rating["grade"], rating["who"]) == ("B", "Ada")
    assert rating["why"] == "corrects itself in public"
    assert rating["at"][:2] == "20"
    assert [voice["key"] for voice in listed(client, rated="yes")] == [COURIER]
    words = client.get("/voices/" + quote(COURIER, safe="")).text
    assert "usually reliable" in words
    assert "corrects itself in public" in words
    client.post(f"/api/judgements/{made.json()['id']}/retraction", json={"why": "too early"})
    told = page_of(client, COURIER)
    assert told["voice"]["rating"] is None
    assert [row["back"][2] for row in told["history"]] == ["too early"]
    assert told["rateable"]["seen"] == 2


def test_nobody_overwrites_the_rating_of_somebody_else_unseen(client) -> None:
    assert rate(client, COURIER, "B", seen=0).status_code == 201
    late = rate(client, COURIER, "D", seen=0)
    assert late.status_code == 409
    assert page_of(client, COURIER)["voice"]["rating"]["grade"] == "B"


def test_a_voice_without_a_name_cannot_be_rated_and_its_page_says_why(client, unnamed) -> None:
    assert rate(client, unnamed, "B").status_code == 404
    told = page_of(client, unnamed)
    assert told["rateable"]["subject"] is None
    assert "may be anybody" in told["rateable"]["why_not"]
    words = client.get("/voices/" + quote(unnamed, safe="")).text
    assert "/api/ratings" not in words
    assert f'/reports/{told["voice"]["home"]["id"]}"' in words


def test_a_grade_is_suggested_only_from_enough_outcomes(client: TestClient) -> None:
    told = page_of(client, COURIER)
    claims = [claim["id"] for claim in told["said"]][: told["fewest_outcomes"]]
    for name in claims[:-1]:
        client.post(f"/api/claims/{name}/verdict", json={"decision": "accepted"})
    assert page_of(client, COURIER)["voice"]["suggested"] is None
    client.post(f"/api/claims/{claims[-1]}/verdict", json={"decision": "accepted"})
    assert page_of(client, COURIER)["voice"]["suggested"] == "A"


@pytest.fixture
def odd(bench: Bench) -> str:
    """A voice whose key holds what addresses use for other things."""
    key = "outlet:ö/ä b?c#d & e"
    counts = ("told", "untyped", "alone", "contradicted", "taken_back", "right", "wrong")
    zero = dict.fromkeys(counts, 0)
    row = {"key": key, "name": "Ö/Ä <b>", "kind": "outlet", "unnamed": False, **zero}
    with bench.case.store.writing() as connection:
        connection.execute(insert(tables.teller).values(**row))
    return key


def test_a_key_may_hold_any_sign(client: TestClient, odd: str) -> None:
    link = f"/voices/{quote(odd, safe='')}"
    assert f'href="{link}"' in client.get("/voices?words=Ö").text
    words = client.get(link).text
    assert "<h1>Ö/Ä &lt;b&gt;</h1>" in words
    assert page_of(client, odd)["voice"]["key"] == odd


def test_no_voice_is_told_as_such(client: TestClient) -> None:
    assert client.get("/voices/outlet:nobody").status_code == 404
    assert client.get("/api/voices?order=nonsense").status_code == 422


def test_two_voices_are_compared_as_the_command_does(client: TestClient, bench: Bench) -> None:
    court = Court.of(bench.case, Terms())
    klaxon = "outlet:evening klaxon"
    wanted = difference(court.weigh(Terms()), frozenset({COURIER}), frozenset({klaxon}))
    told = client.get("/api/difference", params={"one": COURIER, "other": klaxon}).json()["found"]
    assert len(told["numbers"]) == len({(a, b) for a, b, _ in ids(wanted.numbers)})
    assert told["disagreements"] == len({(a, b) for a, b, _ in ids(wanted.disagree)}) > 0
    for name in ("both", "only_one", "only_other"):
        rows = getattr(wanted, name)
        assert told[name]["total"] == len(rows)
        assert {p["id"] for p in told[name]["shown"]} <= {w.proposition.id for w in rows}
    turned = client.get("/api/difference", params={"one": klaxon, "other": COURIER}).json()["found"]
    assert turned["only_one"] == told["only_other"]
    pairs = [(d["mine"]["id"], d["other"]["id"]) for d in told["disagree"]]
    back = [(d["other"]["id"], d["mine"]["id"]) for d in turned["disagree"]]
    assert sorted(pairs) == sorted(back)


def ids(rows: tuple) -> list[tuple[str, str, str]]:
    return [(one.proposition.id, other.proposition.id, c.because) for one, other, c in rows]


def test_a_comparison_needs_two(client: TestClient) -> None:
    assert client.get("/api/difference", params={"one": COURIER}).json()["found"] is None
    same = client.get("/difference", params={"one": COURIER, "other": COURIER}).text
    assert "one and the same" in same
    assert client.get("/difference?one=nobody").status_code == 404
