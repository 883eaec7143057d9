"""Which voice a description without a name takes up, judged by the voices met so far alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.attribute.reference import DEFINITE, ORDINALS, Reference
from sayso.attribute.speaker import Speaker
from sayso.attribute.standing import can_mean
from sayso.model import VoiceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Heads that say no more than "somebody who talked": "the source" takes up "an official" and back.
BROAD = frozenset({"source", "official", "person", "insider"})
# Nouns that tell no more of a person than number and gender.
ANYBODY = frozenset({"man", "woman", "person", "people", "pair", "couple", "duo", "trio"})


def described(met: Sequence[Speaker], reference: Reference) -> Speaker | None:
    """The voice, of those met (the last one first), that a definite description takes up."""
    ordinal = next((w for w in ORDINALS if w in reference.modifiers), None)
    if ordinal is not None and not reference.plural:
        met_so = [s for s in met if reference.head in s.heads and not (s.plural or s.named)]
        if len(met_so) > 1:
            return by_ordinal(sorted(met_so, key=lambda s: s.mentions[0]), ordinal)
    same = next((s for s in met if s.is_described_by(reference)), None)
    if same is not None or not reference.plural:
        return same
    return by_number(met, reference)


def by_ordinal(met: Sequence[Speaker], ordinal: str) -> Speaker | None:
    """The one of like voices, in the order in which they were met, that an ordinal tells."""
    said = [s for s in met if ordinal in s.modifiers]
    if said:
        return said[0] if len(said) == 1 else None
    at = ORDINALS.index(ordinal)
    return met[at] if at < len(met) and not set(ORDINALS) & met[at].modifiers else None


def by_number(met: Sequence[Speaker], reference: Reference) -> Speaker | None:
    """The last voice of as many people: "the two men" after "two officials"."""
    if reference.count is None or reference.head not in ANYBODY:
        return None
    return next((s for s in met if s.plural and s.count == reference.count), None)


def the_source(met: Sequence[Speaker]) -> Speaker | None:
    """Whom "the source" takes up: the one person without a name whom the outlet itself quotes.

    "An officer familiar with the search" is a source; of those of whom others tell, none is.
    """
    quoted = [s for s in met if not s.named and s.is_somebody() and s.outer >= 0]
    return quoted[0] if len(quoted) == 1 else None


def is_told_apart(doc: Doc, reference: Reference) -> bool:
    """Whether a clause tells which thing is meant: "the document, which the paper had seen"."""
    if reference.at < 0 or reference.head in BROAD:
        return False
    noun = doc.char_span(reference.at, reference.at + 1, alignment_mode="expand")
    return noun is not None and any(c.dep_ == "relcl" for c in noun[0].rights)


def is_told_before(doc: Doc, reference: Reference, since: int) -> bool:
    """Whether the sentence has told of the same after a place: another than who stands before it.

    "Vesper accused *the militia* of looting, a charge the militia denies": it is not Vesper.
    """
    place = doc.char_span(reference.span.start, reference.span.end, alignment_mode="expand")
    if place is None:
        return False
    return any(
        t.lemma_.lower() == reference.head
        and t.dep_ != "appos"
        and any(c.lower_ in DEFINITE for c in t.lefts)
        for t in doc[place.sent.start : place.start]
        if t.idx >= since
    )


def by_broad_noun(met: Sequence[Speaker], reference: Reference) -> Speaker | None:
    """The one voice that "the source", or an organization's last word, can stand for."""
    if reference.head in BROAD:
        unnamed = [
            s
            for s in met
            if s.kind is VoiceKind.ANONYMOUS and s.plural == reference.plural and s.heads
        ]
        # With two of them met, which one is meant is not told.
        if len(unnamed) == 1 and unnamed[0].heads & BROAD and unnamed[0].agrees(reference):
            return unnamed[0]
        if reference.head == "source" and not reference.plural:
            return the_source(met)
    if reference.plural or reference.modifiers:
        return None
    for speaker in met:
        bodily = speaker.kind not in (VoiceKind.PERSON, VoiceKind.ANONYMOUS)
        last, first = speaker.words[-1:], speaker.words[:2]
        if (
            speaker.named
            and bodily
            and (last == [reference.head] or first == [reference.head, "of"])
        ):
            return speaker
    fits = [s for s in met if can_mean(reference.head, s) and s.agrees(reference)]
    # With two that fit, the one that has just spoken is meant, or neither.
    return fits[0] if len(fits) == 1 or (fits and fits[0] is met[0]) else None


def as_anybody(met: Sequence[Speaker], reference: Reference, since: int) -> Speaker | None:
    """The unnamed person that "the man" or "the woman" can only be.

    The last person to speak, and since position `since` no other unnamed one that fits.
    """
    if reference.plural or reference.modifiers or reference.head not in ANYBODY:
        return None
    fits = [s for s in met if s.is_somebody() and s.agrees(reference)]
    if not fits or fits[0].named or fits[0].kind is not VoiceKind.ANONYMOUS:
        return None
    near = [s for s in fits if not s.named and s.mentions[-1].end > since]
    return near[0] if len(near) == 1 else None
