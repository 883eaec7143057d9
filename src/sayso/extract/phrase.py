"""The words that a role is shown with: whole noun phrases, without their relative clauses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from sayso.extract.nodes import is_verb
from sayso.extract.tables import words
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


# A phrase above this many words is cut to the head with what stands before it. The longest of 613
# noun phrases from 40 news reports had 9 words: what is longer is a parse gone wrong.
LONGEST_PHRASE = 16
DASHES = frozenset({"—", "–", "--"})
FILES = frozenset({"htm", "html", "php", "asp", "aspx", "jsp"})
EDGES = frozenset({"punct", "cc", "case"})


# Whether a preposition leads in a part of the phrase that its noun heads.
Keeps: TypeAlias = "Callable[[Token], bool]"


def is_inside(prep: Token) -> bool:
    """Whether what a preposition leads in always belongs to its noun: "of", "spokesman for"."""
    office = prep.lower_ == "for" and prep.head.lemma_ in words("spokespeople")
    return prep.lower_ == "of" or office


def nothing(_: Token) -> bool:
    """No preposition."""
    return False


def phrase(head: Token, keeps: Keeps = is_inside) -> Span:
    """The noun phrase of `head` as written, or the clause where `head` is a verb.

    `keeps` tells which prepositions at the head lead in a part of it.
    """
    if is_verb(head):
        return clause(head)
    tokens = gather(head, keeps)
    if is_of_minority(head):
        tokens.append(head.nbor())
    if head.i > 1 and head.nbor(-1).text == "-" and head.nbor(-2).head == head.head:
        # "his re-election": the parser may make three objects of it.
        tokens += [head.nbor(-1), *gather(head.nbor(-2), nothing)] if joined_before(head) else []
    for fewer in (is_inside, nothing):
        if len(tokens) > LONGEST_PHRASE:
            tokens = gather(head, fewer)
    return cover(contiguous(sorted(tokens, key=lambda t: t.i), head))


def is_of_minority(head: Token) -> bool:
    """Whether only the smaller part of a body is led: the "*Senate minority* leader"."""
    last = head.i + 2 >= len(head.doc)
    return not last and head.nbor().lower_ == "minority" and head.nbor(2).lemma_.lower() == "leader"


def gather(head: Token, keeps: Keeps) -> list[Token]:
    """The head with its modifiers and what the prepositions lead in that it `keeps`."""
    found = [head]
    for child in head.children:
        if child.dep_ in words("inside_phrase") and not is_aside(child, head):
            found += [t for t in child.subtree if not hangs_in_clause(t, child)]
        elif child.dep_ == "prep" and child.i > head.i and keeps(child):
            found.append(child)
            for inner in child.children:
                if inner.dep_ == "pobj":
                    further = nothing if keeps is nothing else is_inside
                    found += gather(inner, further)
                    found += [t for c in inner.conjuncts for t in gather(c, nothing)]
                    found += [c for c in inner.children if c.dep_ in {"cc", "punct"}]
    return found


def is_aside(child: Token, head: Token) -> bool:
    """Whether `child` only touches the phrase: a comma after it, an adverb before a clause."""
    if child.dep_ == "punct":
        return child.text not in {"-", '"', "'", "’", "“", "”", "."} or child.i > head.i
    return child.i > head.i and child.dep_ in {"advmod", "npadvmod", "amod", "neg", "predet"}


def hangs_in_clause(token: Token, top: Token) -> bool:
    """Whether `token` stands in a clause, an apposition or a longer phrase below `top`.

    Or in what the parser hung on a title: "*Olt and* Senate leader Omar Deb".
    """
    at = token
    while at != top:
        if at.dep_ in {"relcl", "acl", "appos", "advcl"} or is_before_joint(token, at):
            return True
        at = at.head
    return is_before_joint(token, top)


def is_before_joint(token: Token, other: Token) -> bool:
    """Whether somebody else is named by `other`, and `token` is part of it or of what joins it."""
    return is_other(other) and token.i <= max(c.i for c in other.rights if c.dep_ == "cc")


def is_other(token: Token) -> bool:
    """Whether a name before a title is somebody else's, whom "and" joins to it."""
    joined = token.dep_ == "nmod" and any(c.dep_ == "cc" for c in token.rights)
    # "Olt and Deb supporters" are of both
    return joined and token.ent_type_ == "PERSON" and token.head.tag_ != "NNS"


def contiguous(tokens: list[Token], head: Token) -> list[Token]:
    """The run of neighbouring tokens around `head`, without punctuation at its edges."""
    have = {t.i: t for t in tokens}
    run = [head]
    first = min(have)
    if head.i - first <= LONGEST_PHRASE and all(
        t.i in have or t.head.i in have or t.head.head.i in have for t in head.doc[first : head.i]
    ):
        # An aside in brackets inside the phrase ("the Green (Forest) Front") stays in it.
        run = [*head.doc[first : head.i], head]
    while run[0].i - 1 in have:
        run.insert(0, have[run[0].i - 1])
    while run[-1].i + 1 in have or goes_on(run[-1]) or is_hyphened(run[-1], head):
        run.append(head.doc[run[-1].i + 1])
    dashes = [n for n, t in enumerate(run) if t.i < head.i and is_dash(t)]
    if dashes:
        # A dateline before the first name of a report hangs on that name in the parse.
        run = run[dashes[-1] + 1 :]
    glued = [n for n, t in enumerate(run) if n and t.i < head.i and is_glue(t, head)]
    if glued:
        # Addresses and headlines run into the first sentence of a report.
        run = run[glued[-1] :]
        run = run[1:] if not run[0].is_alpha or run[0].lower_ in FILES else run
    while run[0] != head and run[0].dep_ in EDGES:
        run.pop(0)
    while run[-1] != head and (run[-1].dep_ in EDGES or run[-1].dep_ == "prep"):
        run.pop()
    return run


def is_dash(token: Token) -> bool:
    """Whether a token is a dash, or a hyphen that stands for one: "it is plain - Deb lied".

    Some agencies set blanks around every hyphen: "a 31 - year - old nurse".
    """
    before = token.nbor(-1) if token.i else token
    apart = token.text == "-" and bool(token.whitespace_) and bool(before.whitespace_)
    return token.text in DASHES or (apart and token.nbor().is_title)


def is_glue(token: Token, head: Token) -> bool:
    """Whether something else ends before `token`: an address, or a headline before "A teacher"."""
    address = token.text in {"/", "_"} or token.lower_ in FILES
    return address or (token.text in {"A", "An"} and token.head == head and token.dep_ == "det")


def joined_before(token: Token) -> bool:
    """Whether a hyphen joins `token` to the word before; in "pro-Marsh" it joins no name."""
    near = not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_
    return near and token.nbor(-2).lower_ not in {"pro", "anti"}


def is_hyphened(token: Token, head: Token) -> bool:
    """Whether a hyphen joins the next word to the phrase: "in" and "law" in "son-in-law"."""
    if token.whitespace_ or token.i + 2 >= len(token.doc):
        return False
    after = token.nbor() if token.text == "-" else token.nbor(2)
    joins = token.text == "-" or (token.nbor().text == "-" and not token.nbor().whitespace_)
    return joins and after.text[0].isalnum() and head.is_ancestor(after)


def hyphened(words: list[Token]) -> list[Token]:
    """The words with what a hyphen joins to the last of them: "brother-in-law"."""
    whole = list(words)
    while is_hyphened(whole[-1], words[-1]):
        whole.append(whole[-1].nbor())
    return whole


def goes_on(token: Token) -> bool:
    """Whether the name that `token` is part of goes on after it."""
    if token.i + 1 >= len(token.doc) or token.ent_type_ in {"", "DATE", "TIME"}:
        return False
    return token.nbor().ent_iob_ == "I"


def clause(verb: Token) -> Span:
    """The clause of `verb` as written, without the mark of subordination before it."""
    tokens = undivided([t for t in verb.subtree if not t.is_space], verb)
    while tokens[-1] != verb and tokens[-1].dep_ in {"punct", "cc"}:
        tokens.pop()
    while tokens[0] != verb and (tokens[0].dep_ in {"punct", "mark"}):
        tokens.pop(0)
    return cover(tokens)


def undivided(tokens: list[Token], verb: Token) -> list[Token]:
    """The run up to `verb`: the "whom" of "whom Deb refused to endorse" hangs on "endorse"."""
    first = verb.i
    have = {t.i for t in tokens} | {t.i for t in verb.sent if t.is_space}
    while first - 1 in have:
        first -= 1
    return [t for t in tokens if t.i >= first]


def cover(tokens: list[Token]) -> Span:
    """The span from the first to the last of `tokens`."""
    last = tokens[-1]
    return Span(tokens[0].idx, last.idx + len(last))
