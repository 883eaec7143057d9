"""Dossiers of analyses that were written by hand: no model is loaded, no case is opened."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.export.dossier import Dossier
from sayso.model import Analysis
from sayso.record.identity import identities_of
from sayso.record.judgement import Decision, Judged, Judgement, Retraction
from sayso.record.weighing import Court
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import Cast, outlet_names
from sayso.weigh.whole import Terms

ADDED = "2026-03-01T10:00:00Z"


def dossier_of(*analyses: Analysis, judged: Sequence[Judged] = ()) -> Dossier:
    """What a case that holds these analyses and judgements is exported from."""
    found = identities_of(analyses, judged)
    cast = Cast.of(found, Outlets.of(outlet_names(a.report for a in analyses), {}))
    court = Court(tuple(analyses), found, cast, tuple(judged))
    return Dossier.of(court, court.weigh(Terms()), {a.report.id: ADDED for a in analyses})


def judgement(
    subject: str, decision: Decision, value=None, *, back: bool = False, number: int = 1
) -> Judged:
    """A judgement that Ada made the day after, and may have taken back."""
    said = Judgement(subject, decision, "Ada", "=her reasons", value)
    retraction = Retraction("Ada", "2026-03-03T10:00:00Z", "an error") if back else None
    return Judged(f"j{number:012}", "2026-03-02T10:00:00Z", said, retraction)
