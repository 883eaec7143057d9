"""Who and where, as neutral STIX objects: `identity` and `location`, and nothing that accuses.

Nobody is a `threat-actor` here on somebody's word. An unnamed voice, and what has no name, gets no
object: an importer joins objects of one name, and would make one source of all "officials".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sayso.export.dossier import Assertion, Dossier, Part, Speaker
from sayso.export.stix.thing import Json, extended, named, stamp, thing
from sayso.model import EntityKind, Report, VoiceKind
from sayso.record.identity import links
from sayso.record.judgement import Judged, linked
from sayso.resolve.identity import Identity
from sayso.weigh.outlets import telling

# The class of an identity by what is named. What is not here stays words: STIX has no neutral
# object for a weapon, a document or an event of which only a name is known, and a people is nobody.
CLASSES = {
    EntityKind.PERSON: "individual",
    EntityKind.ORGANIZATION: "organization",
    EntityKind.GROUP: "group",
    EntityKind.FACILITY: "unknown",
    EntityKind.VEHICLE: "unknown",
}
VOICES = {
    VoiceKind.OUTLET: "organization",
    VoiceKind.PERSON: "individual",
    VoiceKind.ORGANIZATION: "organization",
    VoiceKind.GROUP: "group",
}
NEUTRAL = "A name as news reports give it. What is claimed is told in notes, on somebody's word."
# What `region` means in a location of ours: STIX asks for it, or for a country, or coordinates.
NOWHERE = "A report gives no region, country or coordinates: `region` repeats the name."


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or some place with an object of its own. `created` is when a report of it came."""

    id: str
    key: str
    name: str
    class_: str
    identity: Identity | None
    is_outlet: bool
    created: str


class Names:
    """Everybody and every place that the claims of a dossier name, by STIX id."""

    def __init__(self, dossier: Dossier) -> None:
        speakers = [each for a in dossier.assertions for each in a.chain]
        # An outlet is one body, whether it tells or is told of.
        self.bodies: dict[str, Identity] = {}
        for each in sorted(speakers, key=lambda s: s.identity.id if s.identity else ""):
            if each.identity is not None:
                self.bodies.setdefault(each.key, each.identity)
        self.outlets = {
            a.report.outlet.value: a.chain[0] for a in dossier.assertions if a.report.outlet
        }
        self.known: dict[str, Name] = {}
        self.last = stamp(dossier.last)
        for assertion in dossier.assertions:
            created = stamp(dossier.deposited[assertion.report.id])
            for speaker in assertion.chain:
                self.take(self.of_speaker(speaker, created))
            for part in parts(assertion):
                self.take(self.of_part(part, created))
        for report in dossier.reports:
            self.take(self.of_outlet(report, stamp(dossier.deposited[report.id])))

    def take(self, name: Name | None) -> None:
        """Keep a name, as known since its earliest report; an outlet where it is one anywhere."""
        if name is None:
            return
        old = self.known.get(name.id, name)
        self.known[name.id] = replace(
            old if old.is_outlet else name,
            identity=old.identity or name.identity,
            created=min(old.created, name.created),
        )

    def of_speaker(self, speaker: Speaker, created: str) -> Name | None:
        """The object of a voice; None for one without a name, a document, an unknown outlet."""
        is_outlet = speaker.kind is VoiceKind.OUTLET
        if not speaker.named or speaker.kind not in VOICES or speaker.key.startswith("report:"):
            return None
        body = self.bodies.get(speaker.key)
        if body is not None:
            return of_identity(body, created, is_outlet=is_outlet)
        class_ = VOICES[speaker.kind]
        id_ = named("identity", speaker.key)
        return Name(id_, speaker.key, speaker.name, class_, None, is_outlet, created)

    def of_part(self, part: Part, created: str) -> Name | None:
        """The object of who fills a role; None where nobody knows who is meant."""
        return of_identity(part.identity, created) if part.identity else None

    def of_outlet(self, report: Report, created: str) -> Name | None:
        """The object of who published a report; None where the report does not say."""
        if report.outlet is None:
            return None
        known = self.outlets.get(report.outlet.value)
        if known is not None:
            return self.of_speaker(known, created)
        key = "outlet:" + " ".join(telling(report.outlet.value))
        name = " ".join(report.outlet.value.split())
        return Name(named("identity", key), key, name, "organization", None, True, created)

    def refs(self, assertion: Assertion) -> list[str]:
        """The objects of all whom a claim names: its voices, its parties, its place. Sorted."""
        found = [self.of_speaker(each, "") for each in assertion.chain]
        found += [self.of_part(each, "") for each in parts(assertion)]
        return sorted({name.id for name in found if name})

    def objects(self, judgements: Iterable[Judged]) -> Iterator[Json]:
        """The objects, by id, with the ids elsewhere that people linked them to."""
        elsewhere = linked(judgements)
        for id_ in sorted(self.known):
            yield self.object(self.known[id_], elsewhere)

    def object(self, name: Name, elsewhere: Mapping[str, Mapping[str, Judged]]) -> Json:
        """One object."""
        also = [use.text for use in name.identity.names] if name.identity else []
        also = list(dict.fromkeys(" ".join(n.split()) for n in also))
        other = [each for each in also if each != name.name]
        is_place = name.id.startswith("location--")
        said = [NEUTRAL, f"Also called: {'; '.join(other)}." if other else ""]
        kind = name.identity.kind.value if name.identity else None
        return thing(
            name.id,
            name.created,
            self.last,
            name=name.name,
            description=" ".join(filter(None, [*said, NOWHERE if is_place else ""])),
            region=name.name if is_place else None,
            identity_class=None if is_place else name.class_,
            roles=["news outlet"] if name.is_outlet and not is_place else None,
            external_references=references(name, elsewhere),
            extensions=extended("name", key=name.key, names=[name.name, *other], entity=kind),
        )


def parts(assertion: Assertion) -> Iterator[Part]:
    """Who and what a claim is about, its place too."""
    yield from assertion.parts
    if assertion.place is not None:
        yield assertion.place


def of_identity(identity: Identity, created: str, *, is_outlet: bool = False) -> Name | None:
    """The object of an identity; None of a kind that STIX has no neutral object for."""
    kind, key = identity.kind, identity.id
    name = " ".join(identity.name.split())
    if kind is EntityKind.PLACE and not is_outlet:
        return Name(named("location", key), key, name, "", identity, False, created)
    class_ = "organization" if is_outlet else CLASSES.get(kind)
    if class_ is None:
        return None
    return Name(named("identity", key), key, name, class_, identity, is_outlet, created)


def references(name: Name, elsewhere: Mapping[str, Mapping[str, Judged]]) -> list[Json]:
    """The ids of somebody in registers, as people linked them."""
    if name.identity is None:
        return []
    found = links(name.identity, elsewhere)
    split = (id_.partition(":") for id_ in found)
    return [{"source_name": register, "external_id": bare} for register, _, bare in split if bare]
