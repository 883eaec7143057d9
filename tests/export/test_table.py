"""The table of claims: one row each, readable by any spreadsheet, with the chain in the row."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings

from analyses import HEARSAY, analyses
from sayso.export.table import COLUMNS, rows, write
from sayso.model import Told


def table(*found, judged=None) -> list[dict[str, str]]:
    file = StringIO(newline="")
    write(found, file, judged)
    file.seek(0)
    return list(csv.DictReader(file))


def test_a_claim_is_one_row_with_its_chain():
    row = table(HEARSAY)[0]
    assert row["chain"] == (
        "The Harbour Courier ▸ court papers (says) ▸ a former clerk (admits, under duress)"
    )
    assert row["roles"] == "target: the ministry; spy: four officers"
    assert (row["unnamed"], row["duress"]) == ("1", "yes")
    assert (row["when"], row["from"], row["to"]) == ("in March 2016", "2016-03-01", "2016-03-31")
    assert row["published"] == "2016-03-12"


def test_a_denial_says_so():
    assert [row["polarity"] for row in table(HEARSAY)] == [
        "affirmed",
        "affirmed",
        "denied",
        "affirmed",
    ]


def test_a_judgement_is_in_the_row_of_its_claim_only():
    found = table(HEARSAY, judged={"c2": "rejected"})
    assert [row["judgement"] for row in found] == ["", "", "rejected", ""]


def test_offsets_lead_to_the_evidence():
    for row in table(HEARSAY):
        words = HEARSAY.report.text[int(row["start"]) : int(row["end"])]
        assert " ".join(words.split()) == row["evidence"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(start):
    title = Told(f"{start}HYPERLINK(1)", "h1")
    hostile = replace(HEARSAY, report=replace(HEARSAY.report, title=title))
    assert table(hostile)[0]["title"] == f"'{start}HYPERLINK(1)"


def test_line_ends_within_a_cell_end_no_row():
    odd = replace(HEARSAY, report=replace(HEARSAY.report, path="news\r/a\n.txt\r"))
    found = table(odd)
    assert len(found) == len(HEARSAY.claims)
    assert {row["path"] for row in found} == {"news /a\n.txt "}


def test_no_claims_give_the_header_alone():
    file = StringIO()
    write([replace(HEARSAY, claims=())], file)
    assert file.getvalue() == ",".join(COLUMNS) + "\n"


@given(analyses())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_any_analysis_gives_a_row_for_each_claim_and_all_cells_come_back(analysis):
    made = list(rows(analysis))
    assert [row["claim"] for row in made] == [claim.id for claim in analysis.claims]
    assert all(list(row) == list(COLUMNS) for row in made)
    for row, claim in zip(made, analysis.claims, strict=True):
        assert row["chain"].count("▸") >= len(claim.chain) - 1
    assert table(analysis) == made
