"""The lexicon of cues: words by which a report attributes words or thoughts.

`cues.csv` is data that can be read and extended: one row per word, with what it takes (`clause`,
`quote`, `to` + verb, `thing` = an object, `name` = an object and what it is called, or a
preposition) and the manner of the statement that it makes. Words and what they take were chosen
by how often each is an attribution where it stands in PolNeAR's training half (Newell et al., LREC
2018); prepositions and objects below 40 % were left out, save where they are the word's main use.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """One word that attributes, what it takes, and the manner of what it attributes."""

    lemma: str
    takes: frozenset[str]
    manner: str


@cache
def lexicon() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """The cues by part of speech (`verb`, `noun`, `adj`) and lemma.

    A word has several where what it takes changes the manner ("called for", "called a thug").
    """
    cues: dict[tuple[str, str], tuple[Cue, ...]] = {}
    lines = files("sayso.attribute").joinpath("cues.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        cue = Cue(row["lemma"], frozenset(row["takes"].split()), row["manner"])
        key = (row["pos"], row["lemma"])
        cues[key] = (*cues.get(key, ()), cue)
    return cues
