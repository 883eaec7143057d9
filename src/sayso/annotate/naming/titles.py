"""A person's name that took in what stands before it: "Kessen Mayor Omar Deb" is Omar Deb.

What is cut off before the title is a name of its own where it is written like one, and so is the
owner in "the Herald's Omar Deb", and the body in "Omar Deb of the Two Rivers Trust".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import lexicon
from sayso.annotate.names import Name
from sayso.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

# What the parser's recogniser calls a part that is cut off; it is a person where it calls it none.
KINDS = {
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "ORG": EntityKind.ORGANIZATION,
    "NORP": EntityKind.NATIONALITY,
}
# What stands before a person's name and is no part of it, beside the titles.
BEFORE = frozenset(
    [
        *("mother", "father", "wife", "husband", "son", "daughter", "brother", "sister", "mom"),
        *("dad", "republican", "democrat"),
    ]
)
JOINTS = frozenset(["of", "in", "and"])


def without_titles(doc: Doc, names: Iterable[Name]) -> tuple[Name, ...]:
    """The names, where persons' are cut into those that they are made of."""
    return tuple(part for name in names for part in parts_of(doc, name))


def parts_of(doc: Doc, name: Name) -> Iterator[Name]:
    """The names that a person's name is made of; the name itself where it is but one."""
    span = doc.char_span(name.span.start, name.span.end)
    if name.kind is not EntityKind.PERSON or span is None or len(span) < 3:
        yield name
        return
    found = [spanned(piece) for run in runs(list(span)) for piece in pieces(run)]
    yield from found if found and is_cut(span) else [name]


def is_cut(span: Tokens) -> bool:
    """Whether a word within a name, neither its first nor its last, shows that it is several."""
    inside = [t for t in span[1:-1] if is_title(t) or is_joint(t)]
    # "Former Secretary of State", "the Chief of Staff": an office, not somebody of a body.
    office = any(t.lower_ == "of" and is_title(t.nbor(-1)) for t in inside)
    return bool(inside) and not office


def is_joint(token: Token) -> bool:
    """Whether a word joins two names: an owner's sign, "of", a comma."""
    if token.tag_ == "POS":
        return not token.nbor().is_punct
    return token.text == "," or (token.lower_ in JOINTS and token.tag_ in {"IN", "CC"})


def runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """The words between the joints of a name."""
    run: list[Token] = []
    for n, token in enumerate(tokens):
        if 0 < n < len(tokens) - 1 and is_joint(token):
            yield run
            run = []
        else:
            run.append(token)
    yield run


def pieces(run: list[Token]) -> Iterator[list[Token]]:
    """What stands before the titles of a run of words, and whom they are the titles of."""
    titled = [n for n, t in enumerate(run[:-1]) if is_title(t)]
    first = titled[0] if titled else 0
    while first and run[first - 1].lower_ in lexicon().modifiers:
        first -= 1
    for words in (run[:first], run[titled[-1] + 1 if titled else 0 :]):
        piece = bare(words)
        letters = len(piece) == 1 and piece[0].is_upper and len(piece[0]) < 4
        named = any(t.tag_ in {"NNP", "NNPS", "JJ"} for t in piece)
        if named and piece[-1].text[0].isupper() and not letters:
            yield piece


def bare(piece: list[Token]) -> list[Token]:
    """A run of words without the articles and signs before it."""
    while piece and (piece[0].lower_ in {"the", "and"} or piece[0].is_punct):
        piece = piece[1:]
    return piece


def is_title(token: Token) -> bool:
    """Whether a word tells what somebody is, and is no part of their name."""
    word = token.lower_.rstrip(".")
    return word in BEFORE or word in lexicon().titles


def spanned(piece: list[Token]) -> Name:
    """A run of words as a name, of the kind that the list of known names or the parser tells."""
    kind = KINDS.get(piece[-1].ent_type_, EntityKind.PERSON)
    known = lexicon().known.get(tuple(t.text for t in piece))
    return Name(Span(piece[0].idx, piece[-1].idx + len(piece[-1])), known or kind)
