"""How a request can fail, as the description of the API tells it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Failure(BaseModel):
    """Why a request failed, in one sentence."""

    detail: str


def may_fail(**why: str) -> dict[int | str, dict[str, Any]]:
    """Answers by status: `may_fail(_404="nothing has this id")`."""
    return {
        int(status.lstrip("_")): {"model": Failure, "description": words}
        for status, words in why.items()
    }


SEEING = may_fail(
    _401="no session, and no token",
    _403="the role may not",
    _404="nothing has this id",
    _422="what was asked cannot be meant",
    _429="too many requests; `Retry-After` tells how many seconds to wait",
    _503="another process holds the case",
)
ACTING = SEEING | may_fail(
    _400="the body cannot be read",
    _403="the role may not, or the case cannot be written to",
    _408="nothing more came in for a while",
    _409="somebody else judged it meanwhile",
    _413="the body is too large",
)
