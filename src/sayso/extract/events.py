"""What stands around a noun that names an event: "the Ardan attack", "Deb had an arrest".

A noun for an event is a claim where it names somebody or some place beside it; these are the
places where only such nouns have them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import table
from sayso.extract.carriers import governors
from sayso.extract.coordination import with_conjuncts
from sayso.extract.effects import effect_of
from sayso.extract.grammar import after, agents, objects, subjects
from sayso.extract.kinds import Kind, Kinds
from sayso.extract.nodes import children, is_verb, pobj
from sayso.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

GUILTY = frozenset({"guilty", "responsible", "innocent"})
SENTENCING = frozenset({"convict", "sentence", "jail", "imprison"})
SITES = frozenset({Kind.PLACE, Kind.FACILITY})


@cache
def states() -> frozenset[str]:
    """The names of countries: these make raids ("the US raid"), and towns have them made there."""
    rows = table("countries.csv")
    return frozenset(n for row in rows for n in (row["name"], *row["also"].split("|")) if n)


def sites(noun: Token, kinds: Kinds) -> list[Token]:
    """Where the event was that `noun` names, told before it: "the Ardan attack"."""
    return [c for c in children(noun, "compound", "nmod") if is_site(c, kinds)]


def scenes(noun: Token, kinds: Kinds) -> list[list[Token]]:
    """Where the event was, told after it; not where those act who speak of it.

    "In Corsia, Deb condemned the raid": the raid was elsewhere. Nor is a whole state hit by
    strikes within it, or a town by an ambush near it.
    """
    own = [p for p in children(noun, "prep") if p.lower_ in words("at") | words("beside")]
    if any(p.lower_ == "near" for p in own) or is_search(noun):
        return []
    told = [with_conjuncts(pobj(p)) for p in own]
    told = told or [t for name in sorted(words("at") - {"near"}) if (t := following(noun, name))]
    return [[t for t in group if not is_state(t, kinds)] for group in told]


def is_search(raid: Token) -> bool:
    """Whether a raid was made to find somebody: "arrested in raids across the city"."""
    led = raid.dep_ == "pobj" and raid.head.lower_ in {"in", "during"}
    return raid.lemma_ == "raid" and led and raid.head.head.lemma_ in words("arresting")


def struck(deed: Token) -> list[Token]:
    """Whom violence is told to be against, or where: the ship of "the attack on the ship"."""
    return [t for name in ("on", "against", "at", "in", "near") for t in after(deed, name)]


def strikers(verb: Token) -> list[Token]:
    """Who or what struck when it happened: "were killed *when gunmen* opened fire on a bus"."""
    clauses = children(verb, "advcl")
    when = [c for c in clauses if any(w.lower_ == "when" for w in c.lefts) and c.i > verb.i]
    # "were killed when they attacked a village": they were
    return [s for c in when if is_striking(c) for s in subjects(c) if s.tag_ != "PRP"]


def is_striking(verb: Token) -> bool:
    """Whether a verb tells what may kill: "opened fire", "exploded"."""
    fired = verb.lemma_ == "open" and any(o.lemma_ == "fire" for o in objects(verb))
    return fired or verb.lemma_.lower() in words("striking")


def is_state(token: Token, kinds: Kinds) -> bool:
    """Whether a word ends the name of a state."""
    name = kinds.extent(token)
    return name is not None and name.text.removeprefix("the ") in states()


def is_site(modifier: Token, kinds: Kinds) -> bool:
    """Whether a word before a noun is the name of a town or a building that ends there."""
    name = kinds.extent(modifier)
    if name is None or name[-1] != modifier or is_state(modifier, kinds):
        return False
    return bool(kinds.of(modifier) & SITES)


def happens_at(modifier: Token, noun: Token, kinds: Kinds) -> bool:
    """Whether `modifier` tells where the violence happened that `noun` names, not who did it."""
    if Kind.VIOLENCE not in kinds.of(noun):
        return False
    # "the clinic attack"; "a Corsian embassy raid" is at the embassy, too
    built = modifier.pos_ == "NOUN" and Kind.FACILITY in kinds.of(modifier)
    return built or is_site(modifier, kinds)


def holders(noun: Token) -> list[Token]:
    """Of whom a verb says that `noun` is theirs: Deb in "Deb had a previous arrest"."""
    return next((found for verb, _ in governors(noun) if (found := subjects(verb))), [])


def attending(noun: Token) -> list[Token]:
    """Who acts before or after an event: Deb in "Deb, speaking after talks with Marsh, said"."""
    return acting(noun) if noun.head.lower_ in words("while") else []


def acting(noun: Token) -> list[Token]:
    """Who does what a noun behind a preposition is the ground of: "left on Deb's orders"."""
    verb = noun.head.head
    return agents(verb) if noun.dep_ == "pobj" and is_verb(verb) else []


def above(noun: Token) -> list[Token]:
    """What a noun behind a preposition is told of: "the town under rebel control"."""
    head = noun.head.head
    if noun.dep_ != "pobj":
        return []
    if is_verb(head):
        return subjects(head) if head.lemma_ in words("standing") else []
    return [head]


def held_over(noun: Token) -> list[Token]:
    """To whom a verb does something on the ground of `noun`: Deb in "held Deb on charges"."""
    verb = noun.head.head
    return objects(verb) if noun.dep_ == "pobj" and is_verb(verb) else []


def blamed(noun: Token) -> list[Token]:
    """Who is said to have done it: Deb in "accused Deb of the murder of", "guilty of the theft of".

    "In" blames only whom a court found guilty: who is arrested in a raid did not make it.
    """
    prep = noun.head
    over = prep.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"of", "with", "for", "in"}:
        return []
    if over.lemma_ in GUILTY and over.pos_ == "ADJ":
        return subjects(over) or children(over, "nsubj")
    found = any(c.lemma_ == "guilty" for c in children(over, "oprd", "acomp"))
    sentenced = found or over.lemma_ in SENTENCING
    if over.lemma_ == "sue" or not is_verb(over) or not (sentenced or effect_of(over) == "claimed"):
        return []
    return objects(over) if prep.lower_ != "in" or sentenced else []


def aboard(participle: Token) -> list[Token]:
    """Who travels with what a participle describes: "she took a bus bound for Lissmar"."""
    thing = participle.head
    taken = participle.dep_ == "acl" and thing.dep_ == "dobj" and is_verb(thing.head)
    return agents(thing.head) if taken and thing.head.lemma_ in {"board", "catch", "take"} else []


def installed(participle: Token) -> list[Token]:
    """Whom the verb above puts into a post: Colm in "The firm named Colm, replacing Undine"."""
    verb = participle.head
    naming = participle.dep_ == "advcl" and is_verb(verb) and verb.lemma_ in words("naming")
    return objects(verb) if naming and not children(participle, "nsubj") else []


def following(noun: Token, name: str) -> list[Token]:
    """What stands after a preposition right behind a noun, wherever the parser hung it.

    "No one at the king's meeting on Tuesday with senators": they met him.
    """
    at = noun.right_edge.i + 1
    prep = noun.doc[at] if at < len(noun.doc) else noun
    return with_conjuncts(pobj(prep)) if prep.lower_ == name and prep.dep_ == "prep" else []


def aimed(noun: Token, kinds: Kinds) -> list[Token]:
    """Whom an attack is made against, however far off the parser hung it.

    "Made eleven strikes using bombers against rebels", "airstrikes delivered bombs against them".
    """
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lower_ == "against" and token.dep_ == "prep":
            return with_conjuncts(pobj(token)) if is_means(token.head, noun, kinds) else []
    return []


def prompting(verb: Token) -> list[Token]:
    """What moved somebody to do it: "reports came in, *prompting the ministry to investigate*"."""
    over = verb.head
    if verb.dep_ not in {"xcomp", "ccomp"} or over.lemma_ not in {"prompt", "lead", "spur", "push"}:
        return []
    loose = over.dep_ == "advcl" and over.tag_ == "VBG"
    return subjects(over.head if loose else over)


def planners(noun: Token) -> list[Token]:
    """Who does it where the noun is the aim of a verb: the army in "the army planned an attack"."""
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in {"plan", "prepare", "attempt", "admit", "plot"}:
        return agents(head)
    return []


def including(noun: Token, kinds: Kinds) -> Token | None:
    """The events among which `noun` is told: "nine strikes, including raids on Karsk"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "including":
        return None
    above = [t for t in noun.head.ancestors if t.pos_ == "NOUN" and t.sent == noun.sent]
    return next((t for t in above if Kind.VIOLENCE in kinds.of(t) & kinds.of(noun)), None)


def parted(side: list[Token], kinds: Kinds) -> list[Token]:
    """Two sides that the parser makes one: "between the Front and Corsian troops"."""
    if len(side) > 1:
        return side
    names = [c for c in children(side[0], "nmod") if children(c, "cc") and kinds.named(c)]
    return [*names, *side]


def is_means(over: Token, noun: Token, kinds: Kinds) -> bool:
    """Whether a word tells what an attack is made with: "using bombers", "delivered bombs"."""
    if over == noun or noun.is_ancestor(over):
        return True
    verb = noun.head
    using = [c for c in children(verb, "advcl") if c.lower_ == "using"]
    if any(c == over or c.is_ancestor(over) for c in using):
        return True
    thrown = over.dep_ == "dobj" and over.head == verb and Kind.ASSET in kinds.of(over)
    return noun.dep_ == "nsubj" and (over == verb or thrown)
