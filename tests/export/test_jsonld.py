"""JSON-LD: a graph that no reader takes an allegation for a fact of, read without the network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import dossier_of, judgement
from pyld import jsonld

from analyses import HEARSAY, REPORT
from sayso.cli.export import dossier_of as dossier_of_case
from sayso.cli.weigh import Asked
from sayso.export.dossier import Dossier
from sayso.export.jsonld import write
from sayso.export.jsonld.context import CONTEXT
from sayso.export.naming import TERMS, THINGS
from sayso.model import Report, Told
from sayso.pipeline import analyse
from sayso.record.judgement import Decision

SCHEMA = "https://schema.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
NUMBERS = ("belief", "disbelief", "uncertainty", "probability")
ODD = 'Cou\x00r\x1fi\ufffee\ud800r \u202e\U0001f5de <&"> \\u0000 "@id": "x"'
# schema.org's own words that the graph uses.
WORDS = {
    *("alternateName", "appearance", "author", "claimReviewed", "datePublished", "description"),
    *("encodingFormat", "firstAppearance", "headline", "identifier", "inLanguage", "isBasedOn"),
    *("itemReviewed", "name", "propertyID", "publisher", "reviewAspect", "reviewBody"),
    *("reviewRating", "text", "url", "value"),
}


@pytest.fixture(scope="module")
def demo(demo_made) -> Dossier:
    return dossier_of_case(str(demo_made), Asked(None, (), None))[0]


def no_network(url: str, _options: object) -> None:
    raise AssertionError(f"{url} was asked for")


def written(dossier: Dossier, folder: Path) -> dict:
    write(dossier, folder / "case.jsonld")
    return json.loads((folder / "case.jsonld").read_bytes())


@pytest.fixture(scope="module")
def graph(demo, tmp_path_factory) -> dict:
    return written(demo, tmp_path_factory.mktemp("jsonld"))


@pytest.fixture(scope="module")
def triples(graph) -> list[tuple[str, str, str]]:
    return triples_of(graph)


def triples_of(graph: dict) -> list[tuple[str, str, str]]:
    found = jsonld.to_rdf(graph, {"documentLoader": no_network})
    assert list(found) == ["@default"]
    ends = ("subject", "predicate", "object")
    return [tuple(each[end]["value"] for end in ends) for each in found["@default"]]


def of_type(graph: dict, name: str) -> list[dict]:
    return [node for node in graph["@graph"] if node["@type"] == name]


def reviewed(folder: Path, *rows) -> tuple[list[dict], dict[str, dict]]:
    graph = written(dossier_of(HEARSAY, judged=rows), folder)
    return of_type(graph, "ClaimReview"), {c["@id"]: c for c in of_type(graph, "Claim")}


def keys(value: object) -> set[str]:
    match value:
        case dict():
            return set(value).union(*map(keys, value.values()))
        case list():
            return set().union(*map(keys, value))
        case _:
            return set()


def test_every_word_means_something_of_schema_org_or_of_ours(graph, triples):
    assert keys(graph["@graph"]) <= {"@id", "@type"} | WORDS | set(CONTEXT)
    used = {predicate for _, predicate, _ in triples}
    ours = {each.removeprefix(TERMS) for each in used if each.startswith(TERMS)}
    theirs = {each.removeprefix(SCHEMA) for each in used if each.startswith(SCHEMA)}
    assert {"chain", "polarity", "modality", "quoteSha256"} <= ours
    assert theirs <= WORDS
    rdf = {each for each in used if each.startswith("http://www.w3.org/1999/02/22-rdf-syntax-ns#")}
    assert len(used) == len(ours) + len(theirs) + len(rdf)


def test_every_link_leads_to_a_node(graph, triples):
    here = {node["@id"] for node in graph["@graph"]}
    links = ("appearance", "author", "publisher", "itemReviewed", "voice", "identity", "isBasedOn")
    names = {f"{SCHEMA}{each}" for each in links} | {f"{TERMS}{each}" for each in links}
    led = [value for _, name, value in triples if name in names]
    assert len(led) > 1000
    assert set(led) <= here


def test_the_same_dossier_gives_the_same_bytes(demo, tmp_path):
    found = []
    for name in ("one", "two"):
        write(demo, tmp_path / name)
        found.append((tmp_path / name).read_bytes())
    assert found[0] == found[1]


def test_another_process_gives_the_same_bytes(tmp_path):
    write(dossier_of(HEARSAY), tmp_path / "here")
    program = (
        "import sys; sys.path[:0] = ['tests', 'tests/export']\n"
        "from pathlib import Path\n"
        "from analyses import HEARSAY\n"
        "from handmade import dossier_of\n"
        "from sayso.export.jsonld import write\n"
        f"write(dossier_of(HEARSAY), Path({str(tmp_path / 'there')!r}))"
    )
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONHASHSEED": "3"}
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root, env=env)
    assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()


def test_nothing_leads_from_one_party_to_another(demo, triples):
    parties = {
        THINGS + part.identity.id
        for assertion in demo.assertions
        for part in assertion.parts
        if part.identity
    }
    assert len(parties) > 30
    out = {predicate for one, predicate, _ in triples if one in parties}
    assert out <= {TYPE, f"{SCHEMA}name", f"{SCHEMA}description"}
    into = {(one, predicate) for one, predicate, other in triples if other in parties}
    assert {predicate for _, predicate in into} <= {
        *(f"{TERMS}identity", f"{TERMS}voice"),
        *(f"{SCHEMA}author", f"{SCHEMA}publisher"),
    }
    kinds = {one: other for one, predicate, other in triples if predicate == TYPE}
    assert {kinds[one] for one, name in into if name == f"{TERMS}identity"} == {f"{TERMS}Part"}


def test_what_alice_alleged_is_no_tie_of_bob(tmp_path):
    text = "Alice Marn alleged on Monday that Bob Tarn killed two guards at the mint."
    outlet, day = Told("The Harbour Courier", "test"), Told("2016-03-12", "test")
    report = Report("r1", "a.txt", "0" * 64, "text/plain", text, outlet=outlet, published=day)
    graph = written(dossier_of(analyse(report)), tmp_path)
    (claim,) = (c for c in of_type(graph, "Claim") if c["claimType"] == "kills")
    assert claim["text"].startswith("As told by The Harbour Courier ▸ Alice Marn (")
    assert [each["as"] for each in claim["chain"]] == ["The Harbour Courier", "Alice Marn"]
    (bob,) = (n["@id"] for n in graph["@graph"] if n.get("name") == "Bob Tarn")
    found = triples_of(graph)
    assert {p for one, p, _ in found if one == bob} == {TYPE, f"{SCHEMA}name"}
    assert {p for _, p, other in found if other == bob} == {f"{TERMS}identity"}


def test_a_claim_carries_all_that_may_not_be_left_out(demo, graph):
    found = {node["@id"]: node for node in of_type(graph, "Claim")}
    assert len(found) == len(demo.assertions)
    for assertion in demo.assertions:
        node, one = found[THINGS + assertion.claim.id], assertion.claim
        assert node["text"].startswith(f"As told by {assertion.voices}: ")
        assert node["chainText"] == assertion.voices
        assert [each["manner"] for each in node["chain"]] == [s.manner for s in assertion.chain]
        assert (node["polarity"], node["modality"]) == (one.polarity.value, one.modality.value)
        words = assertion.report.text[node["spanStart"] : node["spanEnd"]]
        assert node["quote"] == words
        assert node["quoteSha256"] == assertion.digest
        assert node["originalSha256"] == assertion.report.sha256
        assert node.get("published") == assertion.published
        assert (node.get("happenedFrom"), node.get("happenedTo")) == assertion.happened
        assert node["appearance"] == THINGS + assertion.report.id
        assert node["support"]["independence"] in ("established", "not established")


def test_a_report_is_an_article_with_the_hash_of_its_bytes(demo, graph):
    found = {node["@id"]: node for node in of_type(graph, "NewsArticle")}
    for report in demo.reports:
        node = found[THINGS + report.id]
        (known,) = node["identifier"]
        assert (known["propertyID"], known["value"]) == ("sha256", report.sha256)
        assert ("headline" in node) == (report.title is not None)
        assert ("publisher" in node) == (report.outlet is not None)
        assert node.get("url") == (report.url.value if report.url else None)


def test_without_a_verdict_there_is_no_review(graph):
    assert of_type(graph, "ClaimReview") == []
    assert "Rating" not in json.dumps(graph["@graph"])


def test_a_claim_found_untrue_is_told_with_who_when_and_why(tmp_path):
    (review,), claims = reviewed(tmp_path, judgement("c1", Decision.REJECTED, {"about": "truth"}))
    claim = claims[review["itemReviewed"]]
    assert claim["@id"] == f"{THINGS}c1"
    assert claim["status"] == "rejected as untrue, and weighed no more"
    chain = "The Harbour Courier ▸ court papers (says) ▸ a former clerk (admits, under duress)"
    assert review["claimReviewed"] == claim["text"]
    assert claim["text"].startswith(f"As told by {chain}: directs (")
    assert [each["kind"] for each in claim["chain"]] == ["outlet", "document", "anonymous"]
    assert claim["quoteSha256"]
    assert "support" not in claim
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "found not to be so"}
    assert review["reviewBody"] == "=her reasons"
    assert review["datePublished"] == "2026-03-02T10:00:00Z"
    assert review["author"].startswith(THINGS)


def test_a_claim_found_true_keeps_its_place_and_gets_a_review(tmp_path):
    (review,), claims = reviewed(tmp_path, judgement("c3", Decision.ACCEPTED))
    assert review["reviewRating"]["alternateName"] == "found to be so"
    assert "status" not in claims[review["itemReviewed"]]
    assert len(claims) == 4


def test_a_review_of_a_denial_says_so(tmp_path):
    (review,), _ = reviewed(tmp_path, judgement("c2", Decision.ACCEPTED))
    assert review["reviewRating"]["alternateName"] == "the denial was found to be so"


@pytest.mark.parametrize(
    "rows",
    [
        [judgement("c1", Decision.REJECTED, {"about": "reading"})],
        [judgement("c1", Decision.ACCEPTED, {"about": "reading"})],
        [judgement("c1", Decision.REJECTED, {"about": "truth"}, back=True)],
        [
            judgement("c1", Decision.REJECTED, {"about": "truth"}, number=1),
            judgement("c1", Decision.REJECTED, {"about": "reading"}, number=2),
        ],
        [judgement("outlet:harbour courier", Decision.RATED, {"grade": "A"})],
    ],
    ids=["misread", "well read", "taken back", "misread after all", "a rating of a voice"],
)
def test_what_is_no_verdict_on_the_truth_makes_no_review(rows, tmp_path):
    assert reviewed(tmp_path, *rows)[0] == []


def test_the_last_verdict_counts(tmp_path):
    rows = [
        judgement("c1", Decision.REJECTED, {"about": "truth"}, number=1),
        judgement("c1", Decision.ACCEPTED, {"about": "truth"}, number=2),
    ]
    (review,), _ = reviewed(tmp_path, *rows)
    assert review["reviewRating"]["alternateName"] == "found to be so"


def test_among_some_voices_a_rejected_claim_is_not_told(tmp_path):
    dossier = dossier_of(HEARSAY, judged=[judgement("c1", Decision.REJECTED)])
    some = replace(dossier, assertions=dossier.assertions[1:])
    assert of_type(written(dossier, tmp_path), "ClaimReview") != []
    assert of_type(written(some, tmp_path), "ClaimReview") == []


def test_what_a_voice_did_not_say_is_reviewed_by_nobody(tmp_path):
    unsaid = replace(
        HEARSAY,
        statements=tuple(replace(s, negated=s.id == "s2") for s in HEARSAY.statements),
    )
    dossier = dossier_of(unsaid, judged=[judgement("c1", Decision.REJECTED)])
    assert of_type(written(dossier, tmp_path), "ClaimReview") == []


def test_no_rating_is_a_number(tmp_path):
    rows = [judgement(f"c{n}", Decision.REJECTED, number=n) for n in range(4)]
    reviews, _ = reviewed(tmp_path, *rows)
    assert len(reviews) == 4
    for review in reviews:
        assert set(review["reviewRating"]) == {"@type", "alternateName"}


def test_what_cannot_be_judged_carries_no_number(tmp_path):
    rated = judgement("outlet:harbour courier", Decision.RATED, {"grade": "F"})
    graph = written(dossier_of(HEARSAY, judged=[rated]), tmp_path)
    for claim in of_type(graph, "Claim"):
        assert claim["support"]["credibility"] == "cannot be judged"
        assert not set(NUMBERS) & set(claim["support"])
    known = of_type(written(dossier_of(HEARSAY), tmp_path), "Claim")
    assert any("probability" in claim["support"] for claim in known)


def test_an_unnamed_source_has_a_description_and_no_name(tmp_path):
    named = tuple(replace(v, named=v.id == "v4") for v in HEARSAY.voices)
    graph = written(dossier_of(replace(HEARSAY, voices=named)), tmp_path)
    (source,) = of_type(graph, "UnnamedSource")
    assert [n["name"] for n in of_type(graph, "Person")] == ["Minister Orla Brandt"]
    assert source["description"] == "a former clerk"
    assert "name" not in source


def test_no_folder_of_whoever_added_a_report_is_told(tmp_path):
    report = replace(REPORT, path="/home/zora/leaks/papers.html", outlet=None)
    row = judgement("c1", Decision.REJECTED)
    data = json.dumps(written(dossier_of(replace(HEARSAY, report=report), judged=[row]), tmp_path))
    assert "papers.html" in data
    assert "zora" not in data
    assert "leaks" not in data


def test_signs_that_no_file_can_hold_break_nothing(tmp_path):
    title, outlet = Told(ODD, "h1"), Told(ODD, "meta")
    report = replace(REPORT, title=title, outlet=outlet, path=ODD)
    graph = written(dossier_of(replace(HEARSAY, report=report)), tmp_path)
    (article,) = of_type(graph, "NewsArticle")
    assert article["headline"].startswith("Cou\ufffdr i\ufffde\ufffdr ")
    assert len(triples_of(graph)) > 50


def test_an_empty_case_is_an_empty_graph(tmp_path):
    assert written(dossier_of(), tmp_path)["@graph"] == []
