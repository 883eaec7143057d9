"""Which mentions are one entity.

resolution = resolve(annotation, attribution, claims)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute import Attribution
from sayso.model import Claim, Entity, EntityKind, Filler, Span, Voice
from sayso.ontology import claim_types
from sayso.resolve.clusters import cluster
from sayso.resolve.coreference.chains import Chain, coreference_version, refer
from sayso.resolve.coreference.mention import Form, Mention
from sayso.resolve.interest import with_interests
from sayso.resolve.links import VAGUE_HEADS, Linker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Resolution", "cluster", "coreference_version", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Voices and claims that now name their entities, and the entities."""

    voices: tuple[Voice, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]


def resolve(
    annotation: Annotation, attribution: Attribution, claims: tuple[Claim, ...]
) -> Resolution:
    """Join the mentions of a report to entities and link voices, roles and places to them."""
    entities = clustered(annotation)
    outer = outermost(entities, annotation)
    meant = references(refer(annotation, attribution, outer), outer, annotation.doc)
    linker = Linker(annotation, attribution, outer, meant)
    voices = tuple(replace(v, entity=linker.voices[v.id]) for v in attribution.voices)
    linked = [link(claim, linker) for claim in claims]
    told = tuple(replace(e, references=tuple(meant.get(e.id, ()))) for e in entities)
    return Resolution(voices, told, with_interests(linked, voices, entities))


# A pronoun is near the last words for the same where they stand in its sentence or the one before.
FAR = 2
# What "is", and verbs like it, say of their subjects.
SAID_OF = frozenset(["attr", "oprd", "acomp"])
PRONOUNS = frozenset([Form.HE, Form.SHE, Form.IT, Form.THEY])


def references(
    chains: Iterable[Chain], entities: Sequence[Entity], doc: Doc
) -> dict[str, list[Span]]:
    """Where each entity is meant without its name, in the order of the text."""
    found: dict[str, list[Span]] = defaultdict(list)
    for chain in chains:
        # "Two of them are Zhemorans" makes nobody the people.
        if chain.entity < 0 or entities[chain.entity].kind is EntityKind.NATIONALITY:
            continue
        last = -FAR
        for mention in chain.mentions:
            near = mention.sentence - last < FAR or mention.form not in PRONOUNS
            if near and refers(mention, doc[mention.phrase.head]):
                found[entities[chain.entity].id].append(mention.span)
            last = mention.sentence
    return found


def refers(mention: Mention, head: Token) -> bool:
    """Whether a mention stands for somebody or something without naming it.

    A bare number does not (an age), nor a noun for anything, nor what is said of somebody
    ("was a liar").
    """
    told = mention.form is not Form.NAME and mention.lemma not in VAGUE_HEADS
    return told and not mention.lemma.isdigit() and head.dep_ not in SAID_OF


def clustered(annotation: Annotation) -> tuple[Entity, ...]:
    """The entities that a report names."""
    report = annotation.report
    return cluster((*annotation.names, *annotation.inner), report.text, report.id)


def named(annotation: Annotation) -> tuple[Entity, ...]:
    """The entities that a report names, with their names that stand in no other."""
    return outermost(clustered(annotation), annotation)


def outermost(entities: tuple[Entity, ...], annotation: Annotation) -> tuple[Entity, ...]:
    """The entities with their names that stand in no other: one place of a text, one entity."""
    whole = {name.span for name in annotation.names}
    kept = (replace(e, mentions=tuple(m for m in e.mentions if m in whole)) for e in entities)
    return tuple(e for e in kept if e.mentions)


def link(claim: Claim, linker: Linker) -> Claim:
    """The claim with the entities of its roles and of its place."""
    roles = tuple(
        (role, Filler(filler.span, linker.of_filler(filler.span), filler.count))
        for role, filler in claim.roles
    )
    where = claim.where and replace(claim.where, entity=linker.of_place(claim.where.span))
    return replace(claim, roles=set_apart(claim.type, roles, linker), where=where)


def set_apart(
    type_name: str, roles: tuple[tuple[str, Filler], ...], linker: Linker
) -> tuple[tuple[str, Filler], ...]:
    """The roles, where nobody stands on both sides of a deed: "Deb asked him" means another man.

    The pronoun, or the noun that names nobody, is the one whose reading gives way.
    """
    kind = claim_types().get(type_name)
    if kind is None or type_name == "identified_as":
        return roles
    sides = [(n, f) for n, f in roles if n in {kind.first.name, kind.second.name} and f.entity]
    if len(sides) != 2 or sides[0][1].entity != sides[1][1].entity:
        return roles
    unnamed = {name for name, filler in sides if linker.named_in(filler.span) is None}
    return tuple((n, replace(f, entity=None) if n in unnamed else f) for n, f in roles)
