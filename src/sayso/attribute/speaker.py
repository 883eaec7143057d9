"""A voice while its mentions are collected, and whether a reference fits it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.attribute.reference import COLLECTIVE, ONE_OF, ORDINALS, THING, Reference
from sayso.attribute.voicing import is_person_noun
from sayso.model import EntityKind, Span, Voice, VoiceKind

PEOPLE = (VoiceKind.PERSON, VoiceKind.ANONYMOUS)
BODIES = (VoiceKind.ORGANIZATION, VoiceKind.GROUP, VoiceKind.OUTLET, VoiceKind.DOCUMENT)


@dataclass(slots=True)
class Speaker:
    """What a report has told of a voice so far.

    `part` marks some of a group, `group` is the voice that it is one of; `outer` is where it last
    spoke in nobody else's words.
    """

    id: str
    kind: VoiceKind
    text: str
    named: bool
    plural: bool
    count: int | None = None
    gender: str | None = None
    entity: EntityKind | None = None
    heads: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    outer: int = -1
    part: bool = False
    group: Speaker | None = None
    affiliation: Span | None = None
    condition: Span | None = None

    def voice(self) -> Voice:
        """The finished voice; one of a group spoke on the condition that the group set."""
        group = self.group
        return Voice(
            self.id,
            self.text,
            self.kind,
            tuple(dict.fromkeys(self.mentions)),
            None,
            self.count,
            self.named,
            self.affiliation or (group.affiliation if group else None),
            self.condition or (group.condition if group else None),
        )

    def is_somebody(self) -> bool:
        """Whether the voice is one that "he" or "she" can stand for."""
        if self.plural or self.kind not in PEOPLE or (self.heads & COLLECTIVE and not self.named):
            return False
        # Any other noun may be a thing ("her submission").
        return (
            self.kind is VoiceKind.PERSON
            or self.gender is not None
            or any(h in ONE_OF or is_person_noun(h) for h in self.heads | self.nouns)
        )

    def is_human(self) -> bool:
        """Whether the voice is a person's or several people's."""
        several = self.plural and (self.kind is VoiceKind.ANONYMOUS or self.named)
        return several or self.is_somebody()

    def is_meant_by(self, pronoun: Reference) -> bool:
        """Whether number, kind and gender allow the pronoun to stand for the voice."""
        if pronoun.head in THING:
            thing = self.kind is VoiceKind.ANONYMOUS and bool(self.heads) and not self.is_somebody()
            return (self.kind in BODIES or thing) and not self.plural
        if pronoun.head == "both" and self.count != 2:
            return False
        if pronoun.plural:
            return self.plural or self.kind in (VoiceKind.GROUP, VoiceKind.ORGANIZATION)
        return self.is_somebody() and self.agrees(pronoun)

    def agrees(self, reference: Reference) -> bool:
        """Whether nothing told of the voice's gender and number speaks against the reference."""
        counts = (self.count, reference.count)
        genders = (self.gender, reference.gender)
        return (None in counts or counts[0] == counts[1]) and (
            None in genders or genders[0] == genders[1]
        )

    def is_described_by(self, reference: Reference) -> bool:
        """Whether a description takes the voice up: same noun and number, no other modifiers.

        "The minister" takes up the transport minister; "the prime minister" does not.
        """
        if self.plural != reference.plural or reference.head not in self.heads | self.nouns:
            return False
        if not self.agrees(reference) or (self.part and self.plural and not reference.part):
            return False
        here, known = (m - {"first"} for m in (reference.modifiers, frozenset(self.modifiers)))
        if here & set(ORDINALS) - known:
            return False
        return here <= known or not (here and known)
