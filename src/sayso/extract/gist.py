"""The gist of what was said where no type of claim fits: its main clause in a few words.

    gist(content, doc) -> "the talks not go well"

The subject, "not" where the clause is denied, the verb in its plain form, and what it takes;
without adjuncts, asides and further clauses. Where the words are no clause, their first ones. It is
for finding and skimming: what was said stands in the content, word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.nodes import is_verb
from sayso.model import Claim, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# As many words as a reader takes in at a glance, and a line of a terminal holds.
WORDS = 12
# Fewer say nothing that the content does not: "of the plan", "this".
LEAST_WORDS = 3
# What a gist that was cut must not end with.
LEADING = frozenset({"a", "an", "the", "of", "to", "in", "for", "and", "or", "with", "on", "'"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
TAKEN = frozenset(
    {"dobj", "attr", "acomp", "oprd", "dative", "prt", "xcomp", "agent", "prep", "ccomp"}
)
# What only adds to a phrase.
LOOSE = frozenset({"relcl", "advcl", "appos", "parataxis", "punct", "cc", "conj", "npadvmod"})


def with_gists(
    statements: Sequence[Statement], claims: Sequence[Claim], doc: Doc
) -> tuple[Statement, ...]:
    """The statements; those that no claim hangs on with their gist."""
    telling = {claim.statement for claim in claims}
    return tuple(
        s
        if s.parent is None or s.id in telling or not s.content
        else replace(s, gist=gist(s.content, doc) or None)
        for s in statements
    )


def gist(content: Sequence[Span], doc: Doc) -> str:
    """What some words say, in a few."""
    pieces = [doc.char_span(c.start, c.end, alignment_mode="expand") for c in content]
    words = [t for piece in pieces if piece is not None for t in piece if not t.is_space]
    verb = main_verb(words)
    told = clause(verb, words) if verb is not None else [t.text for t in words if not t.is_punct]
    kept = told[:WORDS]
    while len(told) > WORDS and kept and kept[-1].lower() in LEADING:
        kept.pop()
    return " ".join(kept) if len(kept) >= LEAST_WORDS else ""


def main_verb(words: Sequence[Token]) -> Token | None:
    """The verb of the clause that the words are, if they are one."""
    within = set(words)
    tops = [t for t in words if t.head == t or t.head not in within]
    verbs = [t for t in tops if is_verb(t) and any(c in within for c in t.children)]
    return verbs[0] if verbs else None


def clause(verb: Token, words: Sequence[Token]) -> list[str]:
    """The words of a clause: subject, "not", verb in its plain form, what it takes."""
    within = set(words)
    own = [c for c in verb.children if c in within]
    subject = [w for c in own if c.dep_ in SUBJECTS for w in phrase(c, within)]
    helping = [c.lemma_.lower() for c in own if c.dep_ == "aux" and c.tag_ == "MD"]
    denied = ["not"] if any(c.dep_ == "neg" for c in own) else []
    passive = ["be", verb.text] if any(c.dep_ == "auxpass" for c in own) else [verb.lemma_]
    behind = [c for c in own if c.i > verb.i]
    # "go well", but not "go home yesterday"
    how = [c for c in behind if c.dep_ == "advmod" and c.i == verb.i + 1]
    kept = [c for c in behind if c.dep_ in TAKEN or c in how]
    taken = [w for c in kept for w in phrase(c, within)]
    return [*subject, *helping, *denied, *passive, *taken]


def phrase(head: Token, within: set[Token]) -> list[str]:
    """The words of a phrase without what only adds to it."""
    kept = [head]
    for token in kept:
        kept += [c for c in token.children if c in within and c.dep_ not in LOOSE]
    return [t.text for t in sorted(kept, key=lambda t: t.i)]
