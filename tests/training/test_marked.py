"""Texts marked by hand: how they are read, and that ours can be."""

from pathlib import Path

import pytest
from training.attribution.marked import MarkedError, read_item, read_marked

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    [
        *(ROOT / "training" / "attribution" / "told").glob("*.txt"),
        *(ROOT / "tests" / "eval" / "told").glob("*/*.txt"),
    ]
)


def test_marks_are_taken_out_and_spans_are_exact():
    told = read_item(
        "one",
        "outlet: The Karsk Gazette\n"
        "{1s=wire Northern Wire} {1q said} {1c that {2s=clerk a clerk} {2q admitted} {2c it}}.\n"
        "@ clerk kind=anonymous count=1 affiliation='the port'\n",
    )
    assert told.text == "Northern Wire said that a clerk admitted it."
    assert told.heads == {"outlet": "The Karsk Gazette"}
    assert told.voices["clerk"] == {
        "kind": "anonymous",
        "count": "1",
        "affiliation": "the port",
    }
    outer, inner = told.statements[1], told.statements[2]
    assert [told.text[a:b] for a, b in outer.content] == ["that a clerk admitted it"]
    assert [told.text[a:b] for a, b in inner.source] == ["a clerk"]
    assert (outer.parent, inner.parent) == (None, 1)


def test_the_same_words_handed_on_are_nested_by_their_number():
    body = "{1s X} {1q reported}, {2q citing} {2s two men}, {1c {2c that it fell}}."
    told = read_item("two", body)
    assert told.statements[2].parent == 1
    assert told.statements[1].parent is None


@pytest.mark.parametrize(
    "body",
    ["{1s X} {1q said} {1c it", "{1s X} {1q said} that.", "X } said", "{x Y} said {1c it}"],
)
def test_a_slip_in_the_marks_is_named(body):
    with pytest.raises(MarkedError, match="slip"):
        read_item("slip", body)


@pytest.mark.parametrize("path", FILES, ids=lambda p: "-".join(p.parts[-2:]))
def test_every_file_of_ours_can_be_read(path):
    items = list(read_marked(path))
    assert items
    assert len({item.name for item in items}) == len(items)
    for item in items:
        for told in item.statements.values():
            assert not told.source or told.voice, item.name


def test_what_is_measured_on_is_not_learned_from():
    learned = {item.text for f in FILES if "training" in f.parts for item in read_marked(f)}
    measured = {item.text for f in FILES if "eval" in f.parts for item in read_marked(f)}
    assert not learned & measured
    dev = {i.name for f in FILES if f.parent.name == "dev" for i in read_marked(f)}
    test = {i.name for f in FILES if f.parent.name == "test" for i in read_marked(f)}
    assert not dev & test
