"""For whom a voice speaks, as a report tells it.

"A ministry spokeswoman" speaks on behalf of the ministry. A member of the board who asked not to be
named, or an informant inside a group, belongs to it and speaks against it if for anybody: only
those count whose words say that they speak for another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prov.constants import PROV
from prov.identifier import QualifiedName

from sayso.export.dossier import Speaker
from sayso.export.prov.terms import Facts, facts, thing
from sayso.export.table import flat
from sayso.model import Analysis, EntityKind, Voice, identify
from sayso.resolve.identity import Identity

SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|men|woman|women|person|persons|people)|lawyers?|attorneys?|solicitors?"
    r"|barristers?|counsel|envoys?|representatives?|negotiators?|press officers?|publicists?)\b",
    re.IGNORECASE,
)
BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.FACILITY})


@dataclass(frozen=True, slots=True)
class Principal:
    """For whom a voice speaks: `told` is what the report says of them."""

    id: QualifiedName
    told: Facts


def principal(
    speaker: Speaker, analysis: Analysis, cast: Mapping[str, Identity]
) -> Principal | None:
    """For whom a voice speaks; None where no words say so."""
    voice = next(each for each in analysis.voices if each.id == speaker.statement.voice)
    text = analysis.report.text
    if voice.affiliation is None or not speaks_for_another(voice, speaker, text):
        return None
    words = flat(text, voice.affiliation)
    outlet = analysis.report.outlet
    if outlet is not None and words.casefold() == outlet.value.casefold():
        # "Its spokesman" can be taken for one of the paper that he spoke to.
        return None
    inside = {
        cast[entity.id].id: cast[entity.id]
        for entity in analysis.entities
        if entity.id in cast and any(map(voice.affiliation.meets, entity.mentions))
    }
    if len(inside) != 1:
        return Principal(thing(identify("v", "body", analysis.report.id, words)), facts((), words))
    ((key, one),) = inside.items()
    if one.id == (speaker.identity.id if speaker.identity else None):
        return None
    kinds = {EntityKind.PERSON: (PROV["Person"],)} | dict.fromkeys(BODIES, (PROV["Organization"],))
    return Principal(thing(key), facts(kinds.get(one.kind, ()), words))


def speaks_for_another(voice: Voice, speaker: Speaker, text: str) -> bool:
    """Whether the words for a voice say that it speaks for somebody."""
    source = speaker.statement.source
    told = [voice.text, *(span.of(text) for span in voice.mentions)]
    told += [source.of(text)] if source else []
    return any(SPEAKS_FOR.search(words) for words in told)
