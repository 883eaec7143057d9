"""Who was told something, and is not who said it: "the captain was warned that ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs whose object hears what is said, and whose passive subject does.
HEARERS = frozenset(
    {"tell", "inform", "assure", "warn", "remind", "notify", "advise", "brief", "ask", "promise"}
    | {"order", "urge", "instruct", "show", "beg", "persuade", "question", "caution", "alert"}
)


def hearer_of(cue: Token) -> Token | None:
    """The subject of a cue that has heard, and not said: of a passive, or of "heard"."""
    labels = {"nsubjpass"} if cue.lemma_ in HEARERS else set()
    if cue.lemma_ == "hear":
        labels = {"nsubj", "nsubjpass"}
    return next((c for c in cue.children if c.dep_ in labels), None)


def teller_of(cue: Token) -> Token | None:
    """Who told a hearer: "was told by a clerk", "had heard from a clerk"."""
    for c in cue.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "from" and cue.lemma_ == "hear"):
            return next((g for g in c.children if g.dep_ == "pobj"), None)
    return None
