"""Statements made without a verb of saying: "according to X", "in X's view", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.attribute.clause import child, noun_phrase, reach, span_of
from sayso.attribute.content import last_word, stretched
from sayso.attribute.cue import lexicon
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
    named = with_name(doc, noun_phrase(source, head))
    source = named_head(doc, named) or source
    first = min(cue[0], head.i)
    closed = named[1] + 1 < len(doc) and doc[named[1] + 1].text == ","
    # "in the words of X" ends with X; "in X's view" with the noun.
    last = named[1] if closed else max(named[1], source.head.i)
    content = sides(doc, head, first, last)
    if not content:
        return None
    return Telling(span_of(doc, *named), span_of(doc, *cue), content, "says", head.i, source.i)


def with_name(doc: Doc, phrase: tuple[int, int]) -> tuple[int, int]:
    """The phrase with the name behind it between commas ("a lawyer, Ruta Lund, ...")."""
    at = phrase[1] + 1
    if at + 1 >= len(doc) or doc[at].text != "," or doc[at + 1].ent_type_ != "PERSON":
        return phrase
    last = at + 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    closed = last + 1 < len(doc) and doc[last + 1].text == ","
    return (phrase[0], last) if closed else phrase


def named_head(doc: Doc, phrase: tuple[int, int]) -> Token | None:
    """The last word of the person's name that ends a phrase, where one does."""
    last = doc[phrase[1]]
    return last if last.ent_type_ == "PERSON" and last.pos_ == "PROPN" else None


def sides(doc: Doc, head: Token, first: int, last: int) -> tuple[Span, ...]:
    """The parts of the clause around tokens `first` to `last`, without commas at the edges."""
    clause = head.head
    while clause.dep_ not in CLAUSES and clause.head.i != clause.i:
        clause = clause.head
    sentence = head.sent
    end = last_word(doc, sentence.end - 1)
    trails = doc[first - 1].text == "," if first > 0 else False
    if first <= sentence.start:
        clause = sentence.root  # "According to X, ...": all that follows
    while trails and clause.dep_ == "conj" and ("verb", clause.head.lemma_) not in lexicon():
        clause = clause.head  # "14 were killed and 31 wounded, according to the hospital"
    left, right = reach(clause)
    left, right = max(left, sentence.start), min(last_word(doc, right), end)
    if left >= first:
        right = end
    right = before_speech(clause, right)
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


def before_speech(clause: Token, right: int) -> int:
    """The end of a clause without a second one that speaks (", and Y has said ...")."""
    for c in clause.children:
        if (
            c.dep_ == "conj"
            and child(c, "nsubj") is not None
            and ("verb", c.lemma_.lower()) in lexicon()
        ):
            end = c.left_edge.i - 1
            while end > clause.i and (clause.doc[end].dep_ == "cc" or clause.doc[end].is_punct):
                end -= 1
            return min(right, end)
    return right


def hedge(doc: Doc, token: Token) -> Telling | None:
    """The statement that an adverb such as "reportedly" lays on somebody not named."""
    if token.dep_ != "advmod" or token.head.pos_ not in ("VERB", "AUX"):
        return None
    content = sides(doc, token, token.i, token.i)
    if not content:
        return None
    return Telling(None, span_of(doc, token.i, token.i), content, HEDGES[token.lower_], token.i)
