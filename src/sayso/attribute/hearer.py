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


# Verbs whose passive subject is who was spoken of.
SPOKEN_OF = frozenset(
    {"charge", "accuse", "convict", "indict", "sentence", "acquit", "blame", "criticize"}
    | {"criticise", "condemn", "praise", "suspect", "describe", "identify", "name", "call"}
)
# Verbs whose object feels so, and whose passive subject does ("it would not surprise me").
MOVING = frozenset(
    {"surprise", "shock", "strike", "worry", "concern", "trouble", "please", "sadden", "anger"}
    | {"amaze", "astonish", "disappoint", "alarm", "outrage", "baffle", "puzzle", "appal", "appall"}
    | {"annoy", "horrify", "infuriate", "dismay", "frustrate"}
)


def moved_by(cue: Token) -> Token | None:
    """Who is surprised, shocked or worried by something."""
    if cue.lemma_ not in MOVING:
        return None
    passive = next((c for c in cue.children if c.dep_ == "nsubjpass"), None)
    return passive or next((c for c in cue.children if c.dep_ == "dobj"), None)


def hearer_of(cue: Token) -> Token | None:
    """The subject of a cue that has heard, and not said: of a passive, or of "heard"."""
    labels = {"nsubjpass"} if cue.lemma_ in HEARERS | SPOKEN_OF else set()
    if cue.lemma_ == "hear":
        labels = {"nsubj", "nsubjpass"}
    return next((c for c in cue.children if c.dep_ in labels), None)


def teller_of(cue: Token) -> Token | None:
    """Who told a hearer: "was told by a clerk", "had heard from a clerk"."""
    for c in cue.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "from" and cue.lemma_ == "hear"):
            return next((g for g in c.children if g.dep_ == "pobj"), None)
    return None


def is_within_earshot(cue: Token) -> bool:
    """Whether a cue tells of hearing somebody speak: "heard *Deb shout* that ...".

    Who hears it vouches for it.
    """
    spoken = next((c for c in cue.children if c.dep_ == "ccomp"), None)
    if cue.lemma_ != "hear" or spoken is None or spoken.tag_ not in {"VB", "VBP", "VBG"}:
        return False
    return not any(c.dep_ in {"mark", "aux"} for c in spoken.children)
