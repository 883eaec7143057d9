"""Which mentions are one entity.

resolution = resolve(annotation, attribution, claims)
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.annotate import Annotation
from sayso.attribute import Attribution
from sayso.model import Claim, Entity, Voice

__all__ = ["Resolution", "resolve"]


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
    return Resolution(attribution.voices, (), claims)
