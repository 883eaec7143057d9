"""Which voices of a chain are on a side of the claim."""

from sayso.model import (
    Claim,
    Entity,
    EntityKind,
    Filler,
    Interest,
    Modality,
    Polarity,
    Span,
    Voice,
    VoiceKind,
)
from sayso.resolve.interest import with_interests

OUTLET = Voice("v0", "The Courier", VoiceKind.OUTLET)


def claim(*roles: tuple[str, Filler]) -> Claim:
    return Claim(
        "c",
        "s",
        "attacks",
        Span(50, 58),
        roles,
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        Span(0, 90),
        ("v0", "v1"),
    )


def interests(voice: Voice, *roles: tuple[str, Filler]) -> tuple[Interest, ...]:
    union = Entity("e1", "the union", EntityKind.ORGANIZATION, (Span(20, 29),))
    (told,) = with_interests([claim(*roles)], [OUTLET, voice], [union])
    return told.interests


def test_a_voice_that_is_the_party_itself():
    voice = Voice("v1", "the union", VoiceKind.ORGANIZATION, (Span(20, 29),), "e1")
    assert interests(voice, ("victim", Filler(Span(60, 69), "e1"))) == (
        Interest("v1", "victim", itself=True),
    )


def test_a_voice_that_belongs_to_the_party():
    voice = Voice("v1", "a spokesman", VoiceKind.ANONYMOUS, affiliation=Span(20, 29))
    assert interests(voice, ("victim", Filler(Span(60, 69), "e1"))) == (
        Interest("v1", "victim", itself=False),
    )


def test_a_voice_of_neither_side_and_the_outlet_have_none():
    voice = Voice("v1", "a neighbour", VoiceKind.ANONYMOUS, (Span(0, 11),))
    assert interests(voice, ("victim", Filler(Span(60, 69), "e1"))) == ()
