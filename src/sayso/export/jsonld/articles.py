"""Reports as `NewsArticle`: what they are called, by whom, when; and what was taken from what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.export.dossier import Dossier
from sayso.export.jsonld.node import Node, iri, node, sha256_of
from sayso.export.naming import publisher
from sayso.model import Told
from sayso.weigh.borrowing import Known
from sayso.weigh.correction import withdrawals
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import outlet_names


def articles(dossier: Dossier) -> Iterator[Node]:
    """The reports, in the order of the dossier."""
    outlets = Outlets.of(outlet_names(dossier.reports))
    taken, alike = sources(dossier)
    back: defaultdict[str, list[str]] = defaultdict(list)
    for each in withdrawals(dossier.reports, outlets):
        back[each.report].append(iri(each.notice))
    for report in dossier.reports:
        found = publisher(report, outlets)
        at = report.published_at or report.published
        yield node(
            "NewsArticle",
            iri(report.id),
            headline=told(report.title),
            datePublished=at.value if at else None,
            publisher=iri(found[0]) if found else None,
            url=told(report.url),
            inLanguage=told(report.language),
            encodingFormat=report.media,
            identifier=[sha256_of(report.sha256)],
            fileName=report.file,
            deposited=dossier.deposited[report.id],
            isBasedOn=sorted(taken[report.id]),
            sharesWordsWith=sorted(alike[report.id]),
            takenBackBy=back[report.id],
        )


def told(fact: Told | None) -> str | None:
    """What a report tells of itself, on one line."""
    return " ".join(fact.value.split()) if fact else None


def sources(dossier: Dossier) -> tuple[defaultdict[str, set[str]], defaultdict[str, set[str]]]:
    """From which reports each was taken, and with which it shares words without a known order."""
    taken: defaultdict[str, set[str]] = defaultdict(set)
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for each in dossier.weighed.borrowings:
        if each.known_by is Known.GUESS:
            alike[each.taker].add(iri(each.giver))
            alike[each.giver].add(iri(each.taker))
        else:
            taken[each.taker].add(iri(each.giver))
    return taken, alike
