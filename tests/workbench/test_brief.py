"""The brief: every sentence has its reference, every quotation is exact, text stays text."""

from __future__ import annotations

import re
import subprocess
from dataclasses import asdict

import pypdfium2
import pytest

from sayso.errors import BriefFailed
from sayso.record import Decision, Judgement
from sayso.record.findings.claims import claims
from sayso.record.findings.propositions import Wanted, propositions
from sayso.show.workbench import press
from sayso.show.workbench.brief import Words
from sayso.show.workbench.briefing import compose
from sayso.show.workbench.sentence import in_words
from sayso.show.workbench.typesetting import set_in_type

HOSTILE = '#import "x": * $a^2$ ] *b* _c_ <script>alert(1)</script> // \\ @ref'


@pytest.fixture
def chosen(bench):
    """What most is to be said of in the demo: the widest, and the contested."""
    wide, _ = propositions(bench.case, Wanted(), size=6)
    contested, _ = propositions(bench.case, Wanted(contested=True), size=6)
    return list(dict.fromkeys(row.id for row in (*wide, *contested)))


def sentences(told):
    """All sentences of the JSON of a brief."""
    if isinstance(told, dict):
        if set(told) == {"text", "refs"}:
            yield told
        for each in told.values():
            yield from sentences(each)
    elif isinstance(told, list):
        for each in told:
            yield from sentences(each)


def words_of(pdf: bytes) -> str:
    """The words of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


def test_every_sentence_has_a_reference_and_every_quotation_is_exact(client, bench, chosen):
    brief = client.get("/api/brief", params={"p": chosen}).json()["brief"]
    assert [p["id"] for p in brief["passages"]] == chosen
    numbers = [r["number"] for r in brief["references"]]
    assert numbers == list(range(1, len(numbers) + 1))
    found = list(sentences(brief["passages"]))
    assert len(found) > 60
    for each in found:
        assert each["refs"], each
        assert set(each["refs"]) <= set(numbers)
    for each in brief["references"]:
        quoted = each["quotation"]
        text = bench.case.analysis(quoted["report"]).report.text
        assert quoted["words"] == text[quoted["start"] : quoted["end"]]
        source = next(s for s in brief["sources"] if s["number"] == each["source"])["source"]
        assert source["report"] == quoted["report"]
        assert bench.case.original(source["sha256"]).data
    by_number = {r["number"]: r["quotation"]["words"] for r in brief["references"]}
    for told in (t for p in brief["passages"] for o in p["origins"] for t in o["tellings"]):
        assert told["quote"] == by_number[told["ref"]]


def test_no_sentence_is_told_without_its_chain(client, bench, chosen):
    brief = client.get("/api/brief", params={"p": chosen}).json()["brief"]
    for passage in brief["passages"]:
        assert passage["told_by"]
        assert passage["said"].startswith("that")
        for telling in (t for o in passage["origins"] for t in o["tellings"]):
            (row,) = claims(bench.case, [telling["claim"]])
            words = telling["sentence"]["text"]
            assert words == in_words(row.chain, row)
            assert words.startswith(" ".join(row.chain[0].name.split()))


def test_the_page_shows_all_that_the_data_has(client, chosen):
    view = client.get("/api/brief", params={"p": chosen, "title": "On the <ferries>"}).json()
    page = client.get("/brief", params={"p": chosen, "title": "On the <ferries>"}).text
    assert "On the &lt;ferries&gt;" in page
    quotes = re.findall(r'<li id="ref-(\d+)">', page)
    assert quotes == [str(r["number"]) for r in view["brief"]["references"]]
    spans = re.findall(r'<span class="sentence">.*?<span class="refs">(.*?)</span></span>', page)
    assert len(spans) == page.count('<span class="sentence">')
    assert all("#ref-" in refs for refs in spans)
    for each in view["brief"]["sources"]:
        assert each["source"]["sha256"] in page
    assert view["brief"]["state"]["fingerprint"] in page
    assert "It does not establish what happened" in page


def test_contradictions_denials_copies_and_weights_are_told(client, chosen):
    brief = client.get("/api/brief", params={"p": chosen}).json()["brief"]
    texts = [each["text"] for each in sentences(brief["passages"])]
    assert any(text.startswith("Contradicted in ") for text in texts)
    assert any("in 100 of its words with" in text for text in texts)
    assert any(text.startswith("Independence not established: ") for text in texts)
    assert any(text.startswith("Independence established: ") for text in texts)
    assert any(text.startswith("More than half is open") for text in texts)
    assert any(re.match(r"That it is so is (very )?likely \(\d+\s%\)\.", text) for text in texts)
    assert any(o["denies"] for p in brief["passages"] for o in p["origins"])


def test_what_cannot_be_judged_has_no_number(client, bench):
    rows, _ = propositions(bench.case, Wanted(), size=400)
    unknown = [row.id for row in rows if row.credibility == 6][:3]
    assert unknown
    brief = client.get("/api/brief", params={"p": unknown}).json()["brief"]
    for passage in brief["passages"]:
        told = " ".join(each["text"] for each in passage["weight"])
        assert "Credibility 6, cannot be judged" in told
        assert "no number is given" in told
        assert "%" not in told


def test_a_rejected_claim_is_no_evidence_and_judgements_are_told(client, bench, chosen):
    brief = client.get("/api/brief", params={"p": chosen}).json()["brief"]
    many = next(p for p in brief["passages"] if len(p["origins"]) > 1)
    # The first claim gives a proposition its name.
    kept, out = (o["tellings"][0]["claim"] for o in many["origins"][:2])
    for claim, decision in ((out, "rejected"), (kept, "accepted")):
        told = {"decision": decision, "why": "I asked"}
        assert client.post(f"/api/claims/{claim}/verdict", json=told).status_code == 201
    again = client.get("/api/brief", params={"p": many["id"]}).json()["brief"]
    page = client.get("/brief", params={"p": many["id"]}).text
    assert out not in str(again["passages"])
    assert out not in page
    (passage,) = again["passages"]
    (judged,) = passage["judged"]
    assert judged["text"].startswith("Ada judged on ")
    assert judged["text"].endswith("a claim is accepted as true, because “I asked”.")


def test_a_rejected_claim_is_left_out_before_the_case_is_weighed_anew(bench, chosen):
    (before,) = compose(bench.case, chosen[:1], Words()).passages
    claim = before.origins[1].tellings[0].claim
    bench.case.judge(Judgement(claim, Decision.REJECTED, "Ada", ""))
    assert not bench.settled
    (after,) = compose(bench.case, chosen[:1], Words()).passages
    assert [o.source for o in after.origins] == [
        o.source for o in before.origins if o.tellings[0].claim != claim
    ]


def test_where_all_is_rejected_nothing_stands(client, bench):
    rows, _ = propositions(bench.case, Wanted(alone=True), size=200)
    brief = compose(bench.case, [row.id for row in rows], Words())
    one = next(p for p in brief.passages if sum(len(o.tellings) for o in p.origins) == 1)
    claim = one.origins[0].tellings[0].claim
    client.post(f"/api/claims/{claim}/verdict", json={"decision": "rejected"})
    after = client.get("/api/brief", params={"p": one.id}).json()["brief"]
    assert after["passages"] == []
    assert after["gone"] == [one.id]
    assert "nothing that stands supports it" in client.get("/brief", params={"p": one.id}).text
    assert client.get("/brief.pdf", params={"p": one.id}).status_code == 404


def test_the_file_holds_the_same_words_and_text_stays_text(client, chosen):
    asked = {
        "p": chosen[:3],
        "title": HOSTILE,
        "introduction": "Прокурор Έλληνας said so.\n\nالعربية",
    }
    answer = client.get("/brief.pdf", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    words = words_of(answer.content)
    assert HOSTILE in words
    assert "Прокурор Έλληνας said so." in words
    assert "العربية" in words or "العربية"[::-1] in words
    brief = client.get("/api/brief", params=asked).json()["brief"]
    for each in brief["passages"]:
        assert " ".join(each["spread"]["text"].split()[:6]) in words
    hashes = words.replace(" ", "").replace("\ufffe", "")
    for each in brief["sources"]:
        assert each["source"]["sha256"] in hashes
    assert "page 1 of" in words


def test_the_file_is_tagged_named_and_the_same_each_time(client, chosen):
    asked = {"p": chosen[:4], "title": "Ferries", "steps": True}
    first = client.get("/brief.pdf", params=asked).content
    assert client.get("/brief.pdf", params=asked).content == first
    assert b"pdfuaid" in first
    assert b"/Lang" in first
    document = pypdfium2.PdfDocument(first)
    assert document.get_metadata_value("Title") == "Ferries"
    document.close()
    assert "How the weight came about" in words_of(first)
    assert client.get("/brief.pdf", params=asked | {"steps": False}).content != first


def test_signs_that_no_font_has_are_told(bench, chosen):
    made = compose(bench.case, chosen[:1], Words.of("\U0001f9ff\U00013000 Ferries", ""))
    order = press.shown({**asdict(made), "steps": False, "uncovered": []})
    words = words_of(set_in_type({"brief": order, "time": 0}))
    assert "No font of the machine" in words
    assert "U+13000" in words


def test_setting_has_limits(bench, chosen, monkeypatch):
    made = compose(bench.case, chosen[:1], Words())
    monkeypatch.setattr(press, "LARGEST", 100)
    with pytest.raises(BriefFailed, match="too long"):
        press.printed(made)
    monkeypatch.setattr(press, "LARGEST", 10_000_000)

    def never(command, **how):
        raise subprocess.TimeoutExpired(command, how["timeout"])

    monkeypatch.setattr(press.subprocess, "run", never)
    with pytest.raises(BriefFailed, match="within 30 seconds"):
        press.printed(made)
    monkeypatch.undo()
    monkeypatch.setattr(press, "TYPESETTER", "no.such.module")
    with pytest.raises(BriefFailed, match="could not be set"):
        press.printed(made)


def test_the_address_holds_the_order_and_too_much_is_refused(client, chosen):
    turned = list(reversed(chosen[:3]))
    brief = client.get("/api/brief", params={"p": [*turned, turned[0], "pgone"]}).json()["brief"]
    assert [p["id"] for p in brief["passages"]] == turned
    assert brief["gone"] == ["pgone"]
    assert client.get("/brief", params={"p": ["p"] * 61}).status_code == 422
    assert client.get("/brief.pdf").status_code == 404
    assert client.get("/brief").status_code == 200
