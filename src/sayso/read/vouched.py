"""What stands in an archive of originals beside the bytes: which reports are in them.

sayso writes a JSON `metadata` record before each original that it hands on. It vouches for bytes
that are no page, and hands on what a person told of a report because no file could: who published
it, and when. Whoever reads it is told that it comes from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.model import Report
from sayso.read.draft import TOLD_BY_USER, Facts, told
from sayso.read.tidy import tidy_line

FORMAT = "sayso original"
TOLD_BY_PACKER = "told by the user who packed it"
# What the commands let a user tell of a report.
TOLD = ("outlet", "title", "published")
# The address of an original that has none: a name made of its bytes.
NAMELESS = "urn:sha256:"
# A feed may hold thousands of reports, with some 200 bytes for each.
MAX_NOTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of one report: the name of the file that it came in, and facts."""

    file: str = ""
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True)
class Notes:
    """What is told of an original: a note on each report in it, by its part."""

    original: str
    notes: Mapping[str, Note]

    def on(self, part: str) -> Note:
        """What is told of the report that is this part; of the only one, whatever its part."""
        if len(self.notes) == 1:
            return next(iter(self.notes.values()))
        return self.notes.get(part, Note())


def told_by_people(report: Report) -> dict[str, str]:
    """What a person told of a report, and no file."""
    facts = {name: getattr(report, name) for name in TOLD}
    return {
        name: fact.value
        for name, fact in facts.items()
        if fact is not None and fact.where in (TOLD_BY_USER, TOLD_BY_PACKER)
    }


def read_notes(original: str, data: bytes) -> Notes | None:
    """The notes on the record of this id; None where these bytes are something else."""
    try:
        found = json.loads(data)
        if found["format"] != FORMAT:
            return None
        notes = {
            str(each["part"]): Note(file_of(each["file"]), facts_of(each["told"]))
            for each in found["reports"]
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return Notes(original, notes)


def file_of(name: str) -> str:
    """The name of a file, without folders and on one line."""
    return tidy_line(name.replace("\\", "/").rpartition("/")[2])


def facts_of(fields: Mapping[str, object]) -> Facts:
    """What a person told, as facts; what is no text, and a day that is none, is left out."""
    kept = {
        name: told(value, TOLD_BY_PACKER)
        for name in TOLD
        if isinstance(value := fields.get(name), str) and (name != "published" or is_day(value))
    }
    return Facts(**kept)


def is_day(words: str) -> bool:
    """Whether words are a day of the calendar."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", words) and date.fromisoformat(words))
    except ValueError:
        return False
