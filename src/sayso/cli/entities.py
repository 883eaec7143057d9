"""`sayso entities`, `entity`, `same`, `apart`: who is who, and what people say of it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from sayso.cli.desk import Desk
from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.record import Case, Decision, Judged, Judgement, joined, linked, pair
from sayso.record.identity import find, identities, links
from sayso.record.judgement import Json
from sayso.resolve.identity import Identities, Identity
from sayso.show.outside import links_in_words
from sayso.show.people import identity_card, identity_list
from sayso.show.tree import StatementTree


def list_entities(location: str, how: Format, out: Path | None) -> None:
    """Print every entity of the case, and what is left to judge."""
    with Case.open(location) as case, opened(out) as file:
        found = identities(case)
        match how:
            case Format.TEXT:
                console_for(file).print(identity_list(found))
            case Format.CSV:
                write_table(found, file)
            case _:
                write_lines(found, case.judgements(), file)


def write_lines(found: Identities, rows: Sequence[Judged], file: TextIO) -> None:
    """One JSON object per entity, then one per open question."""
    known = linked(rows)
    for identity in found.all:
        elsewhere = [row.judgement.value for row in links(identity, known).values()]
        told = as_json(identity) | {"links": elsewhere}
        file.write(json.dumps(told, ensure_ascii=False) + "\n")
    for doubt in found.doubts:
        told = {"undecided": [doubt.one, doubt.other], "chance": doubt.chance}
        told |= {"because": list(doubt.because)}
        file.write(json.dumps(told, ensure_ascii=False) + "\n")


def as_json(identity: Identity) -> dict[str, object]:
    """An identity for other programs."""
    names = [
        {"text": use.text, "sources": [{"source": s, "count": n} for s, n in use.sources]}
        for use in identity.names
    ]
    return {
        "id": identity.id,
        "name": identity.name,
        "kind": identity.kind.value,
        "entities": list(identity.members),
        "parts": [
            {"entity": entity, "report": report}
            for entity, report in zip(identity.members, identity.homes, strict=True)
        ],
        "reports": list(identity.reports),
        "names": names,
    }


def write_table(found: Identities, file: TextIO) -> None:
    """One row per entity and way of writing its name, with who writes it so."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["id", "name", "kind", "reports", "written", "source", "times"])
    for identity in found.all:
        told = [identity.id, identity.name, identity.kind.value, len(identity.reports)]
        for use in identity.names:
            table.writerows([*told, use.text, source, times] for source, times in use.sources)


def show_entity(location: str, named: str) -> None:
    """Print one entity: its names by source, its claims, and what was judged of it."""
    with Case.open(location) as case:
        found = identities(case)
        identity, _ = find(found, named)
        members = set(identity.members)
        trees = [StatementTree.of(case.analysis(report)) for report in identity.reports]
        rows = case.judgements()
        judged = [row for ends, row in joined(rows).items() if members & {*ends}]
        elsewhere = list(links_in_words(links(identity, linked(rows)).values()))
        console_for(sys.stdout).print(identity_card(identity, found, trees, judged, elsewhere))


def judge_pair(
    location: str, who: str | None, ruling: tuple[Decision, str, str, str], desk: Desk
) -> None:
    """Record `ruling`: same or not the same, the two, and the reason."""
    decision, one, other, why = ruling
    with Case.open(location, who=who) as case:
        found = identities(case)
        (left, mine), (right, its) = find(found, one), find(found, other)
        if mine == its:
            desk.note(nothing_to_judge(left, decision))
            return
        if left is right and decision is Decision.SAME:
            desk.note(f"{left.name} is one already.")
            return
        value: dict[str, Json] = {"names": [left.name, right.name]}
        value |= {"reports": [*left.reports, *right.reports], **evidence(found, left, right)}
        if decision is Decision.SAME:
            value["members"] = [*meant(left, one), *meant(right, other)]
        case.judge(Judgement(pair(mine, its), decision, case.store.who, why, value))
        after = identities(case)
        (here, _), (there, _) = find(after, mine), find(after, its)
        rows = case.judgements()
    if decision is Decision.NOT_SAME and here is there:
        desk.note("They are still one, since other judgements hold them together: sayso log")
    for words in overruled(here, rows) if decision is Decision.SAME else ():
        desk.note(words)
    if not desk.quiet:
        told = "are one" if here is there else "are not one"
        ids = (left.id, right.id) if here is there else (here.id, there.id)
        sys.stdout.write(f"{left.name} ({ids[0]}) and {right.name} ({ids[1]}) {told}\n")


def meant(identity: Identity, named: str) -> tuple[str, ...]:
    """The parts of an identity that somebody means by a word: one by its id, else all of them."""
    return (named,) if named in identity.members else identity.members


def nothing_to_judge(identity: Identity, decision: Decision) -> str:
    """Why two words that mean one entity leave nothing to judge, and what to say instead."""
    if decision is Decision.SAME or len(identity.members) == 1:
        return f"{identity.name} is one entity; there is nothing to judge."
    return (
        f"{identity.name} is one entity; name two of its parts by their ids to set them apart: "
        f"{', '.join(identity.members)} (sayso entities --format json tells the report of each)."
    )


def overruled(identity: Identity, rows: Iterable[Judged]) -> Iterator[str]:
    """The judgements "not the same" that others overrule by holding both in one identity."""
    members = {*identity.members}
    for ends, row in joined(rows).items():
        if row.judgement.decision is Decision.NOT_SAME and members.issuperset(ends):
            told = row.judgement.value
            names = told.get("names") if isinstance(told, dict) else None
            two = " and ".join(map(str, names)) if isinstance(names, list) else " and ".join(ends)
            yield (
                f"{two} were judged not the same ({row.id}), and now others hold them together. "
                "sayso undo takes this judgement back."
            )


def evidence(found: Identities, left: Identity, right: Identity) -> dict[str, Json]:
    """What spoke for and against two being one when they were judged."""
    for doubt in found.doubts:
        if {doubt.one, doubt.other} == {left.id, right.id}:
            return {"chance": doubt.chance, "because": list(doubt.because)}
    return {}
