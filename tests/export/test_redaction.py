"""What is hidden is gone from all that leaves: names, voices, words, reports."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import quote

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.cli.desk import Desk
from sayso.cli.export import dossier_of, export_case
from sayso.cli.pack import Sealing, make_pack
from sayso.cli.weigh import Asked
from sayso.errors import ExportRefused, NotInCase, RedactionInvalid
from sayso.export.dossier import Dossier
from sayso.export.formats import FORMATS
from sayso.export.redaction.alias import Aliases, Rewriting, Stretch
from sayso.export.redaction.court import FLAG, redacted
from sayso.export.redaction.handed import Handed
from sayso.export.redaction.plan import Secrets, read_plan
from sayso.export.redaction.search import leaks
from sayso.intake import put, reports_in
from sayso.model import Span
from sayso.read import Hints, find_sources
from sayso.record import Case, Decision, Judgement, broken, pair
from sayso.record.weighing import Court
from sayso.weigh.whole import Terms

PLAN = """
# people of the demo, and a source
name: Ghoril Vashtenuk
name: Edda Sollavane
voice: a senior security official with knowledge of the interrogations
"""
# Written by hand, and not taken from the code that hides.
GONE = re.compile(
    r"vasht[ae]n|vashten|ghoril|goryl|horil|sollavane|\bedda\b|knowledge of the interrogations"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    place = tmp_path / "plan.txt"
    place.write_text(PLAN, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def court(demo_made: Path) -> Court:
    with Case.open(str(demo_made)) as case:
        return Court.of(case, Terms())


def plain(text: str) -> str:
    """A text as an independent eye compares it."""
    told = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)
    marks = unicodedata.normalize("NFD", html.unescape(told))
    return "".join(c for c in marks if not unicodedata.combining(c)).casefold()


def texts_in(place: Path) -> dict[str, str]:
    files = [p for p in place.rglob("*") if p.is_file()] if place.is_dir() else [place]
    found = {}
    for file in files:
        if file.suffix == ".parquet":
            told = str(pyarrow.parquet.read_table(file).to_pylist())
        else:
            told = file.read_text(encoding="utf-8")
        found[file.name] = plain(told)
    return found


@pytest.fixture(scope="module")
def hidden(demo_made, tmp_path_factory) -> tuple[Dossier, Handed]:
    """The dossier of the redacted demo."""
    place = tmp_path_factory.mktemp("plan") / "plan.txt"
    place.write_text(PLAN, encoding="utf-8")
    return dossier_of(str(demo_made), Asked(), place)


@pytest.mark.parametrize("name", FORMATS)
def test_no_alias_of_the_hidden_is_in_any_format(hidden, tmp_path, name):
    dossier, handed = hidden
    out = tmp_path / "out"
    if FORMATS[name].is_folder:
        out.mkdir()
    FORMATS[name].write(dossier, out)
    handed.refuse_leaks(out)
    found = texts_in(out)
    assert found
    for file, text in found.items():
        assert not GONE.search(text), (file, GONE.search(text))
    everything = " ".join(found.values())
    assert "person 1" in everything
    assert "source 1" in everything


def test_a_redacted_pack_holds_no_alias_and_no_original_that_has_one(demo_case, plan, tmp_path):
    out = tmp_path / "pack"
    make_pack(str(demo_case), out, Asked(), Sealing(), Desk(quiet=True), plan)
    packed = gzip.decompress((out / "originals.warc.gz").read_bytes())
    texts = {
        p.name: p.read_text("utf-8", "ignore")
        for p in out.rglob("*")
        if p.suffix != ".gz" and p.is_file()
    } | {"originals": packed.decode("utf-8", "ignore")}
    for file, text in texts.items():
        assert not GONE.search(plain(text)), file
    told = json.loads((out / "manifest.json").read_text())
    assert 5 < len(told["withheld"]) < told["reports"]
    assert packed.count(b"WARC-Type: resource") > 3
    assert CliRunner().invoke(app, ["verify", "--pack", str(out)]).exit_code == 0


def test_what_is_not_hidden_is_there(demo_case, tmp_path):
    export_case(str(demo_case), "csv", tmp_path / "open", Asked(), Desk(quiet=True))
    shown = " ".join(texts_in(tmp_path / "open").values())
    assert {"ghoril", "sollavane"} <= set(GONE.findall(shown))


def test_the_case_tells_the_same_of_pseudonyms(demo_made, hidden):
    before, _ = dossier_of(str(demo_made), Asked())
    after, _ = hidden
    assert len(after.assertions) == len(before.assertions)
    for old, new in zip(before.assertions, after.assertions, strict=True):
        same = ("type", "polarity", "modality")
        assert [getattr(old.claim, n) for n in same] == [getattr(new.claim, n) for n in same]
        assert len(old.chain) == len(new.chain)
        assert old.published == new.published
        assert old.weight.credibility.grade == new.weight.credibility.grade
    changed = [a for a in after.analyses if FLAG in a.report.flags]
    assert 5 < len(changed) < len(after.analyses)
    for analysis in after.analyses:
        assert list(broken(analysis)) == []


def test_nothing_of_a_changed_report_leads_back_to_it(court, plan):
    made = redacted(court, Secrets.of(read_plan(plan), court), {})
    old = {a.report.id: a for a in court.analyses}
    ids = {x.id for a in court.analyses for x in (*a.claims, *a.entities, *a.statements, *a.voices)}
    for before, after in zip(court.analyses, made.analyses, strict=True):
        if FLAG not in after.report.flags:
            assert after.report.sha256 == before.report.sha256
            continue
        assert after.report.id not in old
        assert after.report.sha256 != before.report.sha256
        assert after.report.url is None
        assert before.report.path.rpartition("/")[2] not in after.report.path
        own = {x.id for x in (*after.claims, *after.entities, *after.statements, *after.voices)}
        assert not own & ids


def test_each_is_called_the_same_in_every_report(court, plan):
    made = redacted(court, Secrets.of(read_plan(plan), court), {})
    names = {identity.name: identity for identity in made.identities.all}
    one, other = names["[person 1]"], names["[person 2]"]
    assert len(one.reports) == 6
    assert len(other.reports) == 7
    assert {use.text for use in one.names} == {"[person 1]"}


def reports(tmp_path: Path, *texts: str) -> str:
    """A case of some reports."""
    place = str(tmp_path / "own.sayso")
    with Case.open(place, create=True, who="Ada") as case:
        for number, text in enumerate(texts):
            file = tmp_path / f"jane-vane-{number}.txt"
            file.write_text(text, encoding="utf-8")
            for source in find_sources([str(file)]):
                for report, original in reports_in(source, Hints()):
                    put(report, original, case, Hints())
    return place


TWO = (
    "The Harbour Courier\n\n3 March 2031\n\nPort shut\n\nColonel Jane Vane said that the guards "
    "had arrested two dockers. Vane’s aides declined to comment. Jane Roe, a lawyer, said "
    "that the dockers were innocent. Mail jane.vane@example.org or see #JaneVane.\n",
    "The Harbour Courier\n\n4 March 2031\n\nPort open\n\nMayor Tom Brack said that the port had "
    "been opened. JÁNE  VANE was not there.\n",
)


def test_a_shared_first_name_makes_nobody_somebody_else(tmp_path):
    place = reports(tmp_path, *TWO)
    (tmp_path / "plan.txt").write_text("name: Jane Vane\n")
    dossier, _ = dossier_of(place, Asked(), tmp_path / "plan.txt")
    text = " ".join(report.text for report in dossier.reports)
    assert not re.search("jane|vane|jáne", text, re.IGNORECASE)
    assert "[withheld] Roe, a lawyer" in text
    assert "Colonel [person 1] said" in text
    assert "[person 1]’s aides" in text
    assert "Mail [person 1]@example.org or see #[person 1]." in text
    assert "[person 1] was not there" in text
    assert all("vane" not in report.path for report in dossier.reports)


def test_words_and_reports_are_hidden_too(tmp_path):
    place = reports(tmp_path, *TWO)
    with Case.open(place) as case:
        first = case.reports()[0].id
        sha256 = case.analysis(first).report.sha256
    (tmp_path / "plan.txt").write_text(f"words: the port\nreport: {first}\n")
    export_case(place, "csv", tmp_path / "out", Asked(), Desk(quiet=True), tmp_path / "plan.txt")
    text = " ".join(texts_in(tmp_path / "out").values())
    assert "dockers" not in text
    assert first not in text
    assert sha256 not in text
    assert "[words 1]" in text
    assert "the port" not in text


def test_judgements_follow_and_their_words_are_hidden(tmp_path):
    place = reports(tmp_path, *TWO)
    with Case.open(place, who="Ada") as case:
        claim = next(a.claims[0].id for a in case.analyses() if a.claims)
        case.judge(Judgement(claim, Decision.REJECTED, "Ada", "Jane Vane told me", {"x": "Vane"}))
    (tmp_path / "plan.txt").write_text("name: Jane Vane\n")
    before, _ = dossier_of(place, Asked())
    after, _ = dossier_of(place, Asked(), tmp_path / "plan.txt")
    assert before.left_out == after.left_out == 1
    (row,) = after.judgements
    assert row.judgement.why == "[person 1] told me"
    assert row.judgement.value == {"x": "[person 1]"}
    assert row.judgement.subject != claim


def test_a_leak_stops_the_export_and_leaves_nothing(tmp_path, monkeypatch, demo_case, plan):
    monkeypatch.setattr("sayso.export.redaction.handed.redacted", lambda court, *_: court)
    with pytest.raises(ExportRefused, match=r"Nothing was written: .*Sollavane"):
        export_case(str(demo_case), "csv", tmp_path / "out", Asked(), Desk(quiet=True), plan)
    assert not (tmp_path / "out").exists()


NAME = "José Müller"


def in_zip(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", f"by {name} alone")
    return file.getvalue()


def in_table(name: str) -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"who": ["x", f"by {name}"]}), file)
    return file.getvalue()


WAYS = {
    "plain": lambda n: f"by {n}.".encode(),
    "capitals": lambda n: n.upper().encode(),
    "no accents": lambda n: b"Jose Muller",
    "decomposed": lambda n: unicodedata.normalize("NFD", n).encode(),
    "joined": lambda n: b"x JoseMuller y",
    "address": lambda n: b"jose.muller@example.org",
    "spread over lines": lambda n: "José\n   Müller".encode(),
    "utf-16": lambda n: n.encode("utf-16"),
    "utf-32": lambda n: n.encode("utf-32-be"),
    "latin-1": lambda n: n.encode("latin-1"),
    "json": lambda n: json.dumps({"a": n}).encode(),
    "json in json": lambda n: json.dumps(json.dumps({"a": n})).encode(),
    "html": lambda n: b"Jos&eacute; M&#252;ller",
    "percent": lambda n: quote(n).encode(),
    "base64": lambda n: b"data:" + base64.b64encode(f"said {n} today".encode()),
    "base64 of an address": lambda n: base64.urlsafe_b64encode(f"ab {n}".encode()),
    "hexadecimal": lambda n: n.encode().hex().encode(),
    "quoted-printable": lambda n: b"Jos=C3=A9 M=C3=BC=\nller",
    "gzip": lambda n: gzip.compress(n.encode()),
    "two gzips": lambda n: gzip.compress(b"x") + gzip.compress(n.encode()),
    "zip": in_zip,
    "gzip in gzip": lambda n: gzip.compress(gzip.compress(n.encode())),
    "parquet": in_table,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_search_finds_a_name_however_it_lies_in_a_file(tmp_path, way):
    (tmp_path / "file").write_bytes(WAYS[way](NAME))
    assert [leak.alias for leak in leaks(tmp_path, [NAME])] == [NAME]
    assert list(leaks(tmp_path, ["José Meier"])) == []


def test_the_search_looks_at_file_names(tmp_path):
    (tmp_path / "jose-muller.csv").write_text("nothing")
    assert [leak.how for leak in leaks(tmp_path, [NAME])] == ["its name"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nobody", "KIND: WHAT"),
        ("person: Jane", "KIND: WHAT"),
        ("name:", "KIND: WHAT"),
        ("words: --", "no letter"),
        ("voice: a man who is not there", "No voice"),
        ("report: r", "reports are called"),
        ("", "nothing to hide"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_told(tmp_path, court, line, words):
    (tmp_path / "plan.txt").write_text(line + "\n")
    with pytest.raises(RedactionInvalid, match=words):
        Secrets.of(read_plan(tmp_path / "plan.txt"), court)


def test_a_name_that_nobody_has_is_told(tmp_path, court):
    (tmp_path / "plan.txt").write_text("name: Nobody Atall\n")
    with pytest.raises(NotInCase, match="Nobody Atall"):
        Secrets.of(read_plan(tmp_path / "plan.txt"), court)


def test_another_spelling_that_is_not_hidden_is_named(tmp_path):
    place = reports(
        tmp_path,
        "Courier\n\n3 March 2031\n\nGeneral Omar Haddour said that the port was shut.\n",
        "Courier\n\n9 April 2041\n\nGeneral Umar Hadour denied that he had shut the port.\n",
    )
    with Case.open(place) as case:
        one, other = (
            entity.id for a in case.analyses() for entity in a.entities if "dour" in entity.name
        )
        case.judge(Judgement(pair(one, other), Decision.NOT_SAME, "Ada", "two generals"))
        court = Court.of(case, Terms())
    (tmp_path / "plan.txt").write_text("name: Omar Haddour\n")
    secrets = Secrets.of(read_plan(tmp_path / "plan.txt"), court)
    assert [name.partition(" (")[0] for name in secrets.likely] == ["Umar Hadour"]


def test_a_voice_in_nearly_the_same_words_is_named(tmp_path):
    place = reports(
        tmp_path,
        "Courier\n\n3 March 2031\n\nA person close to the ministry said that the port was shut.\n",
        "Post\n\n4 March 2031\n\nA person close to the labour ministry said that the port was "
        "shut, and a sailor in Orvane said that he had seen it.\n",
    )
    (tmp_path / "plan.txt").write_text("voice: a person close to the ministry\n")
    with Case.open(place) as case:
        secrets = Secrets.of(read_plan(tmp_path / "plan.txt"), Court.of(case, Terms()))
    (likely,) = secrets.likely
    assert likely.startswith("A person close to the labour ministry (v")


signs = st.text(st.sampled_from("ab Jé\u0301’-."), max_size=30)


@given(signs, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=5), st.data())
def test_spans_outside_what_is_replaced_show_the_same_words(text, places, data):
    told = [
        Stretch(Span(start, end), "[x]")
        for start, size in places
        if start < (end := min(len(text), start + size))
    ]
    made = Rewriting.of(text, told)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = made.span(Span(start, end))
    assert span.end <= len(made.text)
    touched = any(s.span.meets(Span(start, end)) for s in made.stretches)
    if not touched and start < end:
        assert span.of(made.text) == text[start:end]
    for stretch in made.stretches:
        assert made.span(stretch.span).of(made.text) == "[x]"


@given(signs, st.sampled_from(["Jé", "a b", "J-a"]), signs)
def test_what_was_hidden_is_not_found_again(before, alias, after):
    aliases = Aliases.of({alias: "[x]"})
    left = aliases.hidden(f"{before} {alias} {after}")
    assert list(aliases.found(left)) == []
    assert "[x]" in left
