"""The data files beside the code: tables of rows and lists of words."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the table `name`, a CSV file with a line of headings."""
    text = files("sayso.extract").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def words(name: str) -> frozenset[str]:
    """The list of words `name` of `words.toml`; raises KeyError where there is none."""
    return all_words()[name]


@cache
def all_words() -> dict[str, frozenset[str]]:
    """All lists of `words.toml`, read once per process."""
    text = files("sayso.extract").joinpath("words.toml").read_text(encoding="utf-8")
    return {name: frozenset(told.split()) for name, told in tomllib.loads(text).items()}
