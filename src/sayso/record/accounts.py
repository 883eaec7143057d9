"""Who may come in, and as what: accounts in a file of their own, beside a case and never in it.

    with Accounts.open(place, create=True) as accounts:
        accounts.add("Ines Falk", Role.ANALYST, password)
        account = accounts.enter("ines falk", password)

A case is handed on; who worked on it and with which password is nobody else's business. Only its
owner may read the file. Of passwords and keys it holds hashes.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, Self

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from sayso.errors import AccountInvalid, CaseCorrupt
from sayso.record import password, sqlite
from sayso.record.case import now
from sayso.record.database import WRITES, Holding
from sayso.record.sqlite import Way

# "SAYA" in the header of the file tells it from a case.
APPLICATION_ID = 0x53415941
OWNER_ONLY = 0o600
WAIT = 5.0
LONGEST_NAME = 100
# What is remembered of comings and goings; older lines make room.
MOST_VISITS = 5_000

metadata = MetaData()
account = Table(
    "account",
    metadata,
    # As it is compared: "Ada" and "ADA" are one.
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Integer, nullable=False),
    Column("password", Text, nullable=False),
    Column("key", Text, unique=True),
    # Changes with everything above: a session that began before no longer holds.
    Column("mark", Text, nullable=False),
    Column("made", Text, nullable=False),
)
visit = Table(
    "visit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("address", Text, nullable=False),
)


class Role(IntEnum):
    """What somebody may do: read; judge and add; see the audit and the accounts."""

    READER = 1
    ANALYST = 2
    OWNER = 3


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may come in. `mark` changes with the password and the role."""

    name: str
    role: Role
    made: str
    mark: str
    has_key: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody came, went, or was turned away; or an account was changed."""

    at: str
    name: str
    what: str
    address: str


class Accounts:
    """An open file of accounts; close it, or use it in a `with` statement."""

    def __init__(self, place: Path, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.place, self.engine, self.clock = place, engine, clock

    @classmethod
    def open(
        cls, place: Path, *, create: bool = False, clock: Callable[[], datetime] = now
    ) -> Self:
        """Open the file; raises AccountInvalid where it is none, or not there."""
        if not place.exists():
            if not create:
                raise AccountInvalid(
                    f"There is no account yet. Add one: sayso account add NAME --role owner "
                    f"--accounts {place}"
                )
            make_private(place)
        elif place.stat().st_mode & 0o077:
            place.chmod(OWNER_ONLY)
        made = cls(place, sqlite.connect(place, Way.WRITE, WAIT), clock)
        try:
            made._prepare()
        except BaseException:
            made.close()
            raise
        return made

    def _prepare(self) -> None:
        try:
            with self._reading() as connection:
                found = sqlite.holding(connection, APPLICATION_ID)
        except CaseCorrupt as error:
            raise AccountInvalid(f"{self.place} is not a file of accounts.") from error
        if found is Holding.OTHER:
            raise AccountInvalid(f"{self.place} is not a file of accounts.")
        if found is Holding.NOTHING:
            with self._writing() as connection:
                sqlite.mark_as(connection, APPLICATION_ID)
                metadata.create_all(connection)
            with sqlite.told(str(self.place)):
                sqlite.settle(self.engine)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.told(str(self.place)), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self.engine.execution_options(**WRITES)
        with sqlite.told(str(self.place)), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Who there is

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(account).order_by(account.c.folded))
            return tuple(map(as_account, rows))

    def find(self, name: str) -> Account | None:
        """The account of this name."""
        return self._one(account.c.folded == folded(name))

    def mark(self, name: str) -> str | None:
        """What changes with the account; None where it is gone. Asked with every request."""
        with self._reading() as connection:
            asked = select(account.c.mark).where(account.c.folded == folded(name))
            return connection.execute(asked).scalar()

    def _one(self, fitting: Any) -> Account | None:  # noqa: ANN401 - a condition of SQL
        with self._reading() as connection:
            row = connection.execute(select(account).where(fitting)).one_or_none()
            return None if row is None else as_account(row)

    # Coming in

    def enter(self, name: str, told: str) -> Account | None:
        """The account, where the password is its own; takes as long where there is no such name."""
        with self._reading() as connection:
            asked = select(account).where(account.c.folded == folded(name))
            row = connection.execute(asked).one_or_none()
        fit = password.fits(told, row.password if row is not None else None)
        return as_account(row) if row is not None and fit else None

    def with_key(self, key: str) -> Account | None:
        """The account that a program's key belongs to."""
        return self._one(account.c.key == hashed(key))

    # Changing

    def add(self, name: str, role: Role, told: str) -> Account:
        """A new account. Raises AccountInvalid for a name that there is, or a weak password."""
        shown = sound(name)
        new = Account(shown, role, self._now(), secrets.token_hex(8), has_key=False)
        row = {
            "folded": folded(shown),
            "name": shown,
            "role": int(role),
            "password": password.kept(shown, told),
            "mark": new.mark,
            "made": new.made,
        }
        try:
            with self._writing() as connection:
                connection.execute(insert(account).values(**row))
                self._note(connection, shown, f"added as {role.name.lower()}")
        except IntegrityError as error:
            raise AccountInvalid(f"There is an account {shown!r} already.") from error
        return new

    def set_password(self, name: str, told: str) -> None:
        """A new password; whoever came in with the old one is out."""
        kept = password.kept(self.named(name).name, told)
        self._change(name, "password changed", password=kept)

    def set_role(self, name: str, role: Role) -> None:
        """Another role; who is in has to come in anew."""
        self._change(name, f"made {role.name.lower()}", role=int(role))

    def new_key(self, name: str) -> str:
        """A key for the programs of an account; an older one no longer works. Told this once."""
        key = secrets.token_urlsafe(32)
        self._change(name, "key made", key=hashed(key))
        return key

    def remove(self, name: str) -> None:
        """Take an account away; what its owner judged stays."""
        gone = self.named(name)
        with self._writing() as connection:
            connection.execute(delete(account).where(account.c.folded == folded(name)))
            self._note(connection, gone.name, "removed")

    def named(self, name: str) -> Account:
        """The account of this name. Raises AccountInvalid where there is none."""
        found = self.find(name)
        if found is None:
            raise AccountInvalid(f"There is no account {name!r}. See: sayso account list")
        return found

    def _change(self, name: str, what: str, **values: object) -> None:
        shown = self.named(name).name
        values["mark"] = secrets.token_hex(8)
        with self._writing() as connection:
            fitting = account.c.folded == folded(name)
            connection.execute(update(account).where(fitting).values(**values))
            self._note(connection, shown, what)

    # Comings and goings

    def note(self, name: str, what: str, address: str = "") -> None:
        """Remember that somebody came, went, or was turned away."""
        with self._writing() as connection:
            self._note(connection, name, what, address)

    def _note(self, connection: Connection, name: str, what: str, address: str = "") -> None:
        row = {"at": self._now(), "name": name, "what": what, "address": address}
        connection.execute(insert(visit).values(**row))
        last = connection.execute(select(func.max(visit.c.number))).scalar_one()
        connection.execute(delete(visit).where(visit.c.number <= last - MOST_VISITS))

    def visits(self, limit: int = 100) -> tuple[Visit, ...]:
        """Comings and goings, the latest first."""
        columns = (visit.c.at, visit.c.name, visit.c.what, visit.c.address)
        asked = select(*columns).order_by(visit.c.number.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(Visit(*row) for row in connection.execute(asked))

    def _now(self) -> str:
        return self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")


def make_private(place: Path) -> None:
    """An empty file that only its owner may read, from its first moment on."""
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    except FileExistsError:
        return
    except OSError as error:
        raise AccountInvalid(f"{place} cannot be made: {error.strerror}.") from error


def as_account(row: Row[Any]) -> Account:
    """An account from its row."""
    return Account(row.name, Role(row.role), row.made, row.mark, row.key is not None)


def sound(name: str) -> str:
    """A name as it is kept. Raises AccountInvalid for one that cannot be shown."""
    told = unicodedata.normalize("NFC", " ".join(name.split()))
    if not told or len(told) > LONGEST_NAME or not told.isprintable():
        raise AccountInvalid(f"{name!r} cannot be the name of an account.")
    return told


def folded(name: str) -> str:
    """A name as it is compared, whatever its letters are written like."""
    told = " ".join(name[: 4 * LONGEST_NAME].split())
    # What is no character at all cannot go into a file.
    return unicodedata.normalize("NFKC", told).casefold().encode("utf-8", "replace").decode()


def hashed(key: str) -> str:
    """What is kept of a key: it is long and random, so that no slow hash is needed."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
