"""Words that somebody relays, and words that are only taken up again.

"..., the Courier quoted Deb as saying" and "officers cited by the Courier said ..." are the
Courier's word that it is theirs. "Vigil accused the army of killing civilians, a charge the army
denies": the army speaks of the deed, and Vigil's accusation is no part of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.clause import CITING, child, noun_phrase, span_of
from sayso.attribute.hearer import is_within_earshot
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import speaks
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Nouns that take up what was said before: ", an allegation that he denies".
TAKING_UP = frozenset({"charge", "claim", "allegation", "accusation", "assertion", "suggestion"})
RELATIVE = frozenset({"that", "which"})


def relay(annotation: Annotation, tellings: Sequence[Telling]) -> list[Telling]:
    """The statements, each within that of who relays it."""
    doc = annotation.doc
    told = [t for t in tellings if not is_turned_round(doc, t, tellings)]
    told = [who_quotes(doc, t) for t in told if not is_own_ear(doc, t, tellings)]
    heads = {t.head for t in told}
    found = [t for telling in told for t in unheard(doc, telling, heads)]
    for telling in told:
        quoting = quoting_of(doc, telling)
        citing = cited_in(annotation, telling)
        if quoting is not None and quoting.i in heads:
            found.append(quoted(doc, telling, quoting))
        elif citing is not None and citing.i not in heads:
            found += cited(doc, telling, citing)
        else:
            found.append(telling)
    return take_up(doc, sorted(found, key=lambda t: t.anchor))


def is_turned_round(doc: Doc, telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether a statement has for its cue who speaks in another: the Herald, "according to *the*".

    Its source holds the other's cue, and is none.
    """
    cue, source = telling.cue, telling.source
    if cue is None or source is None or doc[telling.head].pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(
        t.cue is not None and t.source is not None and t.cue.meets(source) and t.source.meets(cue)
        for t in tellings
        if t is not telling
    )


def is_own_ear(doc: Doc, telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether somebody tells of what they heard: "Marsh said that *she heard* Deb shout"."""
    cue, verb = telling.cue, doc[telling.head]
    if cue is None or telling.speaker < 0 or not is_within_earshot(verb):
        return False
    own = doc[telling.speaker].pos_ == "PRON"
    return own and any(s.holds(cue) for t in tellings if t is not telling for s in t.content)


def who_quotes(doc: Doc, telling: Telling) -> Telling:
    """A statement of who quotes, where it was taken for that of who is quoted."""
    verb, source = doc[telling.head], telling.source
    who, quoter = child(verb, "dobj"), child(verb, "nsubj")
    if verb.lemma_.lower() not in CITING or who is None or quoter is None or source is None:
        return telling
    if not source.start <= who.idx < source.end:
        return telling
    return replace(telling, source=span_of(doc, *noun_phrase(quoter, verb)), speaker=quoter.i)


def quoting_of(doc: Doc, telling: Telling) -> Token | None:
    """The verb of who quotes a speaker: "*quoted* an officer as saying"."""
    verb = doc[telling.head]
    prep = verb.head
    if (
        telling.head < 0
        or verb.tag_ != "VBG"
        or prep.lower_ != "as"
        or prep.head.lemma_.lower() not in CITING
    ):
        return None
    return prep.head


def quoted(doc: Doc, telling: Telling, quoting: Token) -> Telling:
    """The statement of a speaker within that of who quotes him; who is quoted, speaks."""
    who, source = child(quoting, "dobj"), telling.source
    if who is None or (source is not None and source.start <= who.idx < source.end):
        return replace(telling, within=quoting.i)
    source = span_of(doc, *noun_phrase(who, quoting))
    return replace(telling, source=source, speaker=who.i, within=quoting.i)


def unheard(doc: Doc, telling: Telling, heads: set[int]) -> Iterator[Telling]:
    """The statement of who is quoted, where only that of who quotes was found."""
    verb = doc[telling.head]
    if verb.lemma_.lower() not in CITING or child(verb, "dobj") is None:
        return
    for prep in verb.rights:
        said = child(prep, "pcomp") if prep.lower_ == "as" else None
        if said is None or said.tag_ != "VBG" or said.i in heads:
            continue
        cue = span_of(doc, prep.i, said.i)
        if any(s.holds(cue) for s in telling.content):
            return
        inner = Telling(None, cue, telling.content, "says", said.i)
        yield quoted(doc, inner, verb)


def cited_in(annotation: Annotation, telling: Telling) -> Token | None:
    """The participle in a source that tells who cites it: "officers *cited* by the Courier"."""
    source = telling.source
    words = source and annotation.doc.char_span(source.start, source.end, alignment_mode="expand")
    for word in words or ():
        by = child(word, "agent")
        who = child(by, "pobj") if by is not None else None
        if word.lemma_.lower() in CITING and word.dep_ == "acl" and who is not None:
            return word if speaks(annotation.names, who) else None
    return None


def cited(doc: Doc, telling: Telling, participle: Token) -> list[Telling]:
    """The statement of who cites, and in it that of who is cited."""
    source, by = telling.source, child(participle, "agent")
    who = child(by, "pobj") if by is not None else None
    first = participle.left_edge.i
    if source is None or who is None or doc[first].idx <= source.start:
        return [telling]
    outer = Telling(
        span_of(doc, *noun_phrase(who, participle)),
        span_of(doc, participle.i, participle.i),
        telling.content,
        "reports",
        participle.i,
        who.i,
    )
    last = first - 2 if doc[first - 1].is_punct else first - 1
    short = Span(source.start, doc[last].idx + len(doc[last]))
    return [outer, replace(telling, source=short, within=participle.i)]


def take_up(doc: Doc, tellings: Sequence[Telling]) -> list[Telling]:
    """Each answer to what was said before it as an answer to that alone, and no part of it."""
    found = list(tellings)
    for i, answer in enumerate(tellings):
        start = taking_up(doc, answer)
        if start is None or answer.cue is None:
            continue
        cues = ((j, t.cue) for j, t in enumerate(found) if t.cue is not None)
        before = [j for j, cue in cues if is_just_before(cue, start)]
        if not before:
            continue
        aside = Span(start.idx, answer.cue.end)
        for j in before:
            found[j] = replace(found[j], content=tuple(around(found[j].content, aside, doc.text)))
        nearest = max(before, key=lambda j: found[j].anchor)
        own = tuple(s for s in found[nearest].content if s.start < aside.start)
        found[i] = replace(answer, content=own or answer.content)
    return [t for t in found if t.content]


def taking_up(doc: Doc, telling: Telling) -> Token | None:
    """The comma before ", a charge that ..." where that leads in who answers."""
    source = telling.source
    words = source and doc.char_span(source.start, source.end, alignment_mode="expand")
    if not words or words.start < 4:
        return None
    noun = doc[words.start - 1]
    noun = doc[noun.i - 1] if noun.lower_ in RELATIVE else noun
    first = noun.i - 1
    while first > 1 and doc[first].pos_ == "ADJ":
        first -= 1
    taken = noun.lemma_.lower() in TAKING_UP and doc[first].lower_ in {"a", "an"}
    return doc[first - 1] if taken and doc[first - 1].is_punct else None


def is_just_before(cue: Span, place: Token) -> bool:
    """Whether a cue stands in the sentence of a place, before it."""
    return place.sent.start_char <= cue.start and cue.end <= place.idx


def around(content: Sequence[Span], aside: Span, text: str) -> Iterator[Span]:
    """What of a content stands before an aside and behind it."""
    for span in content:
        for start, end in (
            (span.start, min(span.end, aside.start)),
            (max(span.start, aside.end), span.end),
        ):
            part = Span(start, max(start, end)).trim(text)
            if any(c.isalnum() for c in part.of(text)):
                yield part
