"""Date and time phrases: a grammar of our own, with the parse as a second opinion on names.

    find_dates(doc) -> spans of "early March", "three months ago", "10 p.m. on Friday"

The grammar is data (`dates.toml` beside this module). It serves twice: joined into one pattern
it finds phrases in a text, and entry by entry (`phrases`) it takes a found phrase apart, which
`sayso.extract.time` uses to give it a meaning. What counts as one phrase follows TIMEX3 (TimeML
1.2.1): without the preposition before it, "on Thursday" gives "Thursday"; unlike there, a range
("from March to June 2018") is one phrase, because neither half can be read without the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

# Kinds of name that may hold a date word: "The Sunday Courier", "June Vale", "April 6 Movement".
NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "LAW", "NORP"})
# "(the book)" and its like after a year; the year is then a title.
TITLE_AFTER = re.compile(
    r"[”\"'’]?\s*\((?:the|a)\s+(?:book|novel|film|movie|album|song|play)\b", re.I
)
QUOTES = frozenset("“”\"‘’'")


def find_dates(doc: Doc) -> tuple[Span, ...]:
    """The spans of date and time phrases, in the order of the text, without overlap."""
    text = doc.text
    return tuple(Span(*m.span()) for m in matches(doc, text) if not is_other(doc, text, m))


def matches(doc: Doc, text: str) -> Iterator[re.Match[str]]:
    """What the grammar finds; a phrase never runs on into the next paragraph's sentence."""
    match, at = finder().match, 0
    for start in openings(doc):
        found = match(text, start) if start >= at else None
        if found and "\n" in found[0] and (cut := sentence_cut(doc, found)):
            found = match(text, start, cut)
        if found:
            at = found.end()
            if found.lastgroup != "never":
                yield found


def openings(doc: Doc) -> Iterator[int]:
    """Where a phrase can begin: at a word that the grammar knows, or at one with a digit.

    A phrase has no other words, so an opener that never stands alone needs one behind it. Trying
    the grammar only there takes a third of the time of searching the whole text (4 against 13 µs
    per token on news).
    """
    known, inner, leading = grammar_words(), keys("inner"), keys("leading")
    rows = doc.to_array(["LOWER", "IS_ALPHA", "IS_PUNCT"]).tolist()
    fits = [word in known or not alphabetic for word, alphabetic, _ in rows]
    for token, (word, _, dot), fit, behind in zip(doc, rows, fits, [*fits, False][1:], strict=True):
        first = fit and word not in inner and (behind or word not in leading)
        if first and (not dot or token.text in QUOTES):
            yield token.idx


@cache
def grammar_words() -> frozenset[int]:
    """The keys of all words that the grammar spells out, in the forms that a text has them in."""
    data = tables()
    rules = " ".join(expand(rule) for part in ("never", "phrases") for rule in data[part].values())
    spelt = {w.lower() for w in re.findall("[A-Za-z]+", re.sub(r"\\[a-z]", " ", rules))}
    return string_ids(form for w in spelt for form in (w, w + "s", w + "."))


@cache
def keys(name: str) -> frozenset[int]:
    """The keys that the parser has for the words of a list."""
    return string_ids(word_list(name))


def string_ids(words: Iterable[str]) -> frozenset[int]:
    """The keys that the parser has for words."""
    from spacy.strings import get_string_id  # noqa: PLC0415 - only who parses waits for it

    return frozenset(map(get_string_id, words))


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of words about phrases, such as those after which a number is a year."""
    return frozenset(word for line in tables()["lists"][name] for word in line.split())


def sentence_cut(doc: Doc, found: re.Match[str]) -> int | None:
    """Where a sentence begins after a line break inside the phrase, if one does."""
    tokens = doc.char_span(*found.span(), alignment_mode="expand")
    first_break = found.string.index("\n", found.start())
    starts = (t.idx for t in tokens or () if t.is_sent_start and t.idx > first_break)
    return next(starts, None)


def is_other(doc: Doc, text: str, found: re.Match[str]) -> bool:
    """Whether the words are a name, a verb or a number after all."""
    tokens = doc.char_span(*found.span(), alignment_mode="expand")
    if tokens is None:
        return True
    check = DOUBTS.get(found.lastgroup or "")
    return (check is not None and check(text, tokens)) or begins_name(tokens)


def begins_name(tokens: Tokens) -> bool:
    """Whether the phrase is the first part of a longer name, as in "the Sunday Courier"."""
    doc, last = tokens.doc, tokens[-1]
    if (
        tokens.end >= len(doc)
        or not tokens[0].is_title
        or word_before(tokens) in word_list("before_date")
    ):
        return False
    after = doc[tokens.end]
    one_name = (
        last.ent_type_ in NAMES and after.ent_type_ == last.ent_type_ and after.ent_iob_ == "I"
    )
    inside = last.head.i >= tokens.end and last.dep_ in {"compound", "nmod"}
    return bool(
        after.is_title and after.pos_ == "PROPN" and (one_name or (inside and last.head == after))
    )


def not_a_month(_text: str, tokens: Tokens) -> bool:
    """Whether a bare month name is a person ("May said") or a verb ("March on the capital")."""
    word = tokens[0]
    if word_before(tokens) in word_list("before_date"):
        return False
    if word.pos_ in {"VERB", "AUX"} or word.ent_type_ in NAMES:
        return True
    return word.dep_ in {"nsubj", "nsubjpass", "agent"} and word.head.pos_ in {"VERB", "AUX"}


def not_a_year(text: str, tokens: Tokens) -> bool:
    """Whether a bare number is a count, a title or a number of something else."""
    word, doc = tokens[-1], tokens.doc
    if TITLE_AFTER.match(text, tokens.end_char):
        return True
    before = doc[tokens.start - 1] if tokens.start else None
    after = doc[tokens.end] if tokens.end < len(doc) else None
    owned = before is not None and before.tag_ in {"POS", "PRP$"}
    if owned and (after is None or after.pos_ not in {"NOUN", "ADJ", "PROPN"}):
        return True  # "Oram's 1984" is a work, "Oram's 2005 speech" has a date
    if before is not None and after is not None and {before.text, after.text} <= QUOTES:
        return True
    if word.ent_type_ == "DATE" or len(tokens) > 1:
        return False
    counted = word.dep_ == "nummod" and word.head.i > word.i and word.head.tag_ == "NNS"
    return counted or word_before(tokens) not in word_list("before_year")


def not_a_clock(_text: str, tokens: Tokens) -> bool:
    """Whether "3:10" is a score or a verse: a bare clock time needs a sign that it is one."""
    words = tokens.text
    if not words[0].isdigit() or re.search("[a-z]", words, re.I):
        return False
    return tokens[0].ent_type_ not in {"TIME", "DATE"} and word_before(tokens) not in {"at", "by"}


def word_before(tokens: Tokens) -> str:
    """The word before the phrase in lower case, over any line break; empty where there is none."""
    at = tokens.start - 1
    while at > 0 and tokens.doc[at].is_space:
        at -= 1
    return tokens.doc[at].lower_ if at >= 0 else ""


def is_rate(_text: str, tokens: Tokens) -> bool:
    """Whether "a week" is what something is counted by ("four flights a week")."""
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    counts = before is not None and (before.pos_ in {"NOUN", "NUM", "SYM"} or before.text == "-")
    return counts and tokens[0].lower_ in {"a", "an"} and len(re.findall(r"\w+", tokens.text)) == 2


# Phrases that can be something else, and who decides.
DOUBTS: Mapping[str, Callable[[str, Tokens], bool]] = MappingProxyType(
    {"month": not_a_month, "year": not_a_year, "clock": not_a_clock, "duration": is_rate}
)


@cache
def tables() -> Mapping[str, Any]:
    """The grammar and the number words as they stand in the data files."""
    folder = files("sayso.annotate")
    data = tomllib.loads(folder.joinpath("dates.toml").read_text("utf-8"))
    data["numbers"] = tomllib.loads(folder.joinpath("numbers.toml").read_text("utf-8"))
    return MappingProxyType(data)


@cache
def entries() -> Mapping[str, str]:
    """Every entry of the grammar by name, those made from the tables of names included."""
    data = tables()
    numbers = data["numbers"]
    word = either([*numbers["values"], *numbers["scales"]])
    months, short = data["months"], data["short_months"]
    shorts = f"{exact(short)}\\.?(?= \\d)|(?<=\\d\\s){exact(short)}\\.?|{exact(short)}\\."
    made = {
        # At most eight words: a longer row of number words is a list, and trying it costs time.
        "number": rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:an? |half an? )?{word}"
        rf"(?:(?:[\s-]|\sand\s){word}){{0,7}})",
        "ordinal": either(numbers["ordinals"]),
        "month_name": f"(?:{exact(months)}|{shorts})",
        "weekday_name": exact(data["weekdays"]),
        "feast_name": exact(data["feasts"]),
        "year_digits": r"(?:1[0-9]|20)\d\d",
    }
    return MappingProxyType({**made, **data["words"], **data["parts"], **data["phrases"]})


def either(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("\\ ", " ") for word in longest) + ")"


def exact(words: Iterable[str]) -> str:
    """A pattern for any of `words` as written or in capitals, never in lower case."""
    return "(?-i:" + either(w for word in words for w in (word, word.upper()))[3:]


def expand(pattern: str) -> str:
    """`pattern` with every `@name` put in its place, without the groups' names."""
    known = entries()

    def put(found: re.Match[str]) -> str:
        return f"(?:{re.sub('[?]P<[a-z0-9]+>', '?:', expand(known[found[1]]))})"

    return re.sub(r"@(\w+)", put, pattern)


def spaced(pattern: str) -> str:
    """`pattern` with its plain spaces standing for any white space."""
    return pattern.replace(" ", r"\s+")


@cache
def finder() -> re.Pattern[str]:
    """One pattern for all phrases, the composed ones tried first; the group names the entry."""
    data = tables()
    never = "|".join(expand(p) for p in data["never"].values())
    tried = [("never", never), *reversed(data["phrases"].items())]
    groups = (f"(?P<{n}>{re.sub('[?]P<[a-z0-9]+>', '?:', expand(p))})" for n, p in tried)
    # A combining mark after the last letter makes it a letter of some other word.
    whole = rf"(?<!\w)(?:{'|'.join(groups)})(?![\w\u0300-\u036f])"
    return re.compile(spaced(whole), re.IGNORECASE)


@cache
def phrases() -> Mapping[str, re.Pattern[str]]:
    """The pattern of each kind of phrase, composed ones first, for a phrase that stands alone.

    Without its surroundings a phrase is read in any case, and what must precede it is not asked.
    """
    return MappingProxyType(
        {name: alone(expand(p)) for name, p in reversed(tables()["phrases"].items())}
    )


def alone(pattern: str) -> re.Pattern[str]:
    """`pattern` for a phrase cut out of its text."""
    freed = re.sub(r"\(\?<[=!][^)]*\)", "", pattern).replace("(?-i:", "(?:")
    return re.compile(spaced(freed), re.IGNORECASE)
