"""The list of all files of a pack, with their digests: what is signed, and what is timestamped.

    data = manifest(head, folder)       the bytes of manifest.json
    listed = read_manifest(data)

A manifest has one form: what was read is written again, and must give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sayso.errors import PackInvalid

FORMAT = "sayso pack"
VERSION = 1
NAME = "manifest.json"
# The digests of the manifest and of what stands around it, in the form of `sha512sum`.
DIGEST = "manifest.sha512"
SIGNATURE = "manifest.sig"
SIGNER = "signer.pem"
TIMESTAMP = "manifest.tsr"
# What stands around the manifest and so cannot be listed in it.
AROUND = (NAME, DIGEST, SIGNATURE, SIGNER, TIMESTAMP)
# A million files of 300 bytes each; what is larger is none of ours, and would fill the memory.
MOST = 300 * 2**20
BLOCK = 2**20

Head = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest lists it; digests in hexadecimal digits."""

    path: str
    size: int
    sha256: str
    sha3_512: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says.

    `signer` is the fingerprint of the key that it is signed with, None where it is not signed;
    `timestamped` whether an authority was asked for the time. `withheld` are the ids of the reports
    whose originals are not handed on. `head` holds all that is said beside the files.
    """

    head: Head
    files: tuple[Listed, ...]

    @property
    def signer(self) -> str | None:
        """The fingerprint of the key that it is signed with."""
        told = self.head.get("signer")
        return told if isinstance(told, str) else None

    @property
    def timestamped(self) -> bool:
        """Whether a timestamp belongs to it."""
        return self.head.get("timestamped") is True

    @property
    def withheld(self) -> frozenset[str]:
        """The reports whose originals are not in the pack."""
        told = self.head.get("withheld")
        return frozenset(map(str, told)) if isinstance(told, list) else frozenset()

    @property
    def around(self) -> frozenset[str]:
        """The files that stand around it."""
        signed = (SIGNATURE, SIGNER) if self.signer else ()
        return frozenset((NAME, DIGEST, *signed, *((TIMESTAMP,) if self.timestamped else ())))


def manifest(head: Head, folder: Path) -> bytes:
    """The manifest of all files in a folder, as bytes."""
    files = [
        _row(_digested(path, path.relative_to(folder).as_posix()))
        for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix())
        if path.is_file()
    ]
    return _written({"format": FORMAT, "version": VERSION, **head, "files": files})


def read_manifest(data: bytes) -> Manifest:
    """What a manifest says. Raises PackInvalid where it is none, or not in its one form."""
    try:
        told = json.loads(data)
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise PackInvalid(f"{NAME} is not of a pack that sayso wrote")
        if told.get("version") != VERSION:
            raise PackInvalid(f"{NAME} was written by a newer sayso: update sayso to check it")
        files = tuple(Listed(**each) for each in told["files"])
        whole = data == _written({**told, "files": [_row(each) for each in files]})
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackInvalid(f"{NAME} cannot be read: {error}") from error
    if not whole:
        raise PackInvalid(f"{NAME} is not as sayso writes it: it was changed")
    return Manifest({name: value for name, value in told.items() if name != "files"}, files)


def digest_lines(around: Mapping[str, bytes]) -> bytes:
    """What stands in `manifest.sha512`: the sha512 of the manifest and of what stands around it."""
    return "".join(
        f"{hashlib.sha512(around[name]).hexdigest()}  {name}\n"
        for name in AROUND
        if name in around and name != DIGEST
    ).encode()


def digested(path: str, stream: IO[bytes]) -> Listed:
    """A file as the manifest would list it, read to its end."""
    size, one, other = 0, hashlib.sha256(), hashlib.sha3_512()
    while block := stream.read(BLOCK):
        size += len(block)
        one.update(block)
        other.update(block)
    return Listed(path, size, one.hexdigest(), other.hexdigest())


def _digested(path: Path, name: str) -> Listed:
    with path.open("rb") as stream:
        return digested(name, stream)


def _row(listed: Listed) -> dict[str, str | int]:
    return {
        "path": listed.path,
        "size": listed.size,
        "sha256": listed.sha256,
        "sha3_512": listed.sha3_512,
    }


def _written(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, indent=1) + "\n").encode("ascii")
