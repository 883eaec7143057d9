"""The trained finder of names: what each span of words names, if anything.

    naming = name(wording, passages)

A branch of three layers on the encoder's lower ones scores every span of up to sixteen words in a
sentence; `decode` takes those that stand; the mentions of one name in one text agree on its kind
(`agreement`). The parser's recogniser, the rules for names and word lists are hints to the branch;
the rules also vouch for what it holds for unlikely, and vote on kinds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.bodies import with_bodies
from sayso.annotate.cuts import Piece
from sayso.annotate.encoder import Passage, Reals, graph, over_pieces
from sayso.annotate.encoder.window import Window, lengths
from sayso.annotate.encoder.wording import Ints, Wording
from sayso.annotate.lexicon import lexicon
from sayso.annotate.names import Name, find_pieces, may_name
from sayso.annotate.naming.agreement import agree
from sayso.annotate.naming.decode import Found, decode
from sayso.annotate.naming.hints import Place, hints
from sayso.annotate.naming.labels import LONGEST
from sayso.annotate.naming.lines import told_by_lines
from sayso.annotate.naming.titles import without_titles
from sayso.annotate.spelling import fold
from sayso.annotate.votes import count_votes, peoples_in, spread
from sayso.annotate.words import Words, read_words
from sayso.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Naming", "name", "names_version"]

# The points of a dateline or a byline: more than two sentences that take a name for something else.
TOLD_BY_LINE = 25.0
# How many numbers the branch makes of a word.
WIDTH = 384


@dataclass(frozen=True, slots=True)
class Naming:
    """A text's names, none of which overlap, the names inside of them, and the words' vectors.

    `vectors` (words, width) are what the branch made of each word, `features` (10, words) what it
    was told of each.
    """

    names: tuple[Name, ...]
    inner: tuple[Name, ...]
    vectors: Reals
    features: Ints


def names_version() -> str:
    """The weights that find names, for the record."""
    return f"names {graph('names/names').version}"


def name(wording: Wording, passages: Sequence[Passage]) -> Naming:
    """The names of a text, in its order."""
    words = read_words(wording.doc)
    rules = find_pieces(words)
    places = placed(wording, words, rules)
    forms = [wording.text[s:e] for s, e in zip(wording.starts, wording.ends, strict=True)]
    told = hints(wording.doc, wording.token, forms, places)
    features = np.concatenate([np.stack(wording.features()), told])
    looked = [look(wording, features, p, places) for p in passages]
    found = without_articles([f for found, _ in looked for f in found], forms)
    sure = {(first, last) for first, last, _ in places}
    named = [
        (f, piece)
        for f in found
        if (piece := piece_of(words, wording.span(f.first, f.last)))
        if (f.first, f.last) in sure or (is_name(wording, f) and may_name(words, piece))
    ]
    vectors = np.concatenate([np.zeros((0, WIDTH), np.float32), *(v for _, v in looked)])
    outer, inner = settled(wording, words, named)
    return Naming(without_titles(wording.doc, outer), inner, vectors, features)


# Written small they are no part of a name, though the corpora differ on that: "The Hague".
LEADING = frozenset(["the", "a", "an"])


def without_articles(found: Sequence[Found], forms: Sequence[str]) -> list[Found]:
    """The spans without a leading article, each once."""
    bare = (
        replace(f, first=f.first + 1) if forms[f.first] in LEADING and f.first < f.last else f
        for f in found
    )
    return list({(f.first, f.last): f for f in bare}.values())


def settled(
    wording: Wording, words: Words, named: Sequence[tuple[Found, Piece]]
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """The names with the kinds that their mentions agree on, and those in other names.

    A name that was found once is found wherever else the report has it.
    """
    pieces = [piece for _, piece in named]
    forms = [words.name(piece.start, piece.end) for piece in pieces]
    votes = count_votes(words, pieces)
    told = dict(told_by_lines(wording.text))
    for form in set(forms):
        kind = told.get(fold(" ".join(form)))
        if kind is not None:
            votes[form][kind] += TOLD_BY_LINE
    agreed = agree([f for f, _ in named], forms, votes)
    rows = set(rows_of(wording, agreed))
    inner = set(within([f for f in agreed if f not in rows]))
    outer = [
        (piece, EntityKind(f.label))
        for f, piece in zip(agreed, pieces, strict=True)
        if f not in inner | rows
    ]
    outer = [(unqualified(words, piece), kind) for piece, kind in outer]
    outer = [part for each in outer for part in without_seat(words, *each)]
    outer = joined(words, outer)
    outer += spread(words, outer)
    outer += peoples_in(words, outer)
    whole = with_bodies(words, outer)
    names = sorted(spanned(words, piece, kind) for piece, kind in whole)
    owners = [spanned(words, piece, kind) for piece, kind in outer if (piece, kind) not in whole]
    return tuple(names), (*(as_name(wording, f) for f in agreed if f in inner), *owners)


# What stands before a name with a capital at the start of a sentence: "Suspected Dalmiri rebels".
QUALIFYING = frozenset(["suspected", "alleged", "accused", "convicted", "jailed"])


def unqualified(words: Words, piece: Piece) -> Piece:
    """A piece without the word that only tells what is thought of its bearer."""
    qualified = words.lower[piece.start] in QUALIFYING and piece.end - piece.start > 1
    return Piece(piece.start + 1, piece.end, piece.hint) if qualified else piece


# What tells of a body where it sits: "the Karsk-based Harbour Council" is two names.
SEATED = frozenset(["based", "headquartered", "registered", "listed"])


def without_seat(
    words: Words, piece: Piece, kind: EntityKind
) -> Iterator[tuple[Piece, EntityKind]]:
    """A name and the place before it that a hyphen ties to it."""
    inside = range(piece.start + 1, piece.end - 1)
    tied = (k for k in inside if words.joints[k] == "hyphen" and words.lower[k] in SEATED)
    at = next(tied, None)
    if at is not None:
        yield Piece(piece.start, at), EntityKind.PLACE
        piece = Piece(at + 1, piece.end, piece.hint)
    yield piece, kind


def joined(
    words: Words, outer: Sequence[tuple[Piece, EntityKind]]
) -> list[tuple[Piece, EntityKind]]:
    """The names, two of them one where the acronym behind has the letters of both.

    "The Front for Justice and Faith (FJF)".
    """
    found: list[tuple[Piece, EntityKind]] = []
    for piece, kind in sorted(outer, key=lambda each: each[0].start):
        before = found[-1] if found else None
        if before is not None and is_spelled(words, before[0], piece):
            found[-1] = Piece(before[0].start, piece.end, before[0].hint), before[1]
        else:
            found.append((piece, kind))
    return found


def is_spelled(words: Words, one: Piece, other: Piece) -> bool:
    """Whether "and" joins two pieces whose initials together stand in brackets behind them."""
    at = other.end
    if other.start != one.end + 1 or words.lower[one.end] != "and" or at >= len(words):
        return False
    bracketed = words.text[words.ends[at - 1] : words.starts[at]].strip() == "("
    capitals = (words.forms[k] for k in range(one.start, at) if words.caps[k])
    return bracketed and words.forms[at] == "".join(form[0] for form in capitals)


def spanned(words: Words, piece: Piece, kind: EntityKind) -> Name:
    """A piece as a name, in characters."""
    return Name(Span(words.starts[piece.start], words.ends[piece.end - 1]), kind)


BODIES = frozenset(["organization", "group"])
AND = frozenset(["and", "and the", "&"])


def rows_of(wording: Wording, found: Sequence[Found]) -> Iterator[Found]:
    """The spans that are two names of bodies: "the Ministry of Trade and the Ministry of Works"."""
    bodies = [f for f in found if f.label in BODIES]
    opening, closing = defaultdict(list), defaultdict(list)
    for each in bodies:
        opening[each.first].append(each)
        closing[each.last].append(each)
    for row in bodies:
        for one in opening[row.first]:
            for other in closing[row.last]:
                gap = wording.text[wording.ends[one.last] : wording.starts[other.first]]
                if one.last < other.first and " ".join(gap.split()) in AND:
                    yield row


def within(found: Sequence[Found]) -> Iterator[Found]:
    """The spans that lie in another; none of them crosses one."""
    furthest = -1
    for each in sorted(found, key=lambda f: (f.first, -f.last)):
        if each.last <= furthest:
            yield each
        furthest = max(furthest, each.last)


def piece_of(words: Words, span: Span) -> Piece | None:
    """The words, as the rules see them, that lie in a span; None where there is none."""
    start, end = bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)
    return Piece(start, end) if start < end else None


FINITE = frozenset(["VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WP$"])
# Endings of adjectives that no people and no place lends its name to.
PLAIN_ENDINGS = ("ous", "ful", "less", "able", "ible", "ive")
# Tags of words that are no names and are written large only because a sentence begins.
COMMON = frozenset(["NN", "NNS", "VBG", "RB", "PRP", "IN", "DT", "CD", "WRB", "UH", "CC"])


def is_name(wording: Wording, found: Found) -> bool:
    """Whether a span reads as a name.

    It holds a capital, and neither a verb that makes it a clause nor an owner of something that
    small letters name ("Mara Olt's house"); it is no bare title ("the Prime Minister"), and no
    common word that is written large only because a sentence begins ("Diplomats said").
    """
    span = wording.span(found.first, found.last)
    tokens = list(wording.doc[wording.token[found.first] : wording.token[found.last] + 1])
    clause = any(t.tag_ in FINITE and t.is_lower for t in tokens)
    owned = tokens[-1].is_lower and any(t.tag_ == "POS" for t in tokens)
    opens = tokens[0].is_sent_start and len(tokens) == 1 and is_common(tokens[0])
    large = any(c.isupper() for c in wording.text[span.start : span.end])
    return large and not (clause or owned or opens or is_title(tokens))


def is_common(token: Token) -> bool:
    """Whether a word written large only where a sentence begins is no name: "Mutinous soldiers"."""
    plain = token.tag_ == "JJ" and token.lower_.endswith(PLAIN_ENDINGS)
    return token.tag_ in COMMON or plain


def is_title(tokens: Sequence[Token]) -> bool:
    """Whether words are a title and its field, with nobody's name."""
    lists = lexicon()
    words = [t.lower_ for t in tokens]
    beside = lists.titles | lists.modifiers | lists.portfolios
    return words[-1] in lists.titles and all(word in beside for word in words)


def as_name(wording: Wording, found: Found) -> Name:
    """A found span in characters."""
    return Name(wording.span(found.first, found.last), EntityKind(found.label))


def ruled(wording: Wording) -> list[Place]:
    """What the rules for names find, in words."""
    words = read_words(wording.doc)
    return placed(wording, words, find_pieces(words))


def placed(
    wording: Wording, words: Words, pieces: Iterable[tuple[Piece, EntityKind]]
) -> list[Place]:
    """The names that the rules find, as places of the text's words, in their order."""
    found = []
    for piece, kind in pieces:
        first = int(np.searchsorted(wording.starts, words.starts[piece.start]))
        last = int(np.searchsorted(wording.starts, words.ends[piece.end - 1])) - 1
        if first <= last:
            found.append((first, last, kind.value))
    return sorted(found)


def look(
    wording: Wording, features: Ints, passage: Passage, rules: Sequence[Place]
) -> tuple[list[Found], Reals]:
    """The spans that stand in a window's own sentences, in words of the text, and its vectors."""
    window = passage.window
    sizes = lengths(wording, window.low, window.high)
    behind = np.cumsum(sizes)
    scores, vectors = graph("names/names").session.run(
        ["scores", "words"],
        {
            "lower": passage.lower,
            "features": over_pieces(features[:, window.low : window.high], sizes),
            "first": (1 + behind - sizes)[None],
            "last": behind[None],
        },
    )
    own = slice(window.first - window.low, window.last - window.low)
    spans = {(first, last) for first, last, _ in rules}
    p = within_sentences(scores[0, own], wording, window)
    return decode(p, window.first, spans), vectors[0, own]


def within_sentences(scores: Reals, wording: Wording, window: Window) -> Reals:
    """Probabilities of spans, with none for those that leave their sentence or the window."""
    p = np.exp(scores - scores.max(-1, keepdims=True))
    p /= p.sum(-1, keepdims=True)
    sentence = wording.sentence[window.first : window.last]
    for n in range(LONGEST):
        alike = np.zeros(len(sentence), dtype=bool)
        alike[: max(0, len(sentence) - n)] = sentence[n:] == sentence[: max(0, len(sentence) - n)]
        p[~alike, n, 1:] = 0.0
    whole: Reals = p
    return whole
