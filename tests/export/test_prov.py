"""W3C PROV: each teller's account in a bundle of its own, and both forms read back whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import dossier_of, judgement
from prov.constants import PROV
from prov.identifier import QualifiedName
from prov.model import ProvBundle, ProvDocument, ProvRecord

from analyses import HEARSAY, REPORT
from sayso.cli.export import dossier_of as dossier_of_case
from sayso.cli.weigh import Asked
from sayso.export.dossier import Dossier
from sayso.export.naming import voice_id
from sayso.export.prov import document_of, write
from sayso.export.prov.terms import SAYSO, account_id, thing
from sayso.model import Report, Stance, Told, VoiceKind
from sayso.pipeline import analyse
from sayso.record.judgement import Decision
from sayso.weigh.borrowing import Known

FORMS = ("case.provn", "case.prov.json")
NUMBERS = ("belief", "disbelief", "uncertainty", "probability")
ODD = "Cou\x00r\x1fi\ufffee\ud800r \u202e\U0001f5de <&\"> \\ %% 'case:x' case:x\nendDocument"


# The minister has a name; the clerk has none.
NAMED = replace(HEARSAY, voices=tuple(replace(v, named=v.id == "v4") for v in HEARSAY.voices))


@pytest.fixture(scope="module")
def demo(demo_made) -> Dossier:
    return dossier_of_case(str(demo_made), Asked(None, (), None))[0]


@pytest.fixture(scope="module")
def told(demo) -> ProvDocument:
    return document_of(demo)


def written(dossier: Dossier, folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    write(dossier, folder)
    assert sorted(each.name for each in folder.iterdir()) == sorted(FORMS)
    return {name: (folder / name).read_bytes() for name in FORMS}


def bundle_of(document: ProvDocument, owner) -> ProvBundle:
    (found,) = (b for b in document.bundles if b.identifier == account_id(owner))
    return found


def of_type(records, name) -> list[ProvRecord]:
    return [record for record in records if name in record.get_asserted_types()]


def value(record: ProvRecord, name: str):
    found = record.get_attribute(SAYSO[name])
    assert len(found) < 2
    return next(iter(found), None)


def relations(bundle: ProvBundle, kind: str) -> list[tuple]:
    return [r.args for r in bundle.get_records() if r.get_type() == PROV[kind]]


def everywhere(document: ProvDocument) -> list[ProvRecord]:
    return [r for each in (document, *document.bundles) for r in each.get_records()]


def report_of(text: str, name: str = "r1") -> Report:
    outlet, day = Told("The Harbour Courier", "test"), Told("2016-03-12", "test")
    return Report(
        name, "/home/zora/leaks/a.txt", "0" * 64, "text/plain", text, outlet=outlet, published=day
    )


def test_both_forms_read_back_as_the_same_document(demo, told, tmp_path):
    written(demo, tmp_path)
    data = ProvDocument.deserialize(tmp_path / "case.prov.json")
    notation = ProvDocument.deserialize(tmp_path / "case.provn", format="provn", profile="strict")
    assert data == told
    assert told == data
    assert notation == told
    told.unified()


def test_the_same_dossier_gives_the_same_bytes(demo, tmp_path):
    assert written(demo, tmp_path / "one") == written(demo, tmp_path / "two")


def test_another_process_gives_the_same_bytes(tmp_path):
    program = (
        "import sys; sys.path[:0] = ['tests', 'tests/export']\n"
        "from pathlib import Path\n"
        "from analyses import HEARSAY\n"
        "from handmade import dossier_of\n"
        "from sayso.export.prov import write\n"
        f"write(dossier_of(HEARSAY), Path({str(tmp_path)!r}))"
    )
    here = written(dossier_of(HEARSAY), tmp_path)
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONHASHSEED": "3"}
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root, env=env)
    assert {name: (tmp_path / name).read_bytes() for name in FORMS} == here


def test_nothing_that_is_told_stands_on_the_top_level(demo, told):
    claims = {thing(a.claim.id) for a in demo.assertions}
    statements = {thing(s.statement.id) for a in demo.assertions for s in a.chain}
    top = told.get_records()
    for record in top:
        assert record.identifier not in claims | statements
        assert not {v for _, v in record.attributes} & (claims | statements)
        assert not record.get_asserted_types() & {SAYSO["Proposition"], SAYSO["Judgement"]}
    owned = {entity: agent for entity, agent, *_ in relations(told, "Attribution")}
    for bundle in told.bundles:
        assert bundle.identifier in owned
    inside = [r.identifier for b in told.bundles for r in of_type(b.get_records(), SAYSO["Claim"])]
    assert sorted(map(str, inside)) == sorted(map(str, claims))


def test_each_claim_stands_in_the_bundle_of_who_tells_it(demo, told):
    for assertion in demo.assertions[::7]:
        teller = thing(voice_id(assertion.chain[0]))
        assert bundle_of(told, teller).get_record(thing(assertion.claim.id))


def test_the_way_from_a_claim_to_its_report_is_its_chain(demo, told):
    back: dict[QualifiedName, dict] = {}
    said: dict[QualifiedName, dict] = {}
    for bundle in told.bundles:
        back[bundle.identifier] = dict(args[:2] for args in relations(bundle, "Derivation"))
        said[bundle.identifier] = dict(args[:2] for args in relations(bundle, "Attribution"))
    for assertion in demo.assertions:
        bundle = account_id(thing(voice_id(assertion.chain[0])))
        step, voices = back[bundle][thing(assertion.claim.id)], []
        while step != thing(assertion.report.id):
            voices.append(said[bundle][step])
            step = back[bundle][step]
        assert voices[::-1] == [thing(voice_id(each)) for each in assertion.chain]


def test_a_claim_and_its_statement_have_one_way_out_each(told):
    for bundle in told.bundles:
        counts = defaultdict(int)
        for args in relations(bundle, "Derivation"):
            counts[args[0]] += 1
        for record in bundle.get_records():
            if record.get_asserted_types() & {SAYSO["Claim"], SAYSO["Statement"]}:
                assert counts[record.identifier] == 1


def test_no_relation_ties_parties_to_anything():
    document = document_of(dossier_of(HEARSAY))
    ends = {each for record in everywhere(document) if record.is_relation() for each in record.args}
    (guard,) = (i for i in dossier_of(HEARSAY).identities if i.name == "Vessan Guard")
    assert thing(guard.id) not in ends
    assert thing(guard.id) not in {record.identifier for record in everywhere(document)}


def test_what_alice_alleged_is_no_tie_of_bob():
    text = "Alice Marn alleged on Monday that Bob Tarn killed two guards at the mint."
    dossier = dossier_of(analyse(report_of(text)))
    document = document_of(dossier)
    claims = of_type(everywhere(document), SAYSO["Claim"])
    (claim,) = (each for each in claims if value(each, "claimType") == "kills")
    assert value(claim, "role_killer") == "Bob Tarn"
    assert claim.label.startswith("As told by The Harbour Courier ▸ Alice Marn (")
    labels = {record.label for record in everywhere(document) if record.is_element()}
    assert "Alice Marn" in labels
    assert not any("Bob" in str(each) for each in labels - {each.label for each in claims})


def test_a_claim_carries_all_that_may_not_be_left_out(demo, told):
    by_id = {r.identifier: r for r in of_type(everywhere(told), SAYSO["Claim"])}
    for assertion in demo.assertions:
        record, one = by_id[thing(assertion.claim.id)], assertion.claim
        assert value(record, "chain") == assertion.voices
        assert assertion.voices in record.label
        assert value(record, "polarity") == one.polarity.value
        assert value(record, "modality") == one.modality.value
        start, end = value(record, "start"), value(record, "end")
        assert assertion.report.text[start:end] == value(record, "quote")
        assert value(record, "quoteSha256") == assertion.digest
        assert value(record, "originalSha256") == assertion.report.sha256
        assert value(record, "published") == assertion.published
        assert (value(record, "happenedFrom"), value(record, "happenedTo")) == assertion.happened


def test_a_denial_is_told_as_one():
    document = document_of(dossier_of(HEARSAY))
    (denial,) = (r for r in everywhere(document) if r.identifier == thing("c2"))
    assert denial.label.endswith("(denies): it is denied: infiltrates (target: the ministry).")
    assert value(denial, "polarity") == "denied"


def test_an_unnamed_source_is_no_person_and_has_no_name():
    dossier = dossier_of(NAMED)
    bundle = bundle_of(document_of(dossier), thing(voice_id(dossier.assertions[0].chain[0])))
    unnamed = of_type(bundle.get_records(), SAYSO["UnnamedSource"])
    assert [each.label for each in unnamed] == ["a former clerk"]
    assert PROV["Person"] not in unnamed[0].get_asserted_types()
    people = of_type(bundle.get_records(), PROV["Person"])
    assert [each.label for each in people] == ["Minister Orla Brandt"]


@pytest.mark.parametrize("duress", [True, False])
def test_words_that_were_forced_out_of_somebody_are_no_primary_source(duress):
    voices = tuple(
        replace(v, named=True, kind=VoiceKind.PERSON) if v.id == "v2" else v for v in NAMED.voices
    )
    said = tuple(replace(s, duress=duress and s.duress) for s in NAMED.statements)
    document = document_of(dossier_of(replace(NAMED, voices=voices, statements=said)))
    found = {
        record.args[0].localpart
        for record in everywhere(document)
        if PROV["PrimarySource"] in record.get_asserted_types()
    }
    assert found == ({"c2"} if duress else {"c0", "c1", "c2"})


def test_a_claim_of_somebody_unnamed_has_no_primary_source():
    said = tuple(replace(s, duress=False) for s in NAMED.statements)
    records = everywhere(document_of(dossier_of(replace(NAMED, statements=said))))
    found = of_type(records, PROV["PrimarySource"])
    assert [record.args[:2] for record in found] == [(thing("c2"), thing("s4"))]


def test_what_is_only_asked_has_no_primary_source_and_says_so():
    said = tuple(
        replace(s, stance=Stance.OPEN, manner="asks") if s.id == "s4" else s
        for s in NAMED.statements
    )
    records = everywhere(document_of(dossier_of(replace(NAMED, statements=said))))
    assert of_type(records, PROV["PrimarySource"]) == []
    (asked,) = (record for record in records if record.identifier == thing("c2"))
    assert ": that it is not so: infiltrates (" in asked.label
    assert asked.label.endswith("; nobody here says whether it is so.")


def test_only_who_speaks_for_another_acts_on_behalf():
    text = (
        "A spokeswoman for the Harbour Board said that gunmen attacked the port of Karsk.\n\n"
        "An informant inside the Valley Front said that the Valley Front shelled the town of Olm."
    )
    analysis = analyse(report_of(text))
    belongs = {v.text for v in analysis.voices if v.affiliation}
    assert len(belongs) == 2
    (bundle, *_) = document_of(dossier_of(analysis)).bundles
    labels = {r.identifier: r.label for r in bundle.get_records() if r.is_element()}
    ties = [(labels[one], labels[body]) for one, body, _ in relations(bundle, "Delegation")]
    assert ties == [("A spokeswoman for the Harbour Board", "the Harbour Board")]


def test_copies_lead_to_the_report_that_was_first(demo, told):
    copied = {r.args[:2]: r for r in told.get_records() if SAYSO["Copy"] in r.get_asserted_types()}
    borrowed = demo.weighed.borrowings
    sure = [b for b in borrowed if b.known_by is not Known.GUESS]
    open_ = [b for b in borrowed if b.known_by is Known.GUESS]
    assert sure
    assert open_
    assert set(copied) == {(thing(b.taker), thing(b.giver)) for b in sure}
    for each in open_:
        (record,) = told.get_record(thing(each.taker))
        assert thing(each.giver) in record.get_attribute(SAYSO["sharesWordsWith"])


def test_a_report_taken_back_is_revised_by_the_notice(demo, told):
    (found,) = of_type(told.get_records(), PROV["Revision"])
    notice, report = found.args[:2]
    reports = {thing(r.id): r for r in demo.reports}
    assert reports[notice].outlet.value == reports[report].outlet.value
    assert reports[notice].published.value > reports[report].published.value
    back = {v for r in everywhere(told) for v in r.get_attribute(SAYSO["takenBack"])}
    assert f"taken back by Evening Klaxon on {reports[notice].published.value}" in back


def test_what_cannot_be_judged_carries_no_number():
    rated = judgement("outlet:harbour courier", Decision.RATED, {"grade": "F"})
    found = of_type(
        everywhere(document_of(dossier_of(HEARSAY, judged=[rated]))), SAYSO["Proposition"]
    )
    assert len(found) == 4
    for record in found:
        assert value(record, "credibility") == "cannot be judged"
        assert [name for name in NUMBERS if value(record, name) is not None] == []
        assert value(record, "independence") == "not established"
    known = of_type(everywhere(document_of(dossier_of(HEARSAY))), SAYSO["Proposition"])
    assert any(value(record, "probability") is not None for record in known)


def test_a_judgement_is_an_act_of_a_person_in_a_bundle_of_theirs():
    rows = [
        judgement("c3", Decision.ACCEPTED, {"about": "truth"}, number=1),
        judgement("outlet:harbour courier", Decision.RATED, {"grade": "B"}, number=2),
    ]
    document = document_of(dossier_of(HEARSAY, judged=rows))
    (ada,) = of_type(document.get_records(), SAYSO["Judge"])
    assert ada.label == "Ada"
    bundle = bundle_of(document, ada.identifier)
    accepted, rating = of_type(bundle.get_records(), SAYSO["Judgement"])
    assert (value(accepted, "decision"), value(accepted, "about")) == ("accepted", "truth")
    assert accepted.get_startTime().isoformat() == "2026-03-02T10:00:00+00:00"
    assert value(rating, "grade") == "B"
    assert relations(bundle, "Usage")[0][:2] == (accepted.identifier, thing("c3"))
    assert {args[1] for args in relations(bundle, "Association")} == {ada.identifier}


def test_a_judgement_that_was_taken_back_leaves_no_trace(tmp_path):
    back = judgement("c3", Decision.REJECTED, {"about": "truth"}, back=True)
    plain = written(dossier_of(HEARSAY), tmp_path / "one")
    assert written(dossier_of(HEARSAY, judged=[back]), tmp_path / "two") == plain


def test_no_folder_of_whoever_added_a_report_is_told(tmp_path):
    report = replace(REPORT, path="/home/zora/leaks/papers.html", outlet=None)
    found = written(dossier_of(replace(HEARSAY, report=report)), tmp_path)
    for data in found.values():
        assert b"papers.html" in data
        assert b"zora" not in data
        assert b"leaks" not in data


def test_signs_that_no_file_can_hold_break_nothing(tmp_path):
    title, outlet = Told(ODD, "h1"), Told(ODD, "meta")
    report = replace(REPORT, title=title, outlet=outlet, path=ODD)
    dossier = dossier_of(
        replace(HEARSAY, report=report), judged=[judgement("c3", Decision.ACCEPTED, number=3)]
    )
    written(dossier, tmp_path)
    document = document_of(dossier)
    assert ProvDocument.deserialize(tmp_path / "case.prov.json") == document
    assert ProvDocument.deserialize(tmp_path / "case.provn", format="provn") == document


def test_an_empty_case_is_a_document(tmp_path):
    written(dossier_of(), tmp_path)
    assert ProvDocument.deserialize(tmp_path / "case.prov.json") == ProvDocument()
