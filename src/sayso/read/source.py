"""The inputs that a user names: files, folders, patterns, standard input. None is loaded here."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from sayso.errors import Empty, NotText, ReadError, Unreadable
from sayso.read.kind import HEAD, ending_of, sniff

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One input as the user named it or as found in a folder; its bytes are read on demand.

    `path` is shown to people and is always valid Unicode; `location` is the name that the system
    knows (None for standard input).
    """

    path: str
    location: Path | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The bytes as a stream. Raises OSError."""
        if self.location is None:
            return nullcontext(sys.stdin.buffer)
        return self.location.open("rb")


def find_sources(arguments: Sequence[str]) -> Iterator[Source | ReadError]:
    """Every input that the arguments name, each once, folders in the order of their names.

    An argument is a file, a folder (walked with all below it; hidden names are skipped), a pattern
    with `*`, `?`, `[...]` or `**`, or `-` for standard input. Whatever cannot be reached gives one
    error, and the rest goes on.
    """
    seen: set[object] = set()
    for argument in arguments:
        any_found = False
        for found in _expand(argument):
            any_found = True
            identity = _identity(found)
            if identity not in seen:
                seen.add(identity)
                yield found
        if not any_found:
            yield _nothing(argument)


def _nothing(argument: str) -> ReadError:
    if _has_magic(argument) and not _is_there(argument):
        return Unreadable(shown(argument), "nothing that sayso reads matches this pattern")
    return Empty(shown(argument), "this folder holds no file that sayso reads")


def _expand(argument: str) -> Iterator[Source | ReadError]:
    if argument == STDIN:
        yield Source(STDIN)
        return
    if _has_magic(argument) and not _is_there(argument):
        yield from _match(argument)
        return
    location = Path(argument)
    mode = _mode(location)
    if isinstance(mode, ReadError):
        yield mode
    elif stat.S_ISDIR(mode):
        yield from _walk(location, None)
    else:
        yield Source(shown(argument), location)


def _is_there(argument: str) -> bool:
    return os.path.lexists(argument)


def shown(location: str | Path) -> str:
    """A file name as valid Unicode; bytes that are not UTF-8 appear in hexadecimal."""
    return os.fsencode(location).decode("utf-8", "backslashreplace")


def explain(error: OSError) -> str:
    """The reason of a failed system call in plain words."""
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "there is no permission to read it"
        case IsADirectoryError():
            return "it is a folder, not a file"
    return (error.strerror or "it cannot be read").lower()


def _identity(found: Source | ReadError) -> object:
    """What two names of one file share."""
    if isinstance(found, ReadError):
        return str(found)
    if found.location is None:
        return STDIN
    try:
        status = found.location.stat()
    except OSError:
        return found.location
    return status.st_dev, status.st_ino


def _mode(location: Path) -> int | ReadError:
    """The kind of a file, after links, or why it cannot be told."""
    try:
        return location.stat().st_mode
    except ValueError:  # a NUL in the name
        return Unreadable(shown(location), "no file can have this name")
    except OSError as error:
        reason = explain(error)
        if location.is_symlink():
            nowhere = isinstance(error, FileNotFoundError)
            reason = "a symbolic link that leads " + ("nowhere" if nowhere else "in a circle")
        return Unreadable(shown(location), reason)


# A pattern is the tuple of its parts between slashes; None stands for "everything".
Pattern = tuple[str, ...] | None


def _has_magic(argument: str) -> bool:
    return any(mark in argument for mark in "*?[")


def _match(argument: str) -> Iterator[Source | ReadError]:
    """The files that fit a pattern; the walk starts below its fixed first parts."""
    parts = Path(argument).parts
    fixed = next(i for i, part in enumerate(parts) if _has_magic(part))
    base = Path(*parts[:fixed])
    if isinstance(mode := _mode(base), ReadError):
        return
    if stat.S_ISDIR(mode):
        yield from _walk(base, parts[fixed:])


def _fits(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether the names from the base down fit the pattern; `**` fits any number of folders."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return len(pattern) == 1 or any(
            _fits(parts[i:], pattern[1:]) for i in range(len(parts) + 1)
        )
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def _leads(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether something below this folder could fit the pattern."""
    if not parts or (pattern and pattern[0] == "**"):
        return True
    return bool(pattern) and fnmatchcase(parts[0], pattern[0]) and _leads(parts[1:], pattern[1:])


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the walk: its place, the names from the base down, and the folders above it."""

    location: Path
    parts: tuple[str, ...]
    above: frozenset[tuple[int, int]]
    pattern: Pattern


def _walk(base: Path, pattern: Pattern) -> Iterator[Source | ReadError]:
    """Every readable file below `base`, folder by folder, without recursion: trees may be deep."""
    stack: list[_Folder | Source | ReadError] = [_Folder(base, (), frozenset(), pattern)]
    # Links may lead to one folder on many ways; it is walked once.
    walked: set[tuple[int, int]] = set()
    while stack:
        item = stack.pop()
        if isinstance(item, _Folder):
            stack.extend(reversed(list(_list(item, walked))))
        else:
            yield item


def _list(folder: _Folder, walked: set[tuple[int, int]]) -> Iterator[_Folder | Source | ReadError]:
    """What lies in one folder, in the order of the names."""
    try:
        status = folder.location.stat()
        found = sorted(folder.location.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield Unreadable(shown(folder.location), explain(error))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in folder.above:
        yield Unreadable(
            shown(folder.location), "a symbolic link that leads back to a folder above"
        )
        return
    if folder.pattern is None:
        if identity in walked:
            return
        walked.add(identity)
    for path in found:
        if not path.name.startswith("."):
            yield from _look(folder, path, folder.above | {identity})


def _look(
    folder: _Folder, path: Path, above: frozenset[tuple[int, int]]
) -> Iterator[_Folder | Source | ReadError]:
    """One name in a folder: a folder to enter, a source, an error, or nothing of interest."""
    parts = (*folder.parts, path.name)
    pattern = folder.pattern
    if pattern is not None and _fits(parts, pattern):
        pattern = None  # all below a folder that fits is wanted
    if pattern is not None and not _leads(parts, pattern):
        return
    mode = _mode(path)
    if isinstance(mode, ReadError):
        if pattern is None and _is_promising(path):
            yield mode
    elif stat.S_ISDIR(mode):
        # As in shells, `**` does not go through links: there could be no end of ways.
        if pattern is None or "**" not in pattern or not path.is_symlink():
            yield _Folder(path, parts, above, pattern)
    elif pattern is None and stat.S_ISREG(mode) and _is_readable_kind(path):
        yield Source(shown(path), path)


def _is_promising(path: Path) -> bool:
    """Whether a name that leads nowhere might have been a report."""
    ending = ending_of(path.name)
    return ending is None or ending.kind is not None


def _is_readable_kind(path: Path) -> bool:
    """Whether a file in a folder is of a kind that sayso reads, by its ending or first bytes."""
    ending = ending_of(path.name)
    if ending is not None and ending.kind is not None:
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        kind = sniff(head, path.name)
    except NotText:
        return False
    except OSError:
        return ending is None
    # A name without an ending, such as README, counts if it holds text.
    return kind is not None or (not path.suffix and bool(head) and b"\x00" not in head)
