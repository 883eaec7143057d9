"""`sayso export`: a case in the formats of others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.passphrase import choose
from sayso.cli.weigh import Asked, terms_of
from sayso.errors import ExportRefused
from sayso.export import folder
from sayso.export.dossier import Dossier
from sayso.export.formats import FORMATS, ORIGINALS, WHOLE
from sayso.export.placing import placed
from sayso.export.redaction.handed import Handed
from sayso.record import Case
from sayso.record.place import locate
from sayso.record.store import discard
from sayso.record.transfer import Entry, entries, take_over


def export_case(
    location: str, name: str, out: Path, asked: Asked, desk: Desk, plan: Path | None = None
) -> None:
    """Write the case in a format to `out`, which appears whole or not at all.

    `plan` names a file that tells what to hide. Raises ExportRefused where there is no such
    format, `out` is not free, or anything of what was hidden is left.
    """
    if name == ORIGINALS:
        raise ExportRefused(
            f"{ORIGINALS} holds the originals byte for byte: nothing in them can be hidden. Choose "
            "another format, or sayso pack --redact, which leaves out the originals that tell."
        )
    if name == WHOLE:
        if plan is not None or asked != Asked():
            raise ExportRefused(f"{WHOLE} leaves nothing out. Choose another format to do so.")
        export_whole(location, out, desk)
        return
    shape = FORMATS.get(name)
    if shape is None:
        known = ", ".join([*FORMATS, ORIGINALS, WHOLE])
        raise ExportRefused(f"There is no format {name!r}. There are: {known}.")
    dossier, handed = dossier_of(location, asked, plan)
    for sentence in handed.doubtful:
        desk.note(sentence)
    with placed(out, is_folder=shape.is_folder) as place:
        shape.write(dossier, place)
        handed.refuse_leaks(place)
    desk.note(f"{len(dossier.assertions)} claims in {len(dossier.reports)} reports: {out}")
    if dossier.left_out:
        claims = "1 claim is" if dossier.left_out == 1 else f"{dossier.left_out} claims are"
        desk.note(
            f"{claims} not in it: rejected by people, or a voice is said not to have said so, or "
            "not told by whom you named."
        )


def export_whole(location: str, out: Path, desk: Desk) -> None:
    """Write all that the case holds into a folder that `import` restores."""
    with Case.open(location) as case, placed(out, is_folder=True) as place:
        counts = folder.write(entries(case.store), place)
    told = ", ".join(f"{count} of {kind}" for kind, count in counts.items())
    desk.note(f"the whole case, nothing left out: {out} ({told})")


def import_case(place: Path, location: str, desk: Desk) -> None:
    """Make a new case of a folder that `export case` wrote."""
    count = filled(location, folder.read(place))
    desk.note(f"{count} entries from {place}: {locate(location).shown}")


def copy_case(
    source: str, target: str, desk: Desk, *, encrypt: bool = False, told: Path | None = None
) -> None:
    """Make a new case that holds all that another holds; encrypted, where that is asked.

    `told` names a file whose first line is the new passphrase.
    """
    if encrypt or told is not None:
        choose_for(target, told)
    with Case.open(source) as case:
        count = filled(target, entries(case.store))
    desk.note(f"{count} entries from {locate(source).shown}: {locate(target).shown}")


def choose_for(target: str, told: Path | None) -> None:
    """Let a new case be encrypted. Raises ExportRefused where it is to lie in a database."""
    path = locate(target).path
    if path is None:
        raise ExportRefused("A database encrypts its own disk; sayso encrypts files only.")
    choose(path, told)


def filled(location: str, told: Iterable[Entry]) -> int:
    """A new case at a place, filled with entries, whole or not at all; how many there were.

    Raises ExportRefused where a case is there already.
    """
    place = locate(location)
    if place.is_there:
        raise ExportRefused(f"There is a case at {place.shown} already. Name another place.")
    try:
        with Case.open(location, create=True, blank=True) as case:
            return take_over(case.store, told)
    except BaseException:
        discard(place)
        raise


def dossier_of(location: str, asked: Asked, plan: Path | None = None) -> tuple[Dossier, Handed]:
    """The dossier of the case, weighed as asked, and what was handed on by a plan."""
    terms = terms_of(asked)
    with Case.open(location) as case:
        handed = Handed.of(case, terms, plan)
    weighed = handed.court.weigh(terms, asked.told_by)
    return Dossier.of(handed.court, weighed, handed.deposited), handed
