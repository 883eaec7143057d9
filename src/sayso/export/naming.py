"""What the exports that link data call things: namespaces, and ids that hold over formats.

Terms of ours and things of a case are URNs: nobody who reads a file asks a server what they mean.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.export.dossier import Speaker
from sayso.model import Analysis, Report, identify
from sayso.weigh.outlets import Outlets

TERMS = "urn:sayso:term:"
THINGS = "urn:sayso:case:"
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def local(id_: str) -> str:
    """An id of ours as the end of a URN; one that came from another case may hold anything."""
    return id_ if PLAIN.fullmatch(id_) else identify("x", id_)


def voice_id(speaker: Speaker) -> str:
    """The id of a voice. Outlets of one family are one to those who weigh, and two that tell."""
    return outlet_id(speaker.name) if speaker.key.startswith("outlet:") else speaker.id


def outlet_id(name: str) -> str:
    """The id of an outlet of this name."""
    return identify("v", "outlet", " ".join(name.split()))


def publisher(report: Report, outlets: Outlets) -> tuple[str, str] | None:
    """The id and the name of who published a report; None where it does not say."""
    words = outlets.meant(report.outlet.value) if report.outlet else None
    if words is None:
        return None
    name = " ".join(outlets.name(words).split())
    return outlet_id(name), name


def called_by_file(analysis: Analysis) -> Analysis:
    """An analysis whose report is called by the name of its file alone, without its folders."""
    report = analysis.report
    return replace(analysis, report=replace(report, path=report.file))
