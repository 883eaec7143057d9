"""What a pack lies in: a folder, or a zip. Nothing of it is trusted.

with opened(Path("pack.zip")) as pack:
    pack.names, pack.oddities, pack.stream("manifest.json")
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol, cast

from sayso.errors import PackInvalid

# What the library raises where a member of a zip is damaged.
FAILURES = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


class Pack(Protocol):
    """The files of a pack; `oddities` tells in words what in it is no plain file."""

    @property
    def names(self) -> dict[str, int]:
        """The size of each file, by its path from the top of the pack, with slashes."""

    @property
    def oddities(self) -> tuple[str, ...]:
        """What no pack has: links, a name that is there twice."""

    def stream(self, name: str) -> IO[bytes]:
        """The bytes of a file that is there; what may go wrong is in FAILURES."""


@dataclass(frozen=True)
class Folder:
    """A pack in a folder."""

    place: Path
    names: dict[str, int]
    oddities: tuple[str, ...]

    @classmethod
    def of(cls, place: Path) -> Folder:
        """The files below a folder; links are not followed."""
        names: dict[str, int] = {}
        odd: list[str] = []
        for above, folders, files in os.walk(place, onerror=_refuse):
            folders.sort()
            for name in sorted([*files, *(each for each in folders)]):
                path = Path(above, name)
                told = path.lstat()
                short = path.relative_to(place).as_posix()
                if stat.S_ISREG(told.st_mode):
                    names[short] = told.st_size
                elif not stat.S_ISDIR(told.st_mode):
                    odd.append(f"{short} is no plain file")
        return cls(place, names, tuple(odd))

    def stream(self, name: str) -> IO[bytes]:
        """The bytes of a file."""
        return (self.place / name).open("rb")


@dataclass(frozen=True)
class Zip:
    """A pack in a zip."""

    archive: zipfile.ZipFile
    names: dict[str, int]
    oddities: tuple[str, ...]

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Zip:
        """The files in a zip; folders in it are nothing by themselves."""
        members = [each for each in archive.infolist() if not each.is_dir()]
        names = {each.filename: each.file_size for each in members}
        often = Counter(each.filename for each in members)
        odd = [f"{name} is in it {times} times" for name, times in often.items() if times > 1]
        odd += [f"{m.filename} is no plain file" for m in members if _is_odd(m)]
        return cls(archive, names, tuple(odd))

    def stream(self, name: str) -> IO[bytes]:
        """The bytes of a file."""
        return self.archive.open(name)


def _is_odd(member: zipfile.ZipInfo) -> bool:
    """Whether a member of a zip is a link or a device, as systems like Unix tell it."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind not in (0, stat.S_IFREG) or bool(member.flag_bits & 1)


def _refuse(error: OSError) -> None:
    raise PackInvalid(f"{error.filename} cannot be read: {error.strerror}.") from error


@contextmanager
def opened(place: Path) -> Iterator[Pack]:
    """The pack at a place. Raises PackInvalid where there is none."""
    if place.is_dir():
        yield Folder.of(place)
        return
    try:
        file: BinaryIO = place.open("rb")
    except OSError as error:
        raise PackInvalid(f"{place} cannot be read: {error.strerror}.") from error
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except FAILURES as error:
            raise PackInvalid(f"{place} is neither a folder nor a whole zip ({error}).") from error
        with archive:
            yield cast("Pack", Zip.of(archive))
