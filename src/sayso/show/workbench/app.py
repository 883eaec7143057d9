"""The workbench as an ASGI application: every page, and the data of every page as JSON.

    app = application(bench, guard)

A page is a view (`pages/`): a function from a case and what was asked to a value. The API gives the
value as JSON, the page puts it into a template of the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

import sayso
from sayso.errors import (
    BriefFailed,
    CaseBusy,
    CaseReadOnly,
    JudgementInvalid,
    JudgementStale,
    NotInCase,
    SaysoError,
)
from sayso.show.workbench import acts, entry, notices, table
from sayso.show.workbench.answers import ACTING, SEEING
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard
from sayso.show.workbench.pages import FILES, PAGES, PARTS, TABLES, reference
from sayso.show.workbench.shield import SAFE, Shield
from sayso.show.workbench.templates import render

HERE = Path(__file__).parent
STATUS: dict[type[SaysoError], HTTPStatus] = {
    NotInCase: HTTPStatus.NOT_FOUND,
    JudgementInvalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    JudgementStale: HTTPStatus.CONFLICT,
    CaseReadOnly: HTTPStatus.FORBIDDEN,
    CaseBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    BriefFailed: HTTPStatus.SERVICE_UNAVAILABLE,
}
SHOWN: list[str | Enum] = ["pages"]
ONLY_READ = "This case may only be read. Copy it to where you may write, and open the copy."
ABOUT = """What the pages of the workbench show, as JSON, and every judgement that they can make.

Send the token that `sayso open --token` prints as `Authorization: Bearer TOKEN`. A claim never
comes without its chain of voices, and a judgement is taken back with the id that it came with."""


def application(bench: Bench, guard: Guard) -> FastAPI:
    """The pages and the API of one case."""
    app = FastAPI(
        title="sayso",
        version=sayso.__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.bench, app.state.guard = bench, guard
    app.router.routes.extend(routes())
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(SaysoError, told)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, misunderstood)
    app.add_middleware(Shield, guard=guard, broken=broken)
    return app


@cache
def routes() -> tuple[BaseRoute, ...]:
    """Where what is answered: the same for every case, which a request brings along.

    To describe every value for the API takes 0.2 s, so that it is done once.
    """
    router, api = APIRouter(), APIRouter(prefix="/api", responses=SEEING)
    for page in PAGES:
        add_page(router, api, page.path, page.template, page.view)
    for path, part in PARTS:
        api.get(path, name=part.__name__, tags=SHOWN)(part)
    for path, file in FILES:
        router.get(path, include_in_schema=False)(file)
    for name, (view, columns) in TABLES.items():
        router.get(f"/{name}.csv", include_in_schema=False)(table.answer(name, view, columns))
    acting = [Depends(only_where_writable)]
    api.include_router(acts.api, responses=ACTING, dependencies=acting)
    router.include_router(api)
    router.get("/api", include_in_schema=False)(reference.page)
    router.include_router(entry.router)
    router.include_router(notices.router)
    return tuple(router.routes)


def add_page(
    pages: APIRouter, api: APIRouter, path: str, template: str, view: Callable[..., Any]
) -> None:
    """Serve a view twice: as a page, and as JSON."""
    given = Depends(view)

    def page(request: Request, found: object = given) -> HTMLResponse:
        return render(request, template, view=found)

    pages.get(path, include_in_schema=False, response_class=HTMLResponse)(page)
    where = path if path != "/" else "/case"
    api.get(where, name=view.__name__, tags=SHOWN)(view)


def only_where_writable(request: Request) -> None:
    """Refuse every change of a case that may only be read, before it is looked at."""
    bench: Bench = request.app.state.bench
    if request.method not in SAFE and not bench.writable:
        raise CaseReadOnly(ONLY_READ)


def told(request: Request, error: Exception) -> Response:
    """What a case does not have, or does not allow, in the words of the error."""
    assert isinstance(error, SaysoError)
    kinds = [status for kind, status in STATUS.items() if isinstance(error, kind)]
    bench: Bench = request.app.state.bench
    words = ONLY_READ if isinstance(error, CaseReadOnly) else bench.said(error)
    return failure(request, kinds[0] if kinds else HTTPStatus.INTERNAL_SERVER_ERROR, words)


def refused(request: Request, error: Exception) -> Response:
    """An address that there is not, a method that it does not take."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    words = "There is nothing at this address." if status == HTTPStatus.NOT_FOUND else error.detail
    return failure(request, status, words)


def broken(request: Request) -> Response:
    """A mistake of ours: what it was stands in the log of the server alone."""
    words = "Something in sayso itself went wrong here. What the case holds is as it was."
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status)
    # This page asks nothing of the case, which may be what broke.
    return render(request, "broken.html", status=status, words=words)


def misunderstood(request: Request, error: Exception) -> Response:
    """Words in the address or the form that cannot be meant."""
    assert isinstance(error, RequestValidationError)
    said = "; ".join(
        f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}"
        for each in error.errors()
    )
    return failure(request, HTTPStatus.UNPROCESSABLE_ENTITY, said)


def failure(request: Request, status: HTTPStatus, sentence: str) -> Response:
    """A failure as JSON, as a note on the page, or as a page."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": sentence}, status)
    template = "note.html" if request.headers.get("HX-Request") else "failure.html"
    return render(request, template, status=status, words=sentence, bad=True)
