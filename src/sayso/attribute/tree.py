"""How statements nest: one lies inside another when its cue stands in the other's content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.attribute.telling import Telling
from sayso.model import Span

# Contents are looked up by stretches of this many characters: a few sentences, so that a stretch
# meets few contents and a content few stretches.
STRETCH = 512


class Contents:
    """Where contents stand, so that the ones around a place are found without trying them all."""

    def __init__(self, contents: Sequence[tuple[Span, ...]]) -> None:
        self.contents = contents
        self.met: defaultdict[int, list[int]] = defaultdict(list)
        for i, spans in enumerate(contents):
            stretches = {n for s in spans for n in range(s.start // STRETCH, s.end // STRETCH + 1)}
            for stretch in stretches:
                self.met[stretch].append(i)

    def around(self, span: Span) -> list[tuple[int, int]]:
        """The contents that hold `span`: their indices, and how wide the part is that holds it."""
        found = []
        for i in self.met[span.start // STRETCH]:
            widths = [s.end - s.start for s in self.contents[i] if s.holds(span)]
            if widths:
                found.append((i, min(widths)))
        return found


def nest(tellings: Sequence[Telling]) -> list[int | None]:
    """For each telling the index of the one that it lies in, None at the top.

    The innermost wins. Two that hold each other's cues are set one inside the other by the length
    of their contents, so that the result is always a forest.
    """
    order = sorted(
        range(len(tellings)),
        key=lambda i: (-extent(tellings[i]), tellings[i].within >= 0, i),
    )
    rank = {i: place for place, i in enumerate(order)}
    contents = Contents([t.content for t in tellings])
    handed = {t.head: i for i, t in enumerate(tellings) if t.head >= 0}
    parents: list[int | None] = []
    for i, telling in enumerate(tellings):
        holders = [j for j, _ in contents.around(telling.anchor)]
        if telling.within in handed:
            holders.append(handed[telling.within])
        above = [j for j in holders if j != i and rank[j] < rank[i]]
        parents.append(max(above, key=lambda j: rank[j], default=None))
    return parents


def extent(telling: Telling) -> int:
    """How many characters the content covers."""
    return sum(s.end - s.start for s in telling.content)
