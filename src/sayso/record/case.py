"""One investigation: what was put in, what was found in it, and what people decided.

with Case.open("case.sayso", create=True) as case:
    case.put(original, analysis)

Nothing in a case is ever overwritten or deleted, but for the note which analysis of a report is
the current one, and the search index that follows it.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Select, func, insert, select

from sayso.errors import (
    AnalysisError,
    CaseCorrupt,
    JudgementInvalid,
    JudgementStale,
    NotInCase,
)
from sayso.model import Analysis, Claim, Original, identify
from sayso.record import intake, rows, tables
from sayso.record.entries import AuditRow, Hit, Outcome, ReportRow
from sayso.record.judgement import Decision, Judged, Judgement, Retraction
from sayso.record.place import locate
from sayso.record.promises import broken
from sayso.record.selections import current_of, decided, in_order
from sayso.record.store import Store, open_store

# How long one process waits for another, in seconds. The longest transaction is the one that
# takes in an original of 64 MB: 1 to 2 s on a slow disk, so that this is a queue of many.
BUSY_WAIT = 30.0

# Behind every character that an id can hold.
LAST = "\U0010ffff"


def now() -> datetime:
    """The time of day, in UTC."""
    return datetime.now(UTC)


def somebody() -> str:
    """The name that the operating system has for whoever runs sayso."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


class Case:
    """An open case; close it, or use it in a `with` statement.

    Every method raises a CaseError where the file fails: CaseBusy, CaseFull, CaseReadOnly,
    CaseCorrupt, each with a sentence that says what to do.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(
        cls,
        location: str,
        *,
        create: bool = False,
        blank: bool = False,
        who: str | None = None,
        clock: Callable[[], datetime] = now,
        wait: float = BUSY_WAIT,
    ) -> Self:
        """The case at `location`: a path, an `sqlite:///` URL or a `postgresql://` URL.

        `create` makes one where there is none, a `blank` one to be filled by `transfer`. `who` is
        named in the audit trail (by default the user of the operating system). `wait` in seconds
        is how long to wait for another process.
        Raises CaseMissing, CaseCorrupt, CaseReadOnly, CaseFull or CaseBusy; CaseNewer for
        the case of a newer sayso.
        """
        known_as = rows.plain(who or somebody())
        store = open_store(locate(location), known_as, clock, wait, create=create)
        try:
            store.prepare(create=create, blank=blank)
        except BaseException:
            store.close()
            raise
        return cls(store)

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Putting reports in

    def analysed_by(self, report_id: str) -> str | None:
        """The version that made the current analysis; None if the report is not in the case."""
        asked = current_of(tables.analysis.c.version, rows.plain(report_id))
        with self.store.reading() as connection:
            return connection.execute(asked).scalar()

    def put(self, original: Original, analysis: Analysis) -> Outcome:
        """Take a report in, in one transaction.

        The bytes, the report, the analysis, its index rows and the audit entry are kept together
        or not at all. What is in the case already stays as it is: UNCHANGED writes nothing; a
        report read by another version, or with other facts told about it, gets a new analysis
        beside the old one. Raises AnalysisError for an analysis that breaks a promise.
        """
        report = analysis.report
        if report.sha256 != original.sha256:
            raise ValueError(f"{report.path}: these are not the bytes of this report")
        for _, sentence in broken(analysis):
            raise AnalysisError(report.path, f"its analysis is not sound: {sentence}")
        packed = rows.pack(analysis)
        fingerprint = current_of(tables.analysis.c.fingerprint, report.id)
        with self.store.reading() as connection:
            if connection.execute(fingerprint).scalar() == packed.fingerprint:
                return Outcome.UNCHANGED
        with self.store.writing() as connection:
            known = connection.execute(fingerprint).scalar()
            if known == packed.fingerprint:
                return Outcome.UNCHANGED
            made = self.store.now()
            if known is None:
                intake.keep(connection, original, report, made)
            intake.record(connection, rows.analysis_row(analysis, packed, made), analysis)
            outcome = Outcome.ADDED if known is None else Outcome.READ_ANEW
            self.store.note(connection, outcome, report.id, f"{report.path}, {analysis.version}")
        return outcome

    def fail(self, path: str, reason: str) -> None:
        """Note in the audit trail that an input could not be read.

        Where the last attempt failed for the same reason, there is nothing new to note.
        """
        last = (
            select(tables.audit.c.detail)
            .where(tables.audit.c.action == "failed", tables.audit.c.subject == rows.plain(path))
            .order_by(tables.audit.c.number.desc())
            .limit(1)
        )
        with self.store.writing() as connection:
            if connection.execute(last).scalar() != rows.plain(reason):
                self.store.note(connection, "failed", path, reason)

    # Looking things up

    def reports(self) -> tuple[ReportRow, ...]:
        """All reports, by date published (those without one last), then by id."""
        row = tables.analysis.c
        columns = (
            row.report.label("id"),
            row.outlet,
            row.title,
            row.published,
            row.path,
            row.language,
        )
        asked = in_order(*columns, row.flags, row.statements, row.claims)
        with self.store.reading() as connection:
            found = connection.execute(asked).mappings()
            return tuple(ReportRow(**{**told, "flags": tuple(told["flags"])}) for told in found)

    def analysis(self, report_id: str) -> Analysis:
        """The current analysis of the report whose id starts with `report_id`.

        Raises NotInCase where no report has such an id, or several have.
        """
        current = tables.current.c
        _, number = self._only("report", select(current.report, current.analysis), report_id)
        return self._restore(number)

    def claim(self, claim_id: str) -> tuple[Analysis, Claim]:
        """The claim whose id starts with `claim_id`, and the current analysis that makes it.

        Raises NotInCase where no claim has such an id, or several have.
        """
        row, current = tables.claim.c, tables.current
        among = select(row.id, row.analysis).join(current, current.c.analysis == row.analysis)
        name, number = self._only("claim", among, claim_id)
        analysis = self._restore(number)
        claim = next((claim for claim in analysis.claims if claim.id == name), None)
        if claim is None:
            raise self._damaged(analysis.report.id)
        return analysis, claim

    def _only(self, noun: str, among: Select[Any], start: str) -> tuple[str, int]:
        """The id that starts so, of the ids and analyses that `among` asks for."""
        name = among.selected_columns[0]
        # A range of ids, for which an index serves; LIKE would look at every row.
        asked = among.where(name >= start, name < start + LAST).order_by(name)
        found = []
        if start and start == rows.plain(start):
            with self.store.reading() as connection:
                found = [(row[0], row[1]) for row in connection.execute(asked)]
        if not found:
            raise NotInCase(f"No {noun} in {self.store.place.shown} has the id {start!r}.")
        # An id that is `start` and no more stands first.
        if len(found) > 1 and found[0][0] != start:
            some = ", ".join(name for name, _ in found[:5])
            raise NotInCase(
                f"{len(found)} {noun}s have an id that starts with {start!r}: {some}. "
                "Give more of it."
            )
        return found[0]

    def analyses(self) -> Iterator[Analysis]:
        """All current analyses, one at a time, in the order of `reports`.

        They are those from the moment of the first one, whatever is put in meanwhile.
        """
        with self.store.reading() as connection:
            numbers = connection.execute(in_order(tables.analysis.c.id)).scalars().all()
        yield from map(self._restore, numbers)

    def _restore(self, number: int) -> Analysis:
        """The analysis in the row of this number."""
        row = tables.analysis.c
        with self.store.reading() as connection:
            told = connection.execute(select(row.report, row.body).where(row.id == number)).one()
        try:
            return rows.restore(told.body)
        except ValueError as error:
            raise self._damaged(told.report) from error

    def _damaged(self, report_id: str) -> CaseCorrupt:
        return CaseCorrupt(
            f"The analysis of {report_id} in {self.store.place.shown} is damaged. Run sayso verify "
            "to see what else is, and go on with a copy from a backup."
        )

    def original(self, sha256: str) -> Original:
        """The bytes as they came.

        Raises NotInCase where there are none of this sha256, CaseCorrupt where there is something
        else in their place.
        """
        row = tables.original.c
        asked = select(row.media, row.data).where(row.sha256 == rows.plain(sha256))
        with self.store.reading() as connection:
            found = connection.execute(asked).one_or_none()
        if found is None:
            raise NotInCase(f"{self.store.place.shown} holds no bytes with the sha256 {sha256!r}.")
        # SQLite keeps what it is given, whatever the type of the column.
        if not (isinstance(found.media, str) and isinstance(found.data, bytes)):
            raise CaseCorrupt(
                f"The bytes with the sha256 {sha256} in {self.store.place.shown} are damaged. "
                "Go on with a copy from a backup."
            )
        return Original(sha256, found.media, found.data)

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Where all the words occur, the best first: in titles, texts, evidence, names, voices.

        Words in double quotes must follow each other. Any text is a valid search.
        """
        find = self.store.database.find
        with self.store.reading() as connection:
            return tuple(Hit(*row) for row in find(connection, rows.plain(words), limit))

    # Judging

    def judge(self, judgement: Judgement, seen: int | None = None) -> str:
        """Add a judgement; its id.

        With `seen`, as many judgements and retractions on the subject as its maker has seen: where
        there are more, somebody else was quicker, and JudgementStale is raised.
        """
        row = tables.judgement.c
        fields = {
            "subject": rows.plain(judgement.subject),
            "decision": judgement.decision.value,
            "value": judgement.value,
            "who": rows.plain(judgement.who),
            "at": self.store.now(),
            "why": rows.plain(judgement.why),
        }
        with self.store.writing() as connection:
            if seen is not None and seen != (there := decided(connection, judgement.subject)):
                raise JudgementStale(
                    "Somebody judged this since you looked at it "
                    f"({there - seen} new). Look at it again, then decide."
                )
            number = connection.execute(select(func.coalesce(func.max(row.number), 0))).scalar_one()
            name = identify("j", number + 1, *fields.values())
            connection.execute(
                insert(tables.judgement).values(number=number + 1, id=name, **fields)
            )
            said = f"{name} {fields['decision']}" + (f": {fields['why']}" if fields["why"] else "")
            self.store.note(connection, "judged", judgement.subject, said, judgement.who)
        return name

    def adopt(self, judged: Sequence[Judged]) -> int:
        """Add judgements made elsewhere, as they are, in one transaction; how many were new.

        One that is here already stays; where it was taken back elsewhere, it is taken back here.
        Raises JudgementInvalid for an id that stands for another judgement here.
        """
        known = {row.id: row for row in self.judgements()}
        new = [row for row in judged if row.id not in known]
        back = [row for row in judged if row.retraction and not held_back(known.get(row.id))]
        for row in judged:
            if row.id in known and known[row.id].judgement != row.judgement:
                raise JudgementInvalid(
                    f"{row.id} is another judgement in {self.store.place.shown}."
                )
        with self.store.writing() as connection:
            number = connection.execute(
                select(func.coalesce(func.max(tables.judgement.c.number), 0))
            ).scalar_one()
            for place, row in enumerate(new, start=number + 1):
                connection.execute(
                    insert(tables.judgement).values(number=place, **rows.judgement_row(row))
                )
            for row in back:
                connection.execute(insert(tables.retraction).values(**rows.retraction_row(row)))
            if new or back:
                detail = f"{len(new)} judgements, {len(back)} retractions"
                self.store.note(connection, "adopted", self.store.place.name, detail)
        return len(new)

    def retract(self, judgement_id: str, who: str, why: str) -> None:
        """Take a judgement back: it stays, marked. One taken back already stays as it is.

        Raises NotInCase where there is no such judgement.
        """
        judged, taken = tables.judgement.c, tables.retraction.c
        with self.store.writing() as connection:
            if not connection.execute(select(judged.id).where(judged.id == judgement_id)).all():
                raise NotInCase(f"{self.store.place.shown} holds no judgement {judgement_id!r}.")
            known = select(taken.judgement).where(taken.judgement == judgement_id)
            if connection.execute(known).all():
                return
            connection.execute(
                insert(tables.retraction).values(
                    judgement=judgement_id,
                    who=rows.plain(who),
                    at=self.store.now(),
                    why=rows.plain(why),
                )
            )
            self.store.note(connection, "retracted", judgement_id, why, who)

    def judgements(self, subject: str | None = None) -> tuple[Judged, ...]:
        """All judgements, or those on one subject, in the order in which they were made."""
        judged, taken = tables.judgement, tables.retraction
        asked = select(judged).order_by(judged.c.number)
        if subject is not None:
            asked = asked.where(judged.c.subject == subject)
        with self.store.reading() as connection:
            back = {
                row.judgement: Retraction(row.who, row.at, row.why)
                for row in connection.execute(select(taken))
            }
            return tuple(
                Judged(
                    row.id,
                    row.at,
                    Judgement(row.subject, Decision(row.decision), row.who, row.why, row.value),
                    back.get(row.id),
                )
                for row in connection.execute(asked)
            )

    def audit(self) -> tuple[AuditRow, ...]:
        """Who did what and when, in order."""
        with self.store.reading() as connection:
            asked = select(tables.audit).order_by(tables.audit.c.number)
            return tuple(AuditRow(*row) for row in connection.execute(asked))


def held_back(row: Judged | None) -> bool:
    """Whether a judgement that is here was taken back here."""
    return row is not None and row.retraction is not None
