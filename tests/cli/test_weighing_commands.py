"""weigh, why, origins, rate: what a user types, and what comes out of a real case."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from running import sayso

WIRE = (
    "NORRBY, March 12 2016 (Vessant) - The Hill Front shelled the town of Norrby on Friday, "
    "killing two farmers, Commander Ilve Sandor said. A school beside the market burned for three "
    "hours before the rain came, and the road to the coast was closed until nightfall.\n"
)
OWN = (
    "Doctor Ana Morvant said the Hill Front had attacked Norrby on Friday. She counted "
    "eleven wounded.\n"
)
REPORTS = {
    "wire.txt": ("Vessant", "2016-03-12", WIRE),
    "copy.txt": ("The Lantern", "2016-03-13", WIRE.partition(" - ")[2]),
    "own.txt": ("Harbour Post", "2016-03-14", OWN),
    "denial.txt": (
        "Voice of Orland",
        "2016-03-15",
        "Colonel Petar Ruildar denied that the Hill Front had attacked Norrby on Friday.\n",
    ),
}


@pytest.fixture
def case(here) -> None:
    for name, (outlet, day, text) in REPORTS.items():
        (here / name).write_text(text, encoding="utf-8")
        done = sayso("add", name, "--outlet", outlet, "--published", day)
        assert done.exit_code == 0, done.output


def weights(*options: str) -> list[dict]:
    done = sayso("weigh", "--format", "json", *options)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def attack(*options: str) -> dict:
    """What is told of the shelling."""
    return next(
        told
        for told in weights(*options)
        if told["type"] == "attacks" and told["polarity"] == "affirmed"
    )


def test_copies_are_one_origin_and_a_second_voice_another(case):
    told = attack()
    assert [len(origin["reports"]) for origin in told["origins"]] == [2, 1]
    assert {origin["independence"] for origin in told["origins"]} == {"established"}
    assert told["against"]
    assert [found["kind"] for found in told["contradicts"]] == ["denial"]
    assert told["credibility"] == 3


def test_what_is_printed_obeys_its_schema(case):
    schema = json.loads(files("sayso").joinpath("schema", "weigh.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for told in weights():
        Draft202012Validator(schema).validate(told)


def test_no_line_of_text_is_without_those_on_whose_word_it_stands(case):
    text = sayso("weigh").stdout
    parts = [part for part in text.split("\n\n") if part.strip() and "not weighed" not in part]
    assert len(parts) == len(weights())
    assert all("on the word of: " in part for part in parts)


def test_the_table_has_a_row_for_each(case):
    rows = list(csv.DictReader(io.StringIO(sayso("weigh", "--format", "csv").stdout)))
    assert len(rows) == len(weights())
    assert all(row["told_by"] for row in rows)


def test_why_tells_chains_discounts_and_fusions(case):
    told = attack()
    text = " ".join(sayso("why", told["id"][:8]).stdout.split())
    assert "Ilve Sandor" in text
    assert "trusted 0.65" in text
    assert "shares" in text
    assert "added up" in text
    assert " ".join(sayso("why", told["claims"][0]).stdout.split()) == text


def test_as_of_and_as_told_by_leave_the_rest_out(case):
    assert len(attack("--as-of", "2016-03-13")["origins"]) == 1
    assert not attack("--as-of", "2016-03-14")["against"]
    told = attack("--as-told-by", "Harbour Post")
    assert [origin["source"] for origin in told["origins"]] == ["Ana Morvant"]
    refused = sayso("weigh", "--as-told-by", "Nobody Known")
    assert refused.exit_code == 1
    assert "Nobody Known" in refused.stderr


def test_a_rating_counts_until_it_is_taken_back(case):
    before = attack()
    rated = sayso("rate", "The Lantern", "F", "--why", "never seen before")
    assert rated.exit_code == 0
    assert "rated F: The Lantern" in rated.stdout
    assert attack() == before, "the Lantern only copies"
    sayso("rate", "Ana Morvant", "A", "--why", "was there")
    after = attack()
    assert after["opinion"]["belief"] > before["opinion"]["belief"]
    assert any("rated A" in line for line in after["why"])
    assert sayso("undo").exit_code == 0
    assert attack() == before


def test_a_rejected_claim_is_not_weighed_until_undone(case):
    before = attack()
    own = [c for c in before["claims"] if "Morvant" in sayso("why", c).stdout]
    claim = next(t["claims"][0] for t in weights("--as-told-by", "Ana Morvant") if t["id"])
    assert own
    sayso("judge", "reject", claim)
    assert all(claim not in told["claims"] for told in weights())
    sayso("undo")
    assert attack() == before


def test_origins_draw_the_copying(case):
    text = sayso("origins").stdout
    assert text.index("Vessant (2016-03-12)") < text.index("The Lantern (2016-03-13)")
    assert "words from it" in text
    assert sayso("origins", "copy.txt").stdout == text
    assert "Nothing shares enough text with own.txt" in sayso("origins", "own.txt").stdout


def test_origins_name_who_is_cited_and_whether_the_report_is_here(case, here):
    (here / "cites.txt").write_text(
        "Shells fell on Norrby, the news agency Vessant reported.\n", "utf-8"
    )
    sayso("add", "cites.txt", "--outlet", "Packet", "--published", "2016-03-16")
    text = " ".join(sayso("origins", "cites.txt").stdout.split())
    assert "Packet (2016-03-16) gives the word of Vessant (its report is here)" in text


def test_families_are_read_from_a_file_and_a_bad_one_is_named(case, here):
    (here / "families.csv").write_text("family,member\nHarbour Press,The Lantern\n", "utf-8")
    assert sayso("weigh", "--families", "families.csv").exit_code == 0
    (here / "bad.csv").write_text("family,member\nHarbour Press,\n", "utf-8")
    refused = sayso("weigh", "--families", "bad.csv")
    assert refused.exit_code == 1
    assert "bad.csv, line 2" in refused.stderr
    assert sayso("weigh", "--families", "none.csv").exit_code == 1


def test_what_is_not_there_is_named(case):
    assert "No proposition has the id 'p999'" in sayso("why", "p999").stderr
    assert sayso("rate", "Nobody Known", "B").exit_code == 1


def test_an_empty_case_says_that_nothing_is_claimed(here):
    (here / "note.txt").write_text("Good morning.\n", "utf-8")
    sayso("add", "note.txt")
    assert "Nothing is claimed" in sayso("weigh").stdout
    assert "No report shares text" in sayso("origins").stdout


def test_records_and_differences_are_printed(case):
    text = sayso("records").stdout
    assert "Vessant" in text
    assert "taken for right by" in text
    rows = list(csv.DictReader(io.StringIO(sayso("records", "--format", "csv").stdout)))
    assert {"Vessant", "Ana Morvant"} <= {row["name"] for row in rows}
    lines = [json.loads(line) for line in sayso("records", "--format", "json").stdout.splitlines()]
    assert any("disputed" in line for line in lines)
    told = sayso("diff", "Harbour Post", "Voice of Orland").stdout
    assert "They disagree on 1" in told
    assert "denial" in told
    assert sayso("diff", "Harbour Post", "Nobody Known").exit_code == 1


def test_hypotheses_are_put_marked_compared_and_taken_back(case):
    assert "There is no hypothesis yet" in sayso("hypotheses").stdout
    sayso("hypotheses", "--add", "The Front shelled Norrby", "--who", "Ines")
    sayso("hypotheses", "--add", "Somebody else did")
    told = attack()
    before = sayso("hypotheses", "--format", "json").stdout
    done = sayso("hypotheses", "--mark", "2", told["id"], "ii", "--why", "two saw it")
    assert done.exit_code == 0, done.output
    found = json.loads(sayso("hypotheses", "--format", "json").stdout)
    assert found["hypotheses"][0]["text"] == "The Front shelled Norrby"
    assert found["evidence"][0]["diagnosticity"] > 0
    text = sayso("hypotheses").stdout
    assert "1. The Front shelled Norrby" in text
    assert "2. Somebody else did" in text
    assert sayso("undo").exit_code == 0
    assert sayso("hypotheses", "--format", "json").stdout == before
    assert sayso("hypotheses", "--mark", "9", told["id"], "C").exit_code == 1
    assert "no mark" in sayso("hypotheses", "--mark", "1", told["id"], "XX").stderr


def test_about_finds_who_is_for_and_who_against(case):
    text = sayso("about", "The Hill Front shelled Norrby").stdout
    assert "For it, by the words" in text
    assert "Against it, by the words" in text
    assert "Petar Ruildar (denies)" in text
    lines = sayso("about", "The Hill Front shelled Norrby", "--format", "json").stdout.splitlines()
    told = json.loads(lines[0])
    assert {said["stance"] for said in told["said"]} == {"for", "against"}
    assert all(said["chain"] for said in told["said"])
    assert "Nothing in the case" in sayso("about", "Fish prices rose in Ostrey").stdout
