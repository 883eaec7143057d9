"""The pages: each a view, from a case and what was asked to a value, and a template to show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.show.workbench.pages import (
    accounts,
    audit,
    brief,
    claims,
    difference,
    entities,
    entity,
    front,
    hypotheses,
    judgements,
    network,
    proposition,
    report,
    search,
    statements,
    timeline,
    voice,
    voices,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A view at an address; the API has its value at the same address below `/api`."""

    path: str
    template: str
    view: Callable[..., Any]


PAGES = (
    Page("/", "front.html", front.front),
    Page("/search", "search.html", search.search),
    Page("/claims", "claims.html", claims.claims),
    Page("/statements", "statements.html", statements.statements),
    Page("/propositions/{proposition}", "proposition.html", proposition.proposition),
    Page("/reports/{report}", "report.html", report.report),
    Page("/voices", "voices.html", voices.voice_list),
    # Keys of voices hold what names hold, a slash among them.
    Page("/voices/{voice:path}", "voice.html", voice.voice),
    Page("/difference", "difference.html", difference.difference),
    Page("/entities", "entities.html", entities.entity_list),
    Page("/entities/{entity}", "entity.html", entity.entity),
    Page("/judgements", "judgements.html", judgements.judgements),
    Page("/network", "network.html", network.network),
    Page("/network/edges/{proposition}", "network_edge.html", network.edge),
    Page("/network/entities/{entity}", "network_entity.html", network.neighbour),
    Page("/audit", "audit.html", audit.audit),
    Page("/accounts", "accounts.html", accounts.accounts),
    Page("/hypotheses", "hypotheses.html", hypotheses.hypotheses),
    Page("/brief", "brief.html", brief.brief),
    Page("/timeline", "timeline.html", timeline.timeline),
)
# What pages ask for beside, which is no page: the address below `/api`, and the view.
PARTS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("/types", claims.types),
    ("/names", entities.names),
    ("/reports/{report}/placing", report.placing),
)
# What is neither a page nor JSON: the address, and what answers there.
FILES: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("/reports/{report}/original", report.original),
    ("/claims/{claim}", report.claim_place),
    ("/brief.pdf", brief.pdf),
)
# Tables as CSV, by name: what gives the rows, and the columns.
TABLES: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "audit": (audit.rows, audit.COLUMNS),
    "claims": (search.rows, search.COLUMNS),
    "entities": (entities.rows, entities.COLUMNS),
    "network": (network.rows, network.COLUMNS),
    "propositions": (claims.rows, claims.COLUMNS),
    "statements": (statements.rows, statements.COLUMNS),
    "reports": (front.rows, front.COLUMNS),
    "voices": (voices.rows, voices.COLUMNS),
}
