"""sayso from Python: what the commands do, as functions over the same values.

    with sayso.open_case("affair.sayso", create=True) as case:
        sayso.add_reports(case, "reports/")
        weighed = sayso.weigh_case(case)

Each of these can be had as `sayso.NAME`. They raise what `sayso.errors` draws. `sayso.read` and
`sayso.weigh` are the stages themselves, packages, and so no names for functions.
"""

from __future__ import annotations

import io
import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypedDict, Unpack

from sayso.errors import ExportRefused
from sayso.export import table
from sayso.export.dossier import Dossier
from sayso.export.formats import FORMATS, ORIGINALS, WHOLE
from sayso.export.placing import placed
from sayso.export.redaction.handed import Handed
from sayso.intake import FAILURES, Failure, analysed, put, reports_in
from sayso.model import Analysis, Report
from sayso.read import Hints, Reading, Source, find_sources
from sayso.read.text import report_of_text
from sayso.record import Case, Outcome
from sayso.record.weighing import Court
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Terms, Weighed
from sayso.weigh.why import why

# A file, a folder, a pattern with `*`; or the bytes of one document.
Given = str | os.PathLike[str] | bytes
# Who is told that one input failed; without one, the failure is raised.
Listener = Callable[[Failure], object]


class Facts(TypedDict, total=False):
    """What a caller knows of what he has read; it wins over what the document says of itself."""

    outlet: str
    published: str | date
    title: str


@dataclass(frozen=True, slots=True)
class Held(Source):
    """A document whose bytes are here already."""

    data: bytes = b""

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The bytes as a stream."""
        return nullcontext(io.BytesIO(self.data))


def read_reports(
    given: Given | Iterable[Given],
    *,
    name: str = "bytes",
    failed: Listener | None = None,
    **facts: Unpack[Facts],
) -> Iterator[Report]:
    """Each report in a file, a folder, a pattern, or the bytes of a document; or in several.

    What sayso reads is told from the content: text, HTML, PDF, feeds, WARC, mail. `name` is what
    bytes are called where a path stands else. The facts are `outlet`, `published` (a date, or a
    day as 2016-03-14) and `title`; they hold for every report.

    What cannot be read raises a ReadError that names it. Where `failed` is given it is called with
    the error in place of that, and the rest goes on. Raises ValueError for what is no date.
    """
    hints = hints_of(facts)
    for report, _ in readings(given, name, hints, failed):
        yield report


def report_of(
    text: str, *, name: str = "text", language: str | None = None, **facts: Unpack[Facts]
) -> Report:
    """The report whose canonical text is exactly `text`: spans count its code points.

    `language` is an ISO 639-1 code, for a text that is too short to show its own; from a report in
    another language than English nothing is claimed. The first lines may tell outlet, title and
    date, as those of a file do; the facts that are given win. Raises Empty, TooLarge, ValueError.
    """
    return report_of_text(text, name, hints_of(facts), language)


def analyse(report: Report) -> Analysis:
    """Who says what in the report: voices, the tree of statements, entities and claims.

    Every claim has its `chain`, the voices from the outlet inwards. The same report and the same
    version give the same analysis. Raises AnalysisError where the report is too much for sayso.
    """
    return analysed(report)


def claim_rows(analysis: Analysis) -> Iterator[dict[str, str]]:
    """The claims as rows of one cell each, as `sayso claims --format csv` has them.

    The chain stands in each row. The columns are on the page of commands; they are only added to.
    """
    return table.rows(analysis)


def open_case(location: str | os.PathLike[str], *, create: bool = False, who: str = "") -> Case:
    """The case at a path, or at a `sqlite:///` or `postgresql://` URL; for a `with` statement.

    `create` makes one where there is none. `who` is named in the audit trail, by default the user
    of the operating system. Raises CaseMissing and the other kinds of CaseError.
    """
    return Case.open(os.fspath(location), create=create, who=who or None)


def add_reports(
    case: Case,
    given: Given | Iterable[Given],
    *,
    name: str = "bytes",
    failed: Listener | None = None,
    **facts: Unpack[Facts],
) -> Counter[Outcome]:
    """Read reports into a case; how many were added, were there already, were read anew.

    Each goes in whole or not at all. What failed is noted in the case, as `sayso add` does, and
    then raised, or told to `failed` as in `read_reports`.
    """
    hints, outcomes = hints_of(facts), Counter[Outcome]()

    def note(error: Failure) -> None:
        case.fail(error.path, error.reason)
        tell(error, failed)

    for report, original in readings(given, name, hints, note):
        try:
            outcomes[put(report, original, case, hints)] += 1
        except FAILURES as error:
            note(error)
    return outcomes


def weigh_case(case: Case, *, as_of: str | date | None = None, told_by: str = "") -> Weighed:
    """The case, weighed under the judgements that stand.

    `weights` holds one Weight a proposition: its testimonies with their chains, its origins, the
    Admiralty's `credibility`, and `number`, an opinion, or None where nothing can be known.
    `as_of` weighs what was published by a day, `told_by` what one voice tells. Raises NotInCase
    where the case knows no such voice, ValueError for what is no date.
    """
    terms = terms_of(as_of)
    return Court.of(case, terms).weigh(terms, (told_by,) if told_by else ())


def explain(weighed: Weighed, weight: Weight) -> tuple[str, ...]:
    """Every step that led to a weight, one sentence each, as `sayso why` prints them."""
    return tuple(sentence for _, sentence in why(weight, weighed.grounds))


def export_case(
    case: Case,
    form: str,
    place: str | os.PathLike[str],
    *,
    as_of: str | date | None = None,
    told_by: str = "",
    redact: str | os.PathLike[str] | None = None,
) -> None:
    """Write the case in a format that other programs read; it is there whole or not at all.

    `form` is one of those that `sayso export` knows, but for `case` and `warc`, which that command
    alone writes; docs/exports.md tells what is in each. `redact` is a file that tells whom to hide
    (docs/redaction.md); of names that may lead to somebody hidden it warns, since only a person can
    tell. Raises ExportRefused where there is no such format, the place is taken by a folder with
    files, or anything of what was to be hidden would be left; RedactionInvalid for a plan that
    cannot be used.
    """
    shape = FORMATS.get(form)
    if shape is None:
        if form in (WHOLE, ORIGINALS):
            raise ExportRefused(
                f"{form} is written by the command alone: sayso export {form}. From Python there "
                f"are: {', '.join(FORMATS)}."
            )
        raise ExportRefused(f"There is no format {form!r}. There are: {', '.join(FORMATS)}.")
    terms = terms_of(as_of)
    handed = Handed.of(case, terms, Path(redact) if redact is not None else None)
    weighed = handed.court.weigh(terms, (told_by,) if told_by else ())
    dossier = Dossier.of(handed.court, weighed, handed.deposited)
    with placed(Path(place), is_folder=shape.is_folder) as free:
        shape.write(dossier, free)
        handed.refuse_leaks(free)
    for sentence in handed.doubtful:
        warnings.warn(sentence, stacklevel=2)


def terms_of(as_of: str | date | None) -> Terms:
    """The terms that a case is weighed on: what was known by a day, seen from today."""
    return Terms(as_of=day(as_of), today=date.today().isoformat())


def readings(
    given: Given | Iterable[Given], name: str, hints: Hints, failed: Listener | None
) -> Iterator[Reading]:
    """Each report with its original; failures go to `failed`."""
    for source in sources(given, name):
        found = [source] if isinstance(source, FAILURES) else reports_in(source, hints)
        for each in found:
            if isinstance(each, FAILURES):
                tell(each, failed)
            else:
                yield each


def sources(given: Given | Iterable[Given], name: str) -> Iterator[Source | Failure]:
    """What is named, and what is here as bytes."""
    if isinstance(given, bytes):
        yield Held(name, data=given)
    elif isinstance(given, str | os.PathLike):
        yield from find_sources([os.fspath(given)])
    else:
        for each in given:
            yield from sources(each, name)


def tell(error: Failure, failed: Listener | None) -> None:
    """Hand a failure to whoever wants to know; raise it where nobody does."""
    if failed is None:
        raise error
    failed(error)


def hints_of(facts: Facts) -> Hints:
    """The facts as the readers take them; what is empty is not told."""
    return Hints(
        day(facts.get("published")), facts.get("outlet") or None, facts.get("title") or None
    )


def day(told: str | date | None) -> str | None:
    """A day in ISO form. Raises ValueError where it is none."""
    if not told:
        return None
    return (told if isinstance(told, date) else date.fromisoformat(told)).isoformat()[:10]
