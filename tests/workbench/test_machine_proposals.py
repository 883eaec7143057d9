"""What a language model proposes, on a report's page: marked, weighing nothing, and decided on."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient
from team import Team
from test_added_claims import export

from machine import HOST, MODEL, propose_in
from sayso.propose.proposal import Kept
from sayso.record import Decision
from sayso.show.proposals import MARK
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Role

OPEN, UNHELD, ALONE = range(3)


@pytest.fixture
def three(bench: Bench) -> tuple[Kept, ...]:
    """A claim that can be accepted, one that cannot, and a statement alone."""
    return propose_in(bench.case)


def view(client: TestClient, three: tuple[Kept, ...]) -> dict:
    """What the API has of the report that they are about."""
    return client.get(f"/api/reports/{three[OPEN].asking.report}").json()


def page(client: TestClient, three: tuple[Kept, ...]) -> str:
    """The page of the report that they are about."""
    return client.get(f"/reports/{three[OPEN].asking.report}").text


def waiting(client: TestClient, three: tuple[Kept, ...]) -> dict[str, dict]:
    """What waits for a person, by id."""
    return view(client, three)["proposals"]["waiting"]


def decide(client: TestClient, proposal: Kept, what: str, **more: object):
    """Accept or dismiss a proposal."""
    return client.post(f"/api/proposals/{proposal.id}/{what}", json=more)


def cards(words: str) -> list[str]:
    """The cards of proposals in a page."""
    return re.findall(r'<article class="row proposal".*?</article>', words, re.DOTALL)


def test_a_case_without_proposals_looks_as_before(client: TestClient, bench: Bench) -> None:
    before = {row.id: client.get(f"/reports/{row.id}").text for row in bench.case.reports()}
    assert not [words for words in before.values() if "proposal" in words]
    three = propose_in(bench.case)
    about = three[OPEN].asking.report
    other = next(name for name in before if name != about)
    assert client.get(f"/reports/{other}").text == before[other]
    assert page(client, three) != before[about]
    for each in three:
        decide(client, each, "dismissal")
    assert page(client, three) == before[about]


def test_each_is_shown_as_a_machines_with_quote_roles_and_its_own_chain(client, bench, three):
    told = waiting(client, three)
    assert set(told) == {each.id for each in three}
    assert [told[each.id]["status"] for each in three] == ["open", "unheld", "unheld"]
    text = bench.case.analysis(three[OPEN].asking.report).report.text
    for each in three:
        shown = told[each.id]
        assert shown["mark"] == MARK
        assert (shown["model"], shown["host"]) == (MODEL, HOST)
        for words in (*shown["words"], *shown["roles"].values()):
            assert text[slice(*words["span"])] == words["words"]
        assert [link["manner"] for link in shown["chain"]] == [
            link.manner for link in each.proposal.chain
        ]
    words = page(client, three)
    assert "3 proposals" in words
    found = cards(words)
    assert len(found) == 3
    for card in found:
        assert f"? {MARK}" in html.unescape(card)
        assert "weighs nothing" in card
        # Nothing in it leads to somebody or something of the case, as a claim does.
        assert "<a " not in card
        assert "<b>" not in card
        assert "data-claim" not in card
    (card,) = (each for each in found if f'id="{three[OPEN].id}"' in each)
    claim = three[OPEN].proposal.claim
    assert claim is not None
    assert f">{claim.evidence.words}</blockquote>" in html.unescape(card)
    assert "agrees" in card
    assert "⊘ denied" in card
    assert "◌ planned" in card


def test_its_words_are_marked_in_the_text_and_the_pieces_are_still_the_text(client, bench, three):
    told = view(client, three)
    pieces = [piece for p in told["paragraphs"] for piece in p["pieces"]]
    text = bench.case.analysis(three[OPEN].asking.report).report.text
    for each in three:
        mine = [piece for piece in pieces if each.id in piece["proposals"]]
        [words] = told["proposals"]["waiting"][each.id]["words"]
        assert "".join(piece["text"] for piece in mine) == words["words"]
    assert all(text[p["start"] :].startswith(p["text"]) for p in pieces)
    begun = [name for p in told["paragraphs"] for name in p["proposals"]]
    assert sorted(begun) == sorted(each.id for each in three)


def test_nothing_is_weighed_or_listed_before_somebody_accepts_it(client, bench) -> None:
    before = export(client, bench)
    three = propose_in(bench.case)
    page(client, three)
    assert export(client, bench) == before
    decide(client, three[OPEN], "dismissal")
    assert export(client, bench) == before


def test_one_is_accepted_and_that_is_taken_back_without_a_trace(client, bench, three) -> None:
    before, shown = export(client, bench), waiting(client, three)
    made = decide(client, three[OPEN], "acceptance", why="it says so", seen=0)
    assert made.status_code == 201, made.text
    name = made.json()["subject"]
    (row,) = bench.case.judgements()
    said = row.judgement
    assert (said.decision, said.who, said.why) == (Decision.ADDED, "Ada", "it says so")
    assert said.value["proposal"]["id"] == three[OPEN].id
    assert three[OPEN].id not in waiting(client, three)
    read = view(client, three)["cards"][name]["claim"]["by_hand"]
    assert (read["how"], read["who"], read["model"]) == ("added", "Ada", MODEL)
    words = "proposed by a language model (a <b>small</b> one), accepted by Ada"
    assert html.escape(words) in page(client, three)
    entry = client.get("/api/judgements").json()["entries"][0]
    assert f"a claim is added, {words}: agrees" in entry["words"]
    brief = client.get("/api/brief", params={"p": entry["claim"]["proposition"]}).json()
    assert any(words in line["text"] for p in brief["brief"]["passages"] for line in p["judged"])
    again = decide(client, three[OPEN], "acceptance")
    assert again.status_code == 409
    assert "accepted already, by Ada" in again.json()["detail"]
    assert decide(client, three[OPEN], "dismissal").status_code == 409
    client.post(f"/api/judgements/{row.id}/retraction", json={})
    assert export(client, bench) == before
    left = waiting(client, three)
    assert left[three[OPEN].id].pop("seen_claim") == 2
    assert shown[three[OPEN].id].pop("seen_claim") == 0
    assert left == shown


def test_one_is_dismissed_and_that_is_taken_back(client, bench, three) -> None:
    made = decide(client, three[UNHELD], "dismissal", why="nobody said so", seen=0)
    assert made.status_code == 201, made.text
    assert made.json()["words"] == "The proposal is dismissed."
    assert three[UNHELD].id not in waiting(client, three)
    assert view(client, three)["proposals"]["dismissed"] == 1
    assert "1 dismissed" in page(client, three)
    entry = client.get("/api/judgements").json()["entries"][0]
    assert entry["words"] == f"the proposal {three[UNHELD].id} of a language model ({MODEL}) " + (
        "is dismissed"
    )
    assert entry["about"] == three[UNHELD].asking.report
    assert f'href="/reports/{entry["about"]}"' in client.get("/judgements").text
    late = decide(client, three[UNHELD], "dismissal")
    assert late.status_code == 409
    assert "dismissed already, by Ada" in late.json()["detail"]
    client.post(f"/api/judgements/{made.json()['id']}/retraction", json={})
    assert three[UNHELD].id in waiting(client, three)
    stale = decide(client, three[UNHELD], "dismissal", seen=0)
    assert stale.status_code == 409
    assert decide(client, three[UNHELD], "dismissal", seen=2).status_code == 201


@pytest.mark.parametrize("which", [UNHELD, ALONE])
def test_what_nobody_can_accept_says_why_and_has_no_button_for_it(client, three, which) -> None:
    refused = decide(client, three[which], "acceptance")
    assert refused.status_code == 422
    told = waiting(client, three)[three[which].id]
    assert refused.json()["detail"] == told["why"] != ""
    words = page(client, three)
    assert f'id="take-{three[which].id}"' not in words
    assert f'id="dismiss-{three[which].id}"' in words
    assert f'id="take-{three[OPEN].id}"' in words


@pytest.mark.parametrize("what", ["acceptance", "dismissal"])
def test_only_an_analyst_decides_and_only_from_a_page_of_ours(team: Team, what: str) -> None:
    three = propose_in(team.bench.case)
    reader, analyst = team.browser(Role.READER), team.browser(Role.ANALYST)
    assert len(waiting(reader, three)) == 3
    assert len(cards(page(reader, three))) == 3
    assert "data-post" not in "".join(cards(page(reader, three)))
    refused = decide(reader, three[OPEN], what)
    assert refused.status_code == 403
    assert "analyst" in refused.json()["detail"]
    assert decide(team.stranger(), three[OPEN], what).status_code == 401
    token = analyst.headers.pop("X-CSRF-Token")
    assert decide(analyst, three[OPEN], what).status_code == 403
    analyst.headers["X-CSRF-Token"] = token
    assert decide(analyst, three[OPEN], what).status_code == 201
    assert team.bench.case.judgements()[0].judgement.who == "Ana"


@pytest.mark.parametrize("what", ["acceptance", "dismissal"])
def test_what_is_not_there_or_says_too_much_is_refused(client, three, what) -> None:
    assert client.post(f"/api/proposals/m00/{what}", json={}).status_code == 404
    assert client.post(f"/api/proposals/m/{what}", json={}).status_code == 404
    assert decide(client, three[OPEN], what, who="Zelda").status_code == 422
    assert client.get("/api/judgements").json()["total"] == 0


def test_both_acts_are_described(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    for what in ("acceptance", "dismissal"):
        told = paths[f"/api/proposals/{{proposal}}/{what}"]["post"]
        assert {"201", "401", "403", "404", "409", "422"} <= set(told["responses"])
        assert f"/api/proposals/{{proposal}}/{what}" in client.get("/api").text
