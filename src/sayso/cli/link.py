"""`sayso link`: who in the case may be whom in a register that the user has as a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import sayso
from sayso.cli.desk import Desk
from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.cli.outside import digest, entries_of
from sayso.errors import RegisterInvalid
from sayso.record import Case, Decision, Judgement, linked
from sayso.record.identity import find, identities, links
from sayso.record.judgement import Json
from sayso.resolve.identity import Identity
from sayso.resolve.identity.blocks import family
from sayso.resolve.register import MATCHER, Fit, Proposal, held, match
from sayso.show.outside import proposal_list


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a file: for whom (else for all), with which entry, and what to attach."""

    named: str | None
    entry: str | None
    attach: bool
    why: str


def link(
    location: str, who: str | None, path: Path, wish: Wish, desk: Desk
) -> tuple[list[Proposal], set[str]]:
    """What a register's file proposes, and the ids of the entries that were attached.

    Raises RegisterInvalid for a file that is none, or that lacks the entry asked for.
    """
    with Case.open(location, who=who) as case:
        found = identities(case)
        wanted = [find(found, wish.named)[0]] if wish.named else list(found.all)
        with entries_of(path, desk) as entries:
            if wish.entry is None:
                proposals = match(wanted, entries)
            else:
                meant = (entry for entry in entries if wish.entry in (entry.id, entry.bare))
                proposals = [held(wanted[0], entry) for entry in meant][-1:]
        if wish.entry is not None and not proposals:
            raise RegisterInvalid(f"{path}: there is no entry {wish.entry!r} in it.")
        proposals = [replace(p, whole=not desk.failed) for p in proposals]
        chosen = [p for p in proposals if wish.entry or (wish.attach and p.is_sure)]
        attached = {p.fits[0].entry.id for p in chosen}
        file: dict[str, Json] = {"file": path.name, "sha256": digest(path)} if chosen else {}
        known = linked(case.judgements())
        for proposal in chosen:
            here = links(proposal.identity, known)
            for words in warnings(proposal, here):
                desk.note(words)
            if proposal.fits[0].entry.id not in here:
                case.judge(judgement(proposal, file, case.store.who, wish.why))
        return proposals, attached


def warnings(proposal: Proposal, here: Collection[str]) -> Iterator[str]:
    """What speaks against a link that somebody asks for: another kind, a second id."""
    identity, entry = proposal.identity, proposal.fits[0].entry
    if entry.kind is not None and family(entry.kind) != family(identity.kind):
        yield f"{identity.name} is a {identity.kind.value} here, {entry.id} a {entry.kind.value}."
    register = entry.id.partition(":")[0]
    for known in sorted(here):
        if known.startswith(f"{register}:") and known != entry.id:
            yield f"{identity.name} is linked to {known}, too; sayso undo takes one of them back."


def judgement(proposal: Proposal, file: dict[str, Json], who: str, why: str) -> Judgement:
    """The link to the first of a proposal's entries, with what it is founded on."""
    fit = proposal.fits[0]
    value: dict[str, Json] = {
        "id": fit.entry.id,
        "name": fit.entry.name,
        "names": [fit.name, fit.written],
        "matcher": f"{MATCHER} {sayso.__version__}",
        "score": fit.chance,
        "because": list(fit.because),
        **file,
    }
    return Judgement(proposal.identity.first, Decision.LINKED, who, why, value)


def print_links(
    proposals: Collection[Proposal], attached: Collection[str], how: Format, out: Path | None
) -> None:
    """Print what a register proposes."""
    with opened(out) as file:
        match how:
            case Format.TEXT:
                console_for(file).print(proposal_list(proposals, attached))
            case Format.CSV:
                write_table(proposals, attached, file)
            case _:
                for proposal in proposals:
                    told = as_json(proposal, attached)
                    file.write(json.dumps(told, ensure_ascii=False) + "\n")


def as_json(proposal: Proposal, attached: Collection[str]) -> dict[str, object]:
    """A proposal for other programs."""
    identity: Identity = proposal.identity
    return {
        "id": identity.id,
        "name": identity.name,
        "kind": identity.kind.value,
        "sure": proposal.is_sure,
        "fits": [fit_as_json(fit, attached) for fit in proposal.fits],
    }


def fit_as_json(fit: Fit, attached: Collection[str]) -> dict[str, object]:
    """An entry that may be an identity, for other programs."""
    return {
        "id": fit.entry.id,
        "name": fit.entry.name,
        "note": fit.entry.note,
        "written": fit.written,
        "here": fit.name,
        "chance": fit.chance,
        "because": list(fit.because),
        "attached": fit.entry.id in attached,
    }


HEADINGS = ("id", "name", "kind", "sure", "entry", "called", "note", "chance", "attached")


def write_table(proposals: Collection[Proposal], attached: Collection[str], file: TextIO) -> None:
    """One row per identity and entry that it may be."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(HEADINGS)
    table.writerows(row for proposal in proposals for row in rows(proposal, attached))


def rows(proposal: Proposal, attached: Collection[str]) -> Iterator[tuple[object, ...]]:
    """The rows of one proposal."""
    i = proposal.identity
    for fit in proposal.fits:
        e = fit.entry
        told = (e.id, e.name, e.note, fit.chance, yes(e.id in attached))
        yield i.id, i.name, i.kind.value, yes(proposal.is_sure), *told


def yes(is_so: bool) -> str:
    """Yes or no, as the other tables say it."""
    return "yes" if is_so else "no"
