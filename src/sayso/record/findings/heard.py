"""What was said without a typed claim, as rows of the tables: pure, from values to rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.model import Analysis, Statement
from sayso.record.rows import Row, plain
from sayso.record.weighing import Court
from sayso.weigh.testimony import Link
from sayso.weigh.untyped import hearings

# A list shows so many characters of what somebody said; the report has the rest.
LONGEST = 600
# Of the longest name so many characters are compared: more than an index of a database may hold.
LONGEST_NAME = 300
GAP = " … "


@dataclass(frozen=True, slots=True)
class Hearing:
    """A statement that was not read as a typed claim, with its chain, the outlet first."""

    analysis: Analysis
    statement: Statement
    chain: tuple[Link, ...]

    @property
    def report(self) -> str:
        """The id of the report in which it stands."""
        return self.analysis.report.id


def heard(court: Court) -> Iterator[Hearing]:
    """All that was said in a case without a typed claim."""
    for analysis in court.analyses:
        for statement, chain in hearings(analysis, court.cast):
            yield Hearing(analysis, statement, chain)


def sayings(told: Iterable[Hearing]) -> Iterator[Row]:
    """One row for each statement."""
    for each in told:
        report, statement = each.analysis.report, each.statement
        words = GAP.join(span.of(report.text).strip() for span in statement.content)
        shown = words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
        yield {
            "statement": statement.id,
            "report": report.id,
            "told": plain(report.published.value) if report.published else None,
            "outlet": plain(each.chain[0].key),
            "gist": plain(statement.gist) if statement.gist else None,
            "words": plain(" ".join(shown.split())),
        }


def voices_heard(told: Iterable[Hearing]) -> Iterator[Row]:
    """The chain of each statement."""
    for each in told:
        for place, link in enumerate(each.chain):
            yield {
                "statement": each.statement.id,
                "place": place,
                "teller": plain(link.key),
                "manner": plain(link.manner),
                "duress": link.duress,
                "negated": link.negated,
            }


def spellings(court: Court) -> Iterator[Row]:
    """Every way of writing the name of everybody, as searches compare it."""
    for each in court.identities.all:
        ways = {each.name, *(use.text for use in each.names)}
        for words in sorted({compared(way) for way in ways} - {""}):
            yield {"words": words, "identity": each.id}


def compared(words: str) -> str:
    """A name without what a searcher may leave out: capitals, accents, double spaces."""
    parted = unicodedata.normalize("NFKD", plain(words))
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())[:LONGEST_NAME].rstrip()
