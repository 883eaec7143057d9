"""By what name a source calls its voice: beside a noun, after a title, or "identified as"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation, Name
from sayso.annotate.lexicon import lexicon
from sayso.attribute.voicing import is_person_noun, name_at, voice_nouns
from sayso.model import EntityKind, Span, VoiceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# "whom the ruling names as Goran Itch", "a man identified as ...", "a welder named ...".
CALLED = re.compile(
    r"\b(?:(?:names?|named|identif(?:y|ies|ied))\b[^,;.]{0,40}?\bas|named|called|nicknamed|(?:gave|giving)\s(?:his|her)\sname\s(?:only\s)?as)\s+(?=[^\W\d_a-z])"
)
OWNED = re.compile(r"['’](?:s\b|\s)")
# Words of a name that come and go.
COURTESIES = {
    "the",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "gen",
    "col",
    "sen",
    "rep",
    "pc",
    "qc",
    "kc",
}
COURTESIES |= {"mp", "mep", "jr", "sr", "obe", "mbe", "esq"}
# Nouns for people that describe bodies too ("Zarif Metals, the owner of the mine").
BODILY = {
    "owner",
    "operator",
    "supplier",
    "maker",
    "critic",
    "partner",
    "rival",
    "opponent",
    "ally",
}
PEOPLE = (VoiceKind.PERSON, VoiceKind.ANONYMOUS)


def bare(name: str) -> list[str]:
    """The words of a name, in lower case, without article and titles."""
    words = [w.strip(".,'\"“”()").lower() for w in name.replace("’", "'").split()]
    return [w.removesuffix("'s") for w in words if w and w not in COURTESIES]


def initials(words: list[str]) -> str:
    """The initials of a name's words, small words left out."""
    return "".join(w[0] for w in words if w not in {"of", "the", "for", "and", "in"})


def name_of(annotation: Annotation, span: Span, head: Token) -> Name | None:
    """The name that the source `span` gives the voice that its token `head` stands for."""
    own = name_at(annotation.names, head)
    if own is not None and head.pos_ != "NOUN":
        person = is_described_as_person(annotation, own, head)
        return Name(own.span, EntityKind.PERSON) if person else own
    found = (
        appositive(annotation.names, head)
        or last_name(annotation, span, head)
        or called(annotation, span)
    )
    if found is not None:
        return found
    return own if own is not None and stands_for_itself(annotation, own, head) else None


def is_described_as_person(annotation: Annotation, name: Name, head: Token) -> bool:
    """Whether a name that looks like a body's is explained by a noun for people, or by an age.

    "Adil Sorokhan, the union's secretary"; but not "the Harbour Board, a critic of the plan".
    """
    words = name.span.of(annotation.report.text).split()
    if name.kind is not EntityKind.ORGANIZATION or len(words) != 2 or "&" in words:
        return False
    if any(w.lower() in lexicon().heads for w in words) or any(c.dep_ == "det" for c in head.lefts):
        return False
    return any(
        c.dep_ == "appos"
        and (c.like_num or (is_person_noun(c.lemma_.lower()) and c.lemma_.lower() not in BODILY))
        for c in head.rights
    )


def full_names(annotation: Annotation) -> dict[str, str | None]:
    """The full name of each person in the report by surname; None where two share one."""
    text = annotation.report.text
    found: dict[str, str | None] = {}
    for name in annotation.names:
        if name.kind is not EntityKind.PERSON:
            continue
        whole = untitled(name.span, text)[0].of(text)
        words = bare(whole)
        if len(words) > 1:
            known = found.setdefault(words[-1], whole)
            same = known is not None and bare(known) == words
            found[words[-1]] = known if same else None
    return found


def stands_for_itself(annotation: Annotation, name: Name, head: Token) -> bool:
    """Whether a name headed by what the parser takes for a common noun is the voice's own.

    A person's, or one that ends in that very noun, written as a name ("The People's Front of ...").
    """
    if name.kind is EntityKind.PERSON or head.pos_ == "PROPN":
        return True
    return head.text[:1].isupper() and len(name.span.of(annotation.report.text).split()) > 1


def appositive(names: tuple[Name, ...], head: Token) -> Name | None:
    """Who is named beside the head: "A lawyer for the union, Ilan Voss", "the site Sounding Lead".

    A person beside a noun for people; an organization beside one for bodies and outlets.
    """
    if head.pos_ != "NOUN" and head.lower_ != "one":
        return None
    lemma = head.lemma_.lower()
    person = head.lower_ == "one" or is_person_noun(lemma) or voice_nouns().get(lemma) is None
    for c in head.children:
        name = name_at(names, c) if c.dep_ in ("appos", "nmod") and c.i > head.i else None
        if name is None:
            continue
        if (name.kind is EntityKind.PERSON) == person:
            return name
        # Two capitalised words beside a noun for people are a person, whatever else they look like.
        if person and c.dep_ == "appos" and name.kind is not EntityKind.PLACE:
            first = name_at(names, c.left_edge)
            if first is name and c.left_edge.i < c.i and c.right_edge.i == c.i:
                return Name(name.span, EntityKind.PERSON)
    return None


# By which somebody tells his own name: "who gave only her first name, Ilva".
GIVING = frozenset({"give", "call", "name", "identify", "use", "ask"})


def last_name(annotation: Annotation, span: Span, head: Token) -> Name | None:
    """The person whose name, behind a comma, ends the source ("A clerk at the yard, Ilan Voss")."""
    names, text = annotation.names, annotation.report.text
    end = span.start + len(span.of(text).rstrip(" ,;"))
    at = bisect_left(names, end, key=lambda n: n.span.end)
    name = names[at] if at < len(names) and names[at].span.end == end else None
    if name is None or name.kind is not EntityKind.PERSON or name.span.start <= head.idx:
        return None
    kind = voice_nouns().get(head.lemma_.lower())
    joined = text[span.start : name.span.start].endswith(", ")
    # "Relatives of one of them, Ilan Voss", "Deb, who knows the minister, Ilan Voss": he is the
    # one, or the minister.
    between = annotation.doc.char_span(head.idx, name.span.start, alignment_mode="contract")
    other = [t for t in between or () if t.dep_ == "relcl" and t.lemma_ not in GIVING]
    several = head.tag_ in {"NNS", "NNPS"} or bool(other)
    return name if joined and kind in PEOPLE and not several else None


def called(annotation: Annotation, span: Span) -> Name | None:
    """The person that the source says its noun is named ("a man identified as Goran Itch")."""
    match = CALLED.search(annotation.report.text, span.start, span.end)
    if match is None:
        return None
    at = bisect_left(annotation.names, match.end(), key=lambda n: n.span.start)
    name = annotation.names[at] if at < len(annotation.names) else None
    if name is None or name.span.start != match.end() or name.span.end > span.end:
        return None
    if OWNED.match(annotation.report.text, name.span.end):
        return None  # "a woman who identified herself as Oster's cousin"
    return name if name.kind is EntityKind.PERSON else None


def untitled(name: Span, text: str) -> tuple[Span, str | None]:
    """A person's name without an occupation before it, and that ("Weightlifter Dimitar Koliev").

    It may be the first word of the name or stand before it, with a capital as well. At least two
    words must stay, so that a surname like "Baker" is never taken for one.
    """
    words = list(re.finditer(r"\S+", name.of(text)))
    before = BEFORE.search(text, max(0, name.start - LONGEST_CALLING), name.start)
    if len(words) > 2 and is_calling(words[0].group()):
        return Span(name.start + words[1].start(), name.end), calling(words[0].group())
    if len(words) > 1 and before is not None and is_calling(before[1]):
        return name, calling(before[1])
    return name, None


# The word with a capital that stands right before a name.
BEFORE = re.compile(r"\b([A-Z][\w-]+) $")
LONGEST_CALLING = 30


def calling(word: str) -> str:
    """A word as the lists of titles and nouns for people have it."""
    return word.strip(".").lower()


def is_calling(word: str) -> bool:
    """Whether a word is a title or a noun for people, and nobody's given name."""
    noun = calling(word)
    known = noun in lexicon().titles or noun in voice_nouns()
    return noun not in lexicon().given and (known or is_person_noun(noun))
