"""Whether a pack is still what was packed, who signed it, and when it was there.

    with opened(place) as pack:
        words = list(check(pack, Trust(signer, authority)))
    end = verdict(words)

What is found is told as it is found; a fault does not hide the others. A pack comes from anybody:
what it says of itself is a claim like another until it is held against a key that one trusts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sayso.errors import PackInvalid
from sayso.export.pack import manifest as listing
from sayso.export.pack.container import FAILURES, Pack
from sayso.export.pack.manifest import Manifest
from sayso.export.pack.readings import readings
from sayso.export.pack.signature import fingerprint, holds, key_of
from sayso.export.pack.timestamp import read_stamp, trusted

# How a check ends that found a fault: in what is there, or only in who vouches for it.
CHANGED = (
    "this pack is not as it was packed: something in it was changed, added or lost. "
    "Do not rely on it"
)
UNTRUSTED = (
    "this pack is whole, but nothing shows that it comes from whom you trust: "
    "anybody can have made it"
)
# What stands around a manifest is some hundred bytes long; a timestamp some thousands.
MOST_AROUND = 2**20


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose word counts: the key of who is said to have signed, the certificates of an authority.

    None where nobody was named: a seal is then looked at, and not checked against anybody.
    """

    signer: Ed25519PublicKey | None = None
    authority: tuple[x509.Certificate, ...] | None = None


class Word(NamedTuple):
    """One thing that was found: a fault, or a plain word on a seal.

    `of_trust` marks what a whole pack can lack: a seal, and that of whom one trusts.
    """

    sentence: str
    is_fault: bool = True
    of_trust: bool = False


def check(pack: Pack, trust: Trust) -> Iterator[Word]:
    """Everything that is off with a pack, and a word on each of its seals."""
    yield from map(Word, pack.oddities)
    try:
        data = content(pack, listing.NAME, listing.MOST)
        listed = listing.read_manifest(data)
    except PackInvalid as error:
        yield Word(str(error))
        return
    is_listed = not pack.oddities
    for sentence in files(pack, listed):
        is_listed = False
        yield Word(sentence)
    yield from map(Word, readings(pack, listed))
    for word in signature(pack, listed, data, trust.signer):
        yield word if is_listed else of_list(word)
    for word in timestamp(pack, listed, data, trust.authority):
        yield word if is_listed else of_list(word)
    yield from map(Word, digests(pack, listed, data))


def of_list(word: Word) -> Word:
    """A good word on a seal where the files are no longer those that are listed."""
    if word.is_fault or word.of_trust:
        return word
    return word._replace(sentence=f"{word.sentence}. That is the list, not what is here now")


def verdict(words: Iterable[Word]) -> str | None:
    """What follows from all that was found, in one sentence; None where there is no fault."""
    faults = [word for word in words if word.is_fault]
    if not faults:
        return None
    return UNTRUSTED if all(word.of_trust for word in faults) else CHANGED


def content(pack: Pack, name: str, most: int) -> bytes:
    """The bytes of a small file. Raises PackInvalid where it is not there, large, or damaged."""
    if name not in pack.names:
        raise PackInvalid(f"{name} is missing")
    if pack.names[name] > most:
        raise PackInvalid(f"{name} is larger than any that sayso writes")
    try:
        with pack.stream(name) as stream:
            return stream.read(most + 1)
    except FAILURES as error:
        raise PackInvalid(f"{name} cannot be read: {error}") from error


def files(pack: Pack, listed: Manifest) -> Iterator[str]:
    """Each file that is missing, was changed, or is not in the list."""
    known = {each.path for each in listed.files}
    if len(known) < len(listed.files):
        yield f"{listing.NAME} lists a file twice"
    for name in sorted(known & set(listing.AROUND)):
        yield f"{listing.NAME} lists {name}, which stands around it"
    for name in sorted(pack.names.keys() - known - listed.around):
        yield f"{name} is not in {listing.NAME}: it was added"
    for each in listed.files:
        if each.path not in pack.names:
            yield f"{each.path} is missing"
        elif pack.names[each.path] != each.size:
            yield f"{each.path} was changed: it has {pack.names[each.path]} bytes, not {each.size}"
        else:
            yield from changed(pack, each)


def changed(pack: Pack, each: listing.Listed) -> Iterator[str]:
    """Whether the bytes of a file are no longer those that are listed."""
    try:
        with pack.stream(each.path) as stream:
            found = listing.digested(each.path, stream)
    except FAILURES as error:
        yield f"{each.path} cannot be read: {error}"
        return
    if found != each:
        wrong = [
            name
            for name, one, other in (
                ("sha256", found.sha256, each.sha256),
                ("sha3-512", found.sha3_512, each.sha3_512),
            )
            if one != other
        ]
        yield f"{each.path} was changed: its {' and its '.join(wrong or ['size'])} is another"


def signature(
    pack: Pack, listed: Manifest, data: bytes, signer: Ed25519PublicKey | None
) -> Iterator[Word]:
    """Whether the manifest is signed by whom it says, and by whom one trusts."""
    if listed.signer is None:
        yield Word(
            "it is not signed: nothing shows who packed it", signer is not None, of_trust=True
        )
        return
    try:
        pem = content(pack, listing.SIGNER, MOST_AROUND)
        told = content(pack, listing.SIGNATURE, MOST_AROUND)
    except PackInvalid as error:
        yield Word(str(error))
        return
    key = key_of(pem)
    if key is None:
        yield Word(f"{listing.SIGNER} is not a public key as sayso writes it")
        return
    name = fingerprint(key)
    if name != listed.signer:
        yield Word(f"{listing.SIGNER} is the key {name}, and {listing.NAME} names {listed.signer}")
    if not holds(key, data, told):
        yield Word(f"{listing.SIGNATURE} is no signature of {listing.SIGNER} on {listing.NAME}")
    elif signer is None:
        yield Word(
            f"signed with the key {name}: not checked against a key you trust (--signer KEY.pem)",
            is_fault=False,
        )
    elif fingerprint(signer) != name:
        sentence = f"signed with the key {name}, and not with yours, {fingerprint(signer)}"
        yield Word(sentence, of_trust=True)
    else:
        yield Word(f"signed with the key that you trust, {name}", is_fault=False)


def timestamp(
    pack: Pack, listed: Manifest, data: bytes, authority: tuple[x509.Certificate, ...] | None
) -> Iterator[Word]:
    """Whether the manifest bears a timestamp, of an authority that one trusts."""
    if not listed.timestamped:
        sentence = "it bears no timestamp: nothing shows when it was there"
        yield Word(sentence, authority is not None, of_trust=True)
        return
    try:
        told = content(pack, listing.TIMESTAMP, MOST_AROUND)
    except PackInvalid as error:
        yield Word(str(error))
        return
    stamp = read_stamp(told, data)
    if isinstance(stamp, str):
        yield Word(f"{listing.TIMESTAMP} is no timestamp of {listing.NAME}: {stamp}")
        return
    at = stamp.at.isoformat().replace("+00:00", "Z")
    if authority is None:
        yield Word(
            f"a timestamp says {at}, by {stamp.authority}: not checked against an authority you "
            "trust (--authority CERT.pem)",
            is_fault=False,
        )
        return
    why = trusted(stamp, list(authority), data)
    if why is not None:
        sentence = f"{listing.TIMESTAMP} is not of the authority that you trust: {why}"
        yield Word(sentence, of_trust=True)
    else:
        yield Word(f"it was there at {at}, says {stamp.authority}, whom you trust", is_fault=False)


def digests(pack: Pack, listed: Manifest, data: bytes) -> Iterator[str]:
    """Whether the digests of the manifest and of what stands around it are those in their file."""
    around = {listing.NAME: data}
    try:
        for name in sorted(listed.around - {listing.NAME, listing.DIGEST}):
            around[name] = content(pack, name, MOST_AROUND)
    except PackInvalid:
        # What is missing was told already.
        return
    try:
        told = content(pack, listing.DIGEST, MOST_AROUND)
    except PackInvalid as error:
        yield str(error)
        return
    if told != listing.digest_lines(around):
        names = ", ".join(name for name in listing.AROUND if name in around)
        yield f"{listing.DIGEST} does not hold the digests of {names}: one of them was changed"
