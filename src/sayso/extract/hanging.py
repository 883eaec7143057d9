"""On which statement a claim hangs: the innermost around it, or one further out.

    statement = hang_on(assertion, modality, attribution, layout)

Words can stand in the content of a statement without being what its voice says. Who agreed to a
truce "to end a war that has killed thousands" did not say how many it killed, and who accuses a
mayor "of complicity in the assault" takes the assault from the outlet. Such claims are told by
the voice around. So is who somebody named is: the writer tells it to the reader. Where a voice says
of itself that it plans or knows, it stands in the chain once; whose plans another tells of said
nothing of them.
"""

from __future__ import annotations

from sayso.annotate.layout import Layout
from sayso.attribute import Attribution
from sayso.attribute.cue import stances
from sayso.extract.asides import (
    holds,
    is_added,
    is_aside,
    is_beside,
    is_by_the_way,
    is_meanwhile,
    is_measured,
    is_of_subject,
    is_part_taken_in,
    is_put_in,
    is_quoted_bit,
    is_shown,
    tells_anew,
    tells_who,
)
from sayso.extract.assertion import Assertion
from sayso.extract.bearing import is_predicated
from sayso.extract.carriers import governors
from sayso.extract.nodes import children, is_verb
from sayso.extract.phrase import cover
from sayso.extract.tables import words
from sayso.model import Modality, Quoted, Stance, Statement

# Manners of deeds: whoever does them need not have said a word of what is added to their content.
DEEDS = frozenset(
    {"agrees", "allows", "orders", "plans", "refuses", "supports", "praises", "expresses"}
)
# Manners of words that say a wish: what commas set off there is the teller's.
WISHES = frozenset({"asks", "demands", "opposes", "promises", "threatens", "wants"})
# Manners that a claim's own modality tells as well ("have no plans to spend").
MIRRORED = frozenset(
    {"plans", "wants", "hopes", "asks", "demands", "orders", "promises", "agrees", "supports"}
)
# What is rejected, echoed or granted by another than who said it.
SAID = frozenset({"requests", "accuses", "denies", "endorses", "threatens", "agrees"})
POSTS = frozenset({"leads", "employs", "member_of"})


def hang_on(
    assertion: Assertion, modality: Modality, attribution: Attribution, layout: Layout
) -> Statement:
    """The statement whose voice tells the claim."""
    verbatim = bool(layout.meeting(assertion.span))
    introduced = introduces(assertion) and not verbatim
    by_id = {s.id: s for s in attribution.statements}
    statement = named_in(assertion, attribution) or attribution.innermost(assertion.span)
    while statement.parent is not None:
        above = by_id[statement.parent]
        again = repeats(statement, above, modality) or is_own_kin(assertion, statement, above)
        loose = statement.manner in DEEDS or statement.voice == above.voice
        indirect = statement.quoted is not Quoted.DIRECT
        again = again or (indirect and (introduced or is_plan_told(statement, above, modality)))
        if not again and not is_taken_for_granted(assertion, statement, loose, verbatim):
            break
        statement = above
    return statement


def named_in(assertion: Assertion, attribution: Attribution) -> Statement | None:
    """The statement whose cue itself says who somebody is: "police identified him as Voss"."""
    if assertion.type != "identified_as" or not is_verb(assertion.trigger.token):
        return None
    word = cover([assertion.trigger.token])
    return next(
        (
            s
            for s in attribution.statements
            if s.cue is not None
            and s.cue.holds(word)
            and s.source is not None
            and s.manner == "describes"
        ),
        None,
    )


def repeats(statement: Statement, above: Statement, modality: Modality) -> bool:
    """Whether a voice speaks of itself in its own words, and adds no doubt: "said he knew that"."""
    if statement.voice != above.voice or above.parent is None or statement.negated:
        return False
    if statement.manner in DEEDS:
        return not statement.duress  # "told lawmakers that she refused to sign"
    sure = stances().get(statement.manner) in (Stance.VOICE, Stance.SHARED)
    mirrored = statement.manner in MIRRORED and modality is not Modality.ACTUAL
    return not statement.duress and (sure or mirrored)


def is_plan_told(statement: Statement, above: Statement, modality: Modality) -> bool:
    """Whether a voice tells what others plan: "said that *the plotters planned* to seize it"."""
    others = above.parent is not None and statement.voice != above.voice
    return others and statement.manner == "plans" and modality is not Modality.ACTUAL


def is_own_kin(assertion: Assertion, statement: Statement, above: Statement) -> bool:
    """Whether a voice tells who somebody is among its own thoughts: "his hopes for his son"."""
    own = statement.voice == above.voice and above.parent is not None
    return own and tells_who(assertion)


def is_taken_for_granted(
    assertion: Assertion, statement: Statement, loose: bool, verbatim: bool
) -> bool:
    """Whether the words around take the claim from whoever tells of the statement.

    Where they are `loose`, no comma has to set apart what is only added to a noun; `verbatim` words
    stand between quotation marks.
    """
    trigger = assertion.trigger.token
    if is_its_own(assertion, statement) or (verbatim and is_put_in(assertion)):
        return True
    if statement.quoted is Quoted.DIRECT or statement.cue is None:
        return False
    return (
        (statement.manner in DEEDS | WISHES and is_added(assertion, statement, loose))
        or is_answered(assertion, statement)
        or is_part_taken_in(assertion, statement)
        or is_measured(trigger, statement)
        or is_of_subject(assertion, statement)
        or is_shown(trigger, statement)
        or (is_by_the_way(assertion, statement) and not is_quoted_bit(statement, verbatim))
        or is_beside(trigger, statement)
        or is_aside(assertion, statement)
        or is_meanwhile(trigger, statement)
    )


def is_answered(assertion: Assertion, statement: Statement) -> bool:
    """Whether the statement only takes up what somebody said: "rejected a request to unseal it".

    "Echoed Deb's criticism of the guild": that Deb criticised it is the writer's word.
    """
    noun = assertion.trigger.token
    if is_verb(noun) or statement.cue is None:
        return False
    if assertion.type == "sanctions" and statement.manner == "orders":
        # "imposed some of the harshest sanctions"
        return any(statement.cue.holds(cover([verb])) for verb, _ in governors(noun))
    own = bool(assertion.roles) and assertion.roles[0][1].tag_ == "PRP$"  # "stressed her support"
    said = noun.dep_ == "dobj" and assertion.type in SAID and not own
    return said and statement.cue.holds(cover([noun.head]))


def is_its_own(assertion: Assertion, statement: Statement) -> bool:
    """Whether by saying it of somebody the voice does what the claim tells: "he says she is unfit".

    That he accuses her is what the writer makes of his words. Where he says what he did himself
    ("he says that he opposed her") it is his own word.
    """
    source, told, word = statement.source, assertion.roles, assertion.trigger.token
    if assertion.type not in SAID or source is None or len(told) < 2:
        return False
    doer = told[0][1]
    apart = source.start <= doer.idx < source.end and not holds(statement, doer)
    of_whom = word.dep_ in {"acomp", "attr"} and told[1][1] in children(word.head, "nsubj")
    return apart and of_whom and holds(statement, word)


def introduces(assertion: Assertion) -> bool:
    """Whether words beside a name tell the reader who it is: "Green Front leader Omar Deb".

    Whoever writes "Olt said that Green Front leader Omar Deb had fled" introduces Deb; Olt need
    not have said more than "Deb". What is so added is told by the writer, not by whose words are
    told (Potts, The Logic of Conventional Implicatures, 2005). "Deb, a nurse at the clinic" may be
    Olt's own words.
    """
    noun = assertion.trigger.token
    if assertion.type == "located_in" and noun.dep_ == "amod" and noun.pos_ == "ADJ":
        # "British rapper Omar Deb"
        return "NNP" in {noun.head.tag_, noun.head.dep_ == "compound" and noun.head.head.tag_}
    if is_verb(noun):
        return False
    if assertion.type in {"endorses", "member_of"} and noun.lemma_.lower() in words("sides"):
        # "what he calls the anger of Deb's supporters", "the Green nominee"
        return not is_predicated(noun)
    if assertion.type == "employs" and noun.tag_ == "POS":
        return noun.head.head.ent_type_ == "PERSON"  # "the Gazette's Omar Deb"
    # "the Front's leader, Omar Deb", "his wife Lena"
    named = any(c.dep_ == "appos" and c.tag_ == "NNP" for c in noun.rights)
    if assertion.type not in POSTS or named:
        return named and assertion.type in POSTS | {"family_of"}
    title = noun.dep_ in ("compound", "nmod") and noun.head.tag_ == "NNP" and noun.head.i > noun.i
    post = noun.dep_ == "appos" and noun.head.tag_ == "NNP" and noun.head.i < noun.i
    return title or (post and not tells_anew(noun))
