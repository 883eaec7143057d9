"""What a noun phrase can stand for: somebody who acts, a place, a thing, a time.

The kinds decide what may fill a role. They come from the names that annotation found, and for
common nouns from a lexicon (`nouns.csv`); a word may have several ("the house": an organization,
a building). A time phrase never has another kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.extract.tables import rows, words
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


class Kind(StrEnum):
    """A sort of filler.

    VIOLENCE is an event that hurts, POLITY a named place that can act, PART a word of quantity.
    """

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    POLITY = "polity"
    NATIONALITY = "nationality"
    PLACE = "place"
    FACILITY = "facility"
    ASSET = "asset"
    MONEY = "money"
    EVENT = "event"
    VIOLENCE = "violence"
    THING = "thing"
    TIME = "time"
    PART = "part"


ACTOR = frozenset({Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION, Kind.POLITY, Kind.NATIONALITY})
ANYTHING = frozenset(Kind) - {Kind.TIME, Kind.PART}

# The ontology's words for what fills a role.
OF_ONTOLOGY: Mapping[str, frozenset[Kind]] = MappingProxyType(
    {
        "ACTOR": ACTOR,
        "PER": frozenset({Kind.PERSON}),
        "ORG": frozenset({Kind.ORGANIZATION}),
        "GROUP": frozenset({Kind.GROUP}),
        "GPE": frozenset({Kind.POLITY}),
        "LOC": frozenset({Kind.PLACE, Kind.FACILITY}),
        "ASSET": frozenset({Kind.ASSET, Kind.FACILITY, Kind.MONEY}),
        "EVENT": frozenset({Kind.EVENT}),
        "CLAIM": ANYTHING,
        "POLICY": ANYTHING,
        "DESC": ANYTHING,
        "ENT": ANYTHING,
    }
)

OF_NAMES: Mapping[EntityKind, frozenset[Kind]] = MappingProxyType(
    {
        EntityKind.PERSON: frozenset({Kind.PERSON}),
        EntityKind.ORGANIZATION: frozenset({Kind.ORGANIZATION, Kind.GROUP}),
        EntityKind.GROUP: frozenset({Kind.GROUP, Kind.ORGANIZATION}),
        EntityKind.PLACE: frozenset({Kind.PLACE, Kind.POLITY}),
        EntityKind.FACILITY: frozenset({Kind.FACILITY}),
        EntityKind.VEHICLE: frozenset({Kind.ASSET}),
        EntityKind.WEAPON: frozenset({Kind.ASSET}),
        EntityKind.DOCUMENT: frozenset({Kind.THING}),
        EntityKind.EVENT: frozenset({Kind.EVENT}),
        EntityKind.NATIONALITY: frozenset({Kind.NATIONALITY, Kind.PERSON, Kind.GROUP}),
        EntityKind.OTHER: frozenset({Kind.ORGANIZATION, Kind.ASSET, Kind.THING}),
    }
)

# A name that the recogniser missed may be anybody.
UNKNOWN_NAME = frozenset({Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION})
PEOPLE = frozenset({Kind.PERSON, Kind.GROUP})
BODIES = frozenset({Kind.ORGANIZATION, Kind.GROUP})
PRONOUNS: Mapping[str, frozenset[Kind]] = MappingProxyType(
    {
        **dict.fromkeys(words("people"), PEOPLE),
        **dict.fromkeys(words("people_or_bodies"), PEOPLE | {Kind.ORGANIZATION, Kind.POLITY}),
        "this": frozenset({Kind.THING}),
        "it": frozenset({Kind.ORGANIZATION, Kind.POLITY, Kind.ASSET, Kind.THING}),
        **dict.fromkeys(words("one_person"), frozenset({Kind.PERSON})),
        "its": frozenset({Kind.ORGANIZATION, Kind.GROUP, Kind.POLITY}),
    }
)
VAGUE = frozenset({"zero", "one", "more", "another", "most", "each", "any", "enough", "lot"})
COUNTS = frozenset({"million", "billion"})
SHARES = frozenset({"number", "percentage", "percent", "proportion", "share", "rate", "total"})
YEAR = re.compile(r"1[89]\d\d|20\d\d")
TIMES = frozenset({"DATE", "TIME"})
MEASURES = frozenset({"PERCENT", "QUANTITY", "ORDINAL"})
# "A Corsian", "the trainee's", "a columnist": endings that name people reliably enough for nouns
# missing from the lexicon. "-er" and "-or" do not ("order", "tower", "error").
PEOPLE_ENDINGS = (
    *("ist", "man", "woman", "men", "women", "ian"),
    *("owner", "worker", "keeper", "holder", "goer", "maker", "dweller", "farer", "seeker"),
    *("teacher", "driver", "dealer", "leader", "player", "hunter"),
    *("cellmate", "classmate", "roommate", "teammate", "flatmate", "housemate", "workmate"),
)


def kinds_named(names: Iterable[str]) -> frozenset[Kind]:
    """The kinds that the ontology's words (PER), our own (person) or `actor`, `any` name."""
    found: frozenset[Kind] = frozenset()
    for name in names:
        if name in OF_ONTOLOGY:
            found |= OF_ONTOLOGY[name]
        elif name == "actor":
            found |= ACTOR
        elif name == "any":
            found |= ANYTHING
        else:
            found |= {Kind(name)}
    return found or ANYTHING


@cache
def lexicon() -> Mapping[str, frozenset[Kind]]:
    """Common nouns and their kinds, read once per process."""
    found: dict[str, frozenset[Kind]] = defaultdict(frozenset)
    for row in rows("nouns.csv"):
        for word in row["words"].split():
            found[word] |= {Kind(row["kind"])}
            if row["kind"] == Kind.VIOLENCE:
                found[word] |= {Kind.EVENT}
    return MappingProxyType(dict(found))


def parts_of(token: Token) -> list[Token]:
    """What a word of quantity is a quantity of: the refugees in "scores of refugees"."""
    return [o for p in token.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]


def is_amount(noun: Token) -> bool:
    """Whether a noun only tells how much there is of what stands after "of"."""
    lemma = noun.lemma_.lower()
    return lemma in words("measures") or Kind.PART in lexicon().get(lemma, frozenset())


def is_aged(token: Token) -> bool:
    """Whether somebody is called by their age: "the 15-year-old was shot"."""
    alone = token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
    told = alone and token.lower_.endswith("old") and token.ent_type_ in TIMES
    return told and any(c.dep_ in {"det", "poss"} for c in token.children)


def is_body(noun: Token) -> bool:
    """Whether a common noun names a body and nobody: "company"."""
    told = lexicon().get(noun.lemma_.lower(), frozenset())
    return noun.tag_ == "NN" and bool(told & BODIES) and Kind.PERSON not in told


class Kinds:
    """The kinds of the words of one report."""

    def __init__(self, annotation: Annotation) -> None:
        self._names: dict[int, EntityKind] = {}
        self._extents: dict[int, Tokens] = {}
        for name in annotation.names:
            span = annotation.doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
            if span is not None:
                self._names.update(dict.fromkeys(range(span.start, span.end), name.kind))
                self._extents.update(dict.fromkeys(range(span.start, span.end), span))

    def name(self, token: Token) -> EntityKind | None:
        """The kind of the name that `token` is part of, if it is part of one."""
        return self._names.get(token.i)

    def extent(self, token: Token) -> Tokens | None:
        """The whole name that `token` is part of, if it is part of one."""
        return self._extents.get(token.i)

    def named(self, token: Token) -> bool:
        """Whether `token` is, or heads, a name."""
        return token.i in self._names or token.pos_ == "PROPN"

    def of(self, token: Token) -> frozenset[Kind]:
        """What `token`, the head of a noun phrase, can stand for."""
        if token.lower_ == "one" and any(c.lower_ == "no" for c in token.children):
            return PEOPLE
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "WP", "WDT"}:
            return self._of_pronoun(token)
        if is_aged(token):
            return frozenset({Kind.PERSON})
        if token.ent_type_ in TIMES or YEAR.fullmatch(token.text):
            return frozenset({Kind.TIME})
        if self._is_sum(token):
            return frozenset({Kind.MONEY, Kind.THING})
        if token.ent_type_ in MEASURES:
            parts = parts_of(token)
            # "Sixty percent would vote for her"
            alone = (
                PEOPLE if token.ent_type_ == "PERCENT" and token.dep_ == "nsubj" else {Kind.PART}
            )
            return self.of(parts[0]) if parts else frozenset(alone)
        if token.ent_type_ == "MONEY" or token.tag_ == "$":
            return frozenset({Kind.MONEY})
        known = self._of_noun(token)
        name = self._names.get(token.i)
        if name is EntityKind.NATIONALITY and (
            token.pos_ == "ADJ" or token.dep_ in {"amod", "npadvmod", "compound"}
        ):
            return frozenset({Kind.NATIONALITY})
        if name is EntityKind.PERSON and self._is_called(token):
            return OF_NAMES[EntityKind.ORGANIZATION]
        if name is not None:
            # "the Lissmar Times" is no time, while "Monday" taken for a name is.
            timed = Kind.TIME in known and len(self._extents[token.i]) == 1
            return known if timed else OF_NAMES[name] | known - {Kind.TIME}
        if known:
            return known
        letters = token.text.isupper() and len(token) > 1 and token.lower_ not in words("letters")
        return UNKNOWN_NAME if token.pos_ == "PROPN" or letters else frozenset({Kind.THING})

    def _is_called(self, token: Token) -> bool:
        """Whether a noun beside a name says that it is a body: "security company Trusteer"."""
        first = self._extents[token.i][0]
        before = first.nbor(-1) if first.i else first
        if before.text == "," and token.dep_ == "appos" and before.i and token.head.i < first.i:
            before = token.head
        # "Trusteer, a security company"
        behind = [c for c in token.children if c.dep_ == "appos" and c.i > token.i]
        return any(is_body(noun) for noun in (before, *behind))

    def _is_sum(self, token: Token) -> bool:
        """Whether `token` is a unit with a number that no list knows: "15,000 florins"."""
        lemma = token.lemma_.lower()
        if token.tag_ not in {"NNS", "NNPS"} or lemma in lexicon() or token.i in self._names:
            return False
        counted = any(c.dep_ == "nummod" and c.i < token.i for c in token.children)
        return counted and not lemma.endswith(PEOPLE_ENDINGS) and lemma not in words("measures")

    def _taken_up(self, number: Token) -> frozenset[Kind]:
        """What was counted before: "attacked nearly 100 ships and hijacked 40"."""
        if number.dep_ != "dobj" or number.head.dep_ != "conj" or number.tag_ != "CD":
            return frozenset()
        before = [o for o in number.head.head.children if o.dep_ == "dobj" and o.tag_ != "CD"]
        return PEOPLE | self.of(before[0]) if before else frozenset()

    def _of_pronoun(self, token: Token) -> frozenset[Kind]:
        parts = parts_of(token)
        if parts:
            return self.of(parts[0])
        return PRONOUNS.get(token.lower_, frozenset())

    def _of_noun(self, token: Token) -> frozenset[Kind]:
        """What the lexicon says, looking through words of quantity."""
        lemma = token.lemma_.lower()
        kinds = lexicon().get(lemma, lexicon().get(token.lower_, frozenset()))
        if Kind.PART in kinds or token.tag_ == "CD":
            parts = parts_of(token)
            if parts:
                # "a team of doctors" may act, "a series of orders" may not.
                counted = self.of(parts[0])
                whole = kinds - {Kind.PART, Kind.EVENT, Kind.MONEY}
                return counted | whole if counted & ACTOR else counted
            if token.tag_ == "NNS" and lemma in COUNTS and token.ent_type_ != "MONEY":
                return PEOPLE  # "millions have fled"
            if lemma == "rest" and all(c.lower_ != "the" for c in token.children):
                return frozenset({Kind.THING})  # "the chapel of rest"
            # "Hundreds were arrested": a number alone stands for people; "one" for anything.
            told = kinds - {Kind.PART} | self._taken_up(token)
            if lemma == "one" and token.tag_ == "CD" and token.dep_ in {"dobj", "nsubjpass"}:
                # "killing one", beside "the one"
                return told or PEOPLE
            return told or (frozenset() if lemma in VAGUE | SHARES else PEOPLE)
        if not kinds and token.pos_ == "NOUN" and lemma.endswith(PEOPLE_ENDINGS):
            return frozenset({Kind.PERSON})
        if lemma == "paper" and [c.lower_ for c in token.children] == ["the"]:
            return frozenset({Kind.ORGANIZATION})  # "the paper said", not "legal papers"
        return kinds
