"""What a dateline or a byline says of the names in it."""

import pytest

from sayso.annotate.annotation import annotate
from sayso.model import Report


def kinds(text):
    annotation = annotate(Report("r1", "a.txt", "0" * 64, "text/plain", text))
    return {n.span.of(text): n.kind.value for n in annotation.names}


@pytest.mark.parametrize(
    "dateline",
    [
        "BRASNIK, Odrava -- ",
        "BRASNIK, Odrava (Odrava Newswire) - ",
        "BRASNIK, Odrava (Odrava Newswire): ",
        "BRASNIK, Odrava, March 3 (Newswire) — ",
    ],
)
def test_a_dateline_names_places(dateline):
    found = kinds(f"Shells are missing\n\n{dateline}Odrava denied on Monday that it had known.\n")
    assert found["Odrava"] == "place"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Piet Marren", ["Piet Marren"]),
        ("By Lena Quist and Piet Marren", ["Lena Quist", "Piet Marren"]),
    ],
)
def test_a_byline_names_persons(byline, authors):
    found = kinds(f"Shells are missing\n\n{byline}\n\nPolice held a man on Monday.\n")
    assert {found.get(author) for author in authors} == {"person"}


def test_a_sentence_that_begins_with_by_is_no_byline():
    text = "By Kessen the river is wide, and the ferry that sank there in May was never raised.\n"
    assert kinds(text).get("Kessen") != "person"
