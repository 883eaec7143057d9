"""Reports as nobody writes them: two megabytes in one line, five hundred claims on one page."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.model import Analysis, Original
from sayso.record import Case
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "weigh"))
from newsroom import Line, news

SENTENCE = "The Tarn Brigade shelled the bridge at Norrby, the mayor said {n}. "


def put(case: Case, analysis: Analysis) -> str:
    data = analysis.report.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    report = replace(analysis.report, sha256=sha256)
    case.put(Original(sha256, "text/plain", data), replace(analysis, report=report))
    return report.id


def claims(count: int) -> list[Line]:
    return [
        Line(
            SENTENCE.format(n=number).strip(),
            "attacks",
            {"attacker": "Tarn Brigade", "victim": "the bridge"},
            ("the mayor",),
        )
        for number in range(count)
    ]


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[tuple[TestClient, dict[str, str]]]:
    place = tmp_path / "large.sayso"
    line = "".join(SENTENCE.format(n=number) for number in range(32_000))
    assert len(line) > 2_000_000
    wanted = [
        Line(SENTENCE.format(n=n).strip(), "attacks", {"victim": "the bridge"}) for n in (0, 31_999)
    ]
    one_line = news("The Echo", "2020-01-02", *wanted)
    text = " ".join([one_line.report.text.replace("\n", " "), line])
    # The claims move into the one line: their spans are found anew in it.
    with Case.open(str(place), create=True, who="Ada") as case:
        many = put(case, news("The Post", "2020-01-01", *claims(500)))
        long = put(case, in_one_line(one_line, text))
    with Bench.at(str(place), who="Ada") as bench:
        guard = Guard(token="t", visitor=Visitor("Ada", Role.OWNER), hosts=frozenset())
        headers = {"Authorization": "Bearer t"}
        with TestClient(application(bench, guard), headers=headers) as client:
            yield client, {"many": many, "long": long}


def in_one_line(analysis: Analysis, text: str) -> Analysis:
    """The analysis with a text of the same beginning, in one line; the last claim stands last."""
    [first, last] = analysis.claims
    at = text.rindex("The Tarn Brigade")
    moved = replace(last.evidence, start=at, end=len(text.rstrip()))
    fillers = tuple((role, replace(filler, span=moved)) for role, filler in last.roles)
    end = replace(last, trigger=moved, evidence=moved, roles=fillers)
    report = replace(analysis.report, text=text)
    [root] = analysis.statements
    whole = replace(root, content=(replace(moved, start=0, end=len(text)),))
    return replace(analysis, report=report, statements=(whole,), claims=(first, end))


def test_a_report_of_two_megabytes_in_one_line_is_shown_in_parts(reports) -> None:
    client, names = reports
    page = client.get(f"/reports/{names['long']}")
    assert page.status_code == 200
    assert len(page.text) < 400_000
    told = client.get(f"/api/reports/{names['long']}").json()
    assert told["parts"] > 30
    assert sum(len(p["pieces"]) for p in told["paragraphs"]) < 2_000
    [last] = [name for name in claim_ids(client, names["long"]) if name not in told["cards"]]
    there = client.get(f"/api/reports/{names['long']}", params={"at": last}).json()
    assert there["part"] == there["parts"]
    assert list(there["cards"]) == [last]
    moved = client.get(f"/claims/{last}", follow_redirects=False)
    assert moved.headers["location"].endswith(f"?at={last}#{last}")


def claim_ids(client: TestClient, report: str) -> list[str]:
    found = client.get("/claims.csv").text.splitlines()[1:]
    return [line.split(",")[0] for line in found if line.split(",")[1] == report]


def test_five_hundred_claims_stand_on_one_page_each_with_its_chain(reports) -> None:
    client, names = reports
    told = client.get(f"/api/reports/{names['many']}").json()
    assert told["parts"] == 1
    assert len(told["cards"]) == 500
    assert all(len(card["claim"]["chain"]) == 2 for card in told["cards"].values())
    assert client.get(f"/reports/{names['many']}").text.count('data-claim="') == 500
