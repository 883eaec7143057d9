"""The body that a post is one of, where only the words of the post tell it.

"elected to a full term on the *Supreme Court*", "assumed office as *U.N.* secretary general".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.extract.assertion import Assertion
from sayso.extract.kinds import Kind
from sayso.extract.phrase import nothing, phrase
from sayso.model import Filler

if TYPE_CHECKING:
    from spacy.tokens import Token

BODIES = frozenset({Kind.ORGANIZATION, Kind.POLITY, Kind.NATIONALITY})
WITHIN = frozenset({"on", "of", "in", "at"})
BESIDE = frozenset({"compound", "poss", "amod", "nmod"})


def bodies_of(assertion: Assertion) -> Iterator[tuple[str, Filler]]:
    """The body of the post that somebody gets or leaves, where no role has it; one at most."""
    told = {role for role, _, _ in assertion.roles}
    if assertion.type != "changes_post" or "org" in told:
        return
    posts = [head for role, head, _ in assertion.roles if role == "post"]
    for post in (*posts, *named_as(assertion.trigger.token)):
        for word in (*led_in(post), *(c for c in post.lefts if c.dep_ in BESIDE)):
            if assertion.kinds.named(word) and assertion.kinds.of(word) & BODIES:
                yield "org", Filler(phrase(word, nothing))
                return


def named_as(verb: Token) -> Iterator[Token]:
    """What somebody is made or leaves as: "assumed office *as* U.N. secretary *general*"."""
    for prep in verb.rights:
        if prep.lower_ == "as":
            yield from (c for c in prep.rights if c.dep_ == "pobj")


def led_in(noun: Token) -> Iterator[Token]:
    """What prepositions lead in behind a noun: "a term *on* the Supreme *Court*"."""
    for prep in noun.rights:
        if prep.lower_ in WITHIN:
            yield from (c for c in prep.rights if c.dep_ == "pobj")
