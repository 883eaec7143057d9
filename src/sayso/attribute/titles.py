"""By which nouns a report introduces the people it names ("Mayor Ola Brand", "Ude, a lawyer")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation, Name
from sayso.attribute.naming import bare
from sayso.attribute.reference import describing, modifiers_of
from sayso.attribute.voicing import is_person_noun
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Holder:
    """A person named with a title: the name, its head, and the title's modifiers.

    `owned` marks a title that is somebody's: "Voss's lawyer, Ida Korn" is not the lawyer of all.
    """

    name: Name
    head: Token
    modifiers: frozenset[str]
    owned: bool = False


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
        own = {t.lower_ for t in tokens}
        before = [c for c in root.lefts if c.dep_ == "compound" and c.i < tokens.start]
        words = frozenset().union(*map(modifiers_of, (root, root.head, *before))) - own
        nouns = dict.fromkeys(describing(root) - own, False)
        nouns |= beside(root) | title_before(tokens[0]) | title_apart(tokens[0])
        for noun, owned in nouns.items():
            if noun != surname[0]:
                holder = Holder(name, root, words, owned)
                titles.setdefault(noun, {}).setdefault(surname[0], holder)
    return titles


def beside(head: Token) -> dict[str, bool]:
    """The noun that a name explains ("the spokesman, Ola Brand"), and whether it is owned."""
    noun = head.head
    if head.dep_ != "appos" or noun.pos_ != "NOUN":
        return {}
    return {noun.lemma_.lower(): is_owned(noun)}


def title_before(first: Token) -> dict[str, bool]:
    """The noun right before a name ("foreign minister Ola Brand"), and whether it is owned."""
    before = first.nbor(-1) if first.i > 0 else None
    if before is None or before.pos_ not in ("NOUN", "PROPN"):
        return {}
    return {before.lemma_.lower(): is_owned(before)}


def title_apart(first: Token) -> dict[str, bool]:
    """The noun for people that only a comma parts from a name, whatever the parse made of it."""
    if first.i < 2 or first.nbor(-1).text != ",":
        return {}
    noun = first.nbor(-2)
    known = noun.pos_ == "NOUN" and noun.tag_ == "NN" and is_person_noun(noun.lemma_.lower())
    return {noun.lemma_.lower(): is_owned(noun)} if known else {}


def is_owned(noun: Token) -> bool:
    """Whether the title is somebody's."""
    return any(c.dep_ == "poss" for c in noun.children)


def leads_sentence(token: Token) -> bool:
    """Whether a noun is the subject of its sentence's main clause, or of one beside that.

    The subject of what somebody says is not the one who goes on speaking.
    """
    while token.dep_ == "appos":
        token = token.head
    verb = token.head
    while verb.dep_ == "conj":
        verb = verb.head
    return is_subject(token) and verb.dep_ == "ROOT"


def is_subject(token: Token) -> bool:
    """Whether a noun is the subject of its clause, or stands beside the noun that is."""
    while token.dep_ == "appos":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")
