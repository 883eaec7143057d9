"""Where the parser errs in a way that news shows often: what it hangs on the wrong noun, mended.

`MENDS` are all mends, those of clauses (`clauses.py`) and lemmas (`lemmas.py`) among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.clauses import (
    FINITE,
    mend_adverbials,
    mend_aliases,
    mend_gaps,
    mend_held,
    mend_joints,
    mend_letters,
    mend_openings,
    mend_relatives,
    mend_speech,
    mend_tenses,
)
from sayso.annotate.lemmas import mend_lemmas
from sayso.annotate.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def mend_named(doc: Doc) -> Doc:
    """Make a name that the parser takes for a preposition whom it is done to: "accused Olt of".

    And what it takes for a particle a preposition where a noun hangs on it: "called on the mayor".
    """
    for token in doc:
        if token.dep_ == "prt" and any(c.dep_ == "pobj" for c in token.rights):
            token.dep_, token.pos_ = "prep", "ADP"
        if token.dep_ == "prep" and token.pos_ == "PROPN" and token.head.pos_ == "VERB":
            token.dep_ = "dobj" if token.i > token.head.i else token.dep_
    return doc


def mend_apposed(doc: Doc) -> Doc:
    """Make "the opposition Civic Union urged her" a sentence: the parser makes it the opposition.

    So it does where a noun of a kind stands right before the name, and takes no other verb.
    """
    for verb in doc:
        noun = verb.head
        if verb.dep_ != "relcl" or noun.dep_ != "ROOT" or noun.tag_ != "NN":
            continue
        name = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        beside = name is not None and name.pos_ == "PROPN" and name.left_edge.i == noun.i + 1
        if beside and verb.tag_ in FINITE and name is not None:
            verb.head, verb.dep_ = verb, "ROOT"
            noun.head, noun.dep_ = name, "compound"
            for word in noun.lefts:
                word.head = name
    return doc


NEAR = frozenset({"neighbouring", "neighboring"})


def mend_neighbours(doc: Doc) -> Doc:
    """Make "neighbouring Olt" one noun again, where the parser has somebody neighbour it."""
    for token in doc:
        led = token.lower_ in NEAR and token.dep_ in {"pcomp", "xcomp"}
        name = next((c for c in token.rights if c.dep_ == "dobj"), None) if led else None
        if name is not None:
            name.head, name.dep_ = token.head, "pobj" if token.dep_ == "pcomp" else "dobj"
            for word in [c for c in token.rights if c.i > name.i]:
                word.head = name.head
            token.head, token.dep_, token.tag_, token.pos_ = name, "amod", "JJ", "ADJ"
    return doc


def mend_lists(doc: Doc) -> Doc:
    """Give "killed a commander, Abu Sel, and his two guards" its second object back.

    The parser hangs what follows an apposition on the verb, where a noun cannot be coordinated. Of
    ten such nouns in 700 paragraphs of news eight belong to the object.
    """
    for token in doc:
        verb = token.head
        if token.dep_ != "conj" or verb.pos_ != "VERB" or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        before = [c for c in verb.children if c.dep_ == "dobj" and c.i < token.i]
        if before and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in token.children):
            joint = [c for c in verb.children if c.dep_ == "cc" and before[-1].i < c.i < token.i]
            for moved in (token, *joint[-1:]):
                moved.head = before[-1]
    return doc


# What stands before all adjectives of a noun.
NUMBERING = frozenset({"nummod", "det", "poss", "advmod", "quantmod"})


def mend_deaths(doc: Doc) -> Doc:
    """Give "shot dead two men" its verb's "dead" back, which no adjective before a number is.

    Those who are shot are not "dead two men", and are killed.
    """
    for token in doc[1:]:
        before, noun = token.nbor(-1), token.head
        if token.lower_ != "dead" or token.dep_ != "amod" or before.pos_ != "VERB":
            continue
        numbered = noun.i > token.i and token.nbor().dep_ in NUMBERING
        if numbered and noun.head == before:
            token.head, token.dep_ = before, "oprd"
    return doc


CHARGING = frozenset({"clear", "acquit", "accuse", "convict", "suspect"})
# What somebody can be accused of. A ministry "of defence" is no accusation.
DEEDS = frozenset(
    {
        *("murder", "killing", "massacre", "assassination", "slaughter", "execution", "rape"),
        *("abduction", "kidnapping", "attack", "bombing", "shooting", "torture", "abuse", "theft"),
        *("robbery", "arson", "poisoning", "disappearance", "death", "manslaughter", "terrorism"),
        *("corruption", "fraud", "bribery", "treason", "espionage", "perjury", "blackmail"),
        *("extortion", "embezzlement", "sabotage", "negligence", "incitement", "complicity"),
        *("collusion", "libel", "plagiarism", "misconduct", "harassment", "assault", "racism"),
        *("bias", "hypocrisy", "betrayal", "nepotism", "favouritism", "interference", "burglary"),
    }
)


def mend_charges(doc: Doc) -> Doc:
    """Give "cleared in 2014 of murdering her" its verb's "of" back: no year is of that.

    So with "accused by the ministry of murdering her": no ministry is of that, either.
    """
    for token in doc:
        year = token.head
        led = year.dep_ == "pobj" and year.pos_ == "NUM" and year.head.lower_ == "in"
        if token.lower_ == "of" and led and year.head.head.lemma_ in CHARGING:
            token.head = year.head.head
        if token.dep_ == "agent" and token.head.lemma_ in CHARGING:
            own = any(c.lower_ == "of" and c.dep_ == "prep" for c in token.head.rights)
            charge = next((t for t in token.subtree if is_of_charge(t)), None)
            if charge is not None and not own:
                charge.head = token.head
    return doc


def is_of_charge(of: Token) -> bool:
    """Whether an "of" leads in what somebody is accused of."""
    what = next(of.rights, None)
    if of.lower_ != "of" or what is None:
        return False
    return what.dep_ == "pcomp" or what.lemma_.lower() in DEEDS


# By which somebody is given a name.
NAMING = frozenset({"know", "nickname", "call", "dub", "identify", "name"})


def mend_appositions(doc: Doc) -> Doc:
    """Give "a company run by the president's nephew, Omar Deb" its nephew's name back.

    The parser makes him an apposition of the company. Of nineteen names of people behind such a
    noun in 700 public reports ten had a noun before that is no person; in five the one right before
    the comma is ("the life of this citizen, Deb"), and in all of these it is meant. Nor is he the
    army in "a spokesman for the army, Omar Deb".
    """
    # People who are told by whose they are.
    whose = word_set("kin") | word_set("bound")
    for token in doc:
        far = token.head
        first = token.left_edge.i
        if token.dep_ != "appos" or token.ent_type_ != "PERSON" or first < 2:
            continue
        near, comma = doc[first - 2], doc[first - 1]
        one = one_of_many(far) if comma.text == "," else None
        if one is not None and one.i < first:
            token.head = one
            continue
        if comma.text != "," or far.lemma_ in whose:
            continue
        bearer = bearer_of(far)
        if bearer is not None:
            token.head = bearer
        elif near.lemma_ in whose and far.pos_ == "NOUN" and far.is_ancestor(near):
            token.head = near
    return doc


def mend_known(doc: Doc) -> Doc:
    """Give "a lieutenant of the cell, known as Osk," his name: the parser makes it the cell's."""
    for known in doc[2:]:
        comma = known.nbor(-1).text == ","
        if known.dep_ == "acl" and known.tag_ == "VBN" and known.lemma_ in NAMING and comma:
            bearer = bearer_of(known.head)
            if bearer is not None:
                known.head = bearer
    return doc


HANDED = frozenset({"hand", "sign", "turn"})


def mend_handed(doc: Doc) -> Doc:
    """Make "hand over three hostages" hand three over, and not more than three."""
    for token in doc:
        if token.dep_ == "quantmod" and token.lower_ == "over" and token.i:
            verb = doc[token.i - 1]
            if verb.lemma_ in HANDED and token.head.head.head == verb:
                token.head, token.dep_, token.tag_, token.pos_ = verb, "prt", "RP", "ADP"
    return doc


def one_of_many(kin: Token) -> Token | None:
    """Whose relatives are several: a name behind them is his, "relatives of a victim, Omar Deb"."""
    if kin.tag_ != "NNS" or any(c.dep_ == "conj" for c in kin.children):
        return None
    held = [o for p in kin.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
    return held[0] if held and held[0].tag_ in {"NN", "CD"} else None


def bearer_of(body: Token) -> Token | None:
    """Who speaks for or leads a body: the spokesman of "a spokesman for the army"."""
    bearer = body.head.head
    titles = lexicon().titles
    led = body.dep_ == "pobj" and body.ent_type_ != "PERSON" and body.lower_ not in titles
    one = bearer.tag_ in {"NN", "NNP"} and bearer.lemma_ not in word_set("kin")
    return bearer if led and one and bearer.lemma_.lower() in titles else None


# In the order in which the parse is mended.
MENDS = (
    mend_lemmas,
    mend_held,
    mend_aliases,
    mend_speech,
    mend_tenses,
    mend_adverbials,
    mend_named,
    mend_handed,
    mend_joints,
    mend_apposed,
    mend_letters,
    mend_neighbours,
    mend_gaps,
    mend_lists,
    mend_appositions,
    mend_known,
    mend_deaths,
    mend_charges,
    mend_openings,
    mend_relatives,
)
