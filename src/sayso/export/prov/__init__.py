"""The case as W3C PROV: who told what, as PROV-N for people and PROV-JSON for programs.

    write(dossier, folder)          # case.provn and case.prov.json, two forms of one document

The top level says what the case itself knows: which reports there are, who published them, which
was copied from which, what read them. What somebody tells stands in a bundle that is theirs, and in
no other place: PROV's own way to say that it is an account, and whose. PROV-DM:
https://www.w3.org/TR/prov-dm/
"""

from __future__ import annotations

from pathlib import Path

from prov.model import ProvDocument

from sayso.export.dossier import Dossier
from sayso.export.prov.account import accounts
from sayso.export.prov.judging import judging
from sayso.export.prov.reports import reports
from sayso.export.prov.terms import CASE, SAYSO
from sayso.export.prov.weighing import weighing


def write(dossier: Dossier, place: Path) -> None:
    """Write both forms into a folder."""
    document = document_of(dossier)
    notation = document.get_provn()
    data = document.serialize(format="json", indent=1, ensure_ascii=False)
    (place / "case.provn").write_text(f"{notation}\n", encoding="utf-8", newline="\n")
    (place / "case.prov.json").write_text(f"{data}\n", encoding="utf-8", newline="\n")


def document_of(dossier: Dossier) -> ProvDocument:
    """The document: the reports on top, then a bundle for each account."""
    document = ProvDocument()
    document.add_namespace(SAYSO)
    document.add_namespace(CASE)
    reports(dossier, document)
    accounts(dossier, document)
    weighing(dossier, document)
    judging(dossier, document)
    return document
