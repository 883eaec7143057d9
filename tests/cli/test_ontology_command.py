"""`sayso ontology`: the types of claim, and a user's own."""

import csv
import io
import json

from running import sayso

from sayso.ontology import claim_types

OWN = '[hosts]\ndefinition = "Lodging"\nfirst = "host"\nsecond = "guest"\nverbs = ["lodge"]\n'


def test_every_type_is_listed():
    listed = [line.split()[0] for line in sayso("ontology").stdout.splitlines()]
    assert listed == list(claim_types())


def test_one_type_is_shown_with_the_words_that_tell_it():
    text = sayso("ontology", "kills").stdout
    assert "killer: ACTOR or EVENT" in text
    assert "gun down" in text
    assert "assassination" in text


def test_every_format_tells_the_same():
    rows = list(csv.DictReader(io.StringIO(sayso("ontology", "--format", "csv").stdout)))
    lines = [json.loads(x) for x in sayso("ontology", "--format", "jsonl").stdout.splitlines()]
    assert [r["type"] for r in rows] == [x["type"] for x in lines] == list(claim_types())


def test_a_name_that_is_none_is_told():
    result = sayso("ontology", "murders")
    assert result.exit_code == 1
    assert "no type 'murders'" in result.output


def test_a_users_own_types_are_used(here):
    (here / "types.toml").write_text(OWN, encoding="utf-8")
    (here / "a.txt").write_text("The guild lodged two sailors in Korvat.\n", encoding="utf-8")
    assert "lodge" in sayso("ontology", "hosts", "--types", "types.toml").stdout
    text = sayso("claims", "a.txt", "--types", "types.toml").stdout
    assert "hosts" in text
    assert "hosts" not in sayso("claims", "a.txt").stdout
