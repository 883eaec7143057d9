"""What a sentence claims, read with the real parser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from sayso.annotate.annotation import annotate
from sayso.attribute import attribute
from sayso.extract import extract
from sayso.model import Claim, Report, identify


@dataclass(frozen=True)
class Read:
    """A claim with its words instead of spans."""

    claim: Claim
    text: str

    @property
    def type(self) -> str:
        return self.claim.type

    @property
    def trigger(self) -> str:
        return self.claim.trigger.of(self.text)

    @property
    def where(self) -> str | None:
        return self.claim.where.span.of(self.text) if self.claim.where else None

    @property
    def standing(self) -> tuple[str, str]:
        return self.claim.polarity.value, self.claim.modality.value

    def role(self, name: str) -> str | None:
        filler = self.claim.role(name)
        return filler.span.of(self.text) if filler else None


def report_of(text: str) -> Report:
    return Report(identify("r", text), "sentence.txt", "0" * 64, "text/plain", text)


@cache
def read(text: str) -> tuple[Read, ...]:
    annotation = annotate(report_of(text))
    return tuple(Read(c, text) for c in extract(annotation, attribute(annotation)))


@pytest.fixture(scope="session")
def claims_of() -> Callable[[str], tuple[Read, ...]]:
    return read
