"""What sets two apart however alike their names are: what one is named after, what a report says.

"The Front of the Dispossessed of Upper Tekkara" has all words of "Upper Tekkara" and is not the
place. Who is "not related to the prosecutor of the same name" is not the prosecutor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.annotate.lexicon import callings, lexicon
from sayso.annotate.spelling import SMALL_WORDS, contents, fold
from sayso.model import EntityKind, Span

BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GROUP})
# Heads by which a place itself is called in full: "the Federation of Kessen" is Kessen.
STATES = frozenset({"state", "states", "federation", "union", "commonwealth", "confederation"})
# How far behind a name, in code points, its report says of whom else it is not the name.
BEHIND = 120
STOPS = re.compile(r"[.;!?\n“”]")
# That somebody is another than a namesake, up to where the namesake has been told.
UNRELATED = re.compile(
    r"\b(?:(?:not|never|in no way) (?:\w+ )?(?:related|to be (?:confused|mistaken))"
    r"|unrelated|no (?:relation|relative|kin)\b"
    r"|not (?:the|a|that) (?=[\w -]{3,40} of (?:the same|that) name)|(?:a |the )?namesake of)"
    r"(?P<whom>[^,;.!?)\n]{0,60})",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def namesakes(mentions: Iterable[Span], text: str) -> Iterator[tuple[Span, frozenset[str]]]:
    """Where a report says of whom a person is not, and what that other one is called.

    Yields the place of such words behind a mention, and the titles and occupations in them.
    """
    for mention in mentions:
        behind = STOPS.split(text[mention.end : mention.end + BEHIND])[0]
        found = UNRELATED.search(behind)
        if found is not None:
            called = frozenset(w for w in WORD.findall(found["whom"].lower()) if w in callings())
            yield Span(mention.end + found.start(), mention.end + found.end()), called


def is_named_after(one: str, other: str) -> bool:
    """Whether one of two names is only what the other is of, for or from.

    Not where the words before it are a place's own title: "the Republic of Kessen".
    """
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    before = longer[: len(longer) - len(shorter)]
    if not shorter or len(before) < 2 or longer[len(before) :] != shorter:
        return False
    link = len(before) - 1
    while link > 0 and before[link] in SMALL_WORDS and before[link - 1] in SMALL_WORDS:
        link -= 1
    if before[link] not in SMALL_WORDS:
        return False
    head = before[link - 1]
    return head not in STATES and lexicon().heads.get(head) is not EntityKind.PLACE


def is_body(name: str) -> bool:
    """Whether a name says itself that it is a body's: "High Court of the Islands"."""
    words = fold(name)
    link = next((at for at, word in enumerate(words) if at and word in SMALL_WORDS), len(words))
    return bool(words) and lexicon().heads.get(words[link - 1]) in BODIES


def is_headed(one: str, other: str) -> bool:
    """Whether one of two names is the other with a word for a body: "Tekkara", "Radio Tekkara"."""
    shorter, longer = sorted((contents(fold(one)), contents(fold(other))), key=len)
    if not shorter or len(longer) != len(shorter) + 1:
        return False
    added = longer[0] if longer[1:] == shorter else longer[-1]
    inside = shorter in (longer[1:], longer[:-1])
    return inside and lexicon().heads.get(added) in BODIES
