"""Small words that tie two nouns: "Lena Marsh of the union", "the Herald's Omar Deb", "pro-Deb".

The tie is told by the preposition, the possessive, the prefix or the party's letter itself; no noun
names it. Such words are the triggers of frames whose part is "link". One end is the `holder` of the
word, the other what is `held` by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.coordination import with_conjuncts
from sayso.extract.kinds import Kinds
from sayso.extract.nodes import children, is_verb
from sayso.extract.tables import words
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# Letters that stand for a party behind a name.
PARTY_SIGNS = frozenset({"D", "R", "Dem", "Rep"})
# Relations in which a word stands before its noun.
MODIFYING = ("amod", "compound", "nmod")


def is_link(token: Token) -> bool:
    """Whether a word stands where it may tie two nouns."""
    if token.tag_ == "POS":
        return token.dep_ == "case"
    if is_tag(token):
        return True
    if token.lower_ in words("prefixes"):
        return token.i + 2 < len(token.doc) and token.nbor().text == "-"
    return token.dep_ == "prep" and not is_verb(token.head)


def holder_of(link: Token) -> list[Token]:
    """Who is tied: who stands before the preposition, owns, or has the prefix before the noun."""
    if is_tag(link):
        return [link.nbor(-2)]
    if link.lower_ not in words("prefixes"):
        head = link.head
        # "Omar Deb, 24, of Kessen": the parser hangs it on the age.
        return [head.head] if head.pos_ == "NUM" and head.dep_ == "appos" else [head]
    at = link.nbor(2)
    while at.dep_ in {*MODIFYING, "npadvmod", "pobj", "punct"} and at.head != at:
        at = at.head
    return [at] if at.pos_ in {"NOUN", "PROPN"} and at.i > link.i + 2 else []


def is_tag(token: Token) -> bool:
    """Whether a letter behind a name is a party's: "Omar Deb (D)", "Lena Marsh, R-Calif.,"."""
    if token.text not in PARTY_SIGNS or token.i < 2 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor()
    opens = before.text == "(" and after.text in {")", "-", "–"}
    apart = before.text == "," and after.text in {"-", "–"}
    return (opens or apart) and token.nbor(-2).pos_ == "PROPN"


def tagged(link: Token, kinds: Kinds) -> list[Token]:
    """The person behind whose name the sign of a party stands."""
    held = [link.nbor(-2)] if is_tag(link) else []
    return [t for t in held if kinds.name(t) is EntityKind.PERSON]


def held_by(link: Token) -> list[Token]:
    """What it is tied to: what stands behind the preposition, the possessive or the prefix."""
    if link.tag_ == "POS":
        owned = link.head.head
        return [owned] if link.head.dep_ == "poss" else []
    if link.lower_ in words("prefixes"):
        return [link.nbor(2)]
    return with_conjuncts(children(link, "pobj"))


def creed_of(noun: Token, kinds: Kinds) -> list[Token]:
    """The party that an adjective before a noun names: "Republican senator Omar Deb"."""
    tops = [noun, noun.head] if noun.dep_ in MODIFYING else [noun]
    before = [c for top in tops for c in children(top, *MODIFYING) if c.i < noun.i]
    told = [c for c in before if c.lower_ in words("parties") and c.text[0].isupper()]
    # "the Republican Party chairman" is of the party, which is a name.
    return [c for c in told if (name := kinds.extent(c)) is None or len(name) == 1][:1]


def following(link: Token, kinds: Kinds) -> list[Token]:
    """The holder, where the preposition follows it at once: "Omar Deb, 24, of Kessen"."""
    if link.tag_ == "POS":
        return holder_of(link)
    holder = holder_of(link)[0]
    name = kinds.extent(holder)
    end = name.end if name is not None else holder.i + 1
    between = link.doc[end : link.i] if end <= link.i else ()
    beside = end <= link.i and all(t.text == "," or t.pos_ == "NUM" for t in between)
    # "visiting her mother from Kessen": somebody's own, whom the verb brings from there.
    return [holder] if beside and not children(holder, "poss") else []


def following_person(link: Token, kinds: Kinds) -> list[Token]:
    """The holder, where the preposition follows the name of a person at once."""
    return [t for t in following(link, kinds) if kinds.name(t) is EntityKind.PERSON]


def speaking_person(link: Token, kinds: Kinds) -> list[Token]:
    """The holder, where a person is named as a subject: "Omar Deb at the ministry said"."""
    return [t for t in following_person(link, kinds) if t.dep_ in {"nsubj", "nsubjpass"}]


def owned_person(link: Token, kinds: Kinds) -> list[Token]:
    """The person whose name follows the possessive at once: "the Herald's Omar Deb"."""
    name = kinds.extent(link.nbor()) if link.i + 1 < len(link.doc) else None
    named = name is not None and name.start == link.i + 1
    person = named and kinds.name(link.nbor()) is EntityKind.PERSON
    return [t for t in held_by(link) if person and name is not None and t in name]


def named_holder(link: Token, kinds: Kinds) -> list[Token]:
    """The holder, where it is a name and the preposition follows it at once."""
    return [t for t in following(link, kinds) if kinds.name(t) is not None]


def named_held(link: Token, kinds: Kinds) -> list[Token]:
    """What stands behind the preposition, where it is a name."""
    return [t for t in held_by(link)[:1] if kinds.name(t) is not None]


def rulers(link: Token) -> list[Token]:
    """The title of the person whose land stands behind "of": "*President* Marsh of Velmora"."""
    if link.lower_ != "of":
        return []
    return [t for t in children(link.head, "compound") if t.lemma_.lower() in words("rulers")]


def kin_beside(noun: Token) -> list[Token]:
    """Whose kin a bare noun is that "and" joins to a name: "Deb and wife"."""
    bare = not children(noun, "det", "poss", "nummod", "conj") and noun.tag_ == "NN"
    joined = noun.i > 1 and noun.nbor(-1).lower_ == "and" and noun.nbor(-2).pos_ == "PROPN"
    return [noun.nbor(-2)] if bare and joined else []


def set_apart(link: Token) -> list[Token]:
    """The comma before the preposition, behind which stands where a person is from."""
    before = link.nbor(-1) if link.i else link
    return [before] if before.text == "," else []
