"""A report's words within a sentence of ours."""

from __future__ import annotations

import pytest

from sayso.annotate.phrasing import within_denial


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Nobody", "Anybody"),
        ("no one", "anyone"),
        ("no-one at the pit", "anyone at the pit"),
        ("None of the men", "Any of the men"),
        ("no miners", "any miners"),
        ("the nobodies", "the nobodies"),
        ("No. 4 pit", "No. 4 pit"),
        ("no-fly zone", "no-fly zone"),
        ("nothingness", "nothingness"),
    ],
)
def test_what_is_denied_already_is_not_denied_again(words, told):
    assert within_denial(words) == told
