"""Why two identities may be one, or may not, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.resolve.identity.chance import Context
from sayso.resolve.identity.likeness import Likeness

# A step that spellings rarely take; see `sounding`.
DEAR = 0.5
# Of who stands beside, a share worth telling.
MUCH = 0.25


def explain(likeness: Likeness, context: Context) -> tuple[str, ...]:
    """What speaks for two being one, and what against it."""
    return (*of_names(likeness), *of_context(context))


def of_names(likeness: Likeness) -> Iterator[str]:
    """What the names say."""
    told = {
        "the names are the same": likeness.same,
        "one is the other's acronym": likeness.acronym,
        "one of them is an acronym that does not fit": likeness.no_acronym,
        "an initial stands for a name": likeness.initial,
        "an initial does not fit": likeness.wrong_initial,
        "a short form of a given name": likeness.nickname,
        "the words stand in another order": likeness.turned,
        "a word or figure that sets names apart is in one of them only": likeness.poles,
        "the vowels of one are not written": likeness.bare,
        "one of them is a single word": likeness.one,
    }
    yield from (words for words, is_so in told.items() if is_so)
    if likeness.left:
        yield "one has words that the other lacks"
    if likeness.worst >= DEAR:
        yield "they differ in more than spelling"
    elif likeness.worst and not likeness.same:
        yield "they differ as spellings do"


def of_context(context: Context) -> Iterator[str]:
    """What the reports say."""
    if context.alone:
        yield "nobody stands beside one of them"
    elif context.shared >= MUCH:
        yield "the same others stand beside both"
    else:
        yield "few others stand beside both"
    if context.roles:
        yield "they have a role in common"
    if context.other_roles:
        yield "they have different roles"
