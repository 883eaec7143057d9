"""Whose words a quotation is that no cue claims: the speaker's who goes on, or who answers."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.annotation import Annotation
from sayso.annotate.layout import Layout
from sayso.attribute.condition import Spoken
from sayso.attribute.nearby import HUMAN
from sayso.attribute.speaker import Speaker
from sayso.attribute.telling import Telling
from sayso.attribute.titles import leads_sentence
from sayso.attribute.voicing import voice_nouns
from sayso.model import VoiceKind

# Manners of which the other side of an exchange answers.
ASKING = frozenset({"asks"})


def goes_on(
    annotation: Annotation, layout: Layout, telling: Telling, spoken: Sequence[Spoken]
) -> Speaker | None:
    """The voice of a quotation without source and cue, where the paragraphs make it plain."""
    quote = layout.quoted(telling.content[0].start) if telling.content else None
    if telling.cue is not None or quote is None:
        return None
    start = quote.span.start
    outer = [s for s in spoken if s.parent.parent is None and s.telling.anchor.end <= start]
    outer.sort(key=lambda s: s.telling.anchor)
    here = layout.paragraph(start)
    same = [s for s in outer if layout.paragraph(s.telling.anchor.start) == here]
    if same:
        return continued(annotation, layout, same, start)
    alone = quote.closed and quote.span == layout.paragraphs[here]
    return answered(layout, outer, here) if alone else None


def continued(
    annotation: Annotation, layout: Layout, same: Sequence[Spoken], start: int
) -> Speaker | None:
    """The last voice of the paragraph, if it was quoted and nobody else has come in since."""
    last = same[-1]
    if not last.speaker.mentions or not any(quotes(layout, s) for s in same if is_of(s, last)):
        return None
    if somebody_else(annotation, layout, last, start):
        return None
    return last.speaker


def somebody_else(annotation: Annotation, layout: Layout, last: Spoken, start: int) -> bool:
    """Whether the outlet tells of another person's doings between a statement and `start`."""
    since = max(last.telling.anchor.end, last.telling.source.end if last.telling.source else 0)
    between = annotation.doc.char_span(since, start, alignment_mode="contract")
    own = {*last.speaker.words, *last.speaker.heads, *last.speaker.nouns}
    return any(
        leads_sentence(t)
        and layout.quoted(t.idx) is None
        and not {t.lower_, t.lemma_.lower()} & own
        and (t.pos_ == "PROPN" or voice_nouns().get(t.lemma_.lower()) in HUMAN)
        for t in between or ()
    )


def is_of(spoken: Spoken, other: Spoken) -> bool:
    """Whether both statements have one voice."""
    return spoken.speaker is other.speaker


def quotes(layout: Layout, spoken: Spoken) -> bool:
    """Whether a statement holds words between quotation marks."""
    return any(q.span.meets(s) for q in layout.quotes for s in spoken.telling.content)


def answered(layout: Layout, outer: Sequence[Spoken], here: int) -> Speaker | None:
    """The other one of two, where one asked the other in the paragraph above.

    A paragraph that is one closed quotation is the next turn, by the convention of newspapers.
    """
    at = here
    above: list[Spoken] = []
    while at > 0 and all(s.telling.cue is None for s in above) and (above or at == here):
        at -= 1
        above = [s for s in outer if layout.paragraph(s.telling.anchor.start) == at]
    two = list(dict.fromkeys(s.speaker.id for s in above))
    people = all(s.speaker.kind in (VoiceKind.PERSON, VoiceKind.ANONYMOUS) for s in above)
    asked = any(s.telling.manner in ASKING for s in above)
    if len(two) != 2 or not people or not asked:
        return None
    last = above[-1].speaker
    other = next(s.speaker for s in above if s.speaker is not last)
    return other if (here - at) % 2 == 1 else last
