"""Where an export is written: beside its place, and there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import ExportRefused


@contextmanager
def placed(out: Path, *, is_folder: bool) -> Iterator[Path]:
    """A place beside `out` to write to, which takes its name when all is written.

    A file is replaced; a folder is not, for nobody can say what else lies in it.
    """
    if is_folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ExportRefused(f"{out} is there already. Name a folder that is new or empty.")
    if not is_folder and out.is_dir():
        raise ExportRefused(f"{out} is a folder. Name a file.")
    if not out.absolute().parent.is_dir():
        raise ExportRefused(f"There is no folder {out.parent}. Make it first, or name another.")
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.absolute().parent))
    try:
        place = beside / out.name
        if is_folder:
            place.mkdir()
        yield place
        if out.is_dir():
            out.rmdir()
        place.replace(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
