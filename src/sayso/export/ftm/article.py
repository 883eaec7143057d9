"""A report as an `Article`, without its text: what it is called, by whom, when, and its hash."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.dossier import Dossier
from sayso.export.ftm.value import Fact, Subject, moment
from sayso.model import Analysis, Told


def article_id(report: str) -> str:
    """The id of a report's article."""
    return f"sayso-{report}"


def article(analysis: Analysis, dossier: Dossier) -> Iterator[Fact]:
    """A report. `contentHash` is a SHA-1 there, so that our sha256 is told in words."""
    report = analysis.report
    subject = Subject(article_id(report.id), "Article", report.id)
    yield from subject.tells("title", told(report.title))
    yield from subject.tells("fileName", report.file or report.id)
    yield from subject.tells("author", told(report.byline))
    yield from subject.tells("publisher", told(report.outlet))
    published = told(report.published_at) or told(report.published)
    yield from subject.tells("publishedAt", moment(published) if published else None)
    yield from subject.tells("retrievedAt", moment(dossier.deposited[report.id]))
    yield from subject.tells("mimeType", report.media)
    yield from subject.tells("sourceUrl", told(report.url))
    yield from subject.tells("processingAgent", analysis.version)
    yield from subject.tells(
        "notes",
        f"bytes as they came: sha256 {report.sha256}",
        f"part of the file: {report.part}" if report.part else None,
        f"dateline: {told(report.dateline)}" if report.dateline else None,
        *(f"reading: {flag}" for flag in report.flags),
    )


def told(fact: Told | None) -> str | None:
    """The value of a fact that a report may not tell."""
    return fact.value if fact else None
