"""Who a source means, where the reader found too few words for it, or the wrong ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Name
from sayso.annotate.encoder.wording import Wording
from sayso.attribute.clause import span_of
from sayso.attribute.voicing import name_at
from sayso.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Pronouns that open a clause, and are no part of who speaks in it.
RELATIVE = frozenset({"who", "whom", "which", "that"})
# What hangs on a noun behind it, so that a source that ends with it has lost its noun.
BEFORE_NOUNS = {"det", "poss", "amod", "compound", "nummod", "nmod"}
# What cannot head a source, and what may stand right before the name of a person who does.
LOST = frozenset({"PART", "ADP", "PUNCT", "X", "SCONJ", "CCONJ"})
BEFORE_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "PUNCT", "NUM"})
# Pronouns that are never a subject, and so no source by themselves.
OBJECTIVE = {"them", "him", "us", "me"}
DASHES = frozenset({"-", "--", "–", "—"})
# What may hang between a subject and a noun that it is told by: "a report *based on* interviews".
TOLD_BY = frozenset({"prep", "pobj", "acl", "conj", "pcomp", "dobj", "agent", "compound"})


def is_in_aside(doc: Doc, source: Span, cue: Token) -> bool:
    """Whether a source stands in a clause about another noun that does not hold the cue.

    "Two men held over a blast that killed *nine people* have confessed."
    """
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    if words is None or words.end > cue.i:
        return False
    above = [words.root, *words.root.ancestors]
    clause = next((t for t in above if t.dep_ == "relcl"), None)
    return clause is not None and not (clause == cue or clause.is_ancestor(cue))


def unlikened(doc: Doc, source: Span) -> Span | None:
    """Who speaks, where a source is only whom he is likened to: "*Deb*, like the mayor, said"."""
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    prep = words.root.head if words is not None and words.root.dep_ == "pobj" else None
    if prep is None or prep.lower_ not in {"like", "unlike", "including"}:
        return None
    verb = prep.head if prep.head.pos_ in {"VERB", "AUX"} else prep.head.head
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i < prep.i), None)
    return None if subject is None else span_of(doc, subject.left_edge.i, subject.i)


def headed(doc: Doc, source: Span) -> Span | None:
    """Who speaks, where a source only tells of him: "*the board*, set up in May, said"."""
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    if words is None or words.root != words[0] or words.root.tag_ != "VBN":
        return None
    noun = words.root.head
    told = words.root.dep_ == "acl" and noun.i < words.start and noun.dep_ == "nsubj"
    return span_of(doc, noun.left_edge.i, noun.i) if told else None


def set_apart(doc: Doc, source: Span, cue: Token) -> Span | None:
    """Who speaks, where a source stands between dashes behind him.

    "*Rebel websites* - some of them close to the militia - reported that": the websites did.
    """
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    start = cue.sent.start
    dashes = [t.i for t in cue.doc[start + 1 : cue.i] if t.text in DASHES]
    if words is None or len(dashes) < 2 or not dashes[-2] < words.start < dashes[-1]:
        return None
    noun = doc[dashes[-2] - 1]
    opens = noun.pos_ in {"NOUN", "PROPN"} and noun.left_edge.i == start
    return span_of(doc, noun.left_edge.i, noun.i) if opens else None


def unrelated(doc: Doc, source: Span) -> Span:
    """The source without the pronoun of its clause: "a man who *the paper* said had fled"."""
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    if words is None or len(words) < 2 or words[0].lower_ not in RELATIVE:
        return source
    return Span(words[1].idx, source.end)


def is_within_subject(doc: Doc, source: Span, cue: Token) -> bool:
    """Whether a source is only what the subject of its cue is told by.

    "The report, based on interviews with *former detainees*, alleges": the report does.
    """
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    subject = next((c for c in cue.lefts if c.dep_ == "nsubj"), None)
    if words is None or subject is None or words.start <= subject.i < words.end:
        return False
    root = words.root
    between = [root, *(t for t in root.ancestors if subject.is_ancestor(t))]
    hung = {t.dep_ for t in between}
    return subject.is_ancestor(root) and "prep" in hung and hung <= TOLD_BY


def is_held_against(noun: Token, source: Span) -> bool:
    """Whether a noun for what is said is why somebody is held: "held *over claims* he spied"."""
    over = noun.head
    led = noun.dep_ == "pobj" and over.lower_ == "over" and over.head.tag_ in {"VBN", "VBD"}
    return led and source.start < over.head.idx + len(over.head) and source.end <= over.idx


def whole_source(doc: Doc, source: Span, names: Sequence[Name], taken: Sequence[Span]) -> Span:
    """The source with the whole of each name and noun that it cuts, where that is free."""
    wider = [source.join(n.span) for n in names if n.span.meets(source)]
    words = doc.char_span(source.start, source.end, alignment_mode="expand")
    last = words[-1] if words is not None else None
    if last is not None and last.dep_ in BEFORE_NOUNS and last.head.i > last.i:
        noun = last.head
        wider.append(source.join(Span(noun.idx, noun.idx + len(noun))))
    root = words.root if words is not None else None
    clause = last.head if last is not None and last.lower_ in OBJECTIVE else root
    if clause is not None and clause.dep_ == "relcl":
        # "the charity that employs them said", "the note, which was found later, said": the whole.
        start = clause.head.left_edge.idx
        wider += [source.join(Span(start, source.end))] if start < source.start else []
    if root is not None and root.dep_ == "appos" and root.tag_ == "NN" and root.head.i < root.i:
        # "quoted Lena Marsh, a police spokeswoman, as saying"
        named = name_at(names, root.head)
        if named is not None and named.kind is EntityKind.PERSON:
            wider.append(source.join(named.span))
    for whole in wider:
        if not any(span.meets(whole) for span in taken):
            source = source.join(whole)
    return source


def speaker_in(wording: Wording, source: Span | None, names: Sequence[Name]) -> int:
    """The token that heads a source, -1 where there is none.

    Where the parse has lost it ("WHO spokesman Kai Brandvold", "Const. Ola Brand"), the person
    whose name ends the source.
    """
    if source is None:
        return -1
    span = wording.doc.char_span(source.start, source.end, alignment_mode="expand")
    if span is None:
        return -1
    named = closing_name(wording.doc, source, names) if is_lost(span.root, len(span)) else None
    return named.i if named is not None else span.root.i


def is_lost(head: Token, words: int) -> bool:
    """Whether what the parser took for the head of several words cannot be one."""
    if words < 2:
        return False
    short = head.is_title and head.i + 1 < len(head.doc) and head.nbor(1).text == "."
    shout = head.is_upper and head.pos_ == "PRON" and len(head) > 1
    return short or shout or head.pos_ in LOST or head.text[-1:] == "."


def closing_name(doc: Doc, source: Span, names: Sequence[Name]) -> Token | None:
    """The last word of the person's name that ends a source."""
    name = next((n for n in names if n.span.end == source.end), None)
    if name is None or name.kind is not EntityKind.PERSON or name.span.start <= source.start:
        return None
    words = doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
    before = words[0].nbor(-1) if words is not None and words[0].i > 0 else None
    if words is None or before is None or before.pos_ not in BEFORE_NAMES:
        return None
    return words.root
