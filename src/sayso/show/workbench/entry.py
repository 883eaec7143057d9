"""Coming in and going out."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from sayso.show.workbench.guard import COOKIE, IDLE, Guard, Visitor
from sayso.show.workbench.templates import render

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Let in whoever has the token that `sayso open` made."""
    guard: Guard = request.app.state.guard
    visitor = guard.admits(token)
    if visitor is None:
        return login(request)
    return begin(guard, visitor)


def begin(guard: Guard, visitor: Visitor) -> Response:
    """Open a new session, whatever cookie the browser sent along."""
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        COOKIE,
        guard.sessions.begin(visitor),
        max_age=IDLE,
        httponly=True,
        samesite="strict",
        secure=guard.secure,
    )
    return answer


@router.get("/login")
def login(request: Request) -> Response:
    """How to come in."""
    return render(request, "login.html", status=HTTPStatus.UNAUTHORIZED)


@router.post("/logout")
def logout(request: Request) -> Response:
    """Close the session."""
    guard: Guard = request.app.state.guard
    guard.sessions.end(request.cookies.get(COOKIE))
    answer = Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": "/login"})
    answer.delete_cookie(COOKIE)
    return answer
