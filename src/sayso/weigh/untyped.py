"""What was said and not read as a typed claim: it is not weighed, and must not be lost.

    for statement, chain in hearings(analysis, cast): ...

A statement that only hands on what another voice says is heard in the chain of that one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.model import Analysis, Span, Statement, lineage
from sayso.weigh.testimony import Cast, Link, speakers

# Fewer words of its own beside what it hands on say nothing: "that, and", "of it". As many make
# the shortest gist (`extract/gist.py`).
LEAST_WORDS = 3
WORD = re.compile(r"\w+")


def untyped(analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of a report that say something themselves, and on which no claim hangs.

    The outlet's own narration is none of them.
    """
    typed = {claim.statement for claim in analysis.claims}
    within: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in analysis.statements:
        if statement.parent is not None:
            within[statement.parent].append(statement)
    return tuple(
        s
        for s in analysis.statements
        if s.parent is not None
        and s.id not in typed
        and (not within[s.id] or says_more(analysis.report.text, s, within[s.id]))
    )


def says_more(text: str, statement: Statement, within: Sequence[Statement]) -> bool:
    """Whether a statement says something beside those that stand within it."""
    inner = [span for s in within for span in (*s.content, s.source, s.cue) if span is not None]
    words = sum(
        len(WORD.findall(piece.of(text)))
        for content in statement.content
        for piece in without(content, inner)
    )
    return words >= LEAST_WORDS


def without(whole: Span, parts: Iterable[Span]) -> Iterator[Span]:
    """What is left of a stretch when others are taken out of it."""
    at = whole.start
    for part in sorted(part for part in parts if part.meets(whole)):
        if part.start > at:
            yield Span(at, part.start)
        at = max(at, part.end)
    if at < whole.end:
        yield Span(at, whole.end)


def hearings(analysis: Analysis, cast: Cast) -> Iterator[tuple[Statement, tuple[Link, ...]]]:
    """The untyped statements of a report, each with its chain, the outlet first."""
    left = untyped(analysis)
    if not left:
        return
    by_id = {statement.id: statement for statement in analysis.statements}
    spoke = speakers(analysis, cast)
    for statement in left:
        yield statement, tuple(spoke[each.id] for each in lineage(statement, by_id))
