"""Statements made without a verb of saying: "according to X", "in X's view", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.attribute.clause import child, noun_phrase, reach, span_of
from sayso.attribute.content import last_word, stretched
from sayso.attribute.layout import Layout
from sayso.attribute.telling import Telling
from sayso.model import Span

# Nouns that turn "in X's ..." or "in the ... of X" into an attribution.
STANDPOINTS = {
    "view",
    "opinion",
    "word",
    "account",
    "telling",
    "estimation",
    "judgment",
    "judgement",
}
# Adverbs by which an outlet says that somebody, whom it does not name, says so.
HEDGES = {
    "reportedly": "reports",
    "allegedly": "claims",
    "purportedly": "claims",
    "supposedly": "claims",
}
CLAUSES = {"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis", "acl"}


def find_phrases(doc: Doc, layout: Layout) -> Iterator[Telling]:
    """The statements whose cue is a preposition or an adverb, in the order of their cues."""
    for token in doc:
        word = token.lower_
        if word == "according":
            telling = according(doc, token)
        elif token.lemma_ in STANDPOINTS and token.dep_ == "pobj":
            telling = standpoint(doc, token)
        elif token.lemma_ == "put" and token.dep_ == "advcl":
            telling = put_it(doc, token)
        elif word in HEDGES:
            telling = hedge(doc, token)
        else:
            continue
        if telling is not None:
            content = tuple(stretched(layout, span) for span in telling.content)
            yield replace(telling, content=content)


def according(doc: Doc, token: Token) -> Telling | None:
    """The statement of "according to X"."""
    to = token.i + 1
    if to >= len(doc) or doc[to].lower_ != "to":
        return None
    source = child(doc[to], "pobj") or child(token, "pobj")
    if source is None or source.i < to:
        return None
    return clause_around(doc, token, source, (token.i, to))


def standpoint(doc: Doc, token: Token) -> Telling | None:
    """The statement of "in X's view" and "in the words of X"."""
    if token.head.lower_ not in ("in", "by"):
        return None
    owner = child(token, "poss")
    if owner is None:
        of = child(token, "prep")
        owner = child(of, "pobj") if of is not None and of.lower_ == "of" else None
    if owner is None:
        return None
    return clause_around(doc, token.head, owner, (token.head.i, token.head.i))


def clause_around(doc: Doc, head: Token, source: Token, cue: tuple[int, int]) -> Telling | None:
    """The statement whose content is the clause that the phrase stands in."""
    named = noun_phrase(source, head)
    first = min(cue[0], head.i)
    last = max(
        named[1], source.head.i, head.right_edge.i if head.right_edge.i < source.sent.end else 0
    )
    content = sides(doc, head, first, named[1] if last > named[1] + 12 else last)
    if not content:
        return None
    return Telling(span_of(doc, *named), span_of(doc, *cue), content, "says", head.i, source.i)


def sides(doc: Doc, head: Token, first: int, last: int) -> tuple[Span, ...]:
    """The parts of the clause around tokens `first` to `last`, without commas at the edges."""
    clause = head.head
    while clause.dep_ not in CLAUSES and clause.head.i != clause.i:
        clause = clause.head
    left, right = reach(clause)
    sentence = head.sent
    left, right = max(left, sentence.start), last_word(doc, min(right, sentence.end - 1))
    if left >= first:
        right = last_word(doc, sentence.end - 1)
    spans: list[Span] = []
    for part in (doc[left:first], doc[last + 1 : right + 1]):
        words = [t.i for t in part if not (t.is_space or t.text in {",", ";", "--", "—", "–"})]
        if any(doc[i].pos_ not in ("CCONJ", "PUNCT") for i in words):
            spans.append(span_of(doc, words[0], words[-1]))
    return tuple(spans)


def put_it(doc: Doc, token: Token) -> Telling | None:
    """The statement of "as X put it"."""
    thing, speaker = child(token, "dobj"), child(token, "nsubj")
    mark = child(token, "mark", "advmod")
    if thing is None or thing.lower_ != "it" or speaker is None or mark is None:
        return None
    if mark.lower_ not in ("as", "how"):
        return None
    content = sides(doc, token, mark.i, thing.i)
    if not content:
        return None
    cue = span_of(doc, token.i, thing.i)
    named = noun_phrase(speaker, token)
    return Telling(span_of(doc, *named), cue, content, "says", token.i, speaker.i)


def hedge(doc: Doc, token: Token) -> Telling | None:
    """The statement that an adverb such as "reportedly" lays on somebody not named."""
    if token.dep_ != "advmod" or token.head.pos_ not in ("VERB", "AUX"):
        return None
    content = sides(doc, token, token.i, token.i)
    if not content:
        return None
    return Telling(None, span_of(doc, token.i, token.i), content, HEDGES[token.lower_], token.i)
