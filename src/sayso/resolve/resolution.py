"""Which mentions are one entity.

resolution = resolve(annotation, attribution, claims)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.annotate.annotation import Annotation
from sayso.attribute import Attribution
from sayso.model import Claim, Entity, Filler, Voice
from sayso.resolve.clusters import cluster
from sayso.resolve.interest import with_interests
from sayso.resolve.links import Linker

__all__ = ["Resolution", "cluster", "resolve"]


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
    report = annotation.report
    entities = cluster((*annotation.names, *annotation.inner), report.text, report.id)
    linker = Linker(annotation, attribution, outermost(entities, annotation))
    voices = tuple(replace(v, entity=linker.voices[v.id]) for v in attribution.voices)
    linked = [link(claim, linker) for claim in claims]
    return Resolution(voices, entities, with_interests(linked, voices, entities))


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
    return replace(claim, roles=roles, where=where)
