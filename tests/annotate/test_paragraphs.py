"""Where paragraphs begin, and what stands before their first sentence."""

from __future__ import annotations

import pytest

from sayso.annotate.paragraphs import DATELINE, paragraphs


@pytest.mark.parametrize(
    "dateline",
    [
        "LISSMAR, Drovenia, 9 Oct. (Northern Wire) - ",
        "Port Lissmar (Northern Wire) — ",
        "(Lissmar) - ",
        "Upper Orrel, Drovenia (NW) -- ",
        "Correction: ",
        "KESH-ODRA (NW): ",
        "LISSMAR, 9 Oct. (Northern Wire): ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline):
    text = dateline + "The minister said that the port was shut."
    assert list(paragraphs(text)) == [dateline, "The minister said that the port was shut."]


@pytest.mark.parametrize("run", ["A", "Ab ", "A-", "A'", "A, "])
def test_no_run_of_capitals_takes_long_to_be_none(run):
    """Tried in every way, 300 capitals took a minute: this would not end."""
    assert DATELINE.match(run * 20_000) is None
