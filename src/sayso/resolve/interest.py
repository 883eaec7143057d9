"""Which voices of a claim's chain belong to a party of the claim.

What somebody says of his own side weighs less where it serves it, and more where it does not; here
it is only found out whose side a voice is on, as far as the report tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.model import Claim, Entity, Filler, Interest, Span, Voice


def with_interests(
    claims: Iterable[Claim], voices: Iterable[Voice], entities: Iterable[Entity]
) -> tuple[Claim, ...]:
    """The claims, each with the interests of the voices behind the outlet."""
    by_id = {voice.id: voice for voice in voices}
    known = tuple(entities)
    sides = {voice.id: side_of(voice, known) for voice in by_id.values()}
    return tuple(
        replace(claim, interests=tuple(interests(claim, by_id, sides))) for claim in claims
    )


def side_of(voice: Voice, entities: Iterable[Entity]) -> str | None:
    """The entity that a voice's affiliation names."""
    told = voice.affiliation
    if told is None:
        return None
    inside = [e for e in entities if any(told.meets(m) for m in e.mentions)]
    return inside[0].id if inside else None


def interests(
    claim: Claim, voices: Mapping[str, Voice], sides: Mapping[str, str | None]
) -> Iterator[Interest]:
    """Each voice behind the outlet that is a party of the claim or belongs to one."""
    for name in dict.fromkeys(claim.chain[1:]):
        voice = voices[name]
        for role, filler in claim.roles:
            if is_party(voice, filler):
                yield Interest(name, role, itself=True)
            elif belongs(voice, filler, sides[name]):
                yield Interest(name, role, itself=False)


def is_party(voice: Voice, filler: Filler) -> bool:
    """Whether a voice fills the role itself."""
    if voice.entity is not None and voice.entity == filler.entity:
        return True
    return filler.entity is None and filler.span in voice.mentions


def belongs(voice: Voice, filler: Filler, side: str | None) -> bool:
    """Whether the voice's affiliation fills the role."""
    if side is not None and side == filler.entity:
        return True
    told: Span | None = voice.affiliation
    return told is not None and filler.span.meets(told)
