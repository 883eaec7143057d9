"""Reports and rumours told of by a noun alone, and reports that somebody only looks into.

"There are reports that ..." has a voice that is not named; "the agency is investigating reports
that ..." has the same, and the agency is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.clause import child, noun_phrase, span_of
from sayso.attribute.cue import manner_of
from sayso.attribute.telling import Telling
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Who does this to what others tell has told nothing of it.
LOOKING = frozenset(
    {"investigate", "probe", "examine", "check", "verify", "review", "study", "assess", "look"}
    | {"analyse", "analyze", "scrutinize", "scrutinise", "pursue"}
)
# The same, where it is said not to be done: "could not confirm reports that".
CONFIRMING = frozenset({"confirm", "verify", "corroborate", "substantiate", "authenticate"})
TIDINGS = frozenset(
    {"report", "allegation", "claim", "rumor", "rumour", "accusation", "complaint", "suggestion"}
    | {"assertion", "tip", "speculation"}
)
# Nouns before a colon by which checkers of facts lead in what is going round.
LABELS = frozenset({"claim", "rumor", "rumour", "allegation"})
CLAUSES = frozenset({"acl", "relcl", "ccomp"})
# Nouns of these that need the plural: "the report of the commission" is a paper.
SEVERAL = frozenset({"report", "claim", "suggestion"})


def find_tidings(doc: Doc, tellings: Sequence[Telling]) -> Iterator[Telling]:
    """The statements of nouns that tell what others told, and are in none yet."""
    for noun in doc:
        lemma = noun.lemma_.lower()
        if lemma not in TIDINGS:
            continue
        who = teller_behind(noun)
        if lemma in SEVERAL and noun.tag_ != "NNS" and who is None:
            continue
        cue = Span(noun.idx, noun.idx + len(noun))
        taken = (part for t in tellings for part in (t.cue, t.source))
        if any(part is not None and part.meets(cue) for part in taken):
            continue
        content = told_behind(noun) if who is None else told_after(noun, who)
        if content is None or any(c.dep_ == "poss" for c in noun.lefts):
            continue
        manner = manner_of(doc, cue, noun, content)
        source = None if who is None else span_of(doc, *noun_phrase(who, noun))
        yield Telling(source, cue, (content,), manner, noun.i, -1 if who is None else who.i)


def teller_behind(noun: Token) -> Token | None:
    """Who told it, where that stands right behind: "a report *by the Herald* that"."""
    prep = child(noun, "prep")
    if prep is None or prep.i != noun.i + 1 or prep.lower_ not in {"by", "from"}:
        return None
    return child(prep, "pobj")


def told_after(noun: Token, who: Token) -> Span | None:
    """What they told: the clause with "that" behind those who did."""
    for clause in noun.rights:
        first = clause.left_edge
        if clause.dep_ not in CLAUSES or first.i <= who.i or first.lower_ != "that":
            continue
        if first.dep_ not in {"nsubj", "dobj"}:  # "a report by the Herald that shocked many"
            return span_of(noun.doc, first.i, clause.right_edge.i)
    return None


def without_label(annotation: Annotation, telling: Telling) -> Telling:
    """A statement of nobody named where its source is a label: "Claim: the mayor was banned"."""
    cue, source = telling.cue, telling.source
    doc, text = annotation.doc, annotation.report.text
    if cue is None or source is None or cue.of(text) != ":":
        return telling
    noun = doc[telling.speaker] if telling.speaker >= 0 else None
    words = source.of(text).lower().removeprefix("the ")
    if noun is None or noun.lower_ != words or noun.lemma_.lower() not in LABELS:
        return telling
    return replace(telling, source=None, cue=source, manner="claims", head=noun.i, speaker=-1)


def told_behind(noun: Token) -> Span | None:
    """What a noun says was told: a clause with "that", or what stands behind "of"."""
    doc = noun.doc
    first = noun.nbor(1) if noun.i + 1 < len(doc) else None
    if first is None or first.lower_ not in ("that", "of"):
        return None
    if first.lower_ == "of":
        inner = next((c for c in first.children if c.dep_ in ("pobj", "pcomp")), None)
        return span_of(doc, first.i, inner.right_edge.i) if inner is not None else None
    clause = next((c for c in noun.rights if c.dep_ in CLAUSES), None)
    if clause is None or first.dep_ != "mark":
        return None
    return span_of(doc, first.i, clause.right_edge.i)


def hand_back(annotation: Annotation, tellings: Sequence[Telling]) -> list[Telling]:
    """Leave what is only looked into to those who reported it, and to nobody else."""
    found: list[Telling] = []
    doc, text = annotation.doc, annotation.report.text
    for telling in tellings:
        noun = tidings_of(doc, telling)
        if noun is None:
            found.append(telling)
            continue
        cue = Span(noun.idx, noun.idx + len(noun))
        own = any(t is not telling and t.cue is not None and t.cue.meets(cue) for t in tellings)
        content = tuple(behind(text, telling.content, cue.end))
        if not own and content:
            manner = manner_of(doc, cue, noun, content[0])
            found.append(Telling(None, cue, content, manner, noun.i))
    return found


def tidings_of(doc: Doc, telling: Telling) -> Token | None:
    """What others told that the source of a statement only looks into."""
    cue, source = telling.cue, telling.source
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue and source else None
    if words is None:
        return None
    looking = CONFIRMING | LOOKING if telling.negated else LOOKING
    head = next((t for t in words if t.lemma_.lower() in looking and t.pos_ == "VERB"), None)
    if head is None:
        return None
    noun = next((t for t in doc[head.i + 1 : head.i + 6] if t.lemma_.lower() in TIDINGS), None)
    if noun is None or noun.i + 1 >= len(doc) or noun.nbor(1).lower_ not in ("that", "of"):
        return None
    told = bool(telling.content) and telling.content[0].start >= noun.left_edge.idx
    return noun if told else None


def behind(text: str, content: Sequence[Span], start: int) -> Iterator[Span]:
    """What of a content stands behind a place."""
    for span in content:
        rest = Span(min(max(span.start, start), span.end), span.end).trim(text)
        if rest.start < rest.end:
            yield rest
