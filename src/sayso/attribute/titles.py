"""By which nouns a report introduces the people it names ("Mayor Ola Brand", "Ude, a lawyer")."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sayso.annotate import Annotation, Name
from sayso.attribute.reference import bare, describing, modifiers_of
from sayso.model import EntityKind


@dataclass(frozen=True, slots=True)
class Holder:
    """A person named with a title: the name, its head, and the title's modifiers."""

    name: Name
    head: Token
    modifiers: frozenset[str]


def titles_of(annotation: Annotation) -> dict[str, dict[str, Holder]]:
    """For each noun the people named with it, by surname."""
    titles: dict[str, dict[str, Holder]] = {}
    text = annotation.report.text
    for name in annotation.names:
        if name.kind is not EntityKind.PERSON:
            continue
        tokens = annotation.doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
        surname = bare(name.span.of(text))[-1:]
        if tokens is None or not surname:
            continue
        root = tokens.root
        holder = Holder(name, root, modifiers_of(root) | modifiers_of(root.head))
        for noun in describing(root) | beside(root) | title_before(tokens[0]):
            if noun != surname[0]:
                titles.setdefault(noun, {}).setdefault(surname[0], holder)
    return titles


def beside(head: Token) -> set[str]:
    """The noun that a name explains ("the spokesman, Ola Brand")."""
    noun = head.head
    if head.dep_ != "appos" or noun.pos_ != "NOUN" or owned(noun):
        return set()
    return {noun.lemma_.lower()}


def title_before(first: Token) -> set[str]:
    """The noun right before a name ("foreign minister Ola Brand")."""
    before = first.nbor(-1) if first.i > 0 else None
    if before is None or before.pos_ not in ("NOUN", "PROPN") or owned(before):
        return set()
    return {before.lemma_.lower()}


def owned(noun: Token) -> bool:
    """Whether the title is somebody's: "Voss's lawyer, Ida Korn" is not the lawyer of all."""
    return any(c.dep_ == "poss" for c in noun.children)


def leads_sentence(token: Token) -> bool:
    """Whether a noun is the subject of its sentence's main clause, or of one beside that.

    The subject of what somebody says is not the one who goes on speaking.
    """
    if token.dep_ == "appos":
        token = token.head
    verb = token.head
    while verb.dep_ == "conj":
        verb = verb.head
    return is_subject(token) and verb.dep_ == "ROOT"


def is_subject(token: Token) -> bool:
    """Whether a noun is the subject of its clause, or stands beside the noun that is."""
    if token.dep_ == "appos":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")
