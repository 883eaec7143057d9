"""Who a noun describes: "Omar Deb, leader of ...", "leader Omar Deb", "Deb is the leader".

Where nobody is named the noun may stand for its bearer itself ("Kessen's mayor fled").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.antecedent import apposed
from sayso.extract.coordination import with_conjuncts
from sayso.extract.grammar import objects, subjects
from sayso.extract.kinds import Kind, Kinds, lexicon
from sayso.extract.nodes import children, is_verb
from sayso.extract.slips import dashed
from sayso.extract.tables import words
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words of number that stand for some of many: "is one of our allies".
ASIDE = frozenset({"also", "better", "formerly", "otherwise", "previously", "commonly", "later"})
SINGLED = frozenset({"one", "some", "two"})


# Relations in which a noun is no phrase of its own, or says of somebody else what they are.
DESCRIBING = frozenset({"compound", "nmod", "amod", "attr", "oprd", "appos", "npadvmod", "dep"})
NOBODY = frozenset({"no", "any", "every", "each", "either", "neither", "which", "what", "another"})


def unnamed(noun: Token, kinds: Kinds) -> list[Token]:
    """The noun itself, where it stands for one whom nobody names: "Kessen's mayor fled"."""
    at = noun
    while at.dep_ == "conj" and at.head.pos_ in {"NOUN", "PROPN"}:
        at = at.head
    led = at.dep_ == "pobj" and (at.head.lower_ in {"as", "like", "than"} or is_sought(at.head))
    barred = at.dep_ in DESCRIBING or led or kinds.name(noun) is not None
    if barred or any(c.lower_ in NOBODY for c in children(noun, "det")):
        return []
    return [] if borne(noun, kinds) else [noun]


def is_sought(prep: Token) -> bool:
    """Whether a post is only run for: "her bid for mayor of Kessen", "is running for mayor"."""
    return prep.lower_ == "for" and prep.head.lemma_.lower() in words("seeking")


def borne(noun: Token, kinds: Kinds) -> list[Token]:
    """Whom `noun` describes; nobody where it only names a role."""
    head = noun.head
    if apposed(noun, kinds) is not None or is_one_listed(noun):
        return [noun]
    entitled = before_name(noun, kinds)
    if entitled:
        return entitled
    if noun.dep_ == "appos":
        # "Mr Olt and Lena Marsh, the firm's lawyer": the parser hangs it on the first of them.
        listed = [c for c in with_conjuncts([head]) if c.i < noun.i]
        return listed[-1:] or [head]
    between = dashed(noun)
    if between is not None:
        return [between]
    if noun.dep_ in {"compound", "nmod"} and head.pos_ == "PROPN":
        while kinds.name(head) is None and head.dep_ in {"compound", "nmod"}:
            # "spokesman Rear Adm. Omar Deb", but "National Committee chairman Omar Deb"
            told = lexicon().get(head.lemma_.lower(), frozenset())
            if told and Kind.PERSON not in told:
                return []
            head = head.head
        person = EntityKind.PERSON is kinds.name(head) or head.ent_type_ == "PERSON"
        return [head] if person else []
    return predicated(noun, kinds)


def is_one_listed(noun: Token) -> bool:
    """Whether a noun is one of those who several are: "Two men, a baker and his brother, fled"."""
    first = noun.head if noun.dep_ == "conj" else noun
    if first.dep_ != "appos" or not children(first, "conj"):
        return False
    several = first.head.tag_ in {"NNS", "CD"}
    return several and all(children(t, "det", "poss") for t in with_conjuncts([first]))


def before_name(noun: Token, kinds: Kinds) -> list[Token]:
    """The person whose name follows: "president and general manager Ed Stefanski".

    The words stand side by side, whatever the parse makes of them.
    """
    titles = [noun]
    while titles[-1].i + 2 < len(noun.doc) and titles[-1].nbor().lower_ == "and":
        joined = [c for c in children(titles[-1], "conj") if not children(c, "det")]
        if not joined:
            break
        titles.append(joined[0])
    last = titles[-1]
    if last.tag_ not in {"NN", "NNP"} or last.i + 1 >= len(noun.doc) or not last.whitespace_:
        return []
    name = kinds.extent(last.nbor())
    if name is None or name.start != last.i + 1 or name.sent != noun.sent:
        return []
    person = kinds.name(name[0]) is EntityKind.PERSON and Kind.PERSON in kinds.of(last)
    return [name.root] if person else []


def renamed(verb: Token, kinds: Kinds) -> list[Token]:
    """What stands right before an aside that names it: "the Olt Front (also known as OF)".

    The parser hangs the aside on whatever heads the phrase: "members of the Olt Front".
    """
    first = verb.left_edge.i
    if not any(c.lower_ in ASIDE for c in children(verb, "advmod")):
        return []
    while first and verb.doc[first - 1].is_punct:
        first -= 1
    if not 0 < first < verb.left_edge.i:
        return []
    last = verb.doc[first - 1]
    name = kinds.extent(last)
    return [name.root] if name is not None else [last] if last.pos_ == "NOUN" else []


def predicated(noun: Token, kinds: Kinds) -> list[Token]:
    """Of whom a clause says that they are what `noun` names."""
    head = noun.head
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        # "whose sister is Lena Marsh"
        return [c for c in children(head, "attr") if kinds.name(c) is EntityKind.PERSON]
    told = standing_for(noun)
    if told != noun and told.dep_ == "appos":
        # "Deb, one of his lawyers", "Deb, a former mayor of Kessen and now head of the port"
        return [told.head]
    if told.dep_ == "attr" and told.head.lemma_ in {"be", "become", "remain"}:
        return subjects(told.head)
    if noun.dep_ == "pobj" and head.lower_ == "as" and is_verb(head.head):
        # "served as mayor"; "As mayor, Deb built the bridge"
        verb = head.head
        serves = verb.lemma_ in words("serving") or head.i < verb.i
        return subjects(verb) if serves else objects(verb)
    if noun.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in words("terms"):
        return serving(head.head)
    return []


def serving(term: Token) -> list[Token]:
    """Who serves a term: "her tenure as mayor", "Deb was fired after two years as coach"."""
    owners = children(term, "poss")
    above = term.head.head if term.dep_ == "pobj" else term.head
    return owners or (subjects(above) if is_verb(above) and term.dep_ != "nsubj" else [])


def standing_for(noun: Token) -> Token:
    """The word through which a clause says it: "is a clerk and the son of", "one of its allies"."""
    at = noun
    while at.dep_ == "conj" and at.head.pos_ == "NOUN" and not is_parted(at):
        at = at.head
    if at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lower_ in SINGLED:
        at = at.head.head
    return at


def is_parted(noun: Token) -> bool:
    """Whether a comma parts a coordinated noun from the first, which then is another's."""
    joint = [c for c in noun.head.children if c.dep_ == "cc" and c.i < noun.i]
    return bool(joint) and joint[-1].i > 0 and joint[-1].nbor(-1).text == ","


def is_predicated(noun: Token) -> bool:
    """Whether a clause says of somebody that they are what `noun` names, not by the way."""
    told = standing_for(noun)
    as_what = noun.dep_ == "pobj" and noun.head.lower_ == "as"
    return told.dep_ in {"attr", "oprd"} or as_what


def is_own(owner: Token, noun: Token) -> bool:
    """Whether "his" tells whose lawyers somebody are; "their lawyers" and "our mother" do not.

    Who "they" are is rarely one whom a name stands for.
    """
    return owner.lower_ in {"his", "her"} or (owner.lower_ == "my" and noun.tag_ in {"NN", "NNP"})


def past_words(noun: Token) -> list[Token]:
    """The words before a noun that say that it no longer holds: "former"."""
    return [c for c in qualities(noun) if c.lower_ in words("past")]


def is_unreal(noun: Token) -> bool:
    """Whether a word before the noun says that it does not hold yet, or not of this one."""
    return any(c.lower_ in words("unreal") for c in qualities(noun))


def qualities(noun: Token) -> list[Token]:
    """The words that qualify a noun: those before it, or before the name that it stands before."""
    before = children(noun, "amod", "compound", "advmod", "nmod")
    if noun.dep_ in {"compound", "nmod"}:
        before += [c for c in children(noun.head, "amod", "advmod") if c.i < noun.i]
    return before


def owners_above(title: Token) -> list[Token]:
    """Whose, where the parse hangs it on the name: "the union's treasurer Ivo Kosta"."""
    above = title.head if title.dep_ in {"compound", "nmod"} else title
    return [c for c in children(above, "poss") if c.i < title.i and c.head != title]


def whose(owner: Token) -> Token:
    """The noun that "whose" takes up, or `owner` itself."""
    at = owner.head
    while owner.lower_ == "whose" and at.dep_ != "relcl" and at.head != at:
        at = at.head
    return at.head if owner.lower_ == "whose" and at.dep_ == "relcl" else owner


def is_body(word: str) -> bool:
    """Whether a word names a body where it is a noun: "front", not "conservative"."""
    told = lexicon().get(word, frozenset())
    return bool(told & {Kind.GROUP, Kind.ORGANIZATION}) and Kind.PERSON not in told


def is_whole(modifier: Token, kinds: Kinds) -> bool:
    """Whether a word before a noun is a name that ends there, or a common noun.

    "Green" in "Green Front leader" is neither, nor is "Prime" in "Prime Minister".
    """
    name = kinds.extent(modifier)
    if name is not None:
        # "Conservative economist" names no employer.
        people = kinds.name(modifier) is EntityKind.NATIONALITY
        people = people and modifier.lower_ not in words("faiths")
        # "Front spokesman Omar Deb": the tagger takes what opens a sentence for an adjective.
        quality = modifier.tag_ == "JJ" and not people and not is_body(modifier.lower_)
        return bool(name[-1] == modifier) and not quality
    if not modifier.ent_type_:
        # "majority leader" names nobody's leader; "Senate majority leader" is the Senate's.
        return modifier.tag_ in {"NN", "NNS"} and modifier.lower_ not in {"majority", "minority"}
    after = modifier.nbor() if modifier.i + 1 < len(modifier.doc) else None
    return after is None or after.ent_iob_ != "I"
