"""Who and what a report names: people, bodies, places, vehicles, and where they are mentioned.

An unnamed voice is nobody here. Nor is there anything for what FollowTheMoney has no schema that
asserts nothing: a weapon, a document that is spoken of, an event, a people. They stand in the words
of the claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.dossier import Dossier
from sayso.export.ftm.article import article_id
from sayso.export.ftm.value import Fact, Subject
from sayso.export.table import flat
from sayso.model import Analysis, Entity, EntityKind, identify
from sayso.resolve.identity import Identity

# A group is any that acts as one, an armed one too; nobody here is a company or a public body
# because a report says so.
SCHEMATA = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANIZATION: "Organization",
    EntityKind.GROUP: "Organization",
    EntityKind.PLACE: "Address",
    EntityKind.FACILITY: "Address",
    EntityKind.VEHICLE: "Vehicle",
}
# Of these a mention can tell whom it means.
LEGAL = frozenset(["Person", "Organization"])


def subject_of(identity: Identity | None, report: str) -> Subject | None:
    """An identity as a report tells of it; None where it has no schema."""
    schema = SCHEMATA.get(identity.kind) if identity else None
    return Subject(f"sayso-{identity.id}", schema, report) if identity and schema else None


def names(analysis: Analysis, dossier: Dossier) -> Iterator[Fact]:
    """What a report calls those whom it names, and its mentions of them."""
    report = analysis.report
    for entity in analysis.entities:
        identity = dossier.cast.get(entity.id)
        subject = subject_of(identity, report.id)
        if identity is None or subject is None:
            continue
        for form in forms(entity, report.text):
            yield from subject.tells(prop_of(form, identity, subject.schema), form)
            if subject.schema in LEGAL:
                yield from mention(form, subject)


def forms(entity: Entity, text: str) -> list[str]:
    """The names that a report has for an entity, on one line, each once."""
    return list(dict.fromkeys([entity.name, *(flat(text, span) for span in entity.mentions)]))


def prop_of(form: str, identity: Identity, schema: str) -> str:
    """Which property a way of writing a name is.

    A surname alone is weak: programs that look for namesakes must not match by it.
    """
    if schema == "Address":
        return "full"
    if form == identity.name:
        return "name"
    weak = schema == "Person" and " " not in form
    return "weakAlias" if weak else "alias"


def mention(form: str, subject: Subject) -> Iterator[Fact]:
    """That a report names somebody so."""
    number = identify("m", subject.report, subject.id, form)
    found = Subject(f"sayso-{number}", "Mention", subject.report)
    yield from found.tells("document", article_id(subject.report))
    yield from found.tells("name", form)
    yield from found.tells("resolved", subject.id)
    yield from found.tells("detectedSchema", subject.schema)
