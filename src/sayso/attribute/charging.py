"""Who accuses, where somebody is accused "by the ministry of the killing of two nurses".

What somebody is accused of stands right behind who accuses him, and is no part of his name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.mends import CHARGING
from sayso.attribute.clause import child, span_of
from sayso.attribute.cue import entries
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import speaks
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Courts convict and clear: what they find is told of them as a deed.
ACCUSING = CHARGING & {"accuse", "suspect"}


def charge_of(verb: Token) -> Token | None:
    """The "of" that leads in what somebody is accused of by whom a passive names."""
    agent = child(verb, "agent")
    if verb.lemma_.lower() not in ACCUSING or agent is None:
        return None
    led = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "of" and c.i > agent.i)
    return next(led, None)


def part_charge(doc: Doc, telling: Telling) -> Telling:
    """A statement whose source ends before the charge, which is its content."""
    charge = charge_of(doc[telling.head]) if telling.head >= 0 else None
    source = telling.source
    if charge is None or source is None or not source.start < charge.idx < source.end:
        return telling
    last = doc[charge.i - 1]
    told = span_of(doc, charge.i, charge.right_edge.i)
    kept = tuple(part for part in telling.content if not part.meets(told))
    cut = Span(source.start, last.idx + len(last))
    return replace(telling, source=cut, content=tuple(sorted((*kept, told))))


def find_charges(annotation: Annotation, tellings: Sequence[Telling]) -> Iterator[Telling]:
    """The statements of such passives that are none yet: "Deb, accused by Olt of theft, fled"."""
    doc = annotation.doc
    for verb in doc:
        charge = charge_of(verb)
        agent = child(verb, "agent")
        who = None if agent is None else child(agent, "pobj")
        if charge is None or who is None or not speaks(annotation.names, who):
            continue
        cue = Span(verb.idx, verb.idx + len(verb))
        if any(t.cue is not None and t.cue.meets(cue) for t in tellings):
            continue
        rows = next(entries(verb), ())
        source = span_of(doc, who.left_edge.i, doc[charge.i - 1].i)
        content = span_of(doc, charge.i, charge.right_edge.i)
        manner = rows[0].manner if rows else "accuses"
        negated = any(c.dep_ == "neg" for c in verb.lefts)
        yield Telling(source, cue, (content,), manner, verb.i, who.i, negated)
