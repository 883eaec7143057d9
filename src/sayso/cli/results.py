"""Results of an archive into a case: analyses that were made elsewhere, and kept in files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.errors import AnalysisError, ReadError
from sayso.intake import Failure
from sayso.pipeline import version
from sayso.read import Source
from sayso.record import Case, Outcome
from sayso.scale.results import is_results, read_part


def part_of(source: Source | ReadError) -> Path | None:
    """Where a part of results lies; None for every other source."""
    if isinstance(source, ReadError) or source.location is None:
        return None
    return source.location if is_results(source.location) else None


def bring(part: Path, shown: str, case: Case) -> Iterator[Outcome | Failure]:
    """Put each analysis of a part in; what this version has read is never put behind older work."""
    for found in read_part(part, shown):
        if isinstance(found, ReadError):
            yield found
            continue
        original, analysis = found
        known = case.analysed_by(analysis.report.id)
        if known == version() != analysis.version:
            yield Outcome.UNCHANGED
            continue
        try:
            yield case.put(original, analysis)
        except AnalysisError as error:
            yield error
