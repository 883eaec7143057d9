"""Where sentences begin."""

from __future__ import annotations

import pytest

from sayso.annotate.parse import parse


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The firm sold its quarry for $40m. Officials knew nothing.", "for $40m."),
        ("Troops left at 5 p.m. The bridge was open.", "at 5 p.m."),
        ("She moved to the U.S. They stayed.", "to the U.S."),
    ],
)
def test_an_abbreviation_ends_a_sentence_where_another_begins(text: str, first: str) -> None:
    sentences = [s.text for s in parse(text).sents]
    assert len(sentences) == 2
    assert sentences[0].endswith(first)


@pytest.mark.parametrize(
    "text",
    [
        "The talks began at 5 p.m. Monday in Oster.",
        "The U.S. Senate asked the firm for $40m. of its profit.",
        "Harbour Works Inc. Chairman Olt Brenn resigned.",
        "The state expelled the envoy, Lt. Col. Olt Brenn, and Col. Mara Deb, on Monday.",
        "On Monday Cllr. Olt Brenn met Pres. Mara Deb.",
        "On Monday Sens. Olt Brenn and Mara Deb met Reps. Lind and Oster.",
    ],
)
def test_an_abbreviation_within_a_sentence_ends_none(text: str) -> None:
    assert len(list(parse(text).sents)) == 1
