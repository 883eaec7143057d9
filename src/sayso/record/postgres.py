"""All that PostgreSQL alone knows: connections, search by its text search, error codes.

A case lies in the first schema of the connection's search path, alone. Text compares by code point
(`COLLATE "C"`), as in SQLite, so that everything comes in the same order from both.

Search folds capitals and accents sign by sign, here and not in the database, since `unaccent` is
not everywhere. Words are cut to English stems without a list of words to leave out: "the" is a
word, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Text, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.ext.compiler import compiles

from sayso.errors import (
    CaseBusy,
    CaseCorrupt,
    CaseError,
    CaseFull,
    CaseMissing,
    CaseReadOnly,
    ExtraMissing,
)
from sayso.model import Span
from sayso.record.database import Found, Holding, query

# What tells a case from other tables, as a comment on the table of originals.
MARK = "sayso case"
# Two writers of one database wait for each other by this lock. "SAYS", as in the header of a file.
_LOCK = 0x53415953
# Words around what was found in a snippet: two lines of a terminal, as in SQLite.
_SNIPPET_WORDS = 24
# A row of the index holds up to 1 MB of stems: of longer texts the rest is found by its statements.
_LONGEST = 500_000
_WORD = re.compile(r"[^\W_]+")

FIRST_REVISION = (
    "CREATE TEXT SEARCH DICTIONARY stem_every_word (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION every_word (COPY = pg_catalog.simple)",
    """ALTER TEXT SEARCH CONFIGURATION every_word
        ALTER MAPPING FOR asciiword, word, numword WITH stem_every_word""",
    """CREATE TABLE search (
        passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
        words TSVECTOR NOT NULL)""",
    "CREATE INDEX search_words ON search USING GIN (words)",
    """CREATE FUNCTION only_ever_added() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'rows of %% are only ever added', TG_TABLE_NAME; END $$""",
    *(
        f"""CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION only_ever_added()"""
        for table in ("original", "analysis", "judgement", "retraction", "audit")
    ),
    f"COMMENT ON TABLE original IS '{MARK}'",
)


def guards(table: str) -> tuple[str, ...]:
    """What makes the database refuse to change or delete rows of a table, as steps of SQL."""
    return (
        f"""CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION only_ever_added()""",
    )


@compiles(Text, "postgresql")
def _by_code_point(kind: Text, compiler: Any, **_: Any) -> str:  # noqa: ANN401 - of SQLAlchemy
    return 'TEXT COLLATE "C"'


def connect(url: URL, wait: float) -> Engine:
    """An engine for the database; `wait` in seconds is how long one writer waits for another.

    Raises ExtraMissing where psycopg is not installed.
    """
    if find_spec("psycopg") is None:
        raise ExtraMissing("A case in PostgreSQL", "team")
    engine = create_engine(
        url, hide_parameters=True, pool_pre_ping=True, isolation_level="REPEATABLE READ"
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("sayso_writes"):
            # Each statement sees what was there when it began: all that was done before the lock.
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(wait * 1000)}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK}, {_HERE})")

    return engine


# The lock is of one schema: two cases in two schemas of one database do not wait for each other.
_HERE = "hashtext(current_schema())"


def is_writable(engine: Engine) -> bool:
    """Whether whoever connects may write to the case, or make one."""
    with engine.connect() as connection:
        return bool(
            connection.exec_driver_sql(
                """SELECT NOT pg_is_in_recovery() AND current_schema() IS NOT NULL AND coalesce(
                    has_table_privilege(to_regclass('audit'), 'INSERT'),
                    has_schema_privilege(current_schema(), 'CREATE'))"""
            ).scalar_one()
        )


def holding(connection: Connection) -> Holding:
    """Whether the schema holds a case, nothing yet, or another program's tables."""
    mark = connection.exec_driver_sql(
        "SELECT obj_description(to_regclass('original'), 'pg_class')"
    ).scalar_one()
    if mark == MARK:
        return Holding.CASE
    tables = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    ).scalar_one()
    return Holding.OTHER if tables else Holding.NOTHING


def settle(engine: Engine) -> None:
    """Nothing is to be set once."""


def lay_aside(engine: Engine, path: Path | None, found: str) -> str:
    """No copy is made: the change is one transaction, and copies of a database are its keeper's."""
    return "no copy was made; keep dumps of the database"


# Search


@cache
def _folded(sign: str) -> str:
    """A letter without its capital and its accents, a sign that is no letter or digit as a blank.

    As long as `sign`, which is one code point.
    """
    plain = unicodedata.normalize("NFKD", sign)[0].lower()
    return plain[0] if plain[0].isalnum() else " "


def fold(words: str) -> str:
    """Words as search compares them; but for accents that are signs of their own, as long."""
    return "".join(_folded(sign) for sign in words if not unicodedata.combining(sign))


def _unfolded(words: str, start: int, end: int) -> Span:
    """Where a stretch of the folded words stands in the words."""
    kept = [place for place, sign in enumerate(words) if not unicodedata.combining(sign)]
    return Span(kept[start], kept[end] if end < len(kept) else len(words))


def index(connection: Connection, analysis: int) -> None:
    """Let search find the passages of this analysis, which are in the table already."""
    told = "SELECT id, title, words, names FROM passage WHERE analysis = %s"
    rows = connection.exec_driver_sql(told, (analysis,)).all()
    made = [
        {"passage": row.id, "words": fold(row.words[:_LONGEST]), "beside": beside(row)}
        for row in rows
    ]
    if made:
        connection.execute(text(_INDEX), made)


_VECTOR = "to_tsvector('every_word', :words) || to_tsvector('every_word', :beside)"
_INDEX = f"INSERT INTO search (passage, words) VALUES (:passage, {_VECTOR})"


def beside(row: Any) -> str:  # noqa: ANN401 - a row of the table of passages
    """The title of a passage and the names in it, as search compares them.

    A sign that stands for no word keeps a phrase from running from one name into the next.
    """
    return "".join(f" 0x {fold(each)}" for each in (row.title, *row.names.split("\n")))


def forget(connection: Connection, analysis: int) -> None:
    """Let search no longer find the passages of this analysis, which are still there."""
    connection.exec_driver_sql(
        "DELETE FROM search USING passage WHERE passage = passage.id AND analysis = %s", (analysis,)
    )


def asked(words: str) -> tuple[str, dict[str, str]]:
    """What a person typed, as SQL of a query that cannot go wrong, and its values."""
    phrases = [fold(phrase) for phrase in query(words)]
    values = {f"phrase{n}": phrase for n, phrase in enumerate(phrases)}
    return " && ".join(f"phraseto_tsquery('every_word', :{name})" for name in values), values


def find(connection: Connection, words: str, limit: int) -> Iterator[Found]:
    """Report, kind, subject, span and snippet of what matches all the words; best first."""
    sql, values = asked(words)
    if not values:
        return
    told = f"""
        SELECT analysis.report, passage.kind, passage.subject, passage.start, passage."end",
            passage.words
        FROM search JOIN passage ON passage.id = search.passage
        JOIN analysis ON analysis.id = passage.analysis, (SELECT {sql} AS wanted) AS q
        WHERE search.words @@ wanted ORDER BY ts_rank(search.words, wanted, 1) DESC, passage.id
        LIMIT :limit"""
    stems = _stems(connection, " ".join(values.values()).split())
    phrases = [[stems[word] for word in phrase.split()] for phrase in values.values()]
    rows = connection.execute(text(told), {**values, "limit": limit}).all()
    found = [_Words.of(row.words, phrases) for row in rows]
    known = _stems(connection, {word for each in found for word in each.likely})
    for row, each in zip(rows, found, strict=True):
        first = each.first(phrases, known)
        span = Span(row.start, row.end) if row.kind != "report" else first
        yield row.report, row.kind, row.subject, span, snippet(row.words, first)


def _stems(connection: Connection, words: Iterable[str]) -> dict[str, str]:
    """The stem of each different word."""
    told = text(
        "SELECT word, (ts_lexize('stem_every_word', word))[1] "
        "FROM unnest(CAST(:words AS text[])) AS word"
    )
    found = connection.execute(told, {"words": sorted(set(words))})
    return {word: stem or word for word, stem in found}


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a passage as they compare, and those of them whose stems have to be known.

    Only words that begin as a wanted one does have to: stems are cut from the end.
    """

    passage: str
    found: tuple[re.Match[str], ...]
    likely: frozenset[str]

    @classmethod
    def of(cls, passage: str, wanted: Sequence[Sequence[str]]) -> _Words:
        """The words of a passage in which phrases are wanted, each told by its stems."""
        starts = tuple({stem[:2] for phrase in wanted for stem in phrase})
        found = tuple(_WORD.finditer(fold(passage[:_LONGEST])))
        likely = (match.group() for match in found)
        return cls(passage, found, frozenset(word for word in likely if word.startswith(starts)))

    def first(self, wanted: Sequence[Sequence[str]], known: Mapping[str, str]) -> Span | None:
        """Where the first of the phrases stands; None where none does."""
        stems = [known.get(match.group()) for match in self.found]
        for place, match in enumerate(self.found):
            for phrase in wanted:
                if stems[place : place + len(phrase)] == phrase:
                    last = self.found[place + len(phrase) - 1]
                    return _unfolded(self.passage, match.start(), last.end())
        return None


def snippet(words: str, first: Span | None) -> str:
    """Some words around the first match, on one line."""
    found = list(re.finditer(r"\S+", words))
    at = next((n for n, m in enumerate(found) if first and m.end() > first.start), 0)
    start = max(0, min(at - _SNIPPET_WORDS // 2, len(found) - _SNIPPET_WORDS))
    some = [match.group() for match in found[start : start + _SNIPPET_WORDS]]
    before = "…" if start else ""
    after = "…" if start + _SNIPPET_WORDS < len(found) else ""
    return before + " ".join(some) + after


def matching(connection: Connection, words: str, kind: str, limit: int) -> list[str]:
    """The subjects of the passages of one kind that match all the words; the best first."""
    sql, values = asked(words)
    if not values:
        return []
    told = f"""
        SELECT passage.subject FROM search JOIN passage ON passage.id = search.passage,
            (SELECT {sql} AS wanted) AS q
        WHERE search.words @@ wanted AND passage.kind = :kind
        ORDER BY ts_rank(search.words, wanted, 1) DESC, passage.id LIMIT :limit"""
    found = connection.execute(text(told), {**values, "kind": kind, "limit": limit})
    return list(found.scalars())


# What is off


def damage(connection: Connection) -> Iterator[str]:
    """A server watches over its files itself; nothing to ask it."""
    yield from ()


def search_in_step(connection: Connection, *, writable: bool) -> bool:
    """Whether the search index holds what the passages hold."""
    told = """SELECT passage.title, passage.words, passage.names, search.words::text AS kept
        FROM passage FULL JOIN search ON search.passage = passage.id"""
    again = text(f"SELECT ({_VECTOR})::text")
    for row in connection.exec_driver_sql(told).all():
        if row.words is None or row.kept is None:
            return False
        values = {"words": fold(row.words[:_LONGEST]), "beside": beside(row)}
        if connection.execute(again, values).scalar_one() != row.kept:
            return False
    return True


# The class of an SQLSTATE, its first two signs, and what it means (PostgreSQL, appendix A).
_UNREACHABLE, _NO_ROOM, _LOCKED, _GARBLED = ("08", "28", "3D", "57"), ("53",), "55P03", ("XX", "58")
_FORBIDDEN = ("42501", "25006")
_LOST = ("42P01", "42703", "3F000")


@contextmanager
def told(place: str) -> Iterator[None]:
    """Let a failure of PostgreSQL come out as a CaseError with a sentence about `place`."""
    try:
        yield
    except DBAPIError as error:
        if found := explain(error, place):
            raise found from error
        raise


def explain(error: DBAPIError, place: str) -> CaseError | None:
    """What a failure of PostgreSQL means to a person; None where it is our own mistake."""
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        if not isinstance(error, OperationalError):
            return None
        return CaseMissing(
            f"{place} does not answer ({str(error.orig).strip().splitlines()[-1]}). "
            "Start the server, or name another case."
        )
    if state.startswith(_NO_ROOM):
        return CaseFull(
            f"There is no room left to write to {place}. What was accepted before is kept: "
            "make room, then run the same command again."
        )
    if state == _LOCKED:
        return CaseBusy(
            f"Another process is writing to {place} and did not finish in time. "
            "Wait for it to end, then run the same command again."
        )
    if state in _FORBIDDEN:
        return CaseReadOnly(
            f"{place} may not be written to. Ask whoever keeps the database to allow it."
        )
    if state.startswith(_UNREACHABLE):
        return CaseMissing(
            f"{place} cannot be opened: {str(error.orig).strip().splitlines()[-1]}. "
            "Look at the URL, the account and the server."
        )
    if state in _LOST or state.startswith(_GARBLED) or isinstance(error, ProgrammingError):
        # Our questions are fixed: where a table or a column is missing, the case has lost it.
        return damaged(place, error)
    return None


def damaged(place: str, error: Exception) -> CaseCorrupt:
    """What to say of a case whose content is not what a case holds."""
    orig = getattr(error, "orig", None) or error
    return CaseCorrupt(
        f"{place} is damaged ({str(orig).strip().splitlines()[0]}). Keep it, and go on with a "
        "copy from a backup."
    )
