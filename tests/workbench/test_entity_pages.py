"""Entities: names by source, the queue of pairs, merging and taking it back, setting apart."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from sayso.model import Span
from sayso.record.findings import tables
from sayso.record.findings.mentions import marked, sentence
from sayso.resolve.identity.chance import Context
from sayso.resolve.identity.likeness import FEATURES, Likeness
from sayso.resolve.identity.reasons import explain
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Role
from sayso.show.workbench.reasons import AGAINST, FOR


def state(bench: Bench) -> dict[str, list[tuple]]:
    """All that weighing came to, but for when and from which judgements."""
    made = {}
    with bench.case.store.reading() as connection:
        for table in tables.ALL:
            columns = [c for c in table.c if c.name not in ("state", "made")]
            rows = connection.execute(select(*columns)).all()
            made[table.name] = [tuple(map(repr, row)) for row in rows]
    return made


def told(client: TestClient, path: str, **asked: str) -> dict:
    answer = client.get(f"/api{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def join(client: TestClient, one: str, other: str, decision: str, **more: object):
    return client.post(
        "/api/joins", json={"one": one, "other": other, "decision": decision, **more}
    )


def undo(client: TestClient, judgement: str) -> None:
    assert client.post(f"/api/judgements/{judgement}/retraction", json={}).status_code == 201


def home(bench: Bench, entity: str) -> str:
    row = tables.member.c
    with bench.case.store.reading() as connection:
        return str(connection.execute(select(row.identity).where(row.entity == entity)).scalar())


@pytest.fixture
def three(client: TestClient) -> list[dict]:
    """Three people."""
    return told(client, "/entities", kind="person")["found"][:3]


def test_entities_are_found_by_any_name_and_not_by_who_writes_it(client: TestClient) -> None:
    found = told(client, "/entities", words="drovenia’s INTERIOR")["found"]
    assert [each["name"] for each in found] == ["Interior Ministry"]
    # The Klaxon writes many names; only what is called so is found.
    klaxon = told(client, "/entities", words="klaxon")["found"]
    assert klaxon
    assert all("klaxon" in " ".join((e["name"], *e["also"])).lower() for e in klaxon)
    assert told(client, "/entities", words="_")["found"] == []
    kinds = dict(told(client, "/entities")["kinds"])
    assert told(client, "/entities", kind="person")["total"] == kinds["person"]


def test_the_table_holds_every_entity(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/entities.csv?kind=person").text)))
    assert len(rows) == told(client, "/entities", kind="person")["total"]
    assert {row["kind"] for row in rows} == {"person"}


def test_names_are_suggested_the_best_known_first(client: TestClient) -> None:
    found = told(client, "/names", q="zhem")
    assert found[0]["name"] == "Zhemora"
    counts = [each["reports"] for each in found]
    assert counts == sorted(counts, reverse=True)
    assert told(client, "/names", q=" ") == []


def test_an_entity_has_its_names_reports_and_claims(client: TestClient, three) -> None:
    page = told(client, f"/entities/{three[0]['id']}")
    assert page["parts"] >= len(page["mentions"]) > 0
    for each in page["mentions"]:
        names = [text for text, is_name in each["pieces"] if is_name]
        assert names
        assert each["part"]["report"]["id"]
    assert sum(count for _, _, count in page["roles"]) >= page["total"] > 0
    type_, role, count = page["roles"][0]
    narrow = told(client, f"/entities/{three[0]['id']}", type=type_, role=role)
    assert narrow["total"] == count
    for claim in narrow["claims"]:
        assert claim["chain"]
        assert three[0]["id"] in [f["identity"] for f in claim["roles"] if f["role"] == role]


def test_a_part_leads_to_the_whole(client: TestClient, three) -> None:
    page = told(client, f"/entities/{three[0]['id']}")
    part = page["mentions"][-1]["part"]["entity"]
    again = told(client, f"/entities/{part}")
    assert (again["id"], again["here"]) == (three[0]["id"], part)
    assert client.get("/entities/i000000000000").status_code == 404


def test_merging_and_taking_it_back_leaves_no_trace(client, bench, three) -> None:
    before, names = state(bench), [each["id"] for each in three]
    parts = [told(client, f"/entities/{name}")["parts"] for name in names]
    made = join(client, names[0], names[1], "same", why="one nickname").json()
    merged = told(client, f"/entities/{names[0]}")
    assert merged["parts"] == parts[0] + parts[1]
    assert state(bench) != before
    # The address from before still leads there, and the judgement stands on the page.
    assert told(client, f"/entities/{names[1]}")["id"] == merged["id"]
    entry = merged["history"][0]["decided"]
    assert (entry["id"], entry["decision"], entry["why"]) == (made["id"], "same", "one nickname")
    undo(client, made["id"])
    assert state(bench) == before


def test_parts_of_one_are_set_apart_and_the_way_back_leaves_no_trace(client, bench, three) -> None:
    before = state(bench)
    parts = [e["part"]["entity"] for e in told(client, f"/entities/{three[0]['id']}")["mentions"]]
    pair = told(client, "/entities", one=parts[0], other=parts[1])["question"]
    assert pair["pair"]["one"]["part"]["entity"] == parts[0]
    assert pair["pair"]["one"]["home"]["id"] == pair["pair"]["other"]["home"]["id"]
    made = join(client, parts[0], parts[1], "not same", seen=pair["pair"]["seen"])
    assert made.status_code == 201, made.text
    assert "not the same" in made.json()["words"]
    assert home(bench, parts[0]) != home(bench, parts[1])
    undo(client, made.json()["id"])
    assert state(bench) == before


def test_whom_a_judgement_overrules_is_told(client, bench, three) -> None:
    a, b, c = (each["id"] for each in three)
    firsts = [told(client, f"/entities/{name}")["first"] for name in (a, b, c)]
    parted = join(client, a, b, "not same").json()
    assert "overrule" not in parted["words"]
    assert "overrule" not in join(client, a, c, "same").json()["words"]
    lost = join(client, firsts[2], firsts[1], "same").json()
    assert "overrules" in lost["words"]
    assert three[0]["name"] in lost["words"]
    page = told(client, f"/entities/{a}")
    assert [e["decided"]["id"] for e in page["history"] if e["overruled"]] == [parted["id"]]
    assert "overruled" in client.get(f"/entities/{a}").text
    # And the other way round: what is said after stays without effect, and that is said.
    again = join(client, firsts[0], firsts[1], "not same").json()
    assert "stay one" in again["words"]
    assert home(bench, firsts[0]) == home(bench, firsts[1])


def test_what_cannot_be_judged_is_refused_in_words(client: TestClient, three) -> None:
    name = three[0]["id"]
    page = told(client, f"/entities/{name}")
    assert "two ids are the same" in join(client, name, name, "same").json()["detail"]
    refused = join(client, name, page["first"], "not same")
    assert refused.status_code == 422
    assert "choose two of its parts" in refused.json()["detail"]
    part = page["mentions"][1]["part"]["entity"]
    assert "one already" in join(client, name, part, "same").json()["detail"]


def test_nobody_overwrites_an_answer_unseen(client: TestClient, three) -> None:
    a, b = (each["id"] for each in three[:2])
    seen = told(client, "/entities", one=a, other=b)["question"]["pair"]["seen"]
    assert join(client, a, b, "not same", seen=seen).status_code == 201
    assert join(client, a, b, "same", seen=seen).status_code == 409
    assert told(client, "/entities", one=a, other=b)["question"]["history"][0]["who"] == "Ada"


def test_the_queue_goes_on_and_an_answered_pair_leaves_it(client, bench) -> None:
    first = told(client, "/entities")["question"]
    assert first["left"] >= 3
    assert (
        first["pair"]["chance"]
        >= told(client, "/entities", later=first["next"])["question"]["pair"]["chance"]
    )
    ends = [first["pair"][side]["id"] for side in ("one", "other")]
    judged = bench.case.judgements()
    later = told(client, "/entities", later=first["next"])["question"]
    assert [later["pair"][side]["id"] for side in ("one", "other")] != ends
    assert (later["left"], later["put_off"]) == (first["left"], 1)
    assert bench.case.judgements() == judged
    join(client, *ends, "not same")
    after = told(client, "/entities")["question"]
    assert after["left"] == first["left"] - 1
    assert [after["pair"][side]["id"] for side in ("one", "other")] != ends


def test_all_pairs_can_be_put_off_and_begun_anew(client: TestClient) -> None:
    question = told(client, "/entities")["question"]
    for _ in range(question["left"]):
        question = told(client, "/entities", later=question["next"])["question"]
    assert question["pair"] is None
    assert question["put_off"] == question["left"]
    assert "Begin anew" in client.get("/entities", params={"later": question["later"]}).text
    assert client.get("/entities?later=nonsense").status_code == 422


def test_a_large_case_is_weighed_later_and_the_answer_counts_at_once(
    client, bench, monkeypatch
) -> None:
    monkeypatch.setattr(bench, "settle", lambda: None)
    before = told(client, "/entities")["question"]
    ends = [before["pair"][side]["id"] for side in ("one", "other")]
    join(client, *ends, "same")
    after = told(client, "/entities")["question"]
    assert after["left"] == before["left"] - 1
    assert [after["pair"][side]["id"] for side in ("one", "other")] != ends


def test_a_reader_sees_the_evidence_and_no_way_to_judge(team) -> None:
    reader = team.browser(Role.READER)
    words = reader.get("/entities").text
    assert "<mark>" in words
    assert "Later" in words
    assert 'value="same"' not in words
    analyst = team.browser(Role.ANALYST).get("/entities").text
    assert 'value="same"' in analyst


def test_every_reason_is_for_against_or_open() -> None:
    flags = Likeness(**dict.fromkeys(FEATURES, 1.0))
    spelt = Likeness(worst=0.2)
    contexts = [Context(s, a, 1.0, 1.0, 0.0) for s, a in ((0.0, 1.0), (0.9, 0.0), (0.1, 0.0))]
    said = {words for c in contexts for each in (flags, spelt) for words in explain(each, c)}
    open_ = {"one of them is a single word", "nobody stands beside one of them"}
    assert said == FOR | AGAINST | open_
    assert not FOR & AGAINST


TEXT = (
    "HEAD LINE\nOn Monday Gen. Ilan Olt spoke. “He lied,” said J. Weld, and left. Then it rained."
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ilan Olt", "On Monday Gen. Ilan Olt spoke."),
        ("Weld", "“He lied,” said J. Weld, and left."),
        ("HEAD", "HEAD LINE"),
        ("rained", "Then it rained."),
    ],
)
def test_the_sentence_around_a_name(name: str, said: str) -> None:
    at = TEXT.index(name)
    assert sentence(TEXT, Span(at, at + len(name))).of(TEXT) == said


def test_a_line_without_an_end_is_cut_and_marked() -> None:
    text = "x" * 5_000 + " Olt " + "y" * 2_000_000
    span = Span(5_001, 5_004)
    pieces = list(marked(text, sentence(text, span), (span,)))
    assert ("Olt", True) in pieces
    assert pieces[0] == pieces[-1] == ("…", False)
    assert sum(len(words) for words, _ in pieces) < 500
