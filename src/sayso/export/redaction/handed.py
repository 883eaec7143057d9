"""What is handed on of a case: all of it, or what a plan of redaction leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import ExportRefused
from sayso.export.redaction.court import FLAG, redacted
from sayso.export.redaction.plan import Secrets, read_plan
from sayso.export.redaction.search import holds, leaks
from sayso.record import Case
from sayso.record.deposits import deposits
from sayso.record.weighing import Court
from sayso.weigh.whole import Terms


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
    def doubtful(self) -> list[str]:
        """A sentence for each name that may be a hidden one: only a person can tell."""
        return [
            f"{name} looks like somebody hidden and is not. Add it to the plan if it is one."
            for name in (self.secrets.likely if self.secrets else ())
        ]

    def refuse_leaks(self, place: Path) -> None:
        """Raise ExportRefused where anything of what was hidden is left in what was written."""
        found = list(leaks(place, self.secrets.searched)) if self.secrets else []
        if found:
            files = sorted({leak.file for leak in found})
            words = sorted({f"{leak.alias!r} ({leak.how})" for leak in found})
            raise ExportRefused(
                f"Nothing was written: {', '.join(words[:5])} would be left in "
                f"{', '.join(files[:5])}. Add a line for it to the plan, such as words: TEXT."
            )
