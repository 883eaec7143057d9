"""Who is who: entities, entity, same, apart, undo, judgements."""

from __future__ import annotations

import json

import pytest
from running import sayso

REPORTS = {
    "first.txt": "Colonel Ismat Deraz arrested Bela Kolvane in Lissmar on Friday. "
    "The Hill Brigade said that Ismat Deraz had resigned.\n",
    "second.txt": "Ismat Deraz denied that the Hill Brigade arrested Bela Kolvane in Lissmar.\n",
    "third.txt": "Major Petar Ruildar, who leads the Coast Guard, arrested two men in Ostrey.\n",
}


@pytest.fixture
def case(here) -> None:
    for name, text in REPORTS.items():
        (here / name).write_text(text, encoding="utf-8")
    assert sayso("add", *REPORTS, "--outlet", "The Lantern").exit_code == 0


def lines() -> list[dict]:
    return [json.loads(line) for line in sayso("entities", "--format", "json").stdout.splitlines()]


def named(name: str) -> dict:
    return next(told for told in lines() if told.get("name") == name)


def test_one_person_in_two_reports_is_listed_once(case):
    deraz = named("Ismat Deraz")
    assert len(deraz["reports"]) == 2
    assert deraz["names"][0]["sources"] == [{"source": "The Lantern", "count": 3}]
    assert "Ismat Deraz" in sayso("entities").stdout
    table = sayso("entities", "--format", "csv").stdout.splitlines()
    assert table[0] == "id,name,kind,reports,written,source,times"
    assert any(row.endswith("Ismat Deraz,The Lantern,3") for row in table)


def test_an_entity_is_shown_with_its_claims_and_their_chains(case):
    told = sayso("entity", "ismat deraz").stdout
    assert "The Lantern" in told
    assert "denies" in told
    assert "The Lantern" in told.split("Claims in which it takes part")[1]
    assert sayso("entity", named("Ismat Deraz")["id"][:6]).stdout == told


def test_a_merge_taken_back_leaves_the_export_as_it_was(case, here):
    before = sayso("entities", "--format", "json").stdout
    said = sayso("same", "Ismat Deraz", "Petar Ruildar", "--why", "one biography")
    assert said.exit_code == 0
    assert "are one" in said.stdout
    assert sayso("entities", "--format", "json").stdout != before
    assert "one biography" in sayso("entity", "Ismat Deraz").stdout
    assert "taken back: same" in sayso("undo").stdout
    assert sayso("entities", "--format", "json").stdout == before


def test_what_was_joined_can_be_set_apart_and_joined_again(case):
    before = sayso("entities", "--format", "json").stdout
    one, other = named("Ismat Deraz")["entities"]
    assert sayso("apart", one, other, "--why", "father and son").exit_code == 0
    assert sum(told.get("name") == "Ismat Deraz" for told in lines()) == 2
    judged = json.loads(sayso("judgements").stdout)
    assert judged["decision"] == "not same"
    assert judged["why"] == "father and son"
    assert judged["value"]["names"]
    assert sayso("undo", judged["id"][:8]).exit_code == 0
    assert sayso("entities", "--format", "json").stdout == before


def test_same_joins_the_whole_of_both_and_undo_parts_them(case):
    """Both parts of one person go with him, though only one of them is named in the judgement."""
    before = sayso("entities", "--format", "json").stdout
    both = set(named("Ismat Deraz")["entities"]) | set(named("Petar Ruildar")["entities"])
    assert len(both) == 3
    sayso("same", "Ismat Deraz", "Petar Ruildar")
    joined = [told for told in lines() if both & set(told.get("entities", ()))]
    assert [set(told["entities"]) for told in joined] == [both]
    sayso("undo")
    assert sayso("entities", "--format", "json").stdout == before


def test_a_part_that_is_set_apart_later_goes_its_way(case):
    one, other = sorted(named("Ismat Deraz")["entities"])
    sayso("same", "Ismat Deraz", "Petar Ruildar")
    (ruildar,) = (e for e in named("Ismat Deraz")["entities"] if e not in (one, other))
    said = sayso("apart", one, other)
    assert said.exit_code == 0
    told = [set(t["entities"]) & {one, other, ruildar} for t in lines() if t.get("entities")]
    assert {one, other} not in told
    assert {one, other, ruildar} not in told


def test_a_judgement_that_others_overrule_is_told(case):
    sayso("apart", "Ismat Deraz", "Bela Kolvane")
    sayso("same", "Ismat Deraz", "Petar Ruildar")
    said = sayso("same", "Petar Ruildar", "Bela Kolvane")
    assert "Ismat Deraz and Bela Kolvane were judged not the same" in said.stderr
    assert "taken back: same Ismat Deraz, Bela Kolvane" in sayso("undo").stdout


def test_parts_are_told_with_their_reports(case):
    deraz = named("Ismat Deraz")
    assert [p["entity"] for p in deraz["parts"]] == deraz["entities"]
    assert sorted({p["report"] for p in deraz["parts"]}) == deraz["reports"]
    said = sayso("apart", "Ismat Deraz", "Ismat Deraz")
    assert all(entity in said.stderr for entity in deraz["entities"])


def test_a_judgement_taken_back_twice_is_told(case):
    sayso("same", "Ismat Deraz", "Petar Ruildar")
    known = json.loads(sayso("judgements").stdout)["id"]
    sayso("undo")
    assert "was taken back already" in sayso("undo", known).stderr


def test_judgements_go_to_another_case_and_are_not_added_twice(case, here):
    sayso("same", "Ismat Deraz", "Petar Ruildar", "--why", "one biography", "--who", "Ada")
    merged = sayso("entities", "--format", "json").stdout
    assert sayso("judgements", "--out", "told.jsonl").exit_code == 0
    there = ("--case", "other.sayso")
    sayso("add", *REPORTS, "--outlet", "The Lantern", *there)
    assert sayso("judgements", "--add", "told.jsonl", *there).stdout == (
        "1 of 1 judgements are new here\n"
    )
    assert sayso("entities", "--format", "json", *there).stdout == merged
    assert sayso("judgements", *there).stdout == sayso("judgements").stdout
    sayso("undo")
    sayso("judgements", "--out", "told.jsonl")
    assert "0 of 1" in sayso("judgements", "--add", "told.jsonl", *there).stdout
    assert sayso("judgements", *there).stdout == sayso("judgements").stdout
    assert sayso("verify", *there).exit_code == 0


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": "j1"}', '{"id": 1}'])
def test_a_line_that_is_no_judgement_is_told_and_nothing_added(case, here, line):
    (here / "bad.jsonl").write_text(line + "\n", encoding="utf-8")
    said = sayso("judgements", "--add", "bad.jsonl")
    assert said.exit_code == 1
    assert "bad.jsonl: Line 1 is no judgement" in said.stderr
    assert sayso("judgements").stdout == ""


@pytest.mark.parametrize("named", ["Nobody", "i", "x" * 20])
def test_what_names_no_entity_is_told(case, named):
    said = sayso("entity", named)
    assert said.exit_code == 1
    assert "sayso entities" in said.stderr


def test_nothing_to_judge_is_told(case):
    said = sayso("same", "Ismat Deraz", "Ismat Deraz")
    assert "nothing to judge" in said.stderr
    assert sayso("judgements").stdout == ""
