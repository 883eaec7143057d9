"""From what a model says to proposals: whatever does not stand in the report is dropped.

    proposals, dropped = grounded(told, Portion(text, 0, 5_000))

`told` is any JSON. Each quote in it is looked for in the text here; it counts where it stands there
to the letter, once, and cuts no word. What a model tells of places or numbers is not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.model import Modality, Polarity, Span
from sayso.ontology import with_own
from sayso.propose.prompt import manners
from sayso.propose.proposal import ClaimProposed, Link, Proposal, Quote

# From one answer so many are looked at; an honest one has some thirty (prompt.LONGEST_ANSWER).
MOST = 200
# The longest stretch, in code points, that is evidence of something: about a long paragraph.
LONGEST_QUOTE = 1_500
# Hearsay of hearsay: five voices beside the outlet are more than any report of our demo has.
DEEPEST = 6
# Reports of at most so many code points are asked about in one go: about 3,000 tokens, which with
# the instructions fit the window that small servers give by default.
LONGEST_PORTION = 12_000
# What no database keeps as it is: it would no longer be to the letter.
_UNSTORABLE = re.compile("[\0\ud800-\udfff\ufdd0\ufdd1]")


class Reason(StrEnum):
    """Why something that a model said is dropped."""

    SHAPE = "not in the shape that was asked for"
    ABSENT = "quotes what the report does not say"
    SEVERAL = "quotes what stands in several places"
    LONG = "quotes too much, or nothing"
    OUTSIDE = "quotes words that stand outside of what it hangs them on"
    UNKNOWN = "uses a type, role or manner that there is not"
    REPEATED = "says what it said before"
    FOUND = "says what was read already"
    MANY = "one too many in one answer"


class Ungrounded(Exception):
    """A proposal cannot be kept. Does not leave this module."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Portion:
    """The part of a report's text that a model was shown."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The part itself."""
        return self.text[self.start : self.end]

    def find(self, words: Any, within: Span | None = None) -> Quote:  # noqa: ANN401 - of a stranger
        """Where words stand, once; `within` part of it. Raises Ungrounded."""
        place = within or Span(self.start, self.end)
        match words:
            case {"quote": str(quote), "context": str(context)}:
                return self.find(quote, self.find(context, place).span)
            case str() if 0 < len(words) <= LONGEST_QUOTE and not _UNSTORABLE.search(words):
                pass
            case str():
                raise Ungrounded(Reason.LONG)
            case _:
                raise Ungrounded(Reason.SHAPE)
        found = list(self.places(words, place))
        if len(found) != 1:
            raise Ungrounded(Reason.SEVERAL if found else Reason.ABSENT)
        span = found[0].trim(self.text)
        quoted = span.of(self.text)
        if not any(map(str.isalnum, quoted)):
            raise Ungrounded(Reason.LONG)
        return Quote(span, quoted)

    def places(self, words: str, within: Span) -> Iterator[Span]:
        """The first two places where words stand without cutting any word at their ends."""
        at, seen = within.start - 1, 0
        while seen < 2 and (at := self.text.find(words, at + 1, within.end)) >= 0:
            span = Span(at, at + len(words))
            if not (cuts(self.text, span.start) or cuts(self.text, span.end)):
                seen += 1
                yield span


def cuts(text: str, place: int) -> bool:
    """Whether a place in a text is within a word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def portions(text: str) -> Iterator[Portion]:
    """The parts of a text that are asked about one by one: paragraphs, as many as go together."""
    start = 0
    while start < len(text):
        end = min(len(text), start + LONGEST_PORTION)
        if end < len(text):
            halfway = start + LONGEST_PORTION // 2
            ends = (text.rfind(mark, halfway, end) + len(mark) for mark in ("\n\n", "\n", ". "))
            end = next((place for place in ends if place > halfway), end)
        portion = Portion(text, start, end)
        if portion.words.strip():
            yield portion
        start = end


def grounded(told: Sequence[Any], portion: Portion) -> tuple[tuple[Proposal, ...], Counter[Reason]]:
    """The proposals in what a model said, and how many were dropped for which reason."""
    kept: list[Proposal] = []
    dropped: Counter[Reason] = Counter()
    for each in told[:MOST]:
        try:
            proposal = proposal_of(each, portion)
        except Ungrounded as error:
            dropped[error.reason] += 1
            continue
        if proposal in kept:
            dropped[Reason.REPEATED] += 1
        else:
            kept.append(proposal)
    if len(told) > MOST:
        dropped[Reason.MANY] += len(told) - MOST
    return tuple(kept), dropped


def proposal_of(told: Any, portion: Portion) -> Proposal:  # noqa: ANN401 - of a stranger
    """One proposal. Raises Ungrounded."""
    match told:
        case {"chain": list(links)} if len(links) <= DEEPEST:
            claim = told.get("claim")
        case _:
            raise Ungrounded(Reason.SHAPE)
    chain: tuple[Link, ...] = ()
    for link in links:
        chain += (link_of(link, portion, chain[-1] if chain else None),)
    if claim is None and not chain:
        raise Ungrounded(Reason.SHAPE)
    return Proposal(chain, None if claim is None else claim_of(claim, portion, chain))


def link_of(told: Any, portion: Portion, outer: Link | None) -> Link:  # noqa: ANN401 - of a stranger
    """A statement, which stands within the content of the one outside it. Raises Ungrounded."""
    match told:
        case {"passage": passage, "content": [_, *_] as content, "manner": str(manner)}:
            place = portion.find(passage).span
        case _:
            raise Ungrounded(Reason.SHAPE)
    if manner not in manners():
        raise Ungrounded(Reason.UNKNOWN)
    source, cue = (
        None if told.get(part) is None else portion.find(told[part], place)
        for part in ("source", "cue")
    )
    if source is None and cue is None:
        raise Ungrounded(Reason.SHAPE)
    said = tuple(portion.find(words, place) for words in content)
    link = Link(source, cue, said, manner)
    around = [quote for quote in (source, cue) if quote]
    if any(one.span.meets(other.span) for one in around for other in said):
        raise Ungrounded(Reason.OUTSIDE)
    if outer and not all(inside(quote, outer) for quote in (*around, *said)):
        raise Ungrounded(Reason.OUTSIDE)
    return link


def inside(quote: Quote, outer: Link) -> bool:
    """Whether words are part of what a statement says."""
    return any(content.span.holds(quote.span) for content in outer.content)


def claim_of(told: Any, portion: Portion, chain: Sequence[Link]) -> ClaimProposed:  # noqa: ANN401
    """A claim, told by words within the content of the innermost statement. Raises Ungrounded."""
    match told:
        case {
            "evidence": words,
            "type": str(name),
            "trigger": trigger,
            "roles": dict(roles),
            "polarity": str(polarity),
            "modality": str(modality),
        } if roles:
            evidence = portion.find(words)
        case _:
            raise Ungrounded(Reason.SHAPE)
    kind = with_own(()).get(name)
    known = polarity in list(Polarity) and modality in list(Modality)
    if kind is None or not known or not set(roles) <= set(kind.roles):
        raise Ungrounded(Reason.UNKNOWN)
    told_by = portion.find(trigger, evidence.span)
    # Who plays a part may be named around what is said: "the Guard admitted shelling the town".
    if chain and not inside(told_by, chain[-1]):
        raise Ungrounded(Reason.OUTSIDE)
    return ClaimProposed(
        name,
        told_by,
        fillers(roles, kind.roles, portion, evidence.span),
        Polarity(polarity),
        Modality(modality),
        evidence,
    )


def fillers(
    told: Mapping[str, Any], order: Sequence[str], portion: Portion, within: Span
) -> tuple[tuple[str, Quote], ...]:
    """Who plays which part, in the order of the ontology. Raises Ungrounded."""
    return tuple((role, portion.find(told[role], within)) for role in order if role in told)
