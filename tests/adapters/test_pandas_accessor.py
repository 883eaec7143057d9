"""The accessor for pandas: a tidy frame of claims."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sayso.export.table import COLUMNS

SENTENCE = "Orvane police arrested Hosk Pollack on Tuesday, a court spokeswoman said."


@pytest.fixture
def frame():
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("sayso.adapters.pandas")
    return pandas.DataFrame(
        {
            "body": [SENTENCE, None, "  ", SENTENCE],
            "paper": ["Radio Kellmouth", "Orvane Herald", None, None],
            "day": pandas.to_datetime(["2024-03-06 17:30", None, None, "2024-03-13 00:00"]),
        },
        index=["a", "b", "c", "d"],
    )


def test_one_row_a_claim_with_its_chain_and_the_row_of_its_text(frame):
    claims = frame.sayso.claims("body", outlet="paper", published="day")
    assert list(claims.columns) == list(COLUMNS)
    assert list(claims.index) == ["a", "d"]
    assert list(claims["type"]) == ["detains", "detains"]
    assert claims.loc["a", "chain"] == "Radio Kellmouth ▸ a court spokeswoman (says)"
    assert list(claims["published"]) == ["2024-03-06", "2024-03-13"]
    assert list(claims["from"]) == ["2024-03-05", "2024-03-12"]


def test_without_claims_there_is_an_empty_frame_with_the_same_columns(frame):
    claims = frame.loc[["b", "c"]].sayso.claims("body")
    assert claims.empty
    assert list(claims.columns) == list(COLUMNS)


def test_a_text_that_cannot_be_read_is_named_and_costs_no_other(frame):
    frame["day"] = ["2024-03-06", None, None, "one fine day"]
    with pytest.warns(UserWarning, match="row d: .*one fine day"):
        claims = frame.sayso.claims("body", published="day")
    assert list(claims.index) == ["a"]


def test_a_column_that_is_not_there_is_an_error(frame):
    with pytest.raises(KeyError):
        frame.sayso.claims("bodies")


def test_without_pandas_it_is_told_what_to_install():
    told = "import sys; sys.modules['pandas'] = None; import sayso.adapters.pandas"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert "pip install pandas" in done.stderr
