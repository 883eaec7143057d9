"""Passwords: what is kept of one (argon2id), and whether one fits."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sayso.errors import AccountInvalid

SHORTEST, LONGEST = 12, 1_000
# Each takes 64 MiB and some 50 ms while it is held against a hash; so many at a time.
AT_A_TIME = threading.BoundedSemaphore(2)


@cache
def hasher() -> PasswordHasher:
    """Argon2id with the parameters that RFC 9106 recommends where memory is short."""
    return PasswordHasher()


@cache
def nobodys() -> str:
    """A hash that fits no password: for names that there are not, so that they take as long."""
    return hasher().hash("\0 nobody has this password \0")


def allowed(name: str, password: str) -> str:
    """The password, in the form in which it is kept. Raises AccountInvalid for a weak one."""
    told = unicodedata.normalize("NFKC", password)
    if len(told) < SHORTEST:
        raise AccountInvalid(
            f"This password is too short: take {SHORTEST} characters or more, such as four words."
        )
    if len(told) > LONGEST:
        raise AccountInvalid(f"This password is too long: take {LONGEST} characters or fewer.")
    if len(set(told)) < 5 or name.casefold() in told.casefold():
        raise AccountInvalid("This password is too easy to guess. Take another.")
    return told


def kept(name: str, password: str) -> str:
    """What is kept of a password. Raises AccountInvalid for a weak one."""
    with AT_A_TIME:
        return hasher().hash(allowed(name, password))


def fits(password: str, kept_hash: str | None) -> bool:
    """Whether a password is the one that was kept; as slow where there is none."""
    told = unicodedata.normalize("NFKC", password[:LONGEST])
    with AT_A_TIME:
        try:
            same = hasher().verify(kept_hash or nobodys(), told)
        except (VerificationError, InvalidHashError):
            return False
    return same and kept_hash is not None
