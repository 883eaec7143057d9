"""Keys (Ed25519, RFC 8032), what is signed with them, and whether a signature holds.

    make_key(Path("office.pem"), "four words that nobody guesses")
    key = read_private(Path("office.pem"), passphrase)
    holds(key.public_key(), data, signed(key, data))

A key is known by its fingerprint: the sha256 of the public key in DER, which people can read to
each other over the telephone.
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from sayso.errors import KeyInvalid

# The library stretches a passphrase by 2,048 rounds of PBKDF2 and no more, so that it has to be
# hard to guess by itself.
SHORTEST_PASSPHRASE = 16


def make_key(place: Path, passphrase: str) -> tuple[Path, str]:
    """Make a pair of keys; where the public one lies, and their fingerprint.

    The private one can be read by its owner alone, and opened with the passphrase alone. Raises
    KeyInvalid for a weak passphrase, and where there is a file already.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE or len(set(passphrase)) < 5:
        raise KeyInvalid(
            f"This passphrase is too easy to guess: take {SHORTEST_PASSPHRASE} characters or more, "
            "such as four words. Nothing was made."
        )
    beside = public_place(place)
    for path in (place, beside):
        if path.exists() or path.is_symlink():
            raise KeyInvalid(f"{path} is there already. A key is never overwritten: name another.")
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    _create(place, secret, 0o600)
    try:
        _create(beside, public_pem(key.public_key()), 0o644)
    except BaseException:
        place.unlink()
        raise
    return beside, fingerprint(key.public_key())


def public_place(place: Path) -> Path:
    """Where the public key of a pair lies: `office.pub.pem` beside `office.pem`."""
    return place.with_name(f"{place.name.removesuffix('.pem')}.pub.pem")


def _create(place: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet, which from its first moment has its mode."""
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        raise KeyInvalid(f"{place} cannot be written: {error.strerror}.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def read_private(place: Path, passphrase: str) -> Ed25519PrivateKey:
    """The private key in a file. Raises KeyInvalid where it is none, or does not open."""
    data = _bytes(place)
    if b"PRIVATE KEY-----" not in data:
        raise KeyInvalid(f"{place} holds no private key. Make one: sayso key NEW.pem")
    try:
        key = load_pem_private_key(data, passphrase.encode())
    except TypeError as error:
        raise KeyInvalid(
            f"{place} is not locked with a passphrase: whoever finds it can sign. Make another."
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyInvalid(f"{place} does not open with this passphrase.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyInvalid(f"{place} is a key of another kind. sayso signs with Ed25519.")
    return key


def read_public(place: Path) -> Ed25519PublicKey:
    """The public key in a file. Raises KeyInvalid where it is none."""
    data = _bytes(place)
    if b"PRIVATE KEY-----" in data:
        raise KeyInvalid(f"{place} is a private key. Give the public one: {public_place(place)}")
    try:
        key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyInvalid(f"{place} is no public key in PEM.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyInvalid(f"{place} is a key of another kind. sayso signs with Ed25519.")
    return key


def key_of(data: bytes) -> Ed25519PublicKey | None:
    """The public key that is written so, and in no other way; None where it is none."""
    try:
        key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) and public_pem(key) == data else None


def public_pem(key: Ed25519PublicKey) -> bytes:
    """A public key as a file holds it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """The name by which people know a key: 64 hexadecimal digits."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def signed(key: Ed25519PrivateKey, data: bytes) -> bytes:
    """The signature on some bytes, as a file holds it: base64 on a line."""
    return base64.b64encode(key.sign(data)) + b"\n"


def holds(key: Ed25519PublicKey, data: bytes, signature: bytes) -> bool:
    """Whether a signature, as a file holds it, is of this key on these bytes."""
    try:
        raw = base64.b64decode(signature, validate=False)
        key.verify(raw, data)
    except (ValueError, InvalidSignature):
        return False
    # Base64 can be written in several ways; a file of ours only in one.
    return base64.b64encode(raw) + b"\n" == signature


def _bytes(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        raise KeyInvalid(f"{place} cannot be read: {error.strerror}.") from error
