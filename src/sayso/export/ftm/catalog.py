"""The index of datasets: one of each report, a collection of each outlet, and the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sayso.export.dossier import Dossier
from sayso.export.ftm.value import clean, moment
from sayso.model import Report, identify

CASE = "sayso_case_"
MEDIA = {"json": "application/json+ftm", "csv": "text/csv"}


def dataset_of(report: str) -> str:
    """The name of a report's dataset: small letters, digits and underscores."""
    return f"sayso_{report}"


def catalog(dossier: Dossier, files: Iterable[str]) -> Mapping[str, Any]:
    """The datasets as `followthemoney.dataset.DataCatalog` reads them."""
    outlets = by_outlet(dossier)
    names = [dataset_of(report.id) for report in dossier.reports]
    collected = {each for children in outlets.values() for each in children}
    case: dict[str, Any] = {
        "name": identify(CASE, *names),
        "title": f"A case of sayso: {len(names)} reports",
        "summary": "What news reports say, and on whose word. Nothing in it is established.",
        "updated_at": moment(dossier.last),
        "children": sorted(
            {*map(collection_of, outlets), *(n for n in names if n not in collected)}
        ),
        "resources": [
            {"name": file, "mime_type": MEDIA[file.rpartition(".")[2]]} for file in files
        ],
    }
    collections = [
        {"name": collection_of(outlet), "title": outlet, "children": sorted(children)}
        for outlet, children in sorted(outlets.items())
    ]
    reports = [leaf(report, dossier) for report in dossier.reports]
    return {"datasets": [case, *collections, *reports], "updated_at": moment(dossier.last)}


def leaf(report: Report, dossier: Dossier) -> Mapping[str, Any]:
    """The dataset of one report."""
    title = clean("string", report.title.value) if report.title else ""
    told: dict[str, Any] = {
        "name": dataset_of(report.id),
        "title": title or f"Report {report.id}",
        "updated_at": moment(dossier.deposited[report.id]),
    }
    url = clean("url", report.url.value) if report.url else ""
    if url:
        told["url"] = url
    outlet = clean("name", report.outlet.value) if report.outlet else ""
    if outlet:
        told["publisher"] = {"name": outlet}
    day = moment(report.published.value) if report.published else ""
    if day:
        told["coverage"] = {"start": day, "end": day}
    return told


def by_outlet(dossier: Dossier) -> Mapping[str, list[str]]:
    """The datasets of each outlet's reports, by the outlet's name over all reports."""
    known = {each.report.id: each.chain[0].name for each in dossier.assertions}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for report in dossier.reports:
        outlet = clean("name", report.outlet.value) if report.outlet else ""
        if outlet:
            found[clean("name", known.get(report.id, outlet))].append(dataset_of(report.id))
    return found


def collection_of(outlet: str) -> str:
    """The name of an outlet's collection."""
    return identify("sayso_outlet_", outlet)
