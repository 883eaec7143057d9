"""Who read a claim is said in every format: sayso, a person, or a model that a person followed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow.parquet
import pytest
from handmade import dossier_of, judgement
from prov.constants import PROV
from prov.model import ProvDocument

from analyses import HEARSAY, REPORT
from sayso.export.dossier import Dossier
from sayso.export.formats import FORMATS
from sayso.export.prov import document_of
from sayso.export.prov.terms import SAYSO, thing
from sayso.export.redaction.alias import Aliases
from sayso.export.redaction.court import redacted
from sayso.export.redaction.plan import Secrets
from sayso.record.identity import identities_of
from sayso.record.judgement import Decision, Judged
from sayso.record.weighing import Court
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import Cast, outlet_names
from sayso.weigh.whole import Terms

MARK = {"proposal": {"id": "m0", "model": "small\n model"}}
BY_MODEL = "proposed by a language model (small model), accepted by Ada"
# Read, and told to be read, in any other way.
OTHERWISE = re.compile(r"Ada, by hand|added by hand")


def accepted(**more: object) -> Judged:
    """That Ada accepted what a model proposed, which is the claim c3."""
    return judgement("c3", Decision.ADDED, {**MARK, **more})


def texts_of(dossier: Dossier, name: str, place: Path) -> str:
    """All that a format writes of a case, as its reader sees it."""
    shape, out = FORMATS[name], place / name
    if shape.is_folder:
        out.mkdir()
    shape.write(dossier, out)
    files = sorted(p for p in out.rglob("*") if p.is_file()) if shape.is_folder else [out]
    files = [file for file in files if file.stem != "dictionary"]
    return "\n".join(
        str(pyarrow.parquet.read_table(file).to_pylist())
        if file.suffix == ".parquet"
        else file.read_text(encoding="utf-8")
        for file in files
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_that_a_model_proposed_it_and_who_accepted_that(name, tmp_path) -> None:
    text = texts_of(dossier_of(HEARSAY, judged=[accepted()]), name, tmp_path)
    assert BY_MODEL in text
    assert not OTHERWISE.search(text)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_of_what_a_person_added_that_it_was_by_hand(name, tmp_path) -> None:
    by_hand = judgement("c3", Decision.ADDED, {"report": REPORT.id})
    text = texts_of(dossier_of(HEARSAY, judged=[by_hand]), name, tmp_path)
    assert "Ada, by hand" in text
    assert "proposed by a language model" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_taken_back_or_dismissed_leaves_no_byte(name, tmp_path) -> None:
    rows = [
        judgement("c3", Decision.ADDED, MARK, back=True),
        judgement("m0", Decision.DISMISSED, {"report": REPORT.id, **MARK}, number=2),
    ]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with_them = dossier_of(HEARSAY, judged=rows)
    without = texts_of(dossier_of(HEARSAY), name, tmp_path / "one")
    assert with_them.last == dossier_of(HEARSAY).last
    assert texts_of(with_them, name, tmp_path / "two") == without


def test_a_correction_does_not_make_a_models_claim_a_persons_alone() -> None:
    rows = [accepted(), judgement("c3", Decision.CORRECTED, {"polarity": "denied"}, number=2)]
    told = {each.claim.id: each.read_by for each in dossier_of(HEARSAY, judged=rows).assertions}
    assert told["c3"] == f"{BY_MODEL}; corrected by Ada, by hand"
    assert {told[name] for name in ("c0", "c1", "c2")} == {None}


def test_a_rejected_claim_that_a_model_proposed_says_so_too(tmp_path) -> None:
    rows = [accepted(), judgement("c3", Decision.REJECTED, {"about": "truth"}, number=2)]
    graph = json.loads(texts_of(dossier_of(HEARSAY, judged=rows), "jsonld", tmp_path))["@graph"]
    (claim,) = (node for node in graph if node.get("status"))
    assert claim["readBy"] == BY_MODEL


def test_a_model_is_no_voice_in_prov() -> None:
    document: ProvDocument = document_of(dossier_of(HEARSAY, judged=[accepted()]))
    (bundle,) = (b for b in document.bundles if of_type(b, "Proposal"))
    (proposal,) = of_type(bundle, "Proposal")
    (agent,) = of_type(bundle, "LanguageModel")
    assert agent.label == "small model"
    links = [(r.get_type(), r.args[:2]) for r in bundle.get_records() if r.is_relation()]
    assert (PROV["Attribution"], (proposal.identifier, agent.identifier)) in links
    judged = thing(accepted().id)
    assert (PROV["Usage"], (judged, proposal.identifier)) in links
    others = [r for b in document.bundles if b is not bundle for r in b.get_records()]
    assert not [r for r in others if agent.identifier in (*r.args, r.identifier)]


def of_type(bundle, name: str) -> list:
    return [r for r in bundle.get_records() if SAYSO[name] in r.get_asserted_types()]


@pytest.mark.parametrize("hidden", ["Guard", "nothing of it"])
def test_a_redacted_case_still_says_who_read_what_and_no_more(hidden: str) -> None:
    """Where the report was changed, and where it was left as it is."""
    spans = {"words": [1, 2], "quote": "The Guard detained", "report": REPORT.id}
    rows = (
        accepted(**spans),
        judgement("c2", Decision.CORRECTED, {"roles": {"target": [3, 4]}}, number=2),
        judgement("c-of-a-report-that-is-left-out", Decision.ADDED, MARK, number=3),
        judgement("m0", Decision.DISMISSED, MARK, number=4),
    )
    found = identities_of((HEARSAY,), rows)
    cast = Cast.of(found, Outlets.of(outlet_names([HEARSAY.report]), {}))
    court = Court((HEARSAY,), found, cast, rows)
    secrets = Secrets(Aliases.of({hidden: "[x]"}), {}, frozenset(), {}, (hidden,), ())
    made = redacted(court, secrets, {})
    days = {made.analyses[0].report.id: "2026-03-01T10:00:00Z"}
    dossier = Dossier.of(made, made.weigh(Terms()), days)
    read = [each.read_by for each in dossier.assertions]
    assert read == [None, None, "Ada, by hand", BY_MODEL]
    assert [row.judgement.value for row in made.judgements] == [
        {"proposal": {"model": "small model"}},
        None,
    ]
