"""Words whose name stands in the same sentence: "Deb said he ...", "the minister, Omar Deb, ...".

Of pronouns only the safest case is resolved here: the subject pronoun of a clause that a verb of
saying or wanting governs, and whose subject agrees with it. Everything else keeps the pronoun,
which the resolution over the whole report may link later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.kinds import Kind, Kinds, is_body, lexicon
from sayso.extract.nodes import children, is_verb, pobj
from sayso.extract.tables import words
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

SITES = frozenset({EntityKind.PLACE, EntityKind.FACILITY})
UNCLEAR = frozenset({Kind.PERSON, Kind.THING})
SINGULAR = frozenset({"he", "she", "it"})
HUMAN = frozenset({"he", "she"})
PERSONAL = (frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"}))


def named_by(token: Token) -> Token:
    """The noun that the subject pronoun `token` stands for, or `token` itself."""
    if token.lower_ not in SINGULAR | {"they"} or token.dep_ not in {"nsubj", "nsubjpass"}:
        return token
    clause = token.head
    if token.lower_ == "it" and clause.dep_ == "relcl":
        return owner_of_clause(token, clause) or token
    for _ in range(3):
        if clause.dep_ not in {"ccomp", "conj"} or clause.head == clause:
            return token
        matrix = clause.head
        if (
            clause.dep_ == "ccomp"
            and matrix.lemma_.lower() in words("saying")
            and matrix.i < token.i
        ):
            candidates = children(matrix, "nsubj")
            subject = candidates[0] if candidates else None
            fits = subject is not None and agree(token, subject)
            doubtful = told_before(token, matrix) or is_contested(token, matrix, subject)
            return subject if subject is not None and fits and not doubtful else token
        clause = matrix
    return token


def owner_of_clause(pronoun: Token, clause: Token) -> Token | None:
    """The state in "*Corsia* expelled two envoys whom it accused of spying"."""
    verb = clause.head.head
    if clause.head.dep_ != "dobj" or not is_verb(verb):
        return None
    doing = children(verb, "nsubj")
    named = doing and doing[0].pos_ == "PROPN" and doing[0].ent_type_ in {"GPE", "ORG", "NORP"}
    return doing[0] if named and agree(pronoun, doing[0]) else None


def told_before(pronoun: Token, matrix: Token) -> bool:
    """Whether the sentence speaks of such a one before it names who says so.

    "The video shows him at the gate, but Marsh said he ran": he is not Marsh.
    """
    same = next((group for group in PERSONAL if pronoun.lower_ in group), frozenset())
    first = min((s.i for s in children(matrix, "nsubj")), default=matrix.i)
    return any(t.lower_ in same for t in pronoun.doc[pronoun.sent.start : first])


def is_contested(pronoun: Token, matrix: Token, subject: Token | None) -> bool:
    """Whether "he" may be another person than who says so.

    One whom the subject belongs to ("*Voss's* lawyer said he had been beaten"), one who is named
    between ("Deb said that *Voss* had confessed that he took money"), or one of whom the subject
    speaks by office ("Prosecutor Lena Marsh told jurors that he had paid").
    """
    if pronoun.lower_ not in HUMAN or subject is None:
        return False
    if any(t.lemma_.lower() in words("accounting") for t in subject.subtree):
        return True
    owners = [t for t in subject.subtree if t.dep_ == "poss" and t.i < matrix.i]
    between = pronoun.doc[matrix.i : pronoun.i]
    return any(t.ent_type_ == "PERSON" or t.pos_ == "PROPN" for t in owners) or any(
        t.ent_type_ == "PERSON" for t in between
    )


def is_plural(noun: Token) -> bool:
    """Whether `noun` is plural in form."""
    return noun.tag_ in {"NNS", "NNPS"}


def agree(pronoun: Token, noun: Token) -> bool:
    """Whether the two agree in number, and in being human as far as the parse can tell."""
    if noun.pos_ == "PRON":
        return False
    counted = any(p.lower_ == "of" and is_plural(o) for p in noun.children for o in p.children)
    plural = counted or is_plural(noun) or bool(children(noun, "conj"))
    if pronoun.lower_ == "they":
        return plural
    if plural:
        return False
    if pronoun.lower_ in HUMAN:
        return noun.ent_type_ == "PERSON" or noun.pos_ == "NOUN"
    return noun.ent_type_ in {"ORG", "GPE", "NORP"} or noun.pos_ == "NOUN"


def apposed(noun: Token, kinds: Kinds) -> Token | None:
    """The name set beside a common noun: Deb in "the minister, Omar Deb, resigned".

    None where the noun is itself a name, and where a list stands beside it.
    """
    common = noun.pos_ == "NOUN" or noun.lower_ == "one" or is_title(noun)
    if kinds.name(noun) is not None or not common:
        return None
    if noun.dep_ == "conj" and noun.head.dep_ == "appos" and not children(noun, "det", "poss"):
        # "Omar Deb, the dead man's brother and successor": he is both
        return apposed(noun.head, kinds)
    if kinds.of(noun) == {Kind.THING}:
        # "the extension of the mandate for the force (UNIFIL)"
        return None
    person = Kind.PERSON in kinds.of(noun) and noun.lemma_.lower() not in words("of_states")
    apart = person and kinds.name(noun.head) in SITES
    # "Deb, who founded Rise, a group in Ardan": the group is not Deb.
    other = kinds.name(noun.head) is EntityKind.PERSON and not kinds.of(noun) & UNCLEAR
    apart = apart or (noun.dep_ == "appos" and other)
    if noun.dep_ == "appos" and kinds.name(noun.head) and noun.head.i < noun.i and not apart:
        # "Two Rivers, a company that Deb owns"
        told = nearer_name(noun, kinds) or noun.head
        return told if is_bare_name(told, kinds) else None
    named = [c for c in children(noun, "appos") if is_bare_name(c, kinds)]
    # "the head of the Two Rivers, Omar Deb": the parser hangs the person on the organization.
    leading = {"of", "for", "to", "at"}
    above = [o for p in children(noun, "prep") if p.lower_ in leading for o in pobj(p)]
    below = [c for o in above for c in children(o, "appos") if is_bare_name(c, kinds)]
    persons = [c for c in below if kinds.name(c) is EntityKind.PERSON]
    # "a sister of the minister, Lena Marsh" names the minister.
    apart = not any(Kind.PERSON in kinds.of(o) for o in above)
    found = named or (persons if apart else []) or (beside(noun, kinds) if person else [])
    if person:
        # "in the port of Lissmar, the spokesman, Omar Deb, said"
        found = [c for c in found if kinds.name(c) not in SITES]
    return found[0] if len(found) == 1 and found[0].i > noun.i else None


def nearer_name(noun: Token, kinds: Kinds) -> Token | None:
    """The body named just before its kind, which the parser hangs on a person further off.

    "Deb, who founded EDGE, a group based in Kessen": EDGE is the group.
    """
    comma = noun.left_edge.i - 1
    if comma < 1 or kinds.name(noun.head) is not EntityKind.PERSON or not is_body(noun):
        return None
    name = kinds.extent(noun.doc[comma - 1])
    return name.root if name is not None and name.root != noun.head else None


def called_next(noun: Token, kinds: Kinds) -> Token | None:
    """The name of a body that follows its kind at once: "the Kessen-based company Velcor"."""
    name = kinds.extent(noun.nbor()) if noun.i + 1 < len(noun.doc) else None
    if name is None or name.start != noun.i + 1 or not is_body(noun):
        return None
    return name.root if noun.dep_ == "compound" and noun.head == name.root else None


def is_title(noun: Token) -> bool:
    """Whether a noun written with a capital is a title that the lexicon knows: "Chairman of"."""
    return noun.tag_ == "NNP" and Kind.PERSON in lexicon().get(noun.lemma_.lower(), ())


def beside(noun: Token, kinds: Kinds) -> list[Token]:
    """The person named behind a comma whom the parser hung elsewhere: "her aide, Omar Deb"."""
    first = noun.i + 2
    if first >= len(noun.doc) or noun.nbor().text != ",":
        return []
    name = kinds.extent(noun.doc[first])
    if name is None or name.start != first or kinds.name(name[0]) is not EntityKind.PERSON:
        return []
    return [name.root] if name.root.dep_ == "appos" and is_bare_name(name.root, kinds) else []


def is_bare_name(token: Token, kinds: Kinds) -> bool:
    """Whether `token` heads a name that is not the first of a list."""
    listed = any(not is_verb(c) for c in children(token, "conj"))
    dated = Kind.TIME in kinds.of(token)
    return kinds.named(token) and token.pos_ == "PROPN" and not listed and not dated


def is_one_name(pair: tuple[Token, ...], kinds: Kinds) -> bool:
    """Whether one name would stand in both roles: nobody is said so to have shot himself.

    "Omar Deb, the brother of Lena Deb": the two are not one, as he and "Deb" are.
    """
    if len(pair) < 2 or pair[0].pos_ != "PROPN" or pair[0].text != pair[1].text:
        return False
    one, other = (
        [token.text] if (name := kinds.extent(token)) is None else [t.text for t in name]
        for token in pair
    )
    shorter = min(len(one), len(other))
    return one[-shorter:] == other[-shorter:]
