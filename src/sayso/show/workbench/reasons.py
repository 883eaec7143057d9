"""What speaks for two names being one, and what against it, kept apart for the eye."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import EntityKind
from sayso.record.findings.pairs import Pair, Side
from sayso.resolve.identity.chance import of_names as odds_of
from sayso.resolve.identity.likeness import compare
from sayso.resolve.identity.reasons import of_names

# How each of the sentences of `resolve.identity.reasons` speaks; the rest leave it open.
FOR = frozenset(
    {
        "the names are the same",
        "one is the other's acronym",
        "an initial stands for a name",
        "a short form of a given name",
        "the words stand in another order",
        "the vowels of one are not written",
        "they differ as spellings do",
        "the same others stand beside both",
        "they have a role in common",
    }
)
AGAINST = frozenset(
    {
        "one of them is an acronym that does not fit",
        "an initial does not fit",
        "a word or figure that sets names apart is in one of them only",
        "one has words that the other lacks",
        "they differ in more than spelling",
        "few others stand beside both",
        "they have different roles",
    }
)
# Names of a side that are compared.
COMPARED = 6


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for two being one, what against it, and what leaves it open."""

    speaks_for: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    leaves_open: tuple[str, ...] = ()


def reasons(two: Pair | None) -> Reasons:
    """The reasons, sorted by how they speak; of a pair that is no doubt by the names alone."""
    if two is None:
        return Reasons()
    told = two.because or by_names(two.one, two.other)
    against = [words for words in told if words in AGAINST]
    kinds = {kind_of(two.one), kind_of(two.other)}
    if len(kinds) == 2:
        against.append(f"one is read as a {min(kinds)}, the other as a {max(kinds)}")
    if two.shared_count:
        many = "one report names" if two.shared_count == 1 else f"{two.shared_count} reports name"
        against.append(f"{many} both, as two")
    return Reasons(
        tuple(words for words in told if words in FOR),
        tuple(against),
        tuple(words for words in told if words not in FOR | AGAINST),
    )


def by_names(one: Side, other: Side) -> tuple[str, ...]:
    """What the likest names of two sides say."""
    person = EntityKind.PERSON.value in (kind_of(one), kind_of(other))
    found = (compare(a, b, person=person) for a in names_of(one) for b in names_of(other))
    return tuple(of_names(max(found, key=odds_of)))


def names_of(side: Side) -> tuple[str, ...]:
    """The names of a side, the most frequent first."""
    if side.part is not None:
        return (side.part.name,)
    return (side.home.name, *(use.text for use in side.home.names[:COMPARED]))


def kind_of(side: Side) -> str:
    """Of what kind a side is read to be."""
    return side.part.kind if side.part is not None else side.home.kind
