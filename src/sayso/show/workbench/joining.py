"""Two entities judged the same or not the same: what is recorded, and what came of it in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.errors import JudgementInvalid, NotInCase
from sayso.record import Case, Decision, Judged, Judgement, pair
from sayso.record.conflict import Holding, holders, overruled
from sayso.record.findings.entities import part
from sayso.record.findings.people import IdentityRow, doubt_between, meant


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement on two entities of reports, `ends`, with the name of each, as it is recorded."""

    judgement: Judgement
    ends: tuple[str, str]
    names: tuple[str, str]


def ruling(case: Case, named: tuple[str, str], decision: Decision, who: str, why: str) -> Ruling:
    """The judgement on two, each named by the id of an identity (all of it) or of an entity.

    Raises JudgementInvalid where there is nothing to judge.
    """
    if named[0] == named[1]:
        raise JudgementInvalid("These are one already: the two ids are the same.")
    (left, mine), (right, its) = (meant(case, name) for name in named)
    if mine == its:
        raise JudgementInvalid(nothing_to_judge(left))
    if left.id == right.id and decision is Decision.SAME:
        raise JudgementInvalid(f"{left.name} is one already.")
    names = called(case, left, named[0]), called(case, right, named[1])
    value: dict[str, Any] = {"names": list(names)}
    if doubt := doubt_between(case, left.id, right.id):
        value |= {"chance": doubt[0], "because": list(doubt[1])}
    if decision is Decision.SAME:
        whole = ((left, named[0]), (right, named[1]))
        value["members"] = [
            m for i, name in whole for m in (i.members if name == i.id else (name,))
        ]
    return Ruling(Judgement(pair(mine, its), decision, who, why, value), (mine, its), names)


def called(case: Case, identity: IdentityRow, name: str) -> str:
    """What somebody is called: the whole by its name, one part by the name in its report."""
    if name == identity.id:
        return identity.name
    try:
        return part(case, name).name
    except NotInCase:
        return identity.name


def nothing_to_judge(identity: IdentityRow) -> str:
    """Why two ids that mean one entity of one report leave nothing to judge."""
    if len(identity.members) == 1:
        return f"{identity.name} is one entity of one report: nothing can part it."
    return f"{identity.name} is one already. To part it, choose two of its parts."


def outcome(before: Sequence[Judged], after: Sequence[Judged], made: Ruling) -> str:
    """What a judgement came to, in words: also whom it overrules, or who overrules it."""
    one, other = made.names
    if made.judgement.decision is Decision.NOT_SAME:
        said = f"{one} and {other} are not the same."
        if not Holding(after).holds(*made.ends):
            return said
        held = holders(after, made.ends[0])
        return (
            f"{said} But they stay one: {listed(held)} still hold them together. "
            "Take those back to part them."
        )
    said = f"{one} and {other} are one."
    known = {row.id for row in overruled(before)}
    lost = [row for row in overruled(after) if row.id not in known]
    if not lost:
        return said
    return (
        f"{said} This overrules what was judged before: {listed(lost)}. "
        "Take one of the judgements back if that is not meant."
    )


def listed(rows: Iterable[Judged]) -> str:
    """Some judgements in words."""
    return "; ".join(in_words(row) for row in rows)


def in_words(row: Judged) -> str:
    """A judgement on two in words: who judged what, and when."""
    said, value = row.judgement, row.judgement.value
    names = value.get("names") if isinstance(value, dict) else None
    two = " and ".join(map(str, names)) if isinstance(names, list) else said.subject
    return f"“{two}: {said.decision.value}” ({said.who}, {row.at[:10]})"
