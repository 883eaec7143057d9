"""A pack, made and sealed: its contents, the list of them, a signature on it, a timestamp of it.

write(contents, folder, Seal(key, "https://time.example/tsr"))
as_zip(folder, Path("pack.zip"))
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sayso.export.pack import manifest as listing
from sayso.export.pack.contents import Contents, write_contents
from sayso.export.pack.signature import fingerprint, public_pem, signed
from sayso.export.pack.timestamp import ask

# The first day that a zip can tell, for every file: the day of packing says nothing.
DAY = (1980, 1, 1, 0, 0, 0)
# A plain file that its owner may write and all may read.
MODE = 0o100644


@dataclass(frozen=True, slots=True)
class Seal:
    """Who signs a pack, and which authority is asked for the time: both may be missing."""

    key: Ed25519PrivateKey | None = None
    authority: str | None = None


def write(contents: Contents, folder: Path, seal: Seal) -> str | None:
    """Write a whole pack into an empty folder; the fingerprint of who signed it.

    Raises TimestampFailed where the authority gives no timestamp.
    """
    signer = fingerprint(seal.key.public_key()) if seal.key else None
    stamped = seal.authority is not None
    write_contents(contents, folder, signer, stamped=stamped)
    head = {**contents.head, "signer": signer, "timestamped": stamped}
    listed = listing.manifest(head, folder)
    around = {listing.NAME: listed}
    if seal.key is not None:
        around[listing.SIGNATURE] = signed(seal.key, listed)
        around[listing.SIGNER] = public_pem(seal.key.public_key())
    if seal.authority is not None:
        around[listing.TIMESTAMP] = ask(seal.authority, listed)
    around[listing.DIGEST] = listing.digest_lines(around)
    for name, data in around.items():
        (folder / name).write_bytes(data)
    return signer


def as_zip(folder: Path, place: Path) -> None:
    """Write the files of a folder as a zip, in the order of their names, dated by nothing."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    with zipfile.ZipFile(place, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DAY)
            entry.external_attr = MODE << 16
            # What is packed already does not get smaller.
            is_packed = name.endswith(".gz")
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            # The size tells the writer whether the entry needs the long form.
            entry.file_size = files[name].stat().st_size
            with files[name].open("rb") as source, archive.open(entry, "w") as target:
                while block := source.read(listing.BLOCK):
                    target.write(block)
