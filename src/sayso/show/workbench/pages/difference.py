"""Two voices compared: on what they disagree, what both say, what only one of them says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from sayso.record import Case
from sayso.record.findings.difference import Difference
from sayso.record.findings.difference import difference as compared
from sayso.record.findings.voices import Sought, VoiceRow, voice, voices
from sayso.show.workbench.pages.asking import OpenCase

SIZE = 20
# Voices that are offered to choose from, of each sort; any other is named by its address.
OFFERED = 200
Key = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Choice:
    """A voice that can be chosen."""

    key: str
    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """Two voices, and how they differ; None where they are still to be chosen."""

    one: VoiceRow | None
    other: VoiceRow | None
    found: Difference | None
    choices: tuple[Choice, ...]


def difference(case: OpenCase, one: Key = "", other: Key = "") -> DifferencePage:
    """What sets two voices apart."""
    left = voice(case, one) if one else None
    right = voice(case, other) if other else None
    two = left is not None and right is not None and left.key != right.key
    found = compared(case, one, other, SIZE) if two else None
    return DifferencePage(left, right, found, choices(case, (left, right)))


def choices(case: Case, chosen: tuple[VoiceRow | None, VoiceRow | None]) -> tuple[Choice, ...]:
    """Outlets and voices with a name, those that tell most first, and what was chosen."""
    some = [each for each in chosen if each is not None and each.sort in ("body", "unnamed")]
    for sort in ("outlet", "named"):
        some += voices(case, Sought(sort=sort), size=OFFERED)[0]
    known = {each.key for each in some}
    some += [each for each in chosen if each is not None and each.key not in known]
    return tuple(Choice(each.key, each.name, each.sort) for each in some)
