"""FollowTheMoney: what its own library makes of the export."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import defaultdict
from dataclasses import replace

import pytest
from followthemoney import model
from followthemoney.dataset import DataCatalog, Dataset
from followthemoney.graph import Graph
from followthemoney.statement import Statement, StatementEntity
from followthemoney.statement.serialize import (
    CSV,
    CSV_COLUMNS,
    get_statement_writer,
    read_csv_statements,
)
from followthemoney.types import registry
from handmade import dossier_of

from analyses import HEARSAY
from sayso.cli.weigh import Asked, terms_of
from sayso.export.dossier import Dossier
from sayso.export.ftm import ENTITIES, INDEX, STATEMENTS, write
from sayso.export.ftm.name import SCHEMATA
from sayso.export.ftm.statement import COLUMNS
from sayso.intake import put, reports_in
from sayso.model import Polarity, Told, VoiceKind
from sayso.read import Hints, find_sources
from sayso.record import Case
from sayso.record.deposits import deposits
from sayso.record.findings import bring_up
from sayso.record.weighing import Court

PLAIN = Asked(None, (), None)
# Schemata whose entities are between two others by what they are, and assert nothing of them.
BETWEEN = {"Note", "Article", "Mention"}


def dossier_in(place):
    terms = terms_of(PLAIN)
    with Case.open(str(place)) as case:
        court, known = Court.of(case, terms), deposits(case.store)
    return Dossier.of(court, court.weigh(terms, PLAIN.told_by), known)


def read_back(data):
    return list(read_csv_statements(io.BytesIO(data)))


def written(statements):
    file = io.BytesIO()
    writer = get_statement_writer(file, CSV)
    for statement in statements:
        writer.write(statement)
    writer.close()
    return file.getvalue()


class Export:
    """An export, as its files hold it and as the library reads it."""

    def __init__(self, dossier, place):
        place.mkdir()
        write(dossier, place)
        self.dossier, self.place = dossier, place
        lines = (place / ENTITIES).read_text("utf-8").splitlines()
        self.told = [json.loads(line) for line in lines]
        self.proxies = {e["id"]: model.get_proxy(e, cleaned=False) for e in self.told}
        self.statements = read_back((place / STATEMENTS).read_bytes())

    def of(self, schema):
        return [proxy for proxy in self.proxies.values() if proxy.schema.name == schema]


@pytest.fixture(scope="module")
def demo(demo_made, tmp_path_factory):
    place = tmp_path_factory.mktemp("ftm")
    copy = place / "demo.sayso"
    copy.write_bytes(demo_made.read_bytes())
    return Export(dossier_in(copy), place / "out")


@pytest.fixture
def exported(tmp_path):
    """A function that makes an export of texts, by the names of their files."""

    def made(**texts):
        folder = tmp_path / "secret-folder"
        folder.mkdir()
        with Case.open(str(tmp_path / "c.sayso"), create=True, who="Ada") as case:
            for name, text in texts.items():
                (folder / f"{name}.txt").write_text(text, "utf-8")
                for source in find_sources([str(folder / f"{name}.txt")]):
                    hints = Hints(outlet=f"The {name.title()}", published="2019-09-11")
                    for report, original in reports_in(source, hints):
                        put(report, original, case, hints)
            bring_up(case)
        return Export(dossier_in(tmp_path / "c.sayso"), tmp_path / "out")

    return made


def test_the_library_keeps_every_value_as_it_is(demo):
    assert len(demo.told) == len(demo.proxies) > 300
    for told in demo.told:
        schema = model.get(told["schema"])
        assert not schema.abstract
        schema.validate(told)
        kept = demo.proxies[told["id"]].to_dict()["properties"]
        assert {p: sorted(v) for p, v in kept.items()} == {
            p: sorted(v) for p, v in told["properties"].items()
        }, told["id"]
        for prop, values in told["properties"].items():
            assert all(schema.get(prop).type.validate(value) for value in values), (prop, values)


def test_what_is_referred_to_is_there_and_of_the_schema_that_is_asked_for(demo):
    for proxy in demo.proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type == registry.entity:
                assert demo.proxies[value].schema.is_a(prop.range), (proxy.id, prop.name)


def test_no_edge_joins_two_whom_a_claim_is_about(demo):
    assert not [p.id for p in demo.proxies.values() if p.schema.edge]
    graph = Graph(edge_types=registry.pivots)
    for proxy in demo.proxies.values():
        graph.add(proxy)
    drawn = [e for e in graph.iteredges() if e.source.is_entity and e.target.is_entity]
    assert len(drawn) > 300
    for edge in drawn:
        assert {edge.source.schema.name, edge.target.schema.name} & BETWEEN


def test_the_caption_is_the_sentence_with_its_chain(demo):
    notes = {proxy.first("description"): proxy for proxy in demo.of("Note")}
    assert len(demo.of("Note")) == len(demo.dossier.assertions) > 300
    for sentence, proxy in notes.items():
        assert proxy.caption == sentence
    for assertion in demo.dossier.assertions:
        found = [n for n in demo.of("Note") if assertion.quote.strip() in n.get("summary")]
        told = [n.caption for n in found if in_order(n.caption, [s.name for s in assertion.chain])]
        assert told, assertion.voices
        denied = assertion.claim.polarity is Polarity.DENIED
        assert any(caption.startswith("DENIED") == denied for caption in told)


def in_order(text, words):
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def test_denied_and_unreal_claims_say_so_before_anything_else(demo):
    for note in demo.of("Note"):
        label = note.caption.partition(":")[0]
        told = dict(word.split(": ") for word in note.get("keywords") if ": " in word)
        assert ("DENIED" in label) == (told["polarity"] == "denied")
        assert (told["modality"].upper() in label) == (told["modality"] != "actual")
    labels = {note.caption.partition(":")[0] for note in demo.of("Note")}
    assert {"CLAIM", "DENIED", "PLANNED", "DENIED, FUTURE"} <= labels


def test_a_note_leads_to_its_words_by_span_and_hash(demo):
    texts = {f"sayso-{r.id}": r for r in demo.dossier.reports}
    for note in demo.of("Note"):
        lines = "\n".join(note.get("notes"))
        report = texts[note.first("proof")]
        start, end = map(int, re.search(r"words: code points (\d+) to (\d+)", lines).groups())
        words = report.text[start:end]
        assert words.strip() == note.first("summary")
        assert f"words: sha256 {hashlib.sha256(words.encode()).hexdigest()}" in lines
        assert f"sha256 {report.sha256}" in lines
        for clock in ("told: ", "said to have happened: ", "chain: ", "independence "):
            assert clock in lines


def test_what_cannot_be_judged_has_no_number(demo):
    grades = defaultdict(int)
    for note in demo.of("Note"):
        support = next(n for n in note.get("notes") if n.startswith("support"))
        weights = [n for n in note.get("notes") if n.startswith("weight")]
        unknown = "cannot be judged" in support
        assert len(weights) == (0 if unknown else 1)
        undated = re.sub(r"\d{4}-\d\d-\d\d", "", support)
        assert not unknown or not re.search(r"\d", undated)
        grades[unknown] += 1
    assert grades[True] >= 3
    assert grades[False] >= 300


def test_the_library_writes_the_statements_to_the_same_bytes(demo):
    assert tuple(CSV_COLUMNS) == COLUMNS
    assert len({s.id for s in demo.statements}) == len(demo.statements)
    for statement in demo.statements:
        assert statement.id == statement.generate_key()
        assert statement.origin.startswith("sayso ")
    assert written(demo.statements) == (demo.place / STATEMENTS).read_bytes()


def test_the_statements_of_each_dataset_come_to_what_the_library_makes_of_them(demo):
    """Among them the checksum by which a store sees that an entity has changed."""
    groups = defaultdict(list)
    for statement in demo.statements:
        groups[statement.entity_id, statement.dataset].append(statement)
    for (_, dataset), told in groups.items():
        entity = StatementEntity.from_statements(Dataset.make({"name": dataset}), told)
        assert {(s.id, s.value) for s in entity.statements} == {(s.id, s.value) for s in told}


def test_the_entities_are_what_the_statements_come_to(demo):
    groups = defaultdict(list)
    for statement in demo.statements:
        groups[statement.canonical_id].append(statement)
    whole = Dataset.make({"name": "whole"})
    made = {id_: StatementEntity.from_statements(whole, each) for id_, each in groups.items()}
    assert made.keys() == demo.proxies.keys()
    for told in demo.told:
        entity = made[told["id"]]
        assert entity.schema.name == told["schema"]
        assert entity.datasets == set(told["datasets"])
        assert {p: set(v) for p, v in entity.properties.items()} == {
            p: set(v) for p, v in told["properties"].items()
        }


SAME = "Minister Orla Brandt said on Tuesday that Pavel Dorn had stolen {} crowns from the port.\n"


def test_two_reports_with_one_value_stay_two_statements(exported):
    """The library's id leaves out the origin: in one dataset the two would be one."""
    made = exported(tribune=SAME.format(900), gazette=SAME.format(700))
    again = read_back(written(made.statements))
    people = [s for s in again if (s.schema, s.prop, s.value) == ("Person", "name", "Orla Brandt")]
    assert len({s.entity_id for s in people}) == 1
    whole = Dataset.make({"name": "whole"})
    entity = StatementEntity.from_statements(whole, people)
    kept = entity.get_statements("name")
    assert len(kept) == 2
    assert {s.dataset for s in kept} == {f"sayso_{r.id}" for r in made.dossier.reports}
    joined: list[Statement] = [s.clone(dataset="one", origin=s.dataset) for s in kept]
    assert len({s.id for s in joined}) == 1


def test_what_is_alleged_is_a_note_and_nothing_else(exported):
    made = exported(tribune="Alice Marrow alleged that Bob Tarrant stole the ledger in Lissmar.\n")
    people = {p.caption: p for p in made.of("Person")}
    assert people.keys() >= {"Alice Marrow", "Bob Tarrant"}
    assert {p.schema.name for p in made.proxies.values()} <= BETWEEN | set(SCHEMATA.values())
    for person in people.values():
        assert {p.name for p, _ in person.itervalues()} <= {"name", "alias", "weakAlias"}
    about = [n for n in made.of("Note") if people["Bob Tarrant"].id in n.get("entity")]
    assert about
    for note in about:
        assert in_order(note.caption, ["The Tribune tells", "Alice Marrow"])
        assert people["Alice Marrow"].id in note.get("entity")


def test_an_unnamed_voice_is_nobody(demo):
    unnamed = {
        speaker.words
        for assertion in demo.dossier.assertions
        for speaker in assertion.chain
        if speaker.kind is VoiceKind.ANONYMOUS
    }
    named = {name for p in demo.proxies.values() for name in p.names}
    assert len(unnamed) > 20
    assert not {name.lower() for name in named} & {words.lower() for words in unnamed}
    captions = "\n".join(note.caption for note in demo.of("Note"))
    assert "an unnamed voice (“a senior security official”)" in captions


def test_a_surname_alone_is_a_weak_alias(demo):
    weak = {v for p in demo.of("Person") for v in p.get("weakAlias")}
    strong = {v for p in demo.of("Person") for v in (*p.get("name"), *p.get("alias"))}
    assert "Sollavane" in weak
    assert "Sollavane" not in strong
    assert "Edda Sollavane" in strong


def test_a_report_is_an_article_with_its_clock_and_without_its_text(demo):
    articles = demo.of("Article")
    assert len(articles) == len(demo.dossier.reports)
    for article in articles:
        assert not article.get("bodyText")
        assert not article.get("contentHash")
        assert "sha256" in "".join(article.get("notes"))
    assert "2019-09-11T03:30:00" in {a.first("publishedAt") for a in articles}


def test_mentions_are_of_those_whom_an_article_names(demo):
    mentions = demo.of("Mention")
    assert len(mentions) > 100
    for mention in mentions:
        report = next(
            r for r in demo.dossier.reports if f"sayso-{r.id}" == mention.first("document")
        )
        assert mention.caption in " ".join(report.text.split())
        meant = demo.proxies[mention.first("resolved")]
        assert mention.caption in meant.names


def test_the_index_is_a_catalogue_of_the_datasets_in_the_statements(demo):
    catalogue = DataCatalog.from_path(Dataset, demo.place / INDEX)
    used = {s.dataset for s in demo.statements}
    case = catalogue.datasets[0]
    assert case.leaf_names == used
    assert all(not catalogue.require(name).is_collection for name in used)
    outlets = [d for d in catalogue.datasets if d.is_collection and d != case]
    assert len(outlets) >= 5
    assert sum(len(d.children) for d in outlets) >= 20
    assert {r.name for r in case.model.resources} == {ENTITIES, STATEMENTS}


def test_no_folder_of_the_user_is_told_and_the_same_case_gives_the_same_bytes(exported, tmp_path):
    made = exported(tribune=SAME.format(900))
    again = Export(made.dossier, tmp_path / "again")
    for name in (ENTITIES, STATEMENTS, INDEX):
        data = (made.place / name).read_bytes()
        assert data == (again.place / name).read_bytes()
        assert b"secret-folder" not in data
    assert made.of("Article")[0].first("fileName") == "tribune.txt"


HOSTILE = {
    "title": '=cmd\x00 \ud800 title\r\n, "quoted"',
    "outlet": " \u2028 ",
    "byline": "\ud83d",
    "dateline": "a\x07\u2028b\x85c",
    "url": "javascript:alert(1)",
    "published": "in spring",
    "published_at": "soon",
}


def test_whatever_a_report_holds_the_library_reads_it_back(tmp_path):
    """Control characters, halves of characters, and dates and addresses that are none."""
    told = {name: Told(words, "test") for name, words in HOSTILE.items()}
    report = replace(HEARSAY.report, path="C:\\Users\\ada\\a\x00\ud800.txt", part="\ud801", **told)
    made = Export(dossier_of(replace(HEARSAY, report=report)), tmp_path / "out")
    assert written(made.statements) == (made.place / STATEMENTS).read_bytes()
    assert all(s.id == s.generate_key() for s in made.statements)
    assert len(made.of("Note")) == len(HEARSAY.claims)
    (article,) = made.of("Article")
    assert not article.get("publishedAt")
    assert not article.get("sourceUrl")
    assert article.first("fileName") == "a\ufffd\ufffd.txt"
    assert article.caption.startswith("=cmd\ufffd \ufffd title")
    DataCatalog.from_path(Dataset, made.place / INDEX)


def test_a_chain_with_a_document_and_duress_in_words(tmp_path):
    made = Export(dossier_of(HEARSAY), tmp_path / "out")
    assert {note.caption for note in made.of("Note")} == {
        "PLANNED: The Harbour Courier tells that court papers say that an unnamed voice "
        "(“a former clerk”) admits, under duress: "
        "infiltrates (target: the ministry; spy: four officers)",
        "CLAIM: The Harbour Courier tells that court papers say that an unnamed voice "
        "(“a former clerk”) admits, under duress: "
        "directs (principal: Vessan Guard; agent: four officers)",
        "DENIED: The Harbour Courier tells that Minister Orla Brandt denies: "
        "infiltrates (target: the ministry)",
        "CLAIM: The Harbour Courier tells: detains (captor: Vessan Guard; detainee: two men)",
    }
    admitted = next(n for n in made.of("Note") if n.caption.startswith("PLANNED"))
    assert "said to have happened: 2016-03-01 to 2016-03-31 (“in March 2016”)" in admitted.get(
        "notes"
    )
    assert "told: 2016-03-12" in admitted.get("notes")
