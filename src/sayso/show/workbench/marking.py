"""The text of a report, cut where something begins or ends, so that it can be marked.

    for paragraph in paragraphs(analysis, borrowed): ...

Statements nest, quotations run on over paragraphs, and passages of other reports lie across both; a
page can only nest. So the text is cut at every boundary, and each piece says what it belongs to.
The pieces of a report, joined, are its text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from sayso.model import Analysis, Span, Statement

# A page shows so many characters of a report at once; a browser lays out more than a second at a
# paragraph of a megabyte.
LONGEST = 60_000
NOTHING: Mapping[str, Sequence[Span]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in another report too. `here` is where it stands in this one."""

    here: Span
    there: Span
    report: str
    from_there: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters, and what they belong to.

    `depth` counts the statements in whose content they stand, without the outlet's own; `source`
    and `cue` name the statement whose voice or whose verb they are. `voices` are all who speak
    here, the outermost first, and whose words these are not.
    """

    start: int
    text: str
    depth: int
    source: str | None
    cue: str | None
    statements: tuple[str, ...]
    voices: tuple[str, ...]
    claims: tuple[str, ...]
    shared: tuple[str, ...]
    begins: tuple[str, ...]
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a report, and where they stand: `[start, end]`."""

    words: str
    span: tuple[int, int]

    @classmethod
    def of(cls, text: str, span: Span) -> Stretch:
        """The words at a place of a text."""
        return cls(span.of(text), (span.start, span.end))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of a paragraph; the ids of the claims, and of all statements, that begin in it.

    `proposals` are those of a model whose words begin in it.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    claims: tuple[str, ...]
    statements: tuple[str, ...]
    proposals: tuple[str, ...] = ()


@dataclass
class Layers:
    """What lies over a text: spans with what they are, by where they begin and end."""

    cuts: set[int] = field(default_factory=set)
    over: list[tuple[Span, str, str]] = field(default_factory=list)

    def lay(self, span: Span, kind: str, name: str) -> None:
        """Put something over a span."""
        if span.start < span.end:
            self.cuts.update((span.start, span.end))
            self.over.append((span, kind, name))


def paragraphs(
    analysis: Analysis,
    shared: Sequence[Shared],
    window: Span | None = None,
    proposed: Mapping[str, Sequence[Span]] = NOTHING,
) -> Iterator[Paragraph]:
    """The paragraphs of a report, or of a window of it, with their pieces.

    `proposed` are the words that each proposal of a model rests on, by its id.
    """
    text = analysis.report.text
    whole = window or Span(0, len(text))
    layers = layers_of(analysis, shared)
    for name, spans in proposed.items():
        for span in spans:
            layers.lay(span, "proposal", name)
    voice = {statement.id: statement.voice for statement in analysis.statements}
    begins = beginnings(analysis.statements)
    for span in blocks(text, whole):
        pieces = tuple(pieces_of(text, span, layers, voice, begins))
        claims = tuple(
            c.id for c in analysis.claims if span.start <= c.evidence.start < max(span.end, 1)
        )
        said = tuple(name for piece in pieces for name in piece.begins)
        mine = tuple(n for n, told in proposed.items() if span.start <= told[0].start < span.end)
        yield Paragraph(span.start, span.end, pieces, claims, said, mine)


def layers_of(analysis: Analysis, shared: Sequence[Shared]) -> Layers:
    """All that is to be marked."""
    layers = Layers()
    for statement in analysis.statements:
        if statement.parent is None:
            continue
        for span in statement.content:
            layers.lay(span, "content", statement.id)
        if statement.source is not None:
            layers.lay(statement.source, "source", statement.id)
        if statement.cue is not None:
            layers.lay(statement.cue, "cue", statement.id)
    for claim in analysis.claims:
        layers.lay(claim.evidence, "claim", claim.id)
    for each in shared:
        layers.lay(each.here, "shared", each.report)
    return layers


def beginnings(statements: Iterable[Statement]) -> dict[int, tuple[str, ...]]:
    """Where each statement is first shown, as a place to jump to."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for statement in statements:
        told = (*statement.content, statement.source, statement.cue)
        starts = [span.start for span in told if span is not None]
        if statement.parent is not None and starts:
            found[min(starts)].append(statement.id)
    return {place: tuple(names) for place, names in found.items()}


def blocks(text: str, window: Span) -> Iterator[Span]:
    """The lines of a window that hold more than white space."""
    start = window.start
    while start < window.end:
        end = text.find("\n", start, window.end)
        end = window.end if end < 0 else end
        if not text[start:end].isspace() and end > start:
            yield Span(start, end)
        start = end + 1


def pieces_of(
    text: str,
    span: Span,
    layers: Layers,
    voice: dict[str, str],
    begins: dict[int, tuple[str, ...]],
) -> Iterator[Piece]:
    """The pieces of one paragraph."""
    cuts = sorted({span.start, span.end} | {c for c in layers.cuts if span.start < c < span.end})
    near = [each for each in layers.over if each[0].meets(span)]
    for start, end in pairwise(cuts):
        piece = Span(start, end)
        kinds: defaultdict[str, list[str]] = defaultdict(list)
        for over, kind, name in near:
            if over.holds(piece):
                kinds[kind].append(name)
        content = list(dict.fromkeys(kinds["content"]))
        speaking = [*content, *kinds["source"], *kinds["cue"]]
        yield Piece(
            start,
            text[start:end],
            len(content),
            kinds["source"][-1] if kinds["source"] else None,
            kinds["cue"][-1] if kinds["cue"] else None,
            tuple(content),
            tuple(dict.fromkeys(voice[name] for name in speaking)),
            tuple(dict.fromkeys(kinds["claim"])),
            tuple(dict.fromkeys(kinds["shared"])),
            begins.get(start, ()),
            tuple(dict.fromkeys(kinds["proposal"])),
        )


def windows(text: str, longest: int = LONGEST) -> tuple[Span, ...]:
    """A text in stretches that a page can show, cut at the end of a line, a sentence or a word."""
    found, start = [], 0
    while len(text) - start > longest:
        least, most = start + longest // 2, start + longest
        cuts = (text.rfind(mark, least, most) for mark in ("\n", ". ", " "))
        end = next((cut + 1 for cut in cuts if cut > 0), most)
        found.append(Span(start, end))
        start = end
    return (*found, Span(start, len(text)))


def window_of(found: Sequence[Span], place: int) -> int:
    """The number of the window that holds a place in the text."""
    starts = [span.start for span in found]
    return max(0, bisect_right(starts, place) - 1)
