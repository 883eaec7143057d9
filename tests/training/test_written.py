"""Our own texts with every claim in them: each word that is named stands where it is said to."""

import pytest
from training.claims.written import claim, every, items

from sayso.model import Span
from sayso.ontology import claim_types

TEXT = "The junta said the old junta turned down an offer."


def test_every_phrase_stands_in_its_text():
    count, told, kinds = 0, 0, set()
    for item in every():
        count += 1
        for kind, *places, _ in item.claims:
            told += 1
            kinds.add(kind)
            spans = zip(places[::2], places[1::2], strict=True)
            assert all(Span(a, b).of(item.text).strip() for a, b in spans if a >= 0)
    assert count > 2000
    assert told > 3 * count
    assert kinds == set(claim_types())


def test_a_line_is_read_as_places(tmp_path):
    (tmp_path / "some.txt").write_text(
        f"= {TEXT}\ndenies | turned down | junta#2 | offer\n\n= None.\n", encoding="utf-8"
    )
    first, second = items(tmp_path / "some.txt")
    assert (first.name, second.name, second.claims) == ("some-1", "some-4", ())
    ((kind, *places, standing),) = first.claims
    found = [TEXT[a:b] for a, b in zip(places[::2], places[1::2], strict=True)]
    assert (kind, found, standing) == ("denies", ["turned down", "junta", "offer"], "")
    assert places[2] == TEXT.rindex("junta")


@pytest.mark.parametrize(
    "line",
    [
        "denies | turned down | junta | offer",  # twice in the text
        "denies | turned down | junta#3 | offer",
        "denies | refused | junta#1 | offer",
        "declines | turned down | junta#1 | offer",
        "denies | turned down | junta#1 | offer | denied likely",
    ],
)
def test_what_is_not_there_is_told(line):
    with pytest.raises(ValueError):
        claim(TEXT, line)
