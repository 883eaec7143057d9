"""Assertions: a frame whose trigger and roles were found in the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from sayso.extract.antecedent import apposed, called_next, is_one_name, named_by
from sayso.extract.bearing import is_own, unnamed
from sayso.extract.condition import holds
from sayso.extract.frames import Frame, Slot, frames
from sayso.extract.grammar import subjects
from sayso.extract.kinds import Kind, Kinds
from sayso.extract.links import PARTY_SIGNS, is_link
from sayso.extract.nodes import children, is_verb, lemma_of, pobj
from sayso.extract.passive import is_bare_participle, is_passive
from sayso.extract.paths import Trigger, fillers
from sayso.extract.phrase import FILES, cover, hyphened, is_inside, phrase
from sayso.extract.tables import words
from sayso.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "Police, soldiers and rebels attacked A, B and C" makes nine claims; longer lists are catalogues.
MOST_CLAIMS_OF_ONE = 9
BEFORE_PLACES = frozenset({"near", "in", "outside", "inside", "around"})
SITES = frozenset({Kind.PLACE, Kind.FACILITY, Kind.ASSET})
# Words that take up what was told before.
TAKEN_UP = frozenset({"the", "this", "that"})
REFLEXIVE = frozenset(
    {"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"}
)
PARTICLES = frozenset(
    {"prt", "prep", "dative", "dobj", "pobj", "advmod", "acomp", "oprd", "attr", "ccomp"}
)


@dataclass(frozen=True, slots=True)
class Chances:
    """How probable the trained reader holds a claim's type and the fillers of its main roles.

    `alone` where no frame found it.
    """

    type: float
    first: float
    second: float
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Assertion:
    """One type of claim with its fillers: role, head token, span as shown.

    `chances` are None where the reader does not know the type; `sure` is what it need not be asked.
    """

    type: str
    trigger: Trigger
    roles: tuple[tuple[str, Token, Span], ...]
    kinds: Kinds
    part: str = "verb"
    chances: Chances | None = None
    sure: bool = False

    @property
    def span(self) -> Span:
        """The words of the trigger where they stand together, else its governing word."""
        words = self.trigger.words
        if words[-1].i - words[0].i == len(words) - 1:
            return cover(hyphened(list(words)))
        return cover(hyphened([self.trigger.token]))


def assertions(doc: Doc, kinds: Kinds) -> Iterator[Assertion]:
    """All assertions of a parse, in the order of their triggers."""
    index = frames()
    for token in doc:
        for part in parts_of_speech(token):
            for frame in index.get((part, lemma_of(token)), ()):
                trigger = match(frame, token, kinds)
                if trigger is None or not holds(frame, trigger, kinds):
                    continue
                made = list(assert_frame(frame, trigger, kinds))
                yield from made
                if made:
                    break


def parts_of_speech(token: Token) -> tuple[str, ...]:
    """The parts of speech under which frames for `token` are kept."""
    if is_verb(token):
        return ("verb",)
    if token.pos_ == "ADJ":
        return ("adjective", "link") if is_link(token) else ("adjective",)
    if token.pos_ in {"NOUN", "PROPN"}:
        return ("tie", "noun", "link") if is_link(token) else ("tie", "noun")
    return ("link",) if is_link(token) else ()


def match(frame: Frame, token: Token, kinds: Kinds) -> Trigger | None:
    """The trigger at `token` with the frame's further words; None where one is missing."""
    found: list[Token] = []
    for word in frame.rest:
        heads = [token, *children(token, "dobj", "npadvmod"), *found]
        hit = next(
            (
                c
                for head in reversed(heads)
                for c in head.children
                if goes_with(c, token, kinds)
                and word in {c.lemma_.lower(), c.lower_}
                and c not in found
            ),
            None,
        )
        if hit is None:
            return None
        found.append(hit)
    loose = [p for p in children(token, "prt") if p not in found and not is_bound(p)]
    if is_verb(token) and loose:
        # "backed off" and "struck down" are other verbs than "backed" and "struck".
        return None
    return Trigger(token, kinds, tuple(found))


def goes_with(word: Token, trigger: Token, kinds: Kinds) -> bool:
    """Whether `word` may be one more of a trigger.

    Nothing is given in by "In May Deb gives", and "fired on Thursday" shoots at nobody.
    """
    if word.dep_ != "prep" or trigger.dep_ == "relcl":
        return word.dep_ in PARTICLES
    led = pobj(word) if is_verb(trigger) else []
    timed = bool(led) and all(Kind.TIME in kinds.of(t) for t in led)
    return word.i > trigger.i and not timed


def is_bound(particle: Token) -> bool:
    """Whether the parser took "up to sixteen" for a particle of the verb."""
    rest = particle.doc[particle.i + 1 : particle.i + 3]
    return len(rest) == 2 and rest[0].lower_ == "to" and rest[1].pos_ == "NUM"


def assert_frame(frame: Frame, trigger: Trigger, kinds: Kinds) -> Iterator[Assertion]:
    """The assertions that a frame makes: one for each pair of fillers of its main roles."""
    chosen: dict[str, list[Token]] = {}
    for slot in frame.slots:
        if slot.paths == ("others",):
            continue
        tokens = choose(slot, trigger, kinds, taken=chosen)
        if tokens:
            chosen[slot.role] = tokens
    if frame.part == "tie":
        anchor(frame, trigger, chosen)
    share_sides(frame, chosen)
    if is_done_by_none(frame, trigger, chosen):
        return
    if any(slot.required and not chosen.get(slot.role) for slot in frame.slots) or not chosen:
        return
    main = [slot.role for slot in frame.slots[:2] if slot.role in chosen]
    extra = [(slot.role, chosen[slot.role][0]) for slot in frame.slots[2:] if slot.role in chosen]
    pairs = product(*(chosen[role] for role in main))
    for _, pair in zip(range(MOST_CLAIMS_OF_ONE), pairs, strict=False):
        if is_one_name(pair, kinds):
            continue
        roles = shown([*zip(main, pair, strict=True), *extra], kinds)
        if len(pair) < 2 or roles[0][2] != roles[1][2]:
            yield Assertion(frame.type, trigger, roles, kinds, frame.part, sure=frame.sure)


def anchor(frame: Frame, trigger: Trigger, chosen: dict[str, list[Token]]) -> None:
    """Keep of those whom an unnamed bearer is tied to the ones that are named.

    "The firm's director" ties nobody; whose kin somebody is tells enough in any case.
    """
    noun, kinds = trigger.token, trigger.kinds
    if not any(noun in tokens for tokens in chosen.values()) or not unnamed(noun, kinds):
        return
    for role, tokens in chosen.items():
        chosen[role] = [t for t in tokens if t == noun or tells_whose(t, noun, kinds, frame.type)]


def tells_whose(owner: Token, noun: Token, kinds: Kinds, kind: str) -> bool:
    """Whether it is told well enough to whom an unnamed bearer is tied."""
    if owner.tag_ == "PRP$":
        # "His lawyer said", "their mother"; that people have children need not be told.
        return kind in {"employs", "family_of"} and is_own(owner, noun)
    # "Members of the group": of one that was told of before.
    known = owner.tag_ == "NN" and any(c.lower_ in TAKEN_UP for c in children(owner, "det"))
    return known or kind == "family_of" or kinds.name(owner) is not None


def is_done_by_none(frame: Frame, trigger: Trigger, chosen: dict[str, list[Token]]) -> bool:
    """Whether the verb has a subject that cannot do it, and so another sense.

    "The play attacks the church", "the oil that funds the fighters".
    """
    first = frame.slots[0]
    if first.role in chosen or not is_verb(trigger.token) or first.paths[0] != "subject":
        return False
    # Of its own: "as the shift was changing, killing nine" the parser hangs wrongly.
    doing = subjects(trigger.token) if children(trigger.token, "nsubj") else []
    active = bool(doing) and not is_passive(trigger.token)
    return active and all(is_thing(t, trigger.kinds) for t in doing)


def is_thing(token: Token, kinds: Kinds) -> bool:
    """Whether a noun names a thing alone, and no name; plural doers may be people ("cutters")."""
    people = token.tag_ == "NNS" and token.lemma_.lower().endswith(("er", "or", "ee", "ant"))
    known = kinds.of(token) != {Kind.THING} or kinds.named(token)
    return token.pos_ == "NOUN" and not people and not known


def shown(roles: list[tuple[str, Token]], kinds: Kinds) -> tuple[tuple[str, Token, Span], ...]:
    """The roles with the words that each is shown with; what follows one is cut off before it.

    A role may lie inside another only where the parse puts it there ("the minister's offer").
    """
    spans = [(role, head, called(head, kinds)) for role, head in roles]
    found = []
    for role, head, span in spans:
        inside = [taken.start for _, _, taken in spans if span.holds(taken) and taken != span]
        ends = [start for start in inside if head.idx < start and not is_verb(head)]
        own = behind(span, spans[0][2], head)
        if own.holds(spans[0][2]) and own != spans[0][2] and head.text in PARTY_SIGNS:
            own = Span(head.idx, head.idx + len(head))  # "Jason Olt (R-Utah"
        found.append((role, head, cut(own, min(ends), head) if ends else own))
    return tuple(found)


def behind(span: Span, first: Span, head: Token) -> Span:
    """`span` without the first role, which "and" joins to it: "the Front and *Corsian troops*"."""
    if is_verb(head) or not span.start <= first.start < first.end < head.idx:
        return span
    joints = [t.i for c in head.lefts for t in c.subtree if t.dep_ == "cc"]
    joints = [i for i in joints if head.doc[i].idx - 1 == first.end]
    return Span(head.doc[joints[-1] + 1].idx, span.end) if joints else span


def cut(span: Span, end: int, head: Token) -> Span:
    """`span` up to what leads in the word at `end`; whole where nothing but a preposition does."""
    led = [p.idx for p in children(head, "prep") if any(t.idx == end for t in p.subtree)]
    kept = [t for t in head.doc[head.i :] if t.idx < min(span.end, end, *led)]
    while kept and kept[-1].pos_ in {"ADP", "DET", "PUNCT"}:
        kept.pop()
    return Span(span.start, kept[-1].idx + len(kept[-1])) if kept and kept[0] == head else span


def called(head: Token, kinds: Kinds) -> Span:
    """The phrase of `head`, which ends with the name where `head` is part of one.

    The parser hangs on a name with "of" what belongs to the verb: "accused the Front of the Two
    Rivers of theft".
    """
    span = phrase(head, lambda prep: is_inside(prep) or belongs(prep, kinds))
    if head.dep_ == "acl" and is_bare_participle(head):
        # "ordered all traffic halted": the object is what is to be halted.
        return phrase(head.head).join(span)
    name = kinds.extent(head)
    if name is None or is_verb(head):
        return span
    whole = kinds.name(head) is EntityKind.PERSON or any(t.lower_ == "of" for t in name)
    end = name.end_char if whole else max(span.end, name.end_char)
    return Span(min(span.start, name.start_char), end)


def belongs(prep: Token, kinds: Kinds) -> bool:
    """Whether what a preposition leads in is part of what its noun means.

    So it is for deeds and things ("a ban on arms", "targets in Jericho"); people are told by where
    they are from ("citizens from Corsia"), while a place or a reason beside them is the event's.
    """
    led = [t for t in pobj(prep) if Kind.TIME not in kinds.of(t)]
    noun = prep.head
    if not led or noun.pos_ not in {"NOUN", "PROPN"} or kinds.name(noun) is not None:
        return False
    told = kinds.of(noun)
    # A camp may be a party, and is a place.
    if Kind.PERSON in told or (Kind.GROUP in told and not told & SITES):
        return prep.lower_ == "from" and kinds.named(led[0])
    if led[0].lemma_.lower() in {"order", "behalf", "instruction"}:
        return False
    if prep.lower_ in words("of_place"):
        return kinds.named(led[0])
    if prep.lower_ == "with":
        # "a deal with Corsia", but "jets with their lights off"
        return Kind.EVENT in kinds.of(noun)
    return prep.lower_ in words("of_deeds")


def is_titled(token: Token, kinds: Kinds) -> bool:
    """Whether a name stands between quotation marks, as the title of a song or a film does."""
    name = kinds.extent(token) or token.doc[token.left_edge.i : token.i + 1]
    inner = name.start > 0 and name.end < len(token.doc)
    return inner and token.doc[name.start - 1].is_quote and token.doc[name.end].is_quote


def is_channel(token: Token) -> bool:
    """Whether a word tells on which network something is said."""
    social = token.lower_ == "media" and any(c.lower_ == "social" for c in token.lefts)
    named = social or token.text in words("networks")
    return named and token.head.lower_ == "on" and token.dep_ == "pobj"


def is_passed(token: Token) -> bool:
    """Whether somebody only passes a place: "marched *through Karsk*"."""
    return token.dep_ == "pobj" and token.head.lower_ in {"through", "across", "along", "past"}


def is_undergoing(token: Token) -> bool:
    """Whether something is to be done to somebody, who does nothing: "Deb *to be freed*"."""
    verb = token.head
    helped = {c.lower_ for c in children(verb, "aux", "auxpass")}
    passive = verb.tag_ == "VBN" and helped <= {"to", "be"}
    return token.dep_ in {"nsubj", "nsubjpass"} and passive


def is_whereabouts(token: Token) -> bool:
    """Whether "Near Ardan" was taken for a name; "around 3,000 members" are many."""
    first = token.left_edge
    counts = any(t.pos_ == "NUM" for t in first.doc[first.i + 1 : first.i + 2])
    return first.lower_ in BEFORE_PLACES and not counts


def share_sides(frame: Frame, chosen: dict[str, list[Token]]) -> None:
    """Where both sides stand in one group ("A and B met"), the first meets each of the others."""
    first, second = frame.slots[0], frame.slots[1] if len(frame.slots) > 1 else None
    if second is None or "others" not in second.paths or second.role in chosen:
        return
    sides = chosen.get(first.role, [])
    if len(sides) > 1:
        chosen[first.role], chosen[second.role] = sides[:1], sides[1:]


def choose(
    slot: Slot, trigger: Trigger, kinds: Kinds, taken: dict[str, list[Token]]
) -> list[Token]:
    """The fillers of one slot: those of the first path, and its first group, that fit."""
    used = {t.i for tokens in taken.values() for t in tokens}
    for path in slot.paths:
        if path == "others":
            continue
        for group in fillers(trigger, path):
            # "the staff said it was destroyed": where the name does not fit, "it" is another.
            fit = [n if fits(n := named_by(t), slot, kinds) else t for t in group]
            fit = [t for t in fit if fits(t, slot, kinds) and t.i not in used]
            # The description tells the kind, the name beside it whom it means.
            fit = [name_beside(t, slot, kinds) for t in fit]
            if fit:
                return fit
    return []


def name_beside(noun: Token, slot: Slot, kinds: Kinds) -> Token:
    """The name set beside a noun where it is of a kind that the slot takes, else the noun."""
    named = apposed(noun, kinds) or called_next(noun, kinds)
    return named if named is not None and fits(named, slot, kinds) else noun


def is_whose(body: Token, kinds: Kinds) -> bool:
    """Whether a body only tells whose somebody is: "blamed agents of the government"."""
    of = body.head
    owned = body.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ in {"NOUN", "PROPN"}
    return owned and kinds.of(body) <= {Kind.ORGANIZATION, Kind.GROUP, Kind.POLITY, Kind.PLACE}


def fits(token: Token, slot: Slot, kinds: Kinds) -> bool:
    """Whether `token` is of a kind that the slot takes."""
    if is_verb(token):
        return Kind.THING in slot.kinds
    if token.tag_ == "WP" or token.lower_ in REFLEXIVE:
        # "asked who approved it"; who "shot himself" attacked nobody.
        return False
    if not any(c.isalnum() for c in token.text) or is_whereabouts(token) or token.lower_ in FILES:
        return False
    if is_undergoing(token) and slot.role in {"addressee", "agent"}:
        # "wants Deb banned", "ordered Deb held": others are to do it
        return False
    if slot.role == "beneficiary" and is_titled(token, kinds):
        # "the release of 'Harbour Nights'"
        return False
    if is_channel(token) or (slot.role == "target" and is_passed(token)):
        # "celebrated the attack on Twitter", "marched through Karsk"
        return False
    if slot.role in {"accuser", "asker"} and token.lemma_.lower() in words("papers"):
        return True  # "the lawsuit accuses the firm"
    charge = slot.role in {"offence", "charge"}
    if charge and (token.lemma_.lower() in words("no_offence") or is_whose(token, kinds)):
        return False
    if slot.role == "post" and kinds.name(token) is EntityKind.PERSON:
        # "confirmed Marsh as Queen Ilva": a part, and no post.
        return False
    found = kinds.of(token)
    return (Kind.TIME not in found or Kind.TIME in slot.kinds) and bool(found & slot.kinds)
