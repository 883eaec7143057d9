"""What a database must be able to do for a ledger, beside the SQL that all of them understand.

`sqlite` and `postgres` are modules of this shape. Everything else in `record` is the same for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from sayso.errors import CaseCorrupt
from sayso.model import Span

# How an execution option tells a transaction that writes from one that only reads.
WRITES = {"sayso_writes": True}
# A row of a search: report, kind, subject, span, snippet.
Found = tuple[str, str, str, Span | None, str]


class Holding(StrEnum):
    """What a database turns out to hold."""

    CASE = "case"
    NOTHING = "nothing"
    OTHER = "other"


class Database(Protocol):
    """A module that speaks the dialect of one database."""

    def told(self, place: str) -> AbstractContextManager[None]:
        """Let a failure of the database come out as a CaseError with a sentence about `place`."""

    def damaged(self, place: str, error: Exception) -> CaseCorrupt:
        """What to say of a case whose content is not what a case holds."""

    def holding(self, connection: Connection) -> Holding:
        """Whether it holds a case, nothing yet, or another program's tables."""

    def settle(self, engine: Engine) -> None:
        """What is to be set once for a case that may be written to."""

    def lay_aside(self, engine: Engine, path: Path | None, found: str) -> str:
        """Lay a copy of the case beside it before it is brought forward; what to say of it."""

    def guards(self, table: str) -> tuple[str, ...]:
        """What makes the database refuse to change or delete rows of a table, as steps of SQL."""

    def index(self, connection: Connection, analysis: int) -> None:
        """Let search find the passages of this analysis, which are in the table already."""

    def forget(self, connection: Connection, analysis: int) -> None:
        """Let search no longer find the passages of this analysis, which are still there."""

    def find(self, connection: Connection, words: str, limit: int) -> Iterator[Found]:
        """Report, kind, subject, span and snippet of what matches all the words; best first."""

    def matching(self, connection: Connection, words: str, kind: str, limit: int) -> list[str]:
        """The subjects of the passages of one kind that match all the words; the best first."""

    def damage(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds wrong with the case."""

    def search_in_step(self, connection: Connection, *, writable: bool) -> bool:
        """Whether the search index holds what the passages hold."""


def query(words: str) -> list[str]:
    """What a person typed, as phrases that must all occur: words, and words within quotes.

    Nothing else in it is a sign to anybody. Without a letter or digit it is no phrase.
    """
    parts = words.replace("\0", " ").split('"')
    phrases = [
        phrase
        for number, part in enumerate(parts)
        for phrase in ([part] if number % 2 else part.split())
    ]
    return [phrase for phrase in phrases if any(map(str.isalnum, phrase))]
