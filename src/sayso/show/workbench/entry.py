"""Coming in and going out."""

from __future__ import annotations

from http import HTTPStatus
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from sayso.show.workbench.guard import Guard, Visitor
from sayso.show.workbench.shield import address
from sayso.show.workbench.templates import render

router = APIRouter(include_in_schema=False)
Word = Annotated[str, Form(max_length=4_000)]


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Let in whoever has the token that `sayso open` made."""
    guard: Guard = request.app.state.guard
    visitor = guard.redeems(token) or (guard.admits(token) if guard.accounts is None else None)
    if visitor is None:
        return door(request, HTTPStatus.UNAUTHORIZED)
    return begin(request, visitor, "/")


def begin(request: Request, visitor: Visitor, there: str) -> Response:
    """Open a new session, whatever cookie the browser sent along, and go on from there."""
    guard: Guard = request.app.state.guard
    guard.sessions.end(request.cookies.get(guard.cookie))
    answer = RedirectResponse(there, HTTPStatus.SEE_OTHER)
    # "lax": a link that a colleague sent leads to its page, and not to the door; every change needs
    # the token of the session besides.
    answer.set_cookie(
        guard.cookie,
        guard.sessions.begin(visitor),
        max_age=int(guard.sessions.longest),
        httponly=True,
        samesite="lax",
        secure=guard.secure,
    )
    return answer


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """How to come in."""
    return door(request, HTTPStatus.OK, there=local(next))


@router.post("/login")
def log_in(request: Request, name: Word, password: Word, next: Word = "/") -> Response:  # noqa: A002 - a field of the form
    """Let in whoever has an account and knows its password."""
    guard: Guard = request.app.state.guard
    if guard.accounts is None:
        return door(request, HTTPStatus.NOT_FOUND)
    found = guard.enters(name, password, address(request.scope))
    if isinstance(found, Visitor):
        return begin(request, found, local(next))
    if found is None:
        words = "This name and this password do not go together."
        return door(request, HTTPStatus.UNAUTHORIZED, words, name, local(next))
    words = f"Too many attempts. Try again in {ceil(found)} seconds."
    answer = door(request, HTTPStatus.TOO_MANY_REQUESTS, words, name, local(next))
    answer.headers["Retry-After"] = str(ceil(found))
    return answer


def door(
    request: Request, status: HTTPStatus, words: str = "", name: str = "", there: str = "/"
) -> Response:
    """The page that tells how to come in."""
    guard: Guard = request.app.state.guard
    return render(
        request,
        "login.html",
        status,
        words=words,
        bad=bool(words),
        accounts=guard.accounts is not None,
        name=name[:200],
        there=there,
    )


def local(there: str) -> str:
    r"""An address of ours to go on to; the front page for any other.

    Browsers take "//elsewhere" and "/\elsewhere" for other sites, and skip control characters.
    """
    sound = there.startswith("/") and there[1:2] not in ("/", "\\") and there.isprintable()
    return there if sound and there.isascii() and "\\" not in there else "/"


@router.post("/logout")
def logout(request: Request) -> Response:
    """Close the session."""
    guard: Guard = request.app.state.guard
    guard.sessions.end(request.cookies.get(guard.cookie))
    if guard.accounts is not None:
        guard.accounts.note(request.state.session.visitor.name, "left", address(request.scope))
    answer = Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": "/login"})
    answer.delete_cookie(guard.cookie, secure=guard.secure, httponly=True, samesite="lax")
    return answer
