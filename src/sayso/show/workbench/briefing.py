"""A brief: what was chosen of a case, each sentence with its reference to what it rests on.

    brief = compose(case, ["p6245c792fe29"], Words.of("The ferry contract", ""))

A reference is a quotation: an exact passage of a report, told by where it stands in it. No sentence
about the case is made without one; what a person rejected is no evidence and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

import sayso
from sayso.record import Case, Decision, Judged
from sayso.record.findings.claims import ClaimRow, claims
from sayso.record.findings.exhibits import bodies
from sayso.record.findings.propositions import PropositionRow, named
from sayso.record.findings.quotations import (
    Source,
    homes,
    quotations,
    sources,
    state_of,
)
from sayso.record.judgement import parts
from sayso.show.words import flat
from sayso.show.workbench.brief import (
    Brief,
    Notes,
    NumberedSource,
    OriginPart,
    Passage,
    Sentence,
    Telling,
    Words,
)
from sayso.show.workbench.method import METHOD
from sayso.show.workbench.pages.judgements import in_words as judged_in_words
from sayso.show.workbench.phrases import chance, counted, percent, said_on
from sayso.show.workbench.sentence import in_words, joined, what_is_told

# So many tellings of an origin are quoted, and so many reports that copy it are named.
QUOTED, COPIES = 6, 20
# So many origins of what contradicts a proposition are told with it.
AGAINST = 3
# Judgements on somebody, not on a claim.
PERSONAL = (Decision.RATED, Decision.SAME, Decision.NOT_SAME)


@dataclass(frozen=True)
class Material:
    """What a brief is made from: bodies of propositions, their claims, what people judged.

    `claims` has only those that may be evidence.
    """

    bodies: Mapping[str, Mapping[str, Any]]
    rows: Mapping[str, PropositionRow]
    claims: Mapping[str, ClaimRow]
    judgements: tuple[Judged, ...]
    homes: Mapping[str, str]

    @classmethod
    def of(cls, case: Case, chosen: Sequence[str]) -> Material:
        """All that is needed for the chosen propositions and what contradicts them."""
        told = bodies(case, chosen)
        others = {c["proposition"] for body in told.values() for c in body["contradicts"]}
        told |= bodies(case, sorted(others - set(told)))
        names = [t["claim"] for body in told.values() for t in tellings_in(body)]
        fit = {c.id: c for c in claims(case, list(dict.fromkeys(names))) if c.status != "rejected"}
        rows = {row.id: row for row in named(case, list(told))}
        judged = tuple(row for row in case.judgements() if row.retraction is None)
        ends = {end for row in judged for end in parts(row.judgement.subject) or ()}
        ends |= {r.judgement.subject for r in judged if r.judgement.decision is Decision.RATED}
        return cls(told, rows, fit, judged, homes(case, sorted(ends)))


def tellings_in(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every telling of a proposition and of what denies it."""
    for origin in (*body["origins"], *body["against"]):
        yield from origin["tellings"]


def compose(case: Case, chosen: Sequence[str], words: Words) -> Brief:
    """The brief on the chosen propositions, in their order."""
    material = Material.of(case, list(dict.fromkeys(chosen)))
    notes = Notes(quotations(case, list(material.claims)))
    passages: list[Passage] = []
    gone = []
    for name in dict.fromkeys(chosen):
        made = passage(len(passages) + 1, name, material, notes)
        if made is None:
            gone.append(name)
        else:
            passages.append(made)
    found = sources(case, list(notes.reports))
    return Brief(
        PurePath(case.store.place.name).stem,
        sayso.__version__,
        words,
        tuple(passages),
        tuple(notes.places.values()),
        tuple(NumberedSource(number, dated(found[r])) for r, number in notes.reports.items()),
        state_of(case),
        tuple(sorted({source.version for source in found.values()})),
        METHOD,
        tuple(gone),
    )


def passage(number: int, name: str, material: Material, notes: Notes) -> Passage | None:
    """What the brief says of one proposition; None where nothing is left that it rests on."""
    body, row = material.bodies.get(name), material.rows.get(name)
    if body is None or row is None:
        return None
    made: list[OriginPart] = []
    for origin, denies in (
        *((o, False) for o in body["origins"]),
        *((o, True) for o in body["against"]),
    ):
        part = origin_part(len(made) + 1, origin, denies, material, notes)
        if part is not None:
            made.append(part)
    own = [part for part in made if not part.denies]
    if not own:
        return None
    refs = refs_of(made)
    return Passage(
        number,
        name,
        "; ".join(flat(part.source) for part in own),
        joined("that", what_is_told(row)),
        Sentence(spread(own, row), refs_of(own)),
        tuple(made),
        tuple(contradictions(body, material, notes)),
        tuple(Sentence(text, refs) for text in weight(body)),
        tuple((depth, sentence) for depth, sentence in body["steps"]),
        tuple(judged(tellings_in(body), (row, refs), material, notes)),
    )


def refs_of(origins: Iterable[OriginPart]) -> tuple[int, ...]:
    """The references of some origins, in order."""
    return tuple(sorted({telling.ref for each in origins for telling in each.tellings}))


def spread(own: Sequence[OriginPart], row: PropositionRow) -> str:
    """From how many origins it is told, and how many of them are shown to be independent."""
    shown = (
        f"{row.independent} of them are shown to be independent of each other"
        if row.independent > 1
        else "that any of them is independent of another is not established"
        if len(own) > 1
        else "there is no second origin"
    )
    told = f"It goes back to {counted(len(own), 'origin')} in {counted(row.reports, 'report')}"
    days = sorted({day for day in (row.first, row.last) if day})
    when = f", told {' to '.join(map(said_on, days))}" if days else ""
    return f"{told}{when}; {shown}."


def dated(source: Source) -> Source:
    """A source with its date in words where that cannot be right."""
    day = source.published
    return replace(source, published=said_on(day)) if day else source


def origin_part(
    number: int, origin: Mapping[str, Any], denies: bool, material: Material, notes: Notes
) -> OriginPart | None:
    """One origin with the tellings that stand; None where none does."""
    standing = [t for t in origin["tellings"] if t["claim"] in material.claims]
    standing.sort(key=lambda t: not t["counted"])
    quoted, rest = standing[:QUOTED], standing[QUOTED:]
    if not quoted:
        return None
    made = tuple(telling(each, material, notes) for each in quoted)
    refs = tuple(sorted({each.ref for each in made}))
    told, *_ = origin["because"] or ["nothing is known of it"]
    return OriginPart(
        number,
        origin["source"],
        denies,
        Sentence(f"Independence {origin['independence']}: {told}.", refs),
        made,
        tuple(copying(origin, zip(quoted, made, strict=True), rest, notes)),
    )


def telling(told: Mapping[str, Any], material: Material, notes: Notes) -> Telling:
    """One telling, with its chain."""
    claim = material.claims[told["claim"]]
    ref = notes.ref(claim.id)
    return Telling(
        claim.id,
        Sentence(in_words(claim.chain, claim), (ref,)),
        notes.known[claim.id].words,
        ref,
        said_on(told["told"]) if told["told"] else None,
        told["counted"],
    )


def copying(
    origin: Mapping[str, Any],
    quoted: Iterable[tuple[Mapping[str, Any], Telling]],
    rest: Sequence[Mapping[str, Any]],
    notes: Notes,
) -> Iterator[Sentence]:
    """How what an origin tells went on, and what of it no longer counts."""
    steps: dict[str, list[int]] = {}
    every: list[int] = []
    for told, made in quoted:
        every.append(made.ref)
        for step in told["steps"]:
            steps.setdefault(step, []).append(made.ref)
        if not made.counted:
            words = "This telling is a copy or gives another's word, and adds nothing"
            steps.setdefault(words, []).append(made.ref)
    for step, refs in steps.items():
        yield Sentence(f"{step}.", tuple(sorted(set(refs))))
    refs_all = tuple(sorted(set(every)))
    if rest:
        reports = list(dict.fromkeys(each["report"] for each in rest))
        named_ = ", ".join(f"S{notes.source(report)}" for report in reports[:COPIES])
        more = f" and {len(reports) - COPIES} more" if len(reports) > COPIES else ""
        text = f"{counted(len(rest), 'further telling')} of it stand in {named_}{more}."
        yield Sentence(text, refs_all)
    known = {*steps, *(step for each in rest for step in each["steps"])}
    for reason in origin["because"][1:]:
        if reason not in known:
            yield Sentence(f"To be known of it: {reason}.", refs_all)


def contradictions(body: Mapping[str, Any], material: Material, notes: Notes) -> Iterator[Sentence]:
    """What cannot hold as well: not denials, which stand among the origins."""
    for found in body["contradicts"]:
        other = material.bodies.get(found["proposition"])
        if found["kind"] == "denial" or other is None:
            continue
        firsts = [next(iter(standing(o, material)), None) for o in other["origins"]]
        told = [each for each in firsts if each is not None][:AGAINST]
        for each in told:
            claim = material.claims[each["claim"]]
            words = in_words(claim.chain, claim)
            text = f"Contradicted in {found['kind']} ({found['because']}): {words}"
            yield Sentence(text, (notes.ref(claim.id),))


def standing(origin: Mapping[str, Any], material: Material) -> Iterator[Mapping[str, Any]]:
    """The tellings of an origin that nobody rejected."""
    return (each for each in origin["tellings"] if each["claim"] in material.claims)


def weight(body: Mapping[str, Any]) -> Iterator[str]:
    """How well it is supported, in words; a number only where less than half is open."""
    yield f"Credibility {body['credibility']}, {body['words']}: {body['because']}."
    opinion = body["opinion"]
    if opinion is None:
        yield "Nothing can be known of it from what is told: no number is given."
    elif words := chance(opinion["probability"], opinion["uncertainty"]):
        yield f"That it is so is {words} ({percent(opinion['probability'])})."
    else:
        yield "More than half is open: no likelihood is told."


def judged(
    told: Iterable[Mapping[str, Any]],
    of: tuple[PropositionRow, tuple[int, ...]],
    material: Material,
    notes: Notes,
) -> Iterator[Sentence]:
    """What people decided on what a proposition rests on; `of` is it with all its references."""
    row, refs = of
    tellings = [each for each in told if each["claim"] in material.claims]
    names = {each["claim"] for each in tellings}
    people = {link["key"] for each in tellings for link in each["chain"]}
    people |= {filling.identity for filling in row.roles if filling.identity}
    for each in material.judgements:
        said = each.judgement
        ends = parts(said.subject) or (said.subject,)
        if said.subject in names:
            about: tuple[int, ...] = (notes.ref(said.subject),)
        elif said.decision in PERSONAL and any(material.homes.get(e, e) in people for e in ends):
            about = refs
        else:
            continue
        why = f", because “{flat(said.why)}”" if said.why else ""
        text = f"{flat(said.who)} judged on {each.at[:10]}: {flat(judged_in_words(each))}{why}."
        yield Sentence(text, about)
