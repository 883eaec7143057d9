"""The hypotheses of a case and how its propositions were marked for them, as judgements have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.errors import NotInCase
from sayso.model import identify
from sayso.record.judgement import Decision, Judged, parts
from sayso.weigh.hypothesis import Hypothesis, Mark, Marks


def hypotheses(rows: Iterable[Judged]) -> tuple[Hypothesis, ...]:
    """The hypotheses that stand, in the order in which people put them."""
    found: dict[str, Hypothesis] = {}
    for row in rows:
        value = row.judgement.value
        if row.judgement.decision is Decision.HYPOTHESIS and row.retraction is None:
            text = str(value.get("text", "")) if isinstance(value, dict) else ""
            found[row.judgement.subject] = Hypothesis(row.judgement.subject, text)
    return tuple(found.values())


def marks(rows: Iterable[Judged]) -> Marks:
    """The last mark of each proposition for each hypothesis."""
    found: dict[tuple[str, str], Mark] = {}
    for row in rows:
        value, ends = row.judgement.value, parts(row.judgement.subject)
        if row.judgement.decision is not Decision.MARKED or row.retraction is not None:
            continue
        if ends is not None and isinstance(value, dict):
            found[ends] = Mark(str(value.get("mark")))
    return found


def laid(rows: Iterable[Judged]) -> dict[str, tuple[str, ...]]:
    """The propositions that lie before the hypotheses, and the judgements that laid them there."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row.judgement.decision is Decision.LAID and row.retraction is None:
            subject = row.judgement.subject
            found[subject] = (*found.get(subject, ()), row.id)
    return found


def name_of(text: str) -> str:
    """The id of a hypothesis, by its words."""
    return identify("h", " ".join(text.split()))


def find(found: Sequence[Hypothesis], named: str) -> Hypothesis:
    """The hypothesis of this number, or whose id starts so. Raises NotInCase where none is."""
    if named.isdecimal() and 1 <= int(named) <= len(found):
        return found[int(named) - 1]
    meant = [each for each in found if each.id.startswith(named)] if named else []
    if len(meant) != 1:
        raise NotInCase(f"No one hypothesis is meant by {named!r}. See: sayso hypotheses")
    return meant[0]
