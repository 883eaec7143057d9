"""The entries of a register that may be somebody in a case.

Names are compared as they are across reports. A register tells nothing of who stands beside whom,
so what one finds is a proposal, and it is sure only where the whole name fits one entry and no
second one: that two people have one name, no score of names can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from sayso.model import EntityKind
from sayso.resolve.identity.blocks import LEAST_RATIO, LOOSE, Key, family, heard, keys
from sayso.resolve.identity.chance import Context, of_context, of_names, probability
from sayso.resolve.identity.identities import APART, SAME, Identity
from sayso.resolve.identity.likeness import Likeness, compare
from sayso.resolve.identity.reasons import explain
from sayso.resolve.register.entry import Entry

MATCHER = "names of sayso"
# Nobody is told to stand beside an entry.
ALONE = Context(alone=1.0)
# So many ways of writing a name are compared, the most frequent first, and so many entries shown.
MOST_NAMES, MOST_FITS = 6, 5
# Kinds that no register has names of.
UNLISTED = frozenset([EntityKind.NATIONALITY, EntityKind.WEAPON, EntityKind.EVENT])


@dataclass(frozen=True, slots=True)
class Fit:
    """An entry that may be an identity: the two names that fit best, how likely, and why."""

    entry: Entry
    name: str
    written: str
    chance: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The entries that may be an identity, the likeliest first.

    `rivals` are other identities, by id, that its likeliest entry may be. `whole` is False where a
    part of the register could not be read, and with it perhaps a namesake.
    """

    identity: Identity
    fits: tuple[Fit, ...]
    rivals: tuple[str, ...] = ()
    whole: bool = True

    @property
    def is_sure(self) -> bool:
        """Whether one entry fits by a whole name, and neither could be another.

        A person's name is never enough: a namesake may be dead since 1930. Nor is a single word.
        """
        best = self.fits[0]
        telling = " " in best.name and self.identity.kind is not EntityKind.PERSON
        alone = self.whole and len(self.fits) == 1 and not self.rivals
        return telling and alone and best.chance >= SAME


@dataclass(slots=True)
class Name:
    """A way of writing an identity's name, with what it is found by."""

    text: str
    place: int
    sound: str


class Names:
    """The names of a case, by their keys."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        self.by_key: defaultdict[Key, list[Name]] = defaultdict(list)
        self.families: set[str] = set()
        for place, identity in enumerate(identities):
            if identity.kind in UNLISTED:
                continue
            self.families.add(family(identity.kind))
            written = telling(identity.kind, [use.text for use in identity.names])
            for text in written[:MOST_NAMES]:
                name = Name(text, place, heard(text, identity.kind))
                for key in keys(text, identity.kind):
                    self.by_key[key].append(name)

    def like(self, written: str, kind: EntityKind) -> Iterator[Name]:
        """The names that are worth comparing with one of a register, each once."""
        seen: set[tuple[int, str]] = set()
        sound = ""
        for key in keys(written, kind):
            for name in self.by_key.get(key, ()):
                sound = sound or heard(written, kind)
                far = key[1] in LOOSE and ratio(sound, name.sound) < LEAST_RATIO
                if not far and (name.place, name.text) not in seen:
                    seen.add((name.place, name.text))
                    yield name


def match(identities: Sequence[Identity], entries: Iterable[Entry]) -> list[Proposal]:
    """The entries that may be one of `identities`, for each that has any, in their order."""
    names = Names(identities)
    found: defaultdict[int, list[Fit]] = defaultdict(list)
    for entry in entries:
        for place, fit in fits(entry, names, identities).items():
            found[place].append(fit)
    best = {place: ordered(found[place]) for place in sorted(found)}
    claimed: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in best.items():
        claimed[each[0].entry.id].append(place)
    return [
        Proposal(
            identities[place],
            each,
            tuple(identities[p].id for p in claimed[each[0].entry.id] if p != place),
        )
        for place, each in best.items()
    ]


def held(identity: Identity, entry: Entry) -> Proposal:
    """An identity held against the one entry that somebody names, however unlike the names are."""
    person = identity.kind is EntityKind.PERSON
    pairs = [(use.text, w) for use in identity.names[:MOST_NAMES] for w in entry.names]
    compared = [(compare(mine, its, person=person), mine, its) for mine, its in pairs]
    likeness, mine, its = max(compared, key=lambda found: of_names(found[0]))
    chance = probability(of_names(likeness) + of_context(ALONE))
    because = explain(likeness, ALONE)[:-1]
    return Proposal(identity, (Fit(entry, mine, its, round(chance, 3), because),))


def ordered(found: Iterable[Fit]) -> tuple[Fit, ...]:
    """The likeliest entries first, each once."""
    each = {fit.entry.id: fit for fit in sorted(found, key=lambda f: f.chance)}
    best = sorted(each.values(), key=lambda f: (-f.chance, f.entry.id))
    return tuple(best[:MOST_FITS])


def fits(entry: Entry, names: Names, identities: Sequence[Identity]) -> dict[int, Fit]:
    """The identities, by place, that an entry may be."""
    best: dict[int, tuple[float, Name, str, Likeness]] = {}
    for kind, written in ways(entry, names):
        for name in names.like(written, kind):
            likeness = compare(name.text, written, person=kind is EntityKind.PERSON)
            odds = of_names(likeness) + of_context(ALONE)
            known = best.get(name.place)
            # Of names that fit about alike, the longer one tells more.
            rank = round(odds), len(name.text)
            if known is None or rank > (round(known[0]), len(known[1].text)):
                best[name.place] = (odds, name, written, likeness)
    return {
        place: Fit(entry, name.text, written, round(chance, 3), explain(likeness, ALONE)[:-1])
        for place, (odds, name, written, likeness) in best.items()
        if (chance := probability(odds)) >= APART
    }


def ways(entry: Entry, names: Names) -> Iterator[tuple[EntityKind, str]]:
    """The kinds that an entry may be of, as far as the case has any, with its names."""
    for kind in entry.kinds:
        if family(kind) in names.families:
            yield from ((kind, written) for written in telling(kind, entry.names))


def telling(kind: EntityKind, names: Sequence[str]) -> Sequence[str]:
    """The names to compare: of a person no surname alone, which says nothing."""
    return [n for n in names if " " in n] if kind is EntityKind.PERSON else names
