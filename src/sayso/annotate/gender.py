"""What a given name tells of its bearer."""

from __future__ import annotations

from sayso.annotate.lexicon import lexicon, word_set

WOMEN = word_set("women")
EITHER = word_set("either")
# Given names that vouch for no name by themselves, so that the name finder does not know them.
WOMEN_BESIDES = word_set("women besides")
MEN_BESIDES = word_set("men besides")


def gender_of(name: str) -> str | None:
    """Whether a common given name opens a name, a woman's ("f") or a man's ("m")."""
    first = name.split(maxsplit=1)[0].lower()
    if first in WOMEN_BESIDES | MEN_BESIDES and " " in name:
        return "f" if first in WOMEN_BESIDES else "m"
    if first in EITHER or first not in lexicon().given:
        return None
    return "f" if first in WOMEN else "m"
