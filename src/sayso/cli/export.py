"""`sayso export`: a case in the formats of others."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.weigh import Asked, terms_of
from sayso.errors import ExportRefused
from sayso.export.dossier import Dossier
from sayso.export.formats import FORMATS, Shape
from sayso.record import Case
from sayso.record.deposits import deposits
from sayso.record.weighing import Court


def export_case(location: str, name: str, out: Path, asked: Asked, desk: Desk) -> None:
    """Write the case in a format to `out`, which appears whole or not at all.

    Raises ExportRefused where there is no such format, or `out` is not free.
    """
    shape = FORMATS.get(name)
    if shape is None:
        raise ExportRefused(f"There is no format {name!r}. There are: {', '.join(FORMATS)}.")
    dossier = dossier_of(location, asked)
    with placed(out, shape) as place:
        shape.write(dossier, place)
    desk.note(f"{len(dossier.assertions)} claims in {len(dossier.reports)} reports: {out}")
    if dossier.left_out:
        desk.note(
            f"{dossier.left_out} claims are not in it: people rejected them, or a voice is said "
            "not to have said them, or they are not told by whom you named."
        )


def dossier_of(location: str, asked: Asked) -> Dossier:
    """The dossier of the case, weighed as asked."""
    terms = terms_of(asked)
    with Case.open(location) as case:
        court = Court.of(case, terms)
        known = deposits(case.store)
    return Dossier.of(court, court.weigh(terms, asked.told_by), known)


@contextmanager
def placed(out: Path, shape: Shape) -> Iterator[Path]:
    """A place beside `out` to write to, which takes its name when all is written.

    A file is replaced; a folder is not, for nobody can say what else lies in it.
    """
    if shape.is_folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ExportRefused(f"{out} is there already. Name a folder that is new or empty.")
    if not shape.is_folder and out.is_dir():
        raise ExportRefused(f"{out} is a folder. Name a file.")
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.absolute().parent))
    try:
        place = beside / out.name
        if shape.is_folder:
            place.mkdir()
        yield place
        if out.is_dir():
            out.rmdir()
        place.replace(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
