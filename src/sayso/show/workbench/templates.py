"""The templates of the pages, and the words that they share."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

import sayso
from sayso.ontology import claim_types
from sayso.record.findings.claims import Filling
from sayso.record.rulings import in_words
from sayso.show.workbench import phrases
from sayso.show.workbench.sentence import in_denial, where

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates; every value is escaped unless it was made as markup."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {name: getattr(phrases, name) for name in phrases.__all__}
    made.globals |= {
        "version": sayso.__version__,
        "claim_types": claim_types,
        "query": query,
        "where": where,
        "by_model": in_words,
        "part": part,
    }
    made.filters["path"] = lambda text: quote(str(text), safe="")
    return made


def part(filling: Filling, polarity: str) -> str:
    """Who plays a part of a claim, as it reads beside the mark of a denial."""
    return (in_denial(filling) if polarity == "denied" else filling).name


def query(asked: dict[str, object], **changed: object) -> str:
    """The part of an address behind the question mark, with some of it changed."""
    told = {name: value for name, value in {**asked, **changed}.items() if value not in (None, "")}
    told = {name: value for name, value in told.items() if not (name == "page" and value == 1)}
    return "?" + urlencode(told) if told else "?"


def render(
    request: Request, template: str, status: HTTPStatus = HTTPStatus.OK, **values: object
) -> HTMLResponse:
    """A page, or a part of one."""
    bench, session = request.app.state.bench, getattr(request.state, "session", None)
    page = environment().get_template(template)
    words = page.render(
        bench=bench,
        session=session,
        path=quote(request.url.path),
        asked=dict(request.query_params),
        **{"view": None, "words": "", "bad": False, **values},
    )
    return HTMLResponse(words, status)
