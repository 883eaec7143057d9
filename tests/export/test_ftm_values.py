"""FollowTheMoney: the values and properties that are written, held against its own library."""

from __future__ import annotations

import pytest
from followthemoney import model
from followthemoney.types import registry

from sayso.export.ftm.name import SCHEMATA
from sayso.export.ftm.value import LONGEST, TYPES, clean, moment


def test_all_schemata_that_may_be_written_have_the_properties():
    for schema in {*SCHEMATA.values(), "Note", "Article", "Mention"}:
        assert not model.get(schema).edge
        assert not model.get(schema).abstract
    known = {p.name: p.type for s in model for p in s.properties.values() if not p.stub}
    for prop, kind in TYPES.items():
        assert known[prop].name == kind
        assert kind not in LONGEST or LONGEST[kind] == known[prop].max_length


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("name", ' "Olt  Mara" '),
        ("name", "e\u0301tienne"),
        ("name", "x" * 500),
        ("address", "Pier Four,, the\nharbour , "),
        ("string", "a line\x00 "),
        ("text", " “words”\nof two lines "),
        ("url", "https://tribune.example/a?b=c"),
    ],
)
def test_values_are_what_the_library_would_make_of_them(kind, value):
    made = clean(kind, value)
    assert made
    assert registry.get(kind).clean(made) == made
    assert registry.get(kind).validate(made)


@pytest.mark.parametrize("value", ["tribune.example/a", "javascript:alert(1)", "file:///c", ""])
def test_what_is_no_address_of_a_page_is_left_out(value):
    assert clean("url", value) == ""


@pytest.mark.parametrize(
    ("iso", "utc"),
    [
        ("2016-03-12", "2016-03-12"),
        ("2016-03-12T10:00:00+02:00", "2016-03-12T08:00:00"),
        ("2016-03-12T10:00:00.25Z", "2016-03-12T10:00:00"),
        ("2016-03-12T10:00:00", "2016-03-12T10:00:00"),
        ("in March", ""),
    ],
)
def test_times_are_in_utc(iso, utc):
    assert moment(iso) == utc
    assert not utc or registry.date.clean(utc) == utc
