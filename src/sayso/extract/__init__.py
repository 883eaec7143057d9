"""Annotation and statements -> claims.

claims = extract(annotation, attribution)
"""

from __future__ import annotations

from sayso.annotate import Annotation
from sayso.attribute import Attribution
from sayso.model import Claim

__all__ = ["extract"]


def extract(annotation: Annotation, attribution: Attribution) -> tuple[Claim, ...]:
    """The claims of a report, each with the statement that it hangs on."""
    return ()
