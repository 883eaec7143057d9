"""What is handed on of a case: all of it, or what a plan of redaction leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sayso.errors import ExportRefused
from sayso.export.redaction.court import FLAG, redacted
from sayso.export.redaction.plan import WITHHELD, Secrets, read_plan
from sayso.export.redaction.search import Leak, holds, leaks
from sayso.record import Case
from sayso.record.deposits import deposits
from sayso.record.weighing import Court
from sayso.weigh.whole import Terms

# So many passages, files and lines are told where an export is refused.
SHOWN = 3


@dataclass(frozen=True)
class Handed:
    """A case before it is weighed for others; `secrets` are None where nothing is hidden."""

    court: Court
    deposited: Mapping[str, str]
    secrets: Secrets | None = None

    @classmethod
    def of(cls, case: Case, terms: Terms, plan: Path | None) -> Handed:
        """What a case hands on.

        Raises RedactionInvalid or NotInCase for a plan that does not fit the case.
        """
        court, known = Court.of(case, terms), deposits(case.store)
        if plan is None:
            return cls(court, known)
        secrets = Secrets.of(read_plan(plan), court)
        old = [a.report.id for a in court.analyses if a.report.id not in secrets.reports]
        court = redacted(court, secrets, terms.families)
        new = [analysis.report.id for analysis in court.analyses]
        return cls(court, {n: known[o] for o, n in zip(old, new, strict=True)}, secrets)

    def withheld(self, case: Case) -> frozenset[str]:
        """The reports whose originals stay at home: changed ones, and such as hold a hidden name.

        Of a page, what nobody reads may name somebody: an address, a picture's caption.
        """
        if self.secrets is None:
            return frozenset()
        searched = self.secrets.searched
        return frozenset(
            report.id
            for report in (analysis.report for analysis in self.court.analyses)
            if FLAG in report.flags or holds(case.original(report.sha256).data, searched)
        )

    @property
    def changed(self) -> frozenset[str] | None:
        """The reports in which something was replaced; None where nothing is hidden."""
        if self.secrets is None:
            return None
        reports = (analysis.report for analysis in self.court.analyses)
        return frozenset(report.id for report in reports if FLAG in report.flags)

    @property
    def doubtful(self) -> list[str]:
        """A sentence for each name that may lead to a hidden one: only a person can tell."""
        if self.secrets is None:
            return []
        told = [
            f"{name} looks like somebody hidden and is not. Add it to the plan if it is one."
            for name in self.secrets.likely
        ]
        return told + [
            f"{name} bears the surname of somebody hidden and is not hidden: only that name is "
            f"replaced there, by {WITHHELD}. Add it to the plan if it leads to whom you hide."
            for name in self.secrets.namesakes
        ]

    def refuse_leaks(self, place: Path) -> None:
        """Raise ExportRefused where anything of what was hidden is left in what was written."""
        found = list(leaks(place, self.secrets.searched)) if self.secrets else []
        if found:
            raise ExportRefused(refusal(found))


def refusal(found: list[Leak]) -> str:
    """What is left, each with its passage as it stands there, and what to add to the plan."""
    passages: dict[str, list[Leak]] = {}
    for leak in found:
        passages.setdefault(leak.passage, []).append(leak)
    told = [
        f"{same[0].alias!r} would be left in {named({leak.file for leak in same})} "
        f"({same[0].how}): “…{passage}…”."
        for passage, same in islice(passages.items(), SHOWN)
    ]
    if len(passages) > SHOWN:
        told.append(f"So it would in {len(passages) - SHOWN} passages more.")
    lines = list(dict.fromkeys(f"“words: {leak.words}”" for leak in found))[:SHOWN]
    return (
        f"Nothing was written: {' '.join(told)} Add to the plan: {', '.join(lines)}. If it is a "
        "word like others there and no name, hide the person by “words: ” and the whole name in "
        "place of “name: ”, which hides each part of it."
    )


def named(files: set[str]) -> str:
    """Some files, by name."""
    more = len(files) - SHOWN
    return ", ".join(sorted(files)[:SHOWN]) + (f" and {more} more" if more > 0 else "")
