"""Who accuses, where somebody is accused "by the ministry of the killing of two nurses".

What somebody is accused of stands right behind who accuses him, and is no part of his name. Who
"stands accused" or "faces accusations" is not who tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.clause import child, noun_phrase, span_of
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import speaks
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What leads in the charge. Courts convict and clear: that they do is told of them as a deed.
CHARGES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "accuse": frozenset({"of"}),
        "suspect": frozenset({"of"}),
        "blame": frozenset({"for", "on"}),
        "attribute": frozenset({"to"}),
        "ascribe": frozenset({"to"}),
    }
)
MANNERS = MappingProxyType({"accuse": "accuses", "suspect": "believes"})
ANSWERABLE = frozenset({"responsible", "accountable", "liable"})


def charge_of(verb: Token) -> Token | None:
    """The preposition that leads in what somebody is accused of by whom a passive names."""
    leading = CHARGES.get(verb.lemma_.lower())
    agent = None if leading is None else child(verb, "agent")
    if leading is None or agent is None:
        return None
    led = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in leading and c.i > agent.i)
    return next(led, None)


def part_charges(doc: Doc, tellings: Sequence[Telling]) -> Iterator[Telling]:
    """Statements whose sources end before the charge, and are never whom others accuse."""
    for telling in tellings:
        if telling.head < 0 or telling.cue is None:
            yield telling
            continue
        verb = doc[telling.head]
        if verb.lemma_.lower() == "stand" and any(c.lower_ == "accused" for c in verb.rights):
            yield replace(telling, source=None, speaker=-1, manner="accuses")
        elif verb.lemma_.lower() != "face" or child(verb, "dobj") is None:
            yield part_charge(doc, telling)


def part_charge(doc: Doc, telling: Telling) -> Telling:
    """A statement whose source ends before the charge, which is its content."""
    charge, source = charge_of(doc[telling.head]), telling.source
    if charge is None or source is None or not source.start < charge.idx < source.end:
        return telling
    last = doc[charge.i - 1]
    told = span_of(doc, charge.i, charge.right_edge.i)
    kept = tuple(part for part in telling.content if not part.meets(told))
    cut = Span(source.start, last.idx + len(last))
    return replace(telling, source=cut, content=tuple(sorted((*kept, told))))


def find_charges(annotation: Annotation, tellings: Sequence[Telling]) -> Iterator[Telling]:
    """The statements of such passives that are none yet: "Deb, accused by Olt of theft, fled"."""
    for verb in annotation.doc:
        cue = Span(verb.idx, verb.idx + len(verb))
        found = accused(annotation, verb) or answerable(annotation, verb)
        if found is not None and not any(t.cue and t.cue.meets(cue) for t in tellings):
            yield replace(found, negated=any(c.dep_ == "neg" for c in verb.lefts))


def accused(annotation: Annotation, verb: Token) -> Telling | None:
    """Whom somebody names as accused of it: "accused by Olt of theft"."""
    manner = MANNERS.get(verb.lemma_.lower())
    charge = None if manner is None else charge_of(verb)
    if manner is None or charge is None:
        return None
    agent = child(verb, "agent")
    who = None if agent is None else child(agent, "pobj")
    if who is None or not speaks(annotation.names, who):
        return None
    doc = annotation.doc
    source = span_of(doc, *noun_phrase(who, verb))
    cue = Span(verb.idx, verb.idx + len(verb))
    content = span_of(doc, charge.i, charge.right_edge.i)
    return Telling(source, cue, (content,), manner, verb.i, who.i)


def answerable(annotation: Annotation, verb: Token) -> Telling | None:
    """Whom others hold responsible: "was held responsible by the ministry for the massacre"."""
    held = verb.lemma_ == "hold" and child(verb, "auxpass") is not None
    state = next((c for c in verb.rights if c.lower_ in ANSWERABLE), None) if held else None
    if state is None:
        return None
    led = [c for at in (verb, state) for c in at.rights if c.i > state.i]
    charge = next((c for c in led if c.lower_ == "for"), None)
    by = next((c for c in led if c.lower_ == "by"), None)
    who = None if by is None else child(by, "pobj")
    if charge is None or (who is not None and not speaks(annotation.names, who)):
        return None
    doc = annotation.doc
    source = None if who is None else span_of(doc, *noun_phrase(who, verb))
    content = span_of(doc, charge.i, charge.right_edge.i)
    cue = span_of(doc, verb.i, state.i)
    return Telling(source, cue, (content,), "accuses", verb.i, -1 if who is None else who.i)
