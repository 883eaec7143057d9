"""Who speaks and who is spoken of: names and kinds, and no tie between any two of them.

A source without a name has no name here either, but what its report calls it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.dossier import Dossier, Speaker
from sayso.export.jsonld.node import Node, iri, node
from sayso.export.naming import publisher, voice_id
from sayso.model import EntityKind, VoiceKind
from sayso.resolve.identity import Identity
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import outlet_names

VOICES = {
    VoiceKind.OUTLET: "NewsMediaOrganization",
    VoiceKind.PERSON: "Person",
    VoiceKind.ORGANIZATION: "Organization",
    VoiceKind.GROUP: "Organization",
    VoiceKind.DOCUMENT: "Document",
    VoiceKind.ANONYMOUS: "UnnamedSource",
}
IDENTITIES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANIZATION: "Organization",
    EntityKind.GROUP: "Organization",
    EntityKind.PLACE: "Place",
    EntityKind.FACILITY: "Place",
    EntityKind.VEHICLE: "Vehicle",
    EntityKind.EVENT: "Event",
}


def parties(dossier: Dossier) -> Iterator[Node]:
    """All outlets, voices and identities of the claims, each once, by id."""
    outlets = Outlets.of(outlet_names(dossier.reports))
    found: dict[str, Node] = {}
    for report in dossier.reports:
        if (known := publisher(report, outlets)) is not None:
            id_ = iri(known[0])
            found[id_] = node("NewsMediaOrganization", id_, name=known[1])
    for assertion in dossier.assertions:
        for speaker in assertion.chain:
            found.setdefault(iri(voice_id(speaker)), voice(speaker))
    for assertion in dossier.assertions:
        for part in (*assertion.parts, *([assertion.place] if assertion.place else [])):
            if part.identity is not None:
                found.setdefault(iri(part.identity.id), identity(part.identity))
    yield from (found[id_] for id_ in sorted(found))


def voice(speaker: Speaker) -> Node:
    """A voice; without a name, what its report calls it."""
    id_ = iri(voice_id(speaker))
    if speaker.key.startswith("report:"):
        return node("UnknownOutlet", id_, description=speaker.name)
    if not speaker.named:
        return node(unnamed(speaker.kind), id_, description=speaker.words)
    return node(VOICES[speaker.kind], id_, name=speaker.name)


def unnamed(kind: VoiceKind) -> str:
    """What a voice is that has no name: a body or a document may be told by its kind."""
    return "UnnamedSource" if kind is VoiceKind.PERSON else VOICES[kind]


def identity(one: Identity) -> Node:
    """Somebody or something that a claim is about."""
    return node(IDENTITIES.get(one.kind, "Thing"), iri(one.id), name=" ".join(one.name.split()))
