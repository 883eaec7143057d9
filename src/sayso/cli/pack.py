"""`sayso pack`, `sayso key`, `sayso export warc`: a case as evidence, signed and timestamped."""

from __future__ import annotations

import getpass
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.weigh import Asked, terms_of
from sayso.errors import ExportRefused, KeyInvalid
from sayso.export.dossier import Dossier
from sayso.export.naming import called_by_file
from sayso.export.pack.contents import Contents, Trail
from sayso.export.pack.originals import holdings, write_archive
from sayso.export.pack.seal import Seal, as_zip, write
from sayso.export.pack.signature import make_key, read_private
from sayso.export.placing import placed
from sayso.export.redaction.handed import Handed
from sayso.record import Case
from sayso.record.deposits import deposits
from sayso.record.trail import Trace, whole_trail

ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Sealing:
    """How a pack is to be sealed, as a user asks for it: with whose key, by which authority."""

    key: Path | None = None
    authority: str | None = None
    stdin: bool = False

    def seal(self) -> Seal:
        """The seal; the passphrase of the key is asked for. Raises KeyInvalid."""
        if self.key is None:
            if self.stdin:
                raise KeyInvalid("--stdin reads the passphrase of a key. Name one: --sign KEY.pem")
            return Seal(None, self.authority)
        told = passphrase(f"Passphrase of {self.key}: ", stdin=self.stdin)
        return Seal(read_private(self.key, told), self.authority)


def make_pack(
    location: str, out: Path, asked: Asked, sealing: Sealing, desk: Desk, plan: Path | None = None
) -> None:
    """Write a pack of the case to `out`, a zip or a folder, which appears whole or not at all.

    `plan` names a file that tells what to hide. Raises ExportRefused where `out` is not free, or
    anything of what was hidden is left; KeyInvalid, TimestampFailed.
    """
    zipped = out.suffix.lower() == ZIP
    with Case.open(location) as case, placed(out, is_folder=not zipped) as place:
        seal = sealing.seal()
        handed = Handed.of(case, terms_of(asked), plan)
        for sentence in handed.doubtful:
            desk.note(sentence)
        contents = contents_of(case, asked, handed)
        with folder_for(place, zipped=zipped) as folder:
            signer = write(contents, folder, seal)
            handed.refuse_leaks(folder)
            if zipped:
                as_zip(folder, place)
    reports, home = contents.dossier.reports, len(contents.dossier.reports) - len(contents.given)
    kept = f", but for {home} that {'stays' if home == 1 else 'stay'} at home" if home else ""
    desk.note(f"{len(reports)} reports and their originals{kept}: {out}")
    if contents.changed is not None:
        changed = len(contents.changed)
        desk.note(f"names and words were replaced in {changed} of them. README.txt says so.")
    if signer is None:
        desk.note("It is not signed: nothing in it shows who packed it. Sign it: --sign KEY.pem")
    else:
        desk.note(f"signed with the key {signer}")
    if seal.authority is not None:
        desk.note(f"timestamped by {seal.authority}")


@contextmanager
def folder_for(place: Path, *, zipped: bool) -> Iterator[Path]:
    """Where the files of a pack are written: at its place, or beside it where it will be a zip."""
    if not zipped:
        yield place
        return
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        yield Path(folder)


def contents_of(case: Case, asked: Asked, handed: Handed) -> Contents:
    """What a pack of the case is made of, weighed as asked.

    The audit trail of a redacted case is not told, not even by its digest.
    """
    court = handed.court
    court = replace(court, analyses=tuple(map(called_by_file, court.analyses)))
    weighed = court.weigh(terms_of(asked), asked.told_by)
    trail = Trail.of(whole_trail(case, Trace())) if handed.secrets is None else None
    return Contents(
        Dossier.of(court, weighed, handed.deposited),
        case.original,
        trail,
        asked.as_of,
        handed.withheld(case),
        handed.changed,
    )


def export_originals(location: str, out: Path, asked: Asked, desk: Desk) -> None:
    """Write the originals of all reports into one web archive."""
    if asked != Asked():
        raise ExportRefused(
            "warc holds all originals. To leave some out, add the others to a case of their own."
        )
    with Case.open(location) as case, placed(out, is_folder=False) as place:
        reports = [called_by_file(analysis).report for analysis in case.analyses()]
        with place.open("wb") as file:
            count = write_archive(holdings(reports, deposits(case.store)), case.original, file)
    desk.note(f"{count} originals of {len(reports)} reports: {out}")


def new_key(place: Path, desk: Desk, *, stdin: bool) -> None:
    """Make a pair of keys and print the fingerprint."""
    told = passphrase("Passphrase: ", stdin=stdin, twice=True)
    beside, name = make_key(place, told)
    desk.note(f"{place} is yours alone: keep it and its passphrase apart. Give away {beside}")
    sys.stdout.write(name + "\n")


def passphrase(prompt: str, *, stdin: bool, twice: bool = False) -> str:
    """A passphrase: typed without being shown, or the first line of standard input."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise KeyInvalid("Nobody is here to type a passphrase. To read one, give --stdin.")
    told = getpass.getpass(prompt)
    if twice and getpass.getpass("Once more: ") != told:
        raise KeyInvalid("These were two different passphrases. Nothing was made.")
    return told
