"""An article as a STIX `report`: who published it when, where it is, and the hash of the original.

It refers to whom its claims name, and the notes refer to it: both ways would be a circle, of which
importers cut one half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.export.dossier import Assertion, Dossier
from sayso.export.stix.claim import clock, flat, report_id
from sayso.export.stix.grade import rated
from sayso.export.stix.names import Names
from sayso.export.stix.thing import US, Json, extended, stamp, thing
from sayso.model import Report

UNDATED = 'sayso:published="unknown"'
TELLS = "A news report. What it tells stands in the notes on it, each on somebody's word."
NO_DATE = "It does not say when it was published: the date is that of its deposit in the case."


def articles(dossier: Dossier, names: Names) -> Iterator[Json]:
    """The reports, in the order of the dossier."""
    ratings = dossier.weighed.grounds.ratings
    told: defaultdict[str, list[Assertion]] = defaultdict(list)
    for assertion in dossier.assertions:
        told[assertion.report.id].append(assertion)
    for report in dossier.reports:
        outlet = names.of_outlet(report, "")
        refs = {ref for assertion in told[report.id] for ref in names.refs(assertion)}
        refs |= {outlet.id} if outlet else set()
        source = rated(ratings, outlet_key(report, told[report.id], names))
        deposited = stamp(dossier.deposited[report.id])
        published = report.published_at or report.published
        yield thing(
            report_id(report.id),
            deposited,
            names.last,
            name=flat(report.title.value if report.title else "") or f"Report {report.id}",
            description=TELLS if published else f"{TELLS} {NO_DATE}",
            # The one time here that STIX wants no finer than it is.
            published=(stamp(published.value) if published else deposited).replace(".000Z", "Z"),
            object_refs=sorted(refs) or [US],
            labels=[source.label, *([] if published else [UNDATED])],
            object_marking_refs=[source.id],
            external_references=list(references(report)),
            extensions=extended("report", **facts(report)),
        )


def outlet_key(report: Report, told: list[Assertion], names: Names) -> str:
    """By what the report's outlet is rated."""
    if told:
        return told[0].chain[0].key
    known = names.outlets.get(report.outlet.value) if report.outlet else None
    return known.key if known else ""


def references(report: Report) -> Iterator[Json]:
    """Where the report was published, and the bytes that were read, by their hash."""
    hashes = {"SHA-256": report.sha256}
    outlet = flat(report.outlet.value) if report.outlet else ""
    address = report.url.value if report.url else ""
    if address.startswith(("http://", "https://")):
        # What lies at the address is the report itself only where a file holds just that one.
        whole = {} if report.part else {"hashes": hashes}
        yield {"source_name": outlet or "publisher not told", "url": address, **whole}
    yield {
        "source_name": "sayso",
        "external_id": report.id,
        "description": "The original, byte for byte as it was put into the case"
        + (f"; of several reports in it the part {report.part}." if report.part else "."),
        "hashes": hashes,
    }


def facts(report: Report) -> Json:
    """What the report says of itself; `published` as it was told."""
    published = report.published_at or report.published
    return {
        "report": report.id,
        "original_sha256": report.sha256,
        "media": report.media,
        "told": clock(published=published.value if published else None),
        "outlet": flat(report.outlet.value) if report.outlet else None,
        "language": report.language.value if report.language else None,
    }
