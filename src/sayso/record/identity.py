"""Who is who in a case: its entities over all reports, as its reports and judgements have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.errors import NotInCase
from sayso.model import Analysis
from sayso.record.case import Case
from sayso.record.judgement import Decision, Judged, joined, together
from sayso.resolve.identity import Identities, Identity, identify, profiles


def identities(case: Case) -> Identities:
    """The identities of the entities in all current analyses, under the judgements that stand."""
    return identities_of(case.analyses(), case.judgements())


def identities_of(analyses: Iterable[Analysis], rows: Sequence[Judged]) -> Identities:
    """The identities of the entities in some analyses, under the judgements that stand."""
    told = [profile for analysis in analyses for profile in profiles(analysis)]
    pairs = joined(rows)
    same = [p for p, row in pairs.items() if row.judgement.decision is Decision.SAME]
    same += together(rows)
    apart = [p for p, row in pairs.items() if row.judgement.decision is Decision.NOT_SAME]
    return identify(told, same, apart)


def links(identity: Identity, known: Mapping[str, Mapping[str, Judged]]) -> dict[str, Judged]:
    """The ids elsewhere of an identity's parts, sorted, with their judgements (see `linked`)."""
    found = {one: row for member in identity.members for one, row in known.get(member, {}).items()}
    return dict(sorted(found.items()))


def find(found: Identities, named: str) -> tuple[Identity, str]:
    """The identity that `named` means, and the entity in it that a judgement would be on.

    `named` is the id of an identity or of an entity, the start of one that is the only one with
    it, or a name that only one identity has. Raises NotInCase where it means none, or several.
    """
    for identity in found.all:
        if named in identity.members:
            return identity, named
    if len(named) > 1:
        exact = [i for i in found.all if i.id == named]
        begun = exact or [i for i in found.all if i.id.startswith(named)]
        if len(begun) == 1:
            return begun[0], begun[0].first
    wanted = " ".join(named.casefold().split())
    called = [i for i in found.all if wanted in {use.text.casefold() for use in i.names}]
    called = [i for i in called if i.name.casefold() == wanted] or called
    if len(called) == 1:
        return called[0], called[0].first
    if called:
        some = ", ".join(f"{i.name} ({i.id})" for i in called[:5])
        raise NotInCase(f"{len(called)} entities are called {named!r}: {some}. Name one by its id.")
    raise NotInCase(f"No entity has the id or the name {named!r}. See: sayso entities")
