"""Everything that people decided, the last first, each with the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from fastapi import Query

from sayso.record import Case, Decision, Judged
from sayso.record.findings.claims import ClaimRow, claims
from sayso.record.findings.history import Decided, decided
from sayso.record.hypotheses import hypotheses
from sayso.record.judgement import parts
from sayso.record.proposals import proposals_in
from sayso.record.rulings import in_words as by_model
from sayso.record.rulings import model_in, named_in
from sayso.show.workbench.pages.asking import OpenCase, PageNumber

SIZE = 50
# What a verdict says of a claim, by what it is about; older ones do not tell.
VERDICTS = {
    ("accepted", "truth"): " as true",
    ("rejected", "truth"): " as untrue",
    ("accepted", "reading"): " as well read",
    ("rejected", "reading"): " as misread",
}
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """A judgement, in words, and the claim that it is about where it is about one.

    `about` is the report whose proposal it dismisses, else None.
    """

    decided: Decided
    words: str
    claim: ClaimRow | None
    about: str | None


@dataclass(frozen=True, slots=True)
class Judgements:
    """One page of the judgements of a case; `makers` are all who made one."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    makers: tuple[str, ...]


def judgements(
    case: OpenCase,
    page: PageNumber = 1,
    who: Annotated[str, Query(max_length=300)] = "",
) -> Judgements:
    """What people decided."""
    every = case.judgements()
    rows = [row for row in reversed(every) if not who or row.judgement.who == who]
    shown = rows[(page - 1) * SIZE : page * SIZE]
    known = {each.id: each for each in claims(case, [row.judgement.subject for row in shown])}
    held = {each.id: each.text for each in hypotheses(every)}
    return Judgements(
        tuple(
            Entry(decided(r), in_words(r, held), known.get(r.judgement.subject), report_of(case, r))
            for r in shown
        ),
        len(rows),
        page,
        max(1, -(-len(rows) // SIZE)),
        tuple(sorted({row.judgement.who for row in every})),
    )


def report_of(case: Case, row: Judged) -> str | None:
    """The report of a proposal that is dismissed; None where the case does not have it."""
    said = row.judgement
    if said.decision is not Decision.DISMISSED:
        return None
    return next((kept.asking.report for kept in proposals_in(case, name=said.subject)), None)


def in_words(row: Judged, held: Mapping[str, str] = NONE) -> str:
    """A judgement in a few words; `held` are the hypotheses, by id."""
    said, value = row.judgement, row.judgement.value
    told = value if isinstance(value, dict) else {}
    names = told.get("names")
    whom = " and ".join(map(str, names)) if isinstance(names, list) else said.subject
    match said.decision:
        case Decision.SAME:
            return f"{whom} are one"
        case Decision.NOT_SAME:
            return f"{whom} are not the same"
        case Decision.RATED:
            return f"{whom} is rated {told.get('grade')}"
        case Decision.HYPOTHESIS:
            return f"a hypothesis: {told.get('text')}"
        case Decision.MARKED:
            ends = parts(said.subject) or ("", "")
            text = next((held[end] for end in ends if end in held), "a hypothesis taken back")
            evidence = next((end for end in ends if end.startswith("p")), said.subject)
            return f"{evidence} marked {told.get('mark')} for: {text}"
        case Decision.ADDED:
            model = model_in(row)
            how = " by hand" if model is None else f", {by_model(model, said.who)}"
            return f"a claim is added{how}: {told.get('type')}, told by “{told.get('quote')}”"
        case Decision.DISMISSED:
            model = named_in(told.get("proposal"))
            return f"the proposal {said.subject} of a language model ({model}) is dismissed"
        case Decision.LAID:
            return f"{said.subject} is laid before the hypotheses"
        case Decision.LINKED:
            return f"{said.subject} is {told.get('name')} ({told.get('id')})"
        case _:
            how = VERDICTS.get((said.decision.value, str(told.get("about"))), "")
            return f"a claim is {said.decision.value}{how}"
