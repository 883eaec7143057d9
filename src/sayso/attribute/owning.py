"""Who denies or admits to have done something: the deed is what is told, and no part of the cue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.attribute.telling import Telling
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Verbs whose gerund is what their subject did, or did not do ("denied ordering the raid").
OWNING = frozenset({"deny", "admit", "acknowledge", "recall", "remember", "regret", "confess"})


def own_up(doc: Doc, telling: Telling) -> Telling:
    """The statement with the gerund among its content: "denied" is the cue, "ordering ..." told."""
    cue = telling.cue
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    if cue is None or words is None or not telling.content or cue.end > telling.content[0].start:
        return telling
    deed = next((t for t in words if t.tag_ == "VBG" and t.head.lemma_.lower() in OWNING), None)
    if deed is None or deed.head not in words or deed.head.i > deed.i:
        return telling
    first = max(deed.left_edge.i, deed.head.i + 1)
    before = doc[first - 1]
    content = (Span(doc[first].idx, telling.content[0].end), *telling.content[1:])
    shorter = Span(cue.start, before.idx + len(before))
    return replace(telling, cue=shorter, content=content, head=deed.head.i)
