"""Who may come in, and who came: for owners. Accounts are given out by `sayso account`."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from sayso.record.accounts import Visit
from sayso.show.workbench.guard import Guard

VISITS = 100


@dataclass(frozen=True, slots=True)
class Member:
    """An account as the page shows it; `here` counts the sessions that are open."""

    name: str
    role: str
    made: str
    has_key: bool
    here: int


@dataclass(frozen=True, slots=True)
class Members:
    """All accounts, and who came and went; `team` is false where one person works alone."""

    team: bool
    members: tuple[Member, ...]
    visits: tuple[Visit, ...]


def accounts(request: Request) -> Members:
    """Who may come in, and who came."""
    guard: Guard = request.app.state.guard
    if guard.accounts is None:
        return Members(team=False, members=(), visits=())
    members = tuple(
        Member(a.name, a.role.name.lower(), a.made, a.has_key, guard.sessions.of(a.name))
        for a in guard.accounts.all()
    )
    return Members(team=True, members=members, visits=guard.accounts.visits(VISITS))
