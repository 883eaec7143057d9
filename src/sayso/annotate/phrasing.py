"""A report's words within a sentence of ours: of one or of several, and inside a denial.

is_several("lawyers for the families", named=False)  -> True: they "say", and not "says"
base_of("says")                                      -> "say"
within_denial("Nobody")                              -> "Anybody"
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SINGLE = _set("a an one each every this that another he she it")
SEVERAL = _set(
    "two three four five six seven eight nine ten eleven twelve several some many few most both "
    "all these those dozens hundreds thousands they we i you"
)
PLURAL_HEAD = re.compile(r"(men|women|people|police|children|media)$", re.IGNORECASE)
SINGLE_END = re.compile(r"(ss|us|is|['’]s)$")
AFTER_HEAD = re.compile(
    r",| (?:of|in|from|with|at|on|for|who|that|which|near|by|to|under|against|close|inside|held) "
)
# "It is not so that nobody was beaten" says the opposite of "nobody was beaten".
ANY = {
    "nobody": "anybody",
    "no one": "anyone",
    "no-one": "anyone",
    "none": "any",
    "nothing": "anything",
    "neither": "either",
    "no": "any",
}
NONE = re.compile(rf"^({'|'.join(ANY)})(?![\w.-])", re.IGNORECASE)


def is_several(words: str, *, named: bool) -> bool:
    """Whether words mean several, so that "say" fits and "says" does not.

    A name is one, whatever it ends in. Of a description the noun before "of", "in", "who" decides.
    """
    told = " ".join(words.split())
    first = told.partition(" ")[0].lower()
    if first in SEVERAL or (first.isdecimal() and first != "1") or told.startswith("at least "):
        return True
    head = AFTER_HEAD.split(f"{told} ", maxsplit=1)[0].strip()
    if named or first in SINGLE or not head:
        return False
    if PLURAL_HEAD.search(head) or " and " in head:
        return True
    return head.endswith("s") and not SINGLE_END.search(head)


def base_of(verb: str) -> str:
    """A verb as several do it: "confesses" gives "confess"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "shes", "ches", "xes")):
        return verb[:-2]
    return verb.removesuffix("s")


def within_denial(words: str) -> str:
    """Who plays a part, as it reads where a denial is told already: "no one" as "anyone"."""
    found = NONE.match(words)
    if found is None:
        return words
    told = ANY[found[1].lower()]
    told = told.capitalize() if words[0].isupper() else told
    return f"{told}{words[found.end() :]}"
