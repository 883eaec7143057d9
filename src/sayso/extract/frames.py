"""Frames: which words assert which type of claim, and where its roles are found.

The frames are data (`frames.csv`). Each row names a type of the ontology, the part of speech of
its triggers, the triggers, and one slot for each role. The part is "verb", "noun", "adjective",
"tie" for a noun that says what somebody is, whoever bears it (`bearing.py`), or "link" for a small
word between two nouns (`links.py`):

    kills,verb,kill murder gun_down,killer=subject victim=object!:person

A trigger of several words joined with underscores starts with the word that governs the others
in the parse ("take_into_custody"). A slot reads `role=path|path!:kinds`: the paths are tried in
turn (`paths.py` lists them), `kinds` replace those of the ontology, and a frame whose slot
holds `!` asserts nothing while that slot is empty. `when` restricts the trigger's surroundings:
`-object:film` bars a direct object, `+as` asks for a preposition. Where they are not met, the
trained reader does not find the type at the trigger either, unless the row ends with `open`. A row
that ends with `sure` holds idioms that tell nothing else ("went on hunger strike"): the reader,
which may never have met them, is not asked whether they tell it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sayso.extract.kinds import Kind, kinds_named
from sayso.extract.tables import rows
from sayso.ontology import claim_types
from sayso.own_types import OwnType, own_types


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one role is looked for. `kinds` is what it takes."""

    role: str
    paths: tuple[str, ...]
    kinds: frozenset[Kind]
    required: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """What must (`wanted`) or must not stand at `place` around the trigger."""

    wanted: bool
    place: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger with its slots. `rest` are the words after the first of a longer trigger.

    An `open` frame bars nothing where its conditions are not met; a `sure` one is not doubted.
    """

    type: str
    part: str
    lemma: str
    rest: tuple[str, ...]
    slots: tuple[Slot, ...]
    conditions: tuple[Condition, ...]
    open: bool = False
    sure: bool = False


# Whose act a crowd demands: "calling for the release of Deb by the army", "for Deb's arrest".
PATHS = {
    "demanded": (
        *(f"demanding>object>{name}" for name in ("of", "by", "from")),
        *(f"demanding>for>{name}" for name in ("from", "by", "of")),
        *("demanding>object>for>from", "demanding>object>poss"),
    )
}


def slot_of(told: str, type_name: str) -> Slot:
    """The slot that `victim=object|on:person!` describes."""
    role, _, where = told.partition("=")
    required = "!" in where
    paths, _, kinds = where.replace("!", "").partition(":")
    kind = claim_types()[type_name]
    main = {kind.first.name: kind.first.kinds, kind.second.name: kind.second.kinds}
    if role not in kind.roles:
        raise ValueError(f"{type_name} has no role {role}")
    names = kinds.split("+") if kinds else main.get(role, frozenset())
    tried = tuple(step for path in paths.split("|") for step in PATHS.get(path, (path,)))
    return Slot(role, tried, kinds_named(names), required)


def condition_of(told: str) -> Condition:
    """The condition that `-object:film+photo` describes."""
    place, _, words = told[1:].partition(":")
    return Condition(told[0] == "+", place, frozenset(filter(None, words.split("+"))))


OPEN, SURE = "open", "sure"
# What a verb of a user's own type may end with: its second role stands after that.
PREPOSITIONS = frozenset(
    {
        *("about", "against", "at", "by", "for", "from", "in", "into", "of", "on", "onto"),
        *("over", "to", "toward", "towards", "upon", "with"),
    }
)
# Where a noun of a user's own type has its roles.
OF_OWNER, OF_OBJECT = "subject|poss|by|mod", "of|on|against|with|to|for!"


def frames() -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """The frames by part of speech and lemma of the first word, longest triggers first."""
    return with_own(own_types())


def own_rows(own: Iterable[OwnType]) -> Iterator[dict[str, str]]:
    """The rows of frames that the words of a user's own types make."""
    for each in own:
        first, second = (role.partition(":")[0] for role in (each.first, each.second))
        for verb in each.verbs:
            *words, last = verb.split()
            after = last if words and last in PREPOSITIONS else "object"
            trigger = "_".join(words if after == last else verb.split())
            others = "|others" if each.symmetric else ""
            roles = f"{first}=subject! {second}={after}{others}!"
            yield {"type": each.name, "part": "verb", "triggers": trigger, "roles": roles}
        for noun in each.nouns:
            roles = f"{first}={OF_OWNER} {second}={OF_OBJECT}"
            yield {"type": each.name, "part": "noun", "triggers": noun, "roles": roles}


@cache
def with_own(own: tuple[OwnType, ...]) -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """The frames of the table, after those of a user's own types: these win."""
    found: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for row in [*({**each, "when": ""} for each in own_rows(own)), *rows("frames.csv")]:
        slots = tuple(slot_of(told, row["type"]) for told in row["roles"].split())
        when = row["when"].split()
        marks = {OPEN: OPEN in when, SURE: SURE in when}
        conditions = tuple(condition_of(told) for told in when if told not in marks)
        for trigger in row["triggers"].split():
            lemma, *rest = trigger.split("_")
            found[row["part"], lemma].append(
                Frame(row["type"], row["part"], lemma, tuple(rest), slots, conditions, **marks)
            )
    theirs = {each.name for each in own}
    return MappingProxyType(
        {
            key: tuple(sorted(some, key=lambda f: (f.type not in theirs, -len(f.rest))))
            for key, some in found.items()
        }
    )
