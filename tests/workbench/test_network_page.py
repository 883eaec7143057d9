"""The network as JSON and as a page: no edge without its voices; what is left out is counted."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sayso.model import Analysis, Modality, Original
from sayso.record import Case
from sayso.record.findings import ties
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "weigh"))
from newsroom import Line, news


@contextmanager
def serving(place: Path, told: Sequence[Analysis]) -> Iterator[TestClient]:
    """A program that asks for a case of these reports."""
    with Case.open(str(place), create=True, who="Ada") as case:
        for each in told:
            data = each.report.text.encode()
            sha256 = hashlib.sha256(data).hexdigest()
            report = replace(each.report, sha256=sha256)
            case.put(Original(sha256, "text/plain", data), replace(each, report=report))
    guard = Guard(token="t", visitor=Visitor("Ada", Role.OWNER), hosts=frozenset({"testserver"}))
    headers = {"Authorization": "Bearer t"}
    with (
        Bench.at(str(place), who="Ada") as bench,
        TestClient(application(bench, guard), headers=headers) as client,
    ):
        yield client


def attack(who: str, whom: str, *voices: str, words: str = "", **more: Any) -> Line:
    return Line(
        f"{who} {words or 'fired on'} {whom}.",
        "attacks",
        {"attacker": who, "victim": whom},
        voices,
        **more,
    )


PEOPLE = [
    f"{a}{b} {c}{d}"
    for a in ("Ana", "Bo", "Ilse", "Orla", "Petar", "Lida", "Wim", "Sadu")
    for b in ("", "ka", "ri", "mo")
    for c in ("Roe", "Lind", "Marw", "Brandt", "Kolv", "Morv", "Uddg", "Ilm")
    for d in ("", "ka", "ri", "mo")
]
SMALL = (
    news(
        "The Lantern",
        "2019-03-01",
        attack("Hill Front", "River Guard"),
        attack("Red Union", "River Guard", "Lida Roe", words="set fire to the depot of"),
        attack("Red Union", "Coast League", "an official", words="threw stones at", denied=True),
    ),
    news(
        "The Echo",
        "2019-03-02",
        attack("Hill Front", "River Guard", "Petar Kolv", words="shelled the camp of"),
        attack("the militia", "Coast League", words="is to march on", modality=Modality.PLANNED),
        attack("armed men", "nine men", words="lay in wait for"),
        Line("Somebody hit Free Movement.", "attacks", {"victim": "Free Movement"}),
    ),
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[TestClient]:
    with serving(tmp_path / "small.sayso", SMALL) as client:
        yield client


def picture(client: TestClient, **asked: object) -> dict[str, Any]:
    answer = client.get("/api/network", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["picture"]
    return found


def named(found: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Edges by the names of their ends."""
    names = {node["id"]: node["name"] for node in found["nodes"]}
    return {(names[e["source"]], names[e["target"]]): e for e in found["edges"]}


def test_what_is_alleged_is_never_an_edge_without_its_voices(small: TestClient) -> None:
    found = picture(small)
    edges = named(found)
    called = {each["key"]: each["name"] for each in found["speakers"]}
    alleged = edges["Red Union", "River Guard"]
    assert alleged["alleged"]
    (origin,) = alleged["origins"]
    assert [called[key] for key in origin["tellers"]] == ["The Lantern", "Lida Roe"]
    assert (origin["source"], origin["narrated"], origin["unnamed"]) == ("Lida Roe", False, False)
    hidden = edges["Red Union", "Coast League"]
    assert (hidden["alleged"], hidden["polarity"]) == (True, "denied")
    assert hidden["origins"][0]["unnamed"]
    told = edges["Hill Front", "River Guard"]
    # The Lantern tells it in its own words; the Echo puts it in the mouth of Petar Kolv.
    assert not told["alleged"]
    assert [o["narrated"] for o in told["origins"]] == [True, False]
    assert [o["first"] for o in told["origins"]] == ["2019-03-01", "2019-03-02"]
    assert all(
        edge["origins"] and all(o["tellers"] for o in edge["origins"]) for edge in edges.values()
    )


def test_a_copy_without_its_source_narrates_nothing(tmp_path: Path) -> None:
    story = " ".join(f"The {n} boat left quay {n} at dawn with {n} crates." for n in range(40))
    claim = attack("Hill Front", "River Guard", "Petar Kolv", words="shelled the winter camp of")
    bare = replace(claim, voices=())
    told = (
        news("The Wire", "2019-03-01", story, claim),
        news("The Post", "2019-03-04", story, bare),
    )
    with serving(tmp_path / "copied.sayso", told) as client:
        edge = named(picture(client))["Hill Front", "River Guard"]
    assert edge["reports"] == 2
    assert len(edge["origins"]) == 1
    assert edge["alleged"]


def test_who_is_only_described_is_somebody_else_each_time(small: TestClient) -> None:
    found = picture(small)
    edges = named(found)
    assert ("the militia", "Coast League") in edges
    assert edges["the militia", "Coast League"]["modality"] == "planned"
    assert ("armed men", "nine men") not in edges
    left = {each["rule"]: each["count"] for each in found["left"]}
    assert left == {"described": 1, "alone": 1}
    assert found["total"] == len(found["edges"]) + 2
    both = picture(small, between=True)
    assert ("armed men", "nine men") in named(both)
    words = [node for node in both["nodes"] if node["identity"] is None]
    assert sorted(node["name"] for node in words) == ["armed men", "nine men", "the militia"]
    assert len({node["id"] for node in words}) == 3


def test_a_neighbourhood_grows_with_its_depth(small: TestClient) -> None:
    ids = {node["name"]: node["identity"] for node in picture(small)["nodes"]}
    near = picture(small, around=ids["Hill Front"])
    assert set(named(near)) == {("Hill Front", "River Guard")}
    assert near["around"]["name"] == "Hill Front"
    wide = picture(small, around=ids["Hill Front"], depth=2)
    assert set(named(wide)) == {("Hill Front", "River Guard"), ("Red Union", "River Guard")}
    assert small.get("/api/network", params={"around": "nobody"}).status_code == 404
    assert (
        small.get("/api/network", params={"around": ids["Hill Front"], "depth": 3}).status_code
        == 422
    )


def test_a_picture_follows_what_is_judged(small: TestClient) -> None:
    edge = named(picture(small))["Red Union", "River Guard"]
    claim = small.get(f"/api/propositions/{edge['id']}").json()["origins"][0]["tellings"][0][
        "claim"
    ]
    made = small.post(f"/api/claims/{claim}/verdict", json={"decision": "rejected"})
    assert made.status_code == 201, made.text
    assert ("Red Union", "River Guard") not in named(picture(small))
    assert small.post(f"/api/judgements/{made.json()['id']}/retraction", json={}).status_code == 201
    assert named(picture(small))["Red Union", "River Guard"] == edge


def test_of_many_names_the_best_connected_are_drawn(tmp_path: Path) -> None:
    # One hub of 640 people, of each third of whom something else is told, too. Some of them are
    # taken for one.
    lines = [attack("Hill Front", PEOPLE[n], words=f"took {n} boats from") for n in range(640)]
    lines += [attack("Red Union", PEOPLE[n], words=f"sank {n} rafts of") for n in range(0, 640, 3)]
    with serving(tmp_path / "many.sayso", [news("The Lantern", "2019-03-01", *lines)]) as client:
        found = picture(client)
        nodes = {node["name"]: node for node in found["nodes"]}
        assert len(nodes) == len(found["nodes"]) == ties.NODES
        left = {each["rule"]: each["count"] for each in found["left"]}
        assert set(left) == {"names", "ties"}
        assert found["total"] == len(found["edges"]) + left["ties"]
        # Only names of which one thing is said are left out.
        assert left["names"] == left["ties"] > 0
        other = nodes["Red Union"]
        told = client.get("/api/claims", params={"entity": other["id"]}).json()["total"]
        assert other["ties"] == told > 200
        assert f"<b>{left['names']}</b> names of which less" in client.get("/network").text
        missing = [
            (key, name)
            for each in PEOPLE[1:640:3]
            if each not in nodes
            for key, name, _ in client.get("/api/search", params={"q": each}).json()["people"]
            if name == each
        ]
        assert len(missing) >= left["names"] / 2
        key, name = missing[0]
        assert set(named(picture(client, around=key))) == {("Hill Front", name)}
        around = picture(client, around=nodes["Hill Front"]["id"])
        assert len(around["nodes"]) == ties.NODES
        assert around["around"]["ties"] == ties.NODES - 1


def test_an_edge_and_a_name_are_told_beside_the_network(client: TestClient) -> None:
    found = picture(client)
    edge = next(each for each in found["edges"] if each["alleged"])
    page = client.get(f"/network/edges/{edge['id']}").text
    told = client.get(f"/api/network/edges/{edge['id']}").json()
    telling = told["page"]["origins"][0]["tellings"][0]
    assert f"#{telling['claim']}" in page
    assert f'href="/propositions/{edge["id"]}"' in page
    assert told["words"].startswith(telling["chain"][0]["name"].removeprefix("the "))
    node = max((n for n in found["nodes"] if n["identity"]), key=lambda n: n["ties"])
    about = client.get(f"/network/entities/{node['id']}").text
    assert f'href="/network?around={node["id"]}"' in about
    assert f'href="/entities/{node["id"]}"' in about
    assert len(client.get(f"/api/network/entities/{node['id']}").json()["said"]) >= node["ties"]
    assert client.get("/network/entities/nobody").status_code == 404


def test_the_network_is_a_table_too(small: TestClient) -> None:
    table = list(csv.DictReader(io.StringIO(small.get("/network.csv").text)))
    found = named(picture(small))
    assert {(row["source"], row["target"]) for row in table} == set(found)
    row = next(row for row in table if row["target"] == "River Guard" and row["alleged"] == "yes")
    assert (row["told_by"], row["first"], row["origins"]) == ("Lida Roe", "2019-03-01", "1")
