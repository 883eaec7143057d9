"""The workbench as an ASGI application: every page, and the data of every page as JSON.

    app = application(bench, guard)

A page is a view (`pages/`): a function from a case and what was asked to a value. The API gives the
value as JSON, the page puts it into a template of the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

import sayso
from sayso.errors import (
    CaseBusy,
    CaseReadOnly,
    JudgementInvalid,
    JudgementStale,
    NotInCase,
    SaysoError,
)
from sayso.show.workbench import acts, entry, table
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard
from sayso.show.workbench.pages import PAGES, TABLES
from sayso.show.workbench.shield import Shield
from sayso.show.workbench.templates import render

HERE = Path(__file__).parent
STATUS: dict[type[SaysoError], HTTPStatus] = {
    NotInCase: HTTPStatus.NOT_FOUND,
    JudgementInvalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    JudgementStale: HTTPStatus.CONFLICT,
    CaseReadOnly: HTTPStatus.FORBIDDEN,
    CaseBusy: HTTPStatus.SERVICE_UNAVAILABLE,
}
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
    api = APIRouter(prefix="/api", tags=["pages"])
    for page in PAGES:
        add_page(app, api, page.path, page.template, page.view)
    for name, (view, columns) in TABLES.items():
        app.get(f"/{name}.csv", include_in_schema=False)(table.answer(name, view, columns))
    api.include_router(acts.api)
    app.include_router(api)
    app.include_router(entry.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(SaysoError, told)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, misunderstood)
    app.add_middleware(Shield, guard=guard)
    return app


def add_page(
    app: FastAPI, api: APIRouter, path: str, template: str, view: Callable[..., Any]
) -> None:
    """Serve a view twice: as a page, and as JSON."""
    given = Depends(view)

    def page(request: Request, found: object = given) -> HTMLResponse:
        return render(request, template, view=found)

    app.get(path, include_in_schema=False, response_class=HTMLResponse)(page)
    where = path if path != "/" else "/case"
    api.get(where, name=view.__name__, responses=MAY_FAIL)(view)


MAY_FAIL: dict[int | str, dict[str, Any]] = {
    401: {"description": "no session, and no token"},
    404: {"description": "nothing has this id"},
}


def told(request: Request, error: Exception) -> Response:
    """What a case does not have, or does not allow, in the words of the error."""
    assert isinstance(error, SaysoError)
    kinds = [status for kind, status in STATUS.items() if isinstance(error, kind)]
    return failure(request, kinds[0] if kinds else HTTPStatus.INTERNAL_SERVER_ERROR, str(error))


def refused(request: Request, error: Exception) -> Response:
    """An address that there is not, a method that it does not take."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    words = "There is nothing at this address." if status == HTTPStatus.NOT_FOUND else error.detail
    return failure(request, status, words)


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
    if request.url.path.startswith("/api"):
        return JSONResponse({"detail": sentence}, status)
    template = "note.html" if request.headers.get("HX-Request") else "failure.html"
    return render(request, template, status=status, words=sentence, bad=True)
