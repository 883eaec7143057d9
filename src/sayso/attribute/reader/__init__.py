"""The trained reader: a parsed text -> its statements, flat, nested ones among them.

    reading = read_statements(annotation, layout)

One pass of a small encoder marks the words that may be cues; from each of them a second head looks
for this cue's own source and content, and says how sure it is that there is a statement, outermost
or nested (`network`). `decode` makes spans of that. How the weights came to be: `training/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation, Name
from sayso.annotate.encoder.wording import Wording
from sayso.annotate.layout import Layout
from sayso.attribute.clause import noun_phrase, span_of
from sayso.attribute.cue import manner_of
from sayso.attribute.hearer import hearer_of, is_within_earshot, moved_by, teller_of
from sayso.attribute.quotation import introduces
from sayso.attribute.reader.decode import Found, choose
from sayso.attribute.reader.network import look_for, weights_version
from sayso.attribute.reader.relation import head_of_words
from sayso.attribute.reader.source import (
    headed,
    is_held_against,
    is_in_aside,
    is_within_subject,
    set_apart,
    speaker_in,
    unlikened,
    unrelated,
    whole_source,
)
from sayso.attribute.telling import Telling
from sayso.attribute.unsaid import (
    UNABLE,
    is_no_saying,
    is_nobody,
    is_nobodys,
    is_open,
    is_remark,
    is_unmade,
    is_unsaid,
)
from sayso.attribute.voicing import is_time, owner_of
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Reading", "read_statements", "reader_version"]

# Full F1 on PolNeAR's development half is flat from 0.4 to 0.55 (74.6 without the rules below).
LEAST_OUTER = 0.5
LEAST_INNER = 0.5
# Whose quotation nobody else claims may be told by a less sure candidate.
LEAST_SPARE = 0.15
# Of a cue with a colon that ends its paragraph ("Minister Ellwood said:"). In re3d all 26 of them
# lead in what was said, and the surest statement at them has 0.10 to 1.00.
LEAST_OPENING = 0.1
# Verbs whose subject is what seems, not to whom; and subjects that are nobody.
RAISING = frozenset({"seem", "appear", "look", "sound", "be"})
SCRAPS = frozenset({"ADP", "DET", "PUNCT", "SPACE", "CCONJ"})
# What may stand between a subject and its verb, words that open a clause, and finite verbs' tags.
BESIDE_VERBS = frozenset({"aux", "advmod", "neg"})
OPENING = frozenset({"that", "because", "whether", "although", "while", "since"})
CONTROLLED = frozenset({"xcomp", "pcomp"})
# Manners of what somebody knows or does, and has not said.
DOINGS = frozenset({"knows", "plans", "agrees", "refuses", "orders", "allows", "decides", "wants"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
# What may stand between a cue and a verb beside it: "asked *for or* took".
LINKING = frozenset({"ADP", "CCONJ", "ADV", "PART"})
PASSIVE = frozenset({"nsubjpass", "auxpass"})
EXPLETIVE = frozenset({"it", "there", "that", "which", "what", "this"})
# What somebody claims by saying so.
CLAIMABLE = frozenset(
    {
        "responsibility",
        "credit",
        "victory",
        "success",
        "innocence",
        "ignorance",
        "ownership",
        "right",
    }
)
ASKING = frozenset({"what", "who", "whom", "why", "how", "when", "where", "which"})


def reader_version() -> str:
    """The weights that read statements, for the record."""
    return f"reader {weights_version()}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The statements of a text in the order of their cues; and candidates that were not sure.

    A telling whose cue ends its paragraph with a colon has no content yet: that stands below.
    `spare` has the surest first.
    """

    tellings: list[Telling]
    spare: list[Telling]


def read_statements(annotation: Annotation, layout: Layout) -> Reading:
    """The statements of a text."""
    wording = annotation.wording
    every = [without_scraps(each, wording) for each in look_for(wording, annotation.passages)]
    leading = [f for f in every if f.outer >= LEAST_OPENING and leads_in(f, wording, layout)]
    opening = [replace(f, content=()) for f in leading]
    every = [f for f in every if f not in leading]
    chosen = choose(every, LEAST_OUTER, LEAST_INNER)
    taken = frozenset(chosen)
    spare = [f for f in every if f.content and f not in taken and f.outer >= LEAST_SPARE]
    return Reading(
        told(wording, annotation, sorted([*chosen, *opening], key=lambda f: f.cue)),
        told(wording, annotation, sorted(spare, key=lambda f: -f.outer)),
    )


def leads_in(found: Found, wording: Wording, layout: Layout) -> bool:
    """Whether a cue ends its paragraph with a colon and has no words of its own before it."""
    cue = wording.span(*found.cue)
    own = [wording.span(*run) for run in found.content]
    quoted = any(run.end <= cue.start and layout.meeting(run) for run in own)
    return introduces(layout, cue) and not quoted


def without_scraps(found: Found, wording: Wording) -> Found:
    """A statement without the pieces of content that say nothing: "In a" of "In a statement"."""
    whole = tuple(run for run in found.content if not is_scrap(wording, run))
    return found if whole == found.content else replace(found, content=whole)


def is_scrap(wording: Wording, run: tuple[int, int]) -> bool:
    """Whether words are prepositions and articles alone."""
    span = wording.span(*run)
    tokens = wording.doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and len(tokens) < 4 and all(t.pos_ in SCRAPS for t in tokens)


def told(wording: Wording, annotation: Annotation, found: Sequence[Found]) -> list[Telling]:
    """What was found, in characters, but for what nobody said."""
    doc = wording.doc
    tellings = [tell(wording, annotation.names, each) for each in found]
    return [
        t
        for t in tellings
        if not (t.speaker >= 0 and is_nobody(doc[t.speaker]))
        and not (t.source is None and (is_unsaid(doc[t.head]) or is_only_remark(doc, t)))
        and not (t.source is None and is_nobodys(doc[t.head]))
        and not is_no_saying(doc[t.head])
        and not (t.manner in DOINGS and is_open(doc[t.head]))
        and not is_asked(wording.text, t.content)
        and not is_taken(doc[t.head], t.content)
        and not is_beside(doc[t.head], t.content)
    ]


def is_only_remark(doc: Doc, telling: Telling) -> bool:
    """Whether a cue is the writer's own "it is worth noting"."""
    cue = telling.cue
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    return words is not None and any(is_remark(t) for t in words)


def is_unable(doc: Doc, cue: Span) -> bool:
    """Whether a cue says that somebody could not say it ("was unable to confirm")."""
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return words is not None and any(t.lemma_.lower() in UNABLE for t in words)


def tell(wording: Wording, names: Sequence[Name], found: Found) -> Telling:
    """A statement in characters, with the tokens that head its cue and its source."""
    doc = wording.doc
    head = head_of_words(wording, *found.cue)
    cue = wording.span(*found.cue)
    content = tuple(wording.span(a, b) for a, b in found.content)
    source = wording.span(*found.source) if found.source else None
    if source is not None and (is_time(source, doc) or is_held_against(head, source)):
        source = None
    moved = moved_by(head) if source is None else None
    if moved is not None:
        source = span_of(doc, *noun_phrase(moved, head))
        source = None if any(s.meets(source) for s in (cue, *content)) else source
    elif source is None:
        source = subject_of(head, (cue, *content)) or owned_by(head, names, (cue, *content))
    else:
        source = whole_source(doc, source, names, (cue, *content))
        if is_in_aside(doc, source, head):
            beside = subject_of(head, (cue, *content, source))
            source = beside or subject_of(head, (cue, *content)) or source
        elif is_within_subject(doc, source, head):
            source = subject_of(head, (cue, *content)) or source
        apart = set_apart(doc, source, head) or unlikened(doc, source)
        source = apart or headed(doc, source) or unrelated(doc, source)
        source = Span(source.start, source.start + len(source.of(wording.text).rstrip(" ,;:")))
    if source is not None and is_told_of(head, content, wording.text):
        content, source = (source, *content), None
    hearer = hearer_of(head)
    if hearer is not None and is_within_earshot(head):
        source = span_of(doc, *noun_phrase(hearer, head))
    elif source is not None and hearer is not None and source.start <= hearer.idx < source.end:
        source = told_by(head, (cue, *content))
    return Telling(
        source,
        cue,
        content,
        manner_of(doc, cue, head, content[0] if content else None),
        head.i,
        speaker_in(wording, source, names),
        is_unmade(head) or is_unable(doc, cue),
    )


def is_taken(head: Token, content: Sequence[Span]) -> bool:
    """Whether what is claimed is a thing and no words: "the storm *claimed* 14 lives"."""
    if head.lemma_ != "claim" or len(content) != 1:
        return False
    words = head.doc.char_span(content[0].start, content[0].end, alignment_mode="expand")
    if words is None or words.root.pos_ not in ("NOUN", "PROPN") or words.root.head != head:
        return False
    return words.root.dep_ in ("dobj", "nsubjpass") and words.root.lemma_ not in CLAIMABLE


def is_beside(head: Token, content: Sequence[Span]) -> bool:
    """Whether the content is a deed told beside the cue: "asked for *and took money*"."""
    if len(content) != 1:
        return False
    words = head.doc.char_span(content[0].start, content[0].end, alignment_mode="expand")
    if words is None:
        return False
    first = next((t for t in words if t.pos_ not in LINKING), None)
    return (
        first is not None and first.dep_ == "conj" and first.head == head and first.pos_ == "VERB"
    )


def is_asked(text: str, content: Sequence[Span]) -> bool:
    """Whether what was said is what a question asks for: "What did the board say?"."""
    return len(content) == 1 and content[0].of(text).lower() in ASKING


def subject_of(head: Token, taken: Sequence[Span]) -> Span | None:
    """The active subject of a cue, its own or that of the verb it is coordinated with."""
    if head.lemma_ in RAISING or any(c.dep_ in PASSIVE for c in head.children):
        return None
    verb = head
    while verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None and head.dep_ in CONTROLLED:
        subject = controller_of(head)
    if subject is None or subject.lower_ in EXPLETIVE:
        span = opening_subject(head) if subject is None else None
    else:
        span = span_of(head.doc, *noun_phrase(subject, verb))
    return None if span is None or any(each.meets(span) for each in taken) else span


def owned_by(head: Token, names: Sequence[Name], taken: Sequence[Span]) -> Span | None:
    """Whose words a noun is, where that stands outside of what was said."""
    owner = owner_of(head, names) if head.pos_ == "NOUN" else None
    span = span_of(head.doc, *noun_phrase(owner, head)) if owner is not None else None
    return None if span is None or any(each.meets(span) for each in taken) else span


def controller_of(verb: Token) -> Token | None:
    """Whose deed a verb without a subject is: "*a landlord* has been accused of *threatening*"."""
    over = verb.head.head if verb.dep_ == "pcomp" else verb.head
    passive = next((c for c in over.children if c.dep_ == "nsubjpass"), None)
    object_ = next((c for c in over.children if c.dep_ == "dobj" and c.i < verb.i), None)
    found = passive or object_ or next((c for c in over.children if c.dep_ == "nsubj"), None)
    # "accused *the department* of trying to blame her son"
    return controller_of(over) if found is None and over.dep_ in CONTROLLED else found


def opening_subject(verb: Token) -> Span | None:
    """The noun phrase between a conjunction and a verb, by their order alone.

    Where the parser lost the clause: "told analysts that *the regulator* expected to rule by June".
    """
    doc, last = verb.doc, verb.i - 1
    while last > 0 and doc[last].dep_ in BESIDE_VERBS and doc[last].head == verb:
        last -= 1
    if verb.tag_ not in FINITE or doc[last].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    first = doc[last].left_edge.i
    whole = doc[last].right_edge.i < verb.i or (verb.dep_ == "acl" and verb.head == doc[last])
    opens = whole and first > 0 and doc[first - 1].lower_ in OPENING
    return span_of(doc, first, last) if opens else None


def told_by(head: Token, taken: Sequence[Span]) -> Span | None:
    """Who told what somebody heard, where that stands outside of what was said."""
    teller = teller_of(head)
    if teller is None:
        return None
    span = span_of(head.doc, *noun_phrase(teller, head))
    return None if any(each.meets(span) for each in taken) else span


def is_told_of(head: Token, content: Sequence[Span], text: str) -> bool:
    """Whether a source is who is told of: "men said to have named an officer"."""
    return head.lemma_ == "say" and bool(content) and content[0].of(text).lower().startswith("to ")
