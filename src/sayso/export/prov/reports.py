"""The top of a PROV document: reports, who published them, what read them, who took from whom."""

from __future__ import annotations

from collections import defaultdict

from prov.constants import PROV
from prov.identifier import QualifiedName
from prov.model import ProvDocument

from sayso.export.dossier import Dossier
from sayso.export.naming import publisher
from sayso.export.prov.terms import KINDS, SAYSO, Facts, facts, thing
from sayso.model import Analysis, Report, VoiceKind, identify
from sayso.weigh.borrowing import Known
from sayso.weigh.correction import withdrawals
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import outlet_names


def reports(dossier: Dossier, document: ProvDocument) -> None:
    """Put the reports into the document."""
    outlets = Outlets.of(outlet_names(dossier.reports))
    known = {found[0]: found[1] for r in dossier.reports if (found := publisher(r, outlets))}
    for id_, name in sorted(known.items()):
        document.agent(thing(id_), facts(KINDS[VoiceKind.OUTLET], name))
    for version in sorted({analysis.version for analysis in dossier.analyses}):
        document.agent(program(version), facts((PROV["SoftwareAgent"],), version))
    alike = sharing(dossier)
    for analysis in dossier.analyses:
        report = analysis.report
        one = thing(report.id)
        document.entity(one, told_of(report, dossier.deposited[report.id], alike[report.id]))
        if (found := publisher(report, outlets)) is not None:
            document.attribution(one, thing(found[0]))
        document.activity(reading(analysis), None, None, facts((SAYSO["Reading"],)))
        document.association(reading(analysis), program(analysis.version))
        document.usage(reading(analysis), one)
    copies(dossier, document)
    for each in withdrawals(dossier.reports, outlets):
        types = facts((SAYSO["Withdrawal"],))
        document.revision(thing(each.notice), thing(each.report), other_attributes=types)


def told_of(report: Report, added: str, alike: tuple[QualifiedName, ...]) -> Facts:
    """What is known of a report as a file, and what it says of itself."""
    told = {
        name: " ".join(fact.value.split())
        for name in ("outlet", "title", "byline", "published", "published_at", "url", "language")
        if (fact := getattr(report, name)) is not None
    }
    return facts(
        (SAYSO["Report"],),
        f"{told.get('outlet') or report.file} ({told.get('published') or 'no date'})",
        **told,
        file=report.file,
        media=report.media,
        originalSha256=report.sha256,
        deposited=added,
        sharesWordsWith=alike,
    )


def program(version: str) -> QualifiedName:
    """The program that reads, in a version."""
    return thing(identify("g", version))


def reading(analysis: Analysis) -> QualifiedName:
    """The reading of a report by a version of the program."""
    return thing(identify("d", analysis.report.id, analysis.version))


def copies(dossier: Dossier, document: ProvDocument) -> None:
    """Which report was taken from which, where it is known which of them was first."""
    for each in dossier.weighed.borrowings:
        if each.known_by is Known.GUESS:
            continue
        told = facts(
            (SAYSO["Copy"],),
            share=each.share,
            firstIsKnownBy=each.known_by.value,
            credited=each.credited,
        )
        document.derivation(thing(each.taker), thing(each.giver), other_attributes=told)


def sharing(dossier: Dossier) -> dict[str, tuple[QualifiedName, ...]]:
    """By report, those that it shares words with where nobody knows which was first."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in dossier.weighed.borrowings:
        if each.known_by is Known.GUESS:
            found[each.taker].add(each.giver)
            found[each.giver].add(each.taker)
    return {r.id: tuple(map(thing, sorted(found[r.id]))) for r in dossier.reports}
