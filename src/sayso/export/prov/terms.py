"""The words of ours in a PROV document, and how facts are put into it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from prov.constants import PROV
from prov.identifier import Namespace, QualifiedName
from prov.model import ProvBundle, ProvDocument

from sayso.export.characters import legible
from sayso.export.naming import TERMS, THINGS, local
from sayso.model import VoiceKind, identify

SAYSO = Namespace("sayso", TERMS)
CASE = Namespace("case", THINGS)

Facts = list[tuple[str | QualifiedName, Any]]

KINDS: dict[VoiceKind, tuple[QualifiedName, ...]] = {
    VoiceKind.OUTLET: (PROV["Organization"], SAYSO["Outlet"]),
    VoiceKind.PERSON: (PROV["Person"],),
    VoiceKind.ORGANIZATION: (PROV["Organization"],),
    VoiceKind.GROUP: (PROV["Organization"], SAYSO["Group"]),
    VoiceKind.DOCUMENT: (SAYSO["Document"],),
    # Neither a person nor a body: nobody says which, nor how many.
    VoiceKind.ANONYMOUS: (SAYSO["UnnamedSource"],),
}


def thing(id_: str) -> QualifiedName:
    """The name of something of the case."""
    return CASE[local(id_)]


def facts(types: Iterable[QualifiedName], label: str | None = None, **told: object) -> Facts:
    """Types, a label, and facts by our own words; what is None or empty is left out.

    A tuple gives the fact once for each of its values.
    """
    found: Facts = [("prov:type", each) for each in types]
    if label:
        found.append(("prov:label", legible(label)))
    for name, value in told.items():
        for each in value if isinstance(value, tuple) else (value,):
            if each is not None and each != "":
                known = legible(each) if isinstance(each, str) else each
                found.append((SAYSO[name], known))
    return found


def account_id(owner: QualifiedName) -> QualifiedName:
    """The name of the bundle of what somebody tells."""
    return thing(identify("a", owner.localpart))


def account_of(owner: QualifiedName, label: str, document: ProvDocument) -> ProvBundle:
    """A new bundle for what somebody tells, and on top that it is theirs."""
    name = account_id(owner)
    document.entity(name, facts((PROV["Bundle"],), label))
    document.attribution(name, owner)
    return document.bundle(name)
