"""The gist of statements that no claim hangs on."""

import pytest

from sayso.model import Report
from sayso.pipeline import analyse


def statements(text):
    return analyse(Report("r1", "a.txt", "0" * 64, "text/plain", text)).statements


@pytest.mark.parametrize(
    ("sentence", "gist"),
    [
        ("The minister said that the talks had not gone well.", "the talks not go well"),
        ("The minister said that the roof may leak.", "the roof may leak"),
        (
            "The mayor said the old bridge, which dates from 1908, was unsafe on windy days.",
            "the old bridge be unsafe on windy days",
        ),
        ("“A sad day for the whole valley,” the mayor said.", "A sad day for the whole valley"),
    ],
)
def test_what_was_said_is_told_in_a_few_words(sentence, gist):
    told = [s.gist for s in statements(sentence) if s.parent is not None]
    assert told == [gist]


def test_where_a_claim_tells_it_there_is_no_gist():
    said = statements("The mayor said that gunmen had killed two dockers.")
    assert [s.gist for s in said] == [None, None]


def test_a_gist_is_never_longer_than_a_glance():
    words = " and ".join(f"the {n} green lamps" for n in range(2, 40))
    for statement in statements(f"The mayor said that she liked {words}."):
        assert statement.gist is None or len(statement.gist.split()) <= 12
