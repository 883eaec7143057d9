"""A voice while its mentions are collected, and whether a reference fits it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.attribute.reference import THING, Reference
from sayso.attribute.voicing import voice_nouns
from sayso.model import Span, Voice, VoiceKind

PEOPLE = (VoiceKind.PERSON, VoiceKind.ANONYMOUS)
BODIES = (VoiceKind.ORGANIZATION, VoiceKind.GROUP, VoiceKind.OUTLET, VoiceKind.DOCUMENT)


@dataclass(slots=True)
class Speaker:
    """What a report has told of a voice so far."""

    id: str
    kind: VoiceKind
    text: str
    named: bool
    plural: bool
    count: int | None = None
    gender: str | None = None
    heads: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def voice(self) -> Voice:
        """The finished voice."""
        return Voice(
            self.id, self.text, self.kind, tuple(dict.fromkeys(self.mentions)), None, self.count
        )

    def is_somebody(self) -> bool:
        """Whether the voice is one that "he" or "she" can stand for."""
        if self.plural or self.kind not in PEOPLE:
            return False
        # A noun that the table of voices does not know may be a thing ("her submission").
        return self.kind is VoiceKind.PERSON or any(h in voice_nouns() for h in self.heads)

    def is_meant_by(self, pronoun: Reference) -> bool:
        """Whether number, kind and gender allow the pronoun to stand for the voice."""
        if pronoun.head in THING:
            return self.kind in BODIES and not self.plural
        if pronoun.plural:
            return self.plural or self.kind in (VoiceKind.GROUP, VoiceKind.ORGANIZATION)
        agrees = None in (self.gender, pronoun.gender) or self.gender == pronoun.gender
        return self.is_somebody() and agrees

    def is_described_by(self, reference: Reference) -> bool:
        """Whether a description takes the voice up: same noun and number, no other modifiers.

        "The minister" takes up the transport minister; "the prime minister" does not.
        """
        if self.plural != reference.plural or reference.head not in self.heads | self.nouns:
            return False
        return reference.modifiers <= self.modifiers or not (reference.modifiers and self.modifiers)
