"""Where a role is found around a trigger.

A path names a place in the parse: `subject`, `object`, `self`, any preposition (`on`, `with`),
or two steps (`object>against`). Each path yields groups of coordinated tokens, the first group
that fits wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from sayso.extract import events
from sayso.extract.bearing import borne, is_whole, owners_above, renamed, unnamed, whose
from sayso.extract.bidding import bidden_by, for_to, ordered_done
from sayso.extract.carriers import carrier_of, carries, governors
from sayso.extract.coordination import with_conjuncts
from sayso.extract.grammar import after, agents, antecedents, objects, subjects
from sayso.extract.kinds import PEOPLE, Kind, Kinds
from sayso.extract.links import creed_of, held_by, holder_of, kin_beside
from sayso.extract.nodes import children, is_infinitive, is_verb, pobj
from sayso.extract.passive import is_passive
from sayso.extract.phrase import is_other
from sayso.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


Groups: TypeAlias = "list[list[Token]]"

# Paths that may lead to the trigger itself.
OWN_WORDS = frozenset({"self", "itself", "name", "word"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that asserts a claim, with the further words of a longer trigger."""

    token: Token
    kinds: Kinds
    rest: tuple[Token, ...] = field(default=())

    @property
    def words(self) -> tuple[Token, ...]:
        """All words of the trigger, in the order of the text."""
        return tuple(sorted((self.token, *self.rest), key=lambda t: t.i))


def fillers(trigger: Trigger, path: str) -> Groups:
    """The groups of tokens that `path` leads to from `trigger`."""
    first, _, further = path.partition(">")
    groups = FINDERS[first](trigger) if first in FINDERS else after_preposition(trigger, first)
    if further:
        return [
            g
            for group in groups
            for t in group
            for g in fillers(Trigger(t, trigger.kinds), further)
        ]
    if first in OWN_WORDS:
        return groups
    return [kept for group in groups if (kept := [t for t in group if t not in trigger.words])]


def found(tokens: list[Token]) -> Groups:
    """One group, or none."""
    return [tokens] if tokens else []


def doers(trigger: Trigger) -> Groups:
    """Who does it: the subject of a verb, or of the verb that carries a noun."""
    token = trigger.token
    if is_verb(token):
        return found(agents(token))
    if token.pos_ == "ADJ":
        return found(subjects(token))
    carrier = carrier_of(token, "agent")
    by = after(token, "by") or [o for one in after(token, "of") for o in after(one, "by")]
    borne = found(by) or found(borne_by(carrier)) or found(events.planners(token))
    if not borne and (whole := events.including(token, trigger.kinds)) is not None:
        return doers(Trigger(whole, trigger.kinds))
    return borne or found(events.blamed(token))


def borne_by(carrier: Token | None) -> list[Token]:
    """Who does what `carrier` carries; "is engaged in talks" tells of its subject."""
    return (agents(carrier) or subjects(carrier)) if carrier is not None else []


def undergoers(trigger: Trigger) -> Groups:
    """What it is done to: the objects of a verb, or who a noun is said to suffer."""
    token = trigger.token
    if is_verb(token):
        return found(objects(token))
    carrier = carrier_of(token, "undergo")
    return found(subjects(carrier)) if carrier is not None else []


def surface(trigger: Trigger) -> Groups:
    """What stands as the subject, whatever the voice."""
    return found(subjects(trigger.token))


def datives(trigger: Trigger) -> Groups:
    """To whom: "gave the rebels arms", "gave arms to the rebels"."""
    bare = children(trigger.token, "dative")
    return found(with_conjuncts([t for t in bare if t.pos_ != "ADP"])) or after_preposition(
        trigger, "to"
    )


def possessors(trigger: Trigger) -> Groups:
    """Whose."""
    noun = trigger.token
    # The parser misses some possessives with a curly apostrophe ("Khan’s wife").
    missed = [c for c in children(noun, "nmod", "compound") if children(c, "case")]
    told = [whose(c) for c in children(noun, "poss") or missed or owners_above(noun)]
    return found(with_conjuncts(told))


def modifiers(trigger: Trigger) -> Groups:
    """Names and nouns before the noun: "Green Front fighters", "a Corsian raid"."""
    token = trigger.token
    before = [c for c in children(token, "compound", "nmod", "amod") if c.i < token.i]
    before = [t for c in before for t in ([c] if not is_other(c) else children(c, "conj"))]
    groups: Groups = [with_conjuncts([c]) for c in before if is_whole(c, trigger.kinds)]
    if token.dep_ in {"compound", "nmod"}:
        aside = [c for c in children(token.head, "compound", "nmod", "amod") if c.i < token.i]
        groups += [[c] for c in reversed(aside) if is_whole(c, trigger.kinds) and c != token]
    groups = [g for g in groups if not events.happens_at(g[0], token, trigger.kinds)]
    # "Senate Research Director": the Senate's, whatever the common words between tell.
    return sorted(groups, key=lambda group: not trigger.kinds.named(group[0]))


def bearers(trigger: Trigger) -> Groups:
    """Who a noun describes."""
    return found(borne(trigger.token, trigger.kinds))


def known_before(trigger: Trigger) -> Groups:
    """Whose other name an aside gives: "the Olt Front, also known as OF"."""
    return found(renamed(trigger.token, trigger.kinds))


def parties(trigger: Trigger) -> Groups:
    """Both sides of "between A and B", or of "A and B talks"."""
    sides = after_preposition(trigger, "between") or after_preposition(trigger, "among")
    return [events.parted(side, trigger.kinds) for side in sides]


def complements(trigger: Trigger) -> Groups:
    """The clause that the trigger governs: "to release", "that they release", "of killing"."""
    token = trigger.token
    own = children(token, "xcomp", "ccomp", "acl")
    own = [c for c in own if is_verb(c)]
    if not own:
        led = [p for p in children(token, "prep") if p.lower_ not in words("adding")]
        own = [c for p in led for c in children(p, "pcomp")]
    return found(own[:1])


def direct(trigger: Trigger) -> Groups:
    """The object as such, also where a passive keeps one: "was fined 500 crowns"."""
    own = children(trigger.token, "dobj")
    # "paid the firm four million crowns": the parser sets the sum beside the firm.
    beside = [c for o in own for c in children(o, "appos")]
    return found(with_conjuncts(own)) + [[c] for c in beside]


def predicates(trigger: Trigger) -> Groups:
    """What somebody is made: the chairwoman in "elected her chairwoman"."""
    return found(children(trigger.token, "oprd", "attr"))


def purposes(trigger: Trigger) -> Groups:
    """The infinitive that says what for: "sent him to buy arms"."""
    return found([c for c in children(trigger.token, "advcl", "xcomp") if is_infinitive(c)][:1])


def demands(trigger: Trigger) -> Groups:
    """The verbs that tell what a crowd wants: "marched, calling for", "a strike to demand"."""
    token = trigger.token
    verbs = [token] if is_verb(token) else [verb for verb, _ in governors(token)]
    said = [c for v in verbs for c in children(v, "advcl", "xcomp", "conj")]
    said += children(token, "acl")
    return found([c for c in said if is_verb(c) and c.lemma_.lower() in words("demanding")][:1])


def whereabouts(trigger: Trigger) -> Groups:
    """The place that "where" takes up: "Lissmar, where the firm is based"."""
    verb = trigger.token
    led = any(c.lower_ == "where" for c in children(verb, "advmod"))
    return [[verb.head]] if led and verb.dep_ == "relcl" else []


def bidden(trigger: Trigger) -> Groups:
    """What somebody is called upon to do: "called for the mayor to resign"."""
    return found(for_to(trigger.token)[:1] or [verb for _, verb in bidden_by(trigger.token)])


def called_on(trigger: Trigger) -> Groups:
    """Who is to do it: "her calls for the mayor to resign", but not "for Deb to be freed"."""
    return found([t for t, verb in bidden_by(trigger.token) if not is_passive(verb)])


def done(trigger: Trigger) -> Groups:
    """What is to be done to the object: "ordered the traffic halted"."""
    return found(ordered_done(trigger.token))


def conditions(trigger: Trigger) -> Groups:
    """Whose act is the condition: "unless the government resigns"."""
    token = trigger.token
    verbs = [token, *(t for g in complements(trigger) for t in g)]
    added = [c for v in verbs for c in children(v, "advcl")]
    clauses = [c for c in added if any(m.lower_ in {"if", "unless"} for m in c.children)]
    # "threatened to publish it unless it was paid": who threatens
    return [[t for t in subjects(c) if t.pos_ != "PRON"] for c in clauses]


def joined(trigger: Trigger) -> Groups:
    """The tourists in "took tourists hostage", which the parser joins into one noun."""
    return found([c for word in trigger.rest for c in children(word, "compound")])


def inner(trigger: Trigger) -> Groups:
    """Every name within the complement or the object, in the order of the text."""
    tops = [t for g in [*complements(trigger), *undergoers(trigger)] for t in g]
    tops += [o for p in children(trigger.token, "prep") for o in pobj(p)] if not tops else []
    # "condemned what Deb called theft" condemns neither Deb nor what she said.
    tops = [t for t in tops if t.left_edge.lower_ != "what"]
    doing = {t.i for g in doers(trigger) for t in g}
    within = [t for top in tops for t in top.subtree if not in_adjunct(t, top)]
    heads = [t for t in within if t.dep_ in HEADS and t.i not in doing and t.ent_type_]
    # "a Corsian offer": the name before a noun counts only where no noun itself fits.
    names = [
        t
        for t in within
        if t.dep_ in {"compound", "amod"} and t.ent_type_ and is_whole(t, trigger.kinds)
    ]
    return [antecedents([t], t.head) for t in heads] + [[t] for t in names if t.i not in doing]


def answerable(trigger: Trigger) -> Groups:
    """Whose deeds the objects are: the firm in "the lies of the firm", not in "the firm's arrest".

    "The Front's murder of a priest" is that of the Front: who suffers it is told behind it.
    """
    groups: Groups = []
    deeds = [t for group in undergoers(trigger) for t in group]
    suffered = [t for t in deeds if t.lemma_.lower() in words("suffered")]
    for deed in deeds:
        behind = after(deed, "of")
        whose = [] if deed in suffered and not behind else ["poss"]
        whose += ["mod"] if deed in suffered else ["mod", "of"]
        groups += [
            g for path in ("by", *whose) for g in fillers(Trigger(deed, trigger.kinds), path)
        ]
    fought = [d for d in deeds if Kind.VIOLENCE in trigger.kinds.of(d)]
    hit = {t.i for d in fought for whom in events.struck(d) for t in whom.subtree}
    return groups if suffered else groups + [g for g in inner(trigger) if g[0].i not in hit]


def party(trigger: Trigger) -> Groups:
    """Every country or organization within the complement."""
    names = [g for g in inner(trigger) if g[0].ent_type_ in {"GPE", "ORG"}]
    dealt = {"dobj", "pobj", "dative"}
    return [g for g in names if g[0].dep_ in dealt and not (is_where(g[0]) or is_aim(g[0]))]


def dealt_with(trigger: Trigger) -> Groups:
    """To whom something is done; not where somebody goes."""
    verb = trigger.token
    moved = objects(verb) or subjects(verb)
    people = all(trigger.kinds.of(t) & PEOPLE for t in moved)
    going = verb.lemma_.lower() in words("going") and people
    return [] if going else after_preposition(trigger, "to")


def is_aim(token: Token) -> bool:
    """Whether somebody only goes there: "would send the singer to Corsia"."""
    to = token.head
    return to.lower_ in {"to", "into"} and to.head.lemma_.lower() in words("going")


def is_where(token: Token) -> bool:
    """Whether a preposition of place stands before `token`: "at talks in Ardan"."""
    return token.dep_ == "pobj" and token.head.lower_ in words("at")


HEADS = frozenset({"dobj", "pobj", "dative", "nsubj", "nsubjpass", "poss"})


def tells_more(clause: Token) -> bool:
    """Whether a clause says what a noun is about: "the notion that *Deb* had left"."""
    return clause.dep_ == "acl" and any(m.lower_ == "that" for m in children(clause, "mark"))


def in_adjunct(token: Token, top: Token) -> bool:
    """Whether `token` stands in a clause that only adds to `top`."""
    while token != top:
        if token.dep_ in {"relcl", "advcl", "appos"} or tells_more(token):
            return True
        token = token.head
    return False


def after_preposition(trigger: Trigger, name: str) -> Groups:
    """What stands after a preposition of the trigger, of its object or of what carries it."""
    token = trigger.token
    places = [*reversed(trigger.words)]
    if is_verb(token):
        places += objects(token)
        if token.dep_ == "conj":
            places += [c for c in token.head.children if c.dep_ == "conj"]
    elif is_of_noun(token, name):
        places.append(token.head)
    for place in places:
        tokens = after_name(place, name, trigger.kinds)
        if tokens:
            return [tokens]
    event = not is_verb(token) and Kind.EVENT in trigger.kinds.of(token)
    return found(events.following(token, name)) if event else []


def is_of_noun(noun: Token, preposition: str) -> bool:
    """Whether what stands after a preposition of the verb may belong to its object `noun`.

    "The attack was carried out by rebels" tells who made it, "was confirmed by an aide" does not.
    """
    if noun.dep_ == "nsubjpass" and preposition == "by":
        return carries(noun.head)
    verb = noun.dep_ == "acomp" and noun.head.pos_ in {"AUX", "VERB"}
    return verb or noun.dep_ in {"dobj", "nsubjpass"}


def after_name(place: Token, preposition: str, kinds: Kinds) -> list[Token]:
    """What stands after `preposition` at `place`, looking past the name that `place` is part of.

    "accused the Front of the Two Rivers of theft": the first "of" belongs to the name.
    """
    name = kinds.extent(place)
    if name is None:
        return after(place, preposition)
    hung = [after(part, preposition) for part in (place, *name)]
    return next((out for some in hung if (out := [t for t in some if t not in name])), [])


FINDERS: Mapping[str, Callable[[Trigger], Groups]] = MappingProxyType(
    {
        "subject": doers,
        "object": undergoers,
        "surface": surface,
        "dative": datives,
        "poss": possessors,
        "mod": modifiers,
        "self": bearers,
        "itself": lambda trigger: found(unnamed(trigger.token, trigger.kinds)),
        "holder": lambda trigger: found(holder_of(trigger.token)),
        "held": lambda trigger: found(held_by(trigger.token)),
        "word": lambda trigger: [[trigger.token]],
        "kin": lambda trigger: found(kin_beside(trigger.token)),
        "creed": lambda trigger: found(creed_of(trigger.token, trigger.kinds)),
        "aka": known_before,
        "parties": parties,
        "clause": complements,
        "direct": direct,
        "complement": predicates,
        "attr": predicates,
        "purpose": purposes,
        "condition": conditions,
        "inner": inner,
        "joined": joined,
        "answerable": answerable,
        "party": party,
        "demanding": demands,
        "done": done,
        "attending": lambda trigger: found(events.attending(trigger.token)),
        "bidden": bidden,
        "called_on": called_on,
        "acting": lambda trigger: found(events.acting(trigger.token)),
        "where": whereabouts,
        "above": lambda trigger: found(events.above(trigger.token)),
        "toward": dealt_with,
        "name": lambda trigger: [[trigger.token]] if trigger.kinds.name(trigger.token) else [],
        "scene": lambda trigger: events.scenes(trigger.token, trigger.kinds),
        "aimed": lambda trigger: found(events.aimed(trigger.token, trigger.kinds)),
        "site": lambda trigger: found(events.sites(trigger.token, trigger.kinds)),
        "haver": lambda trigger: found(events.holders(trigger.token)),
        "suspect": lambda trigger: found(events.held_over(trigger.token)),
        "aboard": lambda trigger: found(events.aboard(trigger.token)),
        "prompting": lambda trigger: found(events.prompting(trigger.token)),
        "occasion": lambda trigger: found(events.strikers(trigger.token)),
        "installed": lambda trigger: found(events.installed(trigger.token)),
    }
)
