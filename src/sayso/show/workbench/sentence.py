"""What is told, as one English sentence: through whom, in which manner, and what.

    told_in_words(chain)       "The Courier says that court papers say that a former clerk admits,
                                under duress, that"
    what_is_told(claim)        "gunmen abduct seven aid workers"
    in_words(chain, claim)     the two together, with a full stop

A chain is a row of voices, the outlet first, as values or as the JSON of a proposition has them;
no sentence about a claim is made without one.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from sayso.annotate.phrasing import SEVERAL, SINGLE, base_of, is_several, within_denial
from sayso.ontology import claim_types
from sayso.record.findings.claims import Filling, Voicing
from sayso.show.words import flat
from sayso.show.workbench.phrases import span_of_days

# How a manner takes a clause: said of one, said of several. A manner that is not here takes "that".
MANNERS: dict[str, tuple[str, str]] = {
    "narrates": ("says that", "say that"),
    "argues": ("argues that", "argue that"),
    "seems": ("says it seems that", "say it seems that"),
    "proposes": ("proposes that", "propose that"),
    "denies": ("denies that", "deny that"),
    "retracts": ("takes back that", "take back that"),
    "asks": ("asks whether", "ask whether"),
    "allows": ("allows it to be that", "allow it to be that"),
    "refuses": ("refuses to have it that", "refuse to have it that"),
    "promises": ("promises that", "promise that"),
    "wants": ("wishes that", "wish that"),
    "criticizes": ("criticizes that", "criticize that"),
    "accuses": ("makes the accusation that", "make the accusation that"),
    "opposes": ("objects that", "object that"),
    "supports": ("is in favour, and says that", "are in favour, and say that"),
    "praises": ("praises that", "praise that"),
    "describes": ("says in a description that", "say in a description that"),
    "expresses": ("lets it be known that", "let it be known that"),
    # Of a claim that is affirmed inside a denial of something else.
    "in a denial": ("says in a denial that", "say in a denial that"),
}
# A claim told so carries its denial in the manner.
NEGATING = frozenset({"denies", "refuses"})
# Manners after which a second voice of the same name adds nothing.
PLAIN = frozenset({"narrates", "says", "reports"})
UNREAL = {
    "attempted": "as something attempted",
    "planned": "as something planned",
    "ordered": "as something ordered",
    "possible": "as something possible",
    "conditional": "under a condition",
    "future": "as something yet to come",
}
NOBODY, ANYBODY = "somebody who is not named", "somebody or something"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words of a report that mean somebody else wherever else they stand.
_POINTING = _set(
    "i me my you your he him his she her it its we us our they them their this that these those "
    "who which"
)
_PLACING = _set("in at on near off along around between outside inside above below by from across")
# Words that lose their capital within a sentence: they are no part of a name.
_LOWERED = (SINGLE | SEVERAL | _set("the his her their its former at about police")) - {"i"}


class Told(Protocol):
    """What a sentence needs to know of a claim or of a proposition."""

    @property
    def type(self) -> str:
        """The type of what is told."""

    @property
    def roles(self) -> tuple[Filling, ...]:
        """Who plays which part, the main roles first."""

    @property
    def polarity(self) -> str:
        """Whether it is affirmed or denied."""

    @property
    def modality(self) -> str:
        """How far it is said to have become real."""

    @property
    def happened_from(self) -> str | None:
        """The first day on which it may have happened."""

    @property
    def happened_to(self) -> str | None:
        """The last day on which it may have happened."""

    @property
    def place(self) -> str | None:
        """Where it is said to have happened."""


@dataclass(frozen=True, slots=True)
class Verb:
    """How a type of claim is told: of one, of several, with what before the second party.

    `alone` tells that it makes sense without a second party.
    """

    one: str
    many: str
    before: str
    alone: bool


Chain = Sequence[Voicing | Mapping[str, Any]]


def in_words(chain: Chain, told: Told) -> str:
    """One sentence: through whom it is told, and what.

    Where the innermost voice denies something, what is told as denied is what it denies.
    """
    voices = [voice_of(each) for each in chain]
    inner = voices[-1]
    negating = inner.manner in NEGATING and not inner.negated
    affirmed = negating and told.polarity == "denied"
    if negating and not affirmed:
        voices[-1] = replace(inner, manner="in a denial")
    return f"{joined(told_in_words(voices), what_is_told(told, affirmed=affirmed))}."


def joined(before: str, clause: str) -> str:
    """A clause behind its "that"; what stands in between is set off by commas."""
    return (
        f"{before}, {clause}" if clause.startswith(tuple(UNREAL.values())) else f"{before} {clause}"
    )


def told_in_words(chain: Chain) -> str:
    """The beginning of a sentence, up to the "that" behind which stands what is told."""
    voices = shortened([voice_of(each) for each in chain])
    words = " ".join(act_in_words(each) for each in voices)
    return words[:1].upper() + words[1:]


def voice_of(told: Voicing | Mapping[str, Any]) -> Voicing:
    """A voice of a chain, as a value."""
    if isinstance(told, Voicing):
        return told
    return Voicing(
        str(told.get("key", "")),
        str(told["name"]),
        str(told["kind"]),
        not told["known"],
        str(told["manner"]),
        bool(told["duress"]),
        bool(told["negated"]),
    )


def shortened(voices: Sequence[Voicing]) -> list[Voicing]:
    """A chain in which nobody is named twice in a row, unless it says how it speaks both times."""
    kept: list[Voicing] = []
    for voice in voices:
        same = bool(kept) and bool(voice.key) and voice.key == kept[-1].key
        if same and voice.manner in PLAIN and not voice.duress and not voice.negated:
            continue
        if same and kept[-1].manner in PLAIN and not kept[-1].duress and not kept[-1].negated:
            kept.pop()
        kept.append(voice)
    return kept


def act_in_words(voice: Voicing) -> str:
    """One voice and how it speaks: "a former clerk admits, under duress, that"."""
    name, many = name_of(voice), is_several(voice.name, named=is_name(voice))
    one, several = manner_in_words(voice.manner)
    act = several if many else one
    if voice.negated:
        verb, _, rest = act.partition(" ")
        if verb in ("is", "are"):
            act = f"{verb} not {rest}"
        else:
            act = f"{'do not' if many else 'does not'} {several}"
    if voice.duress:
        verb, _, joint = act.rpartition(" ")
        act = f"{verb}, under duress, {joint}"
    return f"{name} {act}"


def manner_in_words(manner: str) -> tuple[str, str]:
    """How one does it, and how several do, up to the word before the clause."""
    known = MANNERS.get(manner)
    return known or (f"{manner} that", f"{base_of(manner)} that")


def is_name(voice: Voicing) -> bool:
    """Whether the words of a voice are a name, not a description."""
    if voice.name[:1].islower():
        return False
    return not voice.unnamed and not voice.key.startswith("unnamed:") and voice.kind != "document"


def name_of(voice: Voicing) -> str:
    """The words for a voice within a sentence; an outlet is called as it calls itself."""
    words = flat(voice.name)
    if words.casefold() in ("", "not named"):
        return NOBODY
    return words if voice.kind == "outlet" else lowered(words)


def lowered(words: str) -> str:
    """Words within a sentence: without the capital of a first word that is no part of a name."""
    first, space, rest = words.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in _LOWERED else words


def party(filling: Filling | None) -> str:
    """Who plays a part, within a sentence; a pronoun is quoted: it is the report's."""
    words = flat(filling.name) if filling else ANYBODY
    return f"“{words}”" if words.lower() in _POINTING else lowered(words)


@cache
def verbs() -> dict[str, Verb]:
    """How each type of claim is told."""
    with (Path(__file__).parent / "clauses.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["type"]: Verb(row["one"], row["many"], row["before"], row["alone"] == "yes")
            for row in csv.DictReader(file)
        }


def what_is_told(told: Told, *, affirmed: bool = False) -> str:
    """A clause: who does what to whom, as far as it is told. `affirmed` leaves a denial out."""
    denied = told.polarity == "denied" and not affirmed
    when = span_of_days(told.happened_from, told.happened_to)
    place = flat(told.place or "")
    parts = [_core(told), f"dated {when}" if when else "", where(place)]
    unreal = [UNREAL[told.modality]] if told.modality in UNREAL else []
    clause = ", ".join([*unreal, *(part for part in parts if part)])
    return joined("it is not so that", clause) if denied else clause


def in_denial(filling: Filling) -> Filling:
    """Who plays a part of what is denied: "nobody" as "anybody", so that it is denied once."""
    known = filling.identity is not None
    return filling if known else replace(filling, name=within_denial(filling.name))


def where(place: str) -> str:
    """A place behind a clause; what begins with a preposition of its own keeps it."""
    if not place or place.partition(" ")[0].lower() in _PLACING:
        return place
    return f"in {place}"


def _core(told: Told) -> str:
    """The parties and the verb between them; further roles in brackets."""
    known, verb = claim_types().get(told.type), verbs().get(told.type)
    filled = {each.role: each for each in told.roles}
    if known is None or verb is None:
        listed = "; ".join(f"{r.role}: {flat(r.name)}" for r in told.roles)
        return f"“{told.type}” ({listed})" if listed else f"“{told.type}”"
    first, second = filled.get(known.first.name), filled.get(known.second.name)
    rest = [r for r in told.roles if r.role not in (known.first.name, known.second.name)]
    if told.polarity == "denied":
        first, second = (each and in_denial(each) for each in (first, second))
    many = first is not None and is_several(first.name, named=first.identity is not None)
    words = f"{party(first)} {verb.many if many else verb.one}"
    if second or not verb.alone:
        words += f" {verb.before} {party(second)}" if verb.before else f" {party(second)}"
    if rest:
        words += f" ({'; '.join(f'{r.role}: {flat(r.name)}' for r in rest)})"
    return words
