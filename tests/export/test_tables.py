"""CSV and Parquet: the same tables, every column described, every reference leading to a row."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from handmade import ADDED, dossier_of, judgement

from analyses import HEARSAY, REPORT, TEXT
from sayso.cli.export import dossier_of as dossier_of_case
from sayso.cli.weigh import Asked
from sayso.errors import ExtraMissing
from sayso.export import parquet, tables
from sayso.export.columns import LISTED, cell, columns
from sayso.export.dossier import Dossier
from sayso.export.rows import MADE
from sayso.export.rows import tables as rows_of
from sayso.model import Told
from sayso.record.judgement import Decision

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
TYPES = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": ("false", "true").index,
    "date": date.fromisoformat,
    "time": datetime.fromisoformat,
    "list": str,
}


@pytest.fixture(scope="module")
def demo(demo_made) -> Dossier:
    return dossier_of_case(str(demo_made), Asked(None, (), None))[0]


def csv_of(dossier: Dossier, folder: Path) -> dict[str, list[dict[str, str]]]:
    tables.write(dossier, folder)
    found = {}
    for place in sorted(folder.iterdir()):
        with place.open(encoding="utf-8-sig", newline="") as file:
            found[place.stem] = list(csv.DictReader(file))
    return found


def test_every_column_is_described():
    for name, found in columns().items():
        assert len({column.name for column in found}) == len(found)
        assert any(column.is_id for column in found), name
        for column in found:
            assert column.meaning
            assert column.example
            TYPES[column.type](column.example)
            if column.leads_to:
                table, led = column.leads_to
                (there,) = [each for each in columns()[table] if each.name == led]
                assert there.is_id
    assert set(MADE) == set(columns())


def test_the_dictionary_lies_beside_the_tables_and_describes_itself(tmp_path):
    found = csv_of(dossier_of(HEARSAY), tmp_path)
    told = {(row["table"], row["column"]): row for row in found["dictionary"]}
    for name in found:
        header = (tmp_path / f"{name}.csv").read_text("utf-8-sig").splitlines()[0].split(",")
        assert [column for table, column in told if table == name] == header
    assert told["claims", "report"]["key"] == "reports.report"
    assert told["parts", "claim"]["key"] == "id claims.claim"
    assert told["parts", "role"]["key"] == "id"


def test_the_documentation_has_every_column_and_no_other():
    section = DOCS.read_text("utf-8").partition("## CSV and Parquet")[2].partition("\n## ")[0]
    parts = re.split(r"^### The table `(\w+)`$", section, flags=re.MULTILINE)
    shown = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(shown) == list(columns())
    for name, found in columns().items():
        lines = [line for line in shown[name].splitlines() if line.startswith("| `")]
        assert lines == [
            f"| `{c.name}` | {c.type}{f', {c.key}' if c.key else ''} | {c.meaning} |" for c in found
        ]


@pytest.mark.parametrize("as_of", [None, "2019-09-14"])
def test_ids_tell_rows_apart_and_references_lead_to_rows(demo_made, as_of):
    found = rows_of(dossier_of_case(str(demo_made), Asked(as_of, (), None))[0])
    assert len(found["claims"]) > 50
    followed = set()
    for name, described in columns().items():
        ids = [c.name for c in described if c.is_id]
        keys = [tuple(row[each] for each in ids) for row in found[name]]
        assert len(set(keys)) == len(keys), name
        for column in described:
            if column.leads_to is None:
                continue
            table, led = column.leads_to
            there = {row[led] for row in found[table]}
            for row in found[name]:
                value = row[column.name]
                if value is not None:
                    assert set(value if isinstance(value, list) else [value]) <= there
                    followed.add((name, column.name))
    assert ("chains", "entity") in followed
    assert ("statements", "parent") in followed


def test_parquet_holds_what_the_csv_holds(demo, tmp_path):
    told = csv_of(demo, tmp_path)
    place = tmp_path / "parquet"
    place.mkdir()
    parquet.write(demo, place)
    for name, rows in told.items():
        table = pq.read_table(place / f"{name}.parquet")
        back = [{key: cell(value) for key, value in row.items()} for row in table.to_pylist()]
        assert back == rows


def test_parquet_has_real_types_and_tells_what_a_column_holds(tmp_path):
    parquet.write(dossier_of(HEARSAY), tmp_path)
    claims = pq.read_table(tmp_path / "claims.parquet")
    types = {field.name: field.type for field in claims.schema}
    assert types["published"] == types["happened_from"] == pa.date32()
    assert types["span_start"] == pa.int64()
    assert types["duress"] == pa.bool_()
    first = claims.to_pylist()[0]
    assert (first["happened_from"], first["happened_to"]) == (date(2016, 3, 1), date(2016, 3, 31))
    assert first["published"] == date(2016, 3, 12)
    (report,) = pq.read_table(tmp_path / "reports.parquet").to_pylist()
    assert report["added"] == datetime.fromisoformat(ADDED).astimezone(UTC)
    (entity,) = pq.read_table(tmp_path / "entities.parquet").to_pylist()
    assert entity["reports"] == [REPORT.id]
    assert b"on whose word" in claims.schema.field("chain").metadata[b"description"]


def test_every_claim_has_its_chain_in_words_and_a_row_for_each_voice(demo):
    found = rows_of(demo)
    links = {}
    for row in found["chains"]:
        links.setdefault(row["claim"], []).append(row)
    for row, each in zip(found["claims"], demo.assertions, strict=True):
        assert row["chain"] == each.voices
        mine = links[row["claim"]]
        assert [link["place"] for link in mine] == list(range(len(each.chain)))
        assert all(link["name"] in row["chain"] for link in mine)
        assert row["polarity"] == each.claim.polarity
        words = each.report.text[row["span_start"] : row["span_end"]]
        assert row["words"] == words
        assert row["words_sha256"] == hashlib.sha256(words.encode()).hexdigest()
        assert row["independence"].startswith(("established: ", "not established: "))


def test_what_is_hearsay_under_duress_reads_so(tmp_path):
    found = csv_of(dossier_of(HEARSAY), tmp_path)
    row = found["claims"][0]
    assert row["chain"] == (
        "The Harbour Courier ▸ court papers (says) ▸ a former clerk (admits, under duress)"
    )
    assert (row["duress"], row["unnamed"]) == ("true", "1")
    assert row["parts"] == "target: the ministry; spy: four officers"
    assert [row["polarity"] for row in found["claims"]][2] == "denied"
    spy = found["parts"][1]
    assert (spy["role"], spy["entity"], spy["least"], spy["most"]) == ("spy", "", "4", "4")


def test_a_folder_for_spreadsheets_obeys_rfc_4180(tmp_path):
    csv_of(dossier_of(HEARSAY), tmp_path)
    raw = (tmp_path / "claims.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfclaim,report,chain,")
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\r\n") == 1 + len(HEARSAY.claims)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(start, tmp_path):
    evil = f"{start}HYPERLINK(1)"
    report = replace(REPORT, title=Told(evil, "h1"), flags=(evil, evil))
    statements = tuple(
        replace(each, gist=evil) if each.id == "s3" else each for each in HEARSAY.statements
    )
    accepted = judgement("c0", Decision.ACCEPTED)
    dossier = dossier_of(replace(HEARSAY, report=report, statements=statements), judged=[accepted])
    found = csv_of(dossier, tmp_path)
    (row,) = found["reports"]
    assert row["title"] == f"'{evil}"
    assert row["flags"] == f"'{evil}{LISTED}{evil}"
    assert f"'{evil}" in [each["gist"] for each in found["statements"]]
    assert found["judgements"][0]["why"] == "'=her reasons"
    starts = {cell_[:1] for rows in found.values() for row in rows for cell_ in row.values()}
    assert not starts & set("=+-@\t")


def test_odd_characters_come_through_or_are_replaced(tmp_path):
    odd = Told("Cou\x00r\ud800ier\r\n“Ñandú, \u202e\U0001f5de”", "h1")
    dossier = dossier_of(replace(HEARSAY, report=replace(REPORT, title=odd)))
    (row,) = csv_of(dossier, tmp_path)["reports"]
    assert row["title"] == "Cou\ufffdr\ufffdier \n“Ñandú, \u202e\U0001f5de”"
    place = tmp_path / "parquet"
    place.mkdir()
    parquet.write(dossier, place)
    (row,) = pq.read_table(place / "reports.parquet").to_pylist()
    assert row["title"] == "Cou\ufffdr\ufffdier\r\n“Ñandú, \u202e\U0001f5de”"


def test_no_rows_still_give_headers_and_types(tmp_path):
    tables.write(dossier_of(), tmp_path)
    parquet.write(dossier_of(), tmp_path)
    for name, found in columns().items():
        header, *rows = (tmp_path / f"{name}.csv").read_text("utf-8-sig").splitlines()
        assert header == ",".join(column.name for column in found)
        assert bool(rows) is (name == "dictionary")
        table = pq.read_table(tmp_path / f"{name}.parquet")
        assert table.column_names == [column.name for column in found]
        assert pa.null() not in table.schema.types


def test_only_the_words_of_claims_leave_the_text(tmp_path):
    report = replace(REPORT, path="C:\\Users\\secretary\\desktop/inbox/papers.html")
    csv_of(dossier_of(replace(HEARSAY, report=report)), tmp_path)
    whole = "".join(place.read_text("utf-8-sig") for place in tmp_path.iterdir())
    assert "The Guard detained two men in Port Vessa on Tuesday." in whole
    assert "They never got past the gate" in TEXT
    assert "never got past" not in whole
    assert "papers.html" in whole
    assert not re.search("secretary|desktop|inbox", whole)


def test_an_untyped_statement_is_there_with_its_gist(demo):
    found = rows_of(demo)["statements"]
    untyped = [row for row in found if row["gist"]]
    told = [each.gist for analysis in demo.analyses for each in analysis.statements if each.gist]
    assert [row["gist"] for row in untyped] == told
    assert len(told) > 100
    assert all(row["chain"] for row in found)
    assert all(row["claims"] == 0 for row in untyped)
    roots = [row for row in found if row["parent"] is None]
    assert len(roots) == len(demo.reports)


def test_what_cannot_be_judged_has_no_number(tmp_path):
    rated = judgement("outlet:harbour courier", Decision.RATED, {"grade": "F"})
    dossier = dossier_of(HEARSAY, judged=[rated])
    assert {weight.credibility.grade for weight in dossier.weighed.weights} == {6}
    found = csv_of(dossier, tmp_path)
    numbers = ("belief", "disbelief", "uncertainty", "probability")
    for row in found["propositions"]:
        assert row["credibility"] == "cannot be judged"
        assert not any(row[name] for name in (*numbers, "grade", "likelihood"))
    for row in found["origins"]:
        assert not any(row[name] for name in numbers)
    assert found["judgements"][0]["value"] == json.dumps({"grade": "F"})


def test_an_origin_has_no_number_either_where_nothing_can_be_judged(demo):
    found = rows_of(demo)
    unjudged = {row["proposition"] for row in found["propositions"] if row["grade"] is None}
    of = [row for row in found["origins"] if row["proposition"] in unjudged]
    assert of
    assert all(row["belief"] is row["probability"] is None for row in of)
    assert any(row["belief"] for row in found["origins"])


def test_a_judgement_that_was_taken_back_leaves_no_trace():
    back = judgement("c0", Decision.ACCEPTED, back=True)
    stands = judgement("c3", Decision.ACCEPTED, number=2)
    assert rows_of(dossier_of(HEARSAY, judged=[back])) == rows_of(dossier_of(HEARSAY))
    found = rows_of(dossier_of(HEARSAY, judged=[back, stands]))
    assert [row["claim"] for row in found["judgements"]] == ["c3"]
    assert [row["verdict"] for row in found["claims"]] == [None, None, None, "accepted"]


def test_numbers_and_lists_as_cells():
    assert [cell(each) for each in (None, True, False, 3, 2.0, 0.125, 1e-05)] == [
        *("", "true", "false", "3", "2", "0.125", "1e-05")
    ]
    assert cell(datetime(2026, 3, 1, 10, tzinfo=UTC)) == "2026-03-01T10:00:00Z"
    assert cell(["a", "b"]) == "a; b"


def test_without_pyarrow_the_way_to_get_it_is_told(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraMissing, match="pipx inject sayso pyarrow"):
        parquet.write(dossier_of(HEARSAY), tmp_path)
    assert not list(tmp_path.iterdir())
