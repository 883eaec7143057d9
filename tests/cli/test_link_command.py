"""`sayso link`: proposals from a register's file, attached and taken back."""

from __future__ import annotations

import gzip
import json

import pytest
from running import sayso

PEOPLE = [
    {
        "id": "NK-1",
        "schema": "Person",
        "caption": "Ilve Sandor",
        "properties": {"name": ["Ilve Sandor"], "birthDate": ["1961"]},
    },
    {
        "id": "NK-2",
        "schema": "Organization",
        "caption": "Norrby League",
        "properties": {"name": ["Norrby League"]},
    },
]


@pytest.fixture
def register(here, folder):
    assert sayso("add", folder, "--quiet").exit_code == 0
    path = here / "people.jsonl"
    path.write_text("".join(json.dumps(p) + "\n" for p in PEOPLE), "utf-8")
    return path


def entities():
    return sayso("entities", "--format", "json").stdout


def links_of(name):
    told = map(json.loads, entities().splitlines())
    return next(e["links"] for e in told if e.get("name") == name)


def test_what_fits_is_proposed_and_nothing_attached(register):
    before = entities()
    told = sayso("link", register)
    assert told.exit_code == 0
    assert "opensanctions:NK-1" in told.stdout
    assert "1961" in told.stdout
    assert entities() == before


def test_what_is_sure_is_attached_with_matcher_score_and_file(register):
    told = sayso("link", register, "--attach", "--format", "json")
    (first,) = [json.loads(line) for line in told.stdout.splitlines() if "NK-2" in line]
    assert first["sure"]
    assert first["fits"][0]["attached"]
    assert links_of("Ilve Sandor") == []
    (link,) = links_of("Norrby League")
    assert link["id"] == "opensanctions:NK-2"
    assert link["file"] == "people.jsonl"
    assert len(link["sha256"]) == 64
    assert link["matcher"].startswith("names of sayso")
    assert link["score"] >= 0.9
    card = sayso("entity", "Norrby League").stdout
    assert "Elsewhere" in card
    assert "opensanctions:NK-2" in card


def test_a_link_is_taken_back_without_a_trace(register):
    before = entities()
    sayso("link", register, "--attach")
    assert entities() != before
    assert sayso("undo").exit_code == 0
    assert entities() == before


def test_attaching_twice_adds_nothing(register):
    sayso("link", register, "--attach")
    count = len(sayso("judgements").stdout.splitlines())
    sayso("link", register, "--attach")
    assert len(sayso("judgements").stdout.splitlines()) == count


def test_one_is_attached_by_hand(register):
    told = sayso("link", register, "Ilve Sandor", "NK-1", "--why", "same office")
    assert told.exit_code == 0
    (link,) = links_of("Ilve Sandor")
    assert link["id"] == "opensanctions:NK-1"
    assert "same office" in sayso("judgements").stdout


def test_another_kind_and_a_second_id_are_told(register):
    told = sayso("link", register, "Ilve Sandor", "NK-2")
    assert "is a person here, opensanctions:NK-2 a organization" in told.stderr
    told = sayso("link", register, "Ilve Sandor", "NK-1")
    assert "is linked to opensanctions:NK-2, too" in told.stderr
    assert "taken back: linked Ilve Sandor, opensanctions:NK-1" in sayso("undo").stdout


def test_a_broken_line_leaves_nothing_sure(register):
    with register.open("a", encoding="utf-8") as file:
        file.write('{"id": "NK-3", "schema": "Organization", "properties": {"name": ["Norr\n')
    told = sayso("link", register, "--attach", "--quiet", "--format", "json")
    assert told.exit_code == 1
    assert not any(json.loads(line)["sure"] for line in told.stdout.splitlines())
    assert "1 line could not be read" in told.stderr
    assert links_of("Norrby League") == []


def test_links_travel_as_json_lines(register, here):
    sayso("link", register, "--attach")
    before = entities()
    sayso("judgements", "--out", here / "j.jsonl")
    sayso("undo")
    assert sayso("judgements", "--add", here / "j.jsonl").exit_code == 0
    assert json.loads(sayso("judgements").stdout.splitlines()[0])["decision"] == "linked"
    assert before


def test_a_packed_file_is_read(register):
    packed = register.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(register.read_bytes()))
    assert "NK-1" in sayso("link", packed).stdout


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("list.csv", b"colour,size\nred,4\n", "no register that sayso knows"),
        ("empty.jsonl", b"", "no register that sayso knows"),
        ("bytes.txt", b"\xff\xfe\x00\x01" * 40, "cannot be read"),
        ("broken.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
        ("torn.gz", gzip.compress(b"x" * 9000, mtime=0)[:-12] + b"\xff" * 12, "cannot be read"),
        ("cut.gz", gzip.compress(bytes(range(256)) * 99, mtime=0)[:80], "cannot be read"),
    ],
)
def test_a_file_that_is_no_register_gets_one_line(register, here, name, content, told):
    (here / name).write_bytes(content)
    result = sayso("link", here / name)
    assert result.exit_code == 1
    assert told in result.stderr
    assert name in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_missing_file_and_a_missing_entry_are_told(register, here):
    assert "No such file" in sayso("link", here / "none.jsonl").stderr
    result = sayso("link", register, "Ilve Sandor", "opensanctions:NK-9")
    assert result.exit_code == 1
    assert "no entry" in result.stderr


def test_a_table_for_other_programs(register):
    lines = sayso("link", register, "--format", "csv").stdout.splitlines()
    assert lines[0] == "id,name,kind,sure,entry,called,note,chance,attached"
    assert any("NK-1" in line for line in lines[1:])
