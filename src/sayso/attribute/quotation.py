"""Quotations that no cue introduces: they go on with what the last speaker said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.layout import Layout, Quote
from sayso.attribute.reference import FIRST
from sayso.attribute.telling import Telling
from sayso.model import Span

# A quotation that is a sentence of its own ends like one, inside its marks.
WHOLE = re.compile(r"^[\"“”«„'‘`]+\W?[\[A-Z0-9].*[.?!…,―-][\"”“»'’`]*\s*$", re.DOTALL)
# Shorter ones are words that the outlet sets off, not something that somebody goes on to say.
FEWEST_WORDS = 3
# Alone, short ones are mostly titles of books and songs.
FEWEST_WORDS_ALONE = 6
LONGEST_CAPTION = 160
# Words by which somebody speaks for himself ("US" is a country), and how many paragraphs further
# they are looked for.
OF_US = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y)\b")
FURTHER = 3
# Manners of which a quotation in the next sentence can be the continuation.
SAYING = frozenset(
    {
        "says",
        "claims",
        "argues",
        "reports",
        "announces",
        "admits",
        "confirms",
        "denies",
        "warns",
        "asks",
    }
    | {"promises", "criticizes", "praises", "demands", "suggests", "agrees", "refuses"}
)


def carry_on(layout: Layout, tellings: Sequence[Telling]) -> list[Telling]:
    """Give each whole quotation without a cue to the statement that it continues.

    In the same paragraph it continues the last statement before it that quotes; at the head of a
    paragraph it does so where the paragraph before ends in a quotation that was left open.
    """
    found = list(tellings)
    for at, quote in enumerate(layout.quotes):
        if is_told(found, quote.span) or not whole(layout, quote):
            continue
        speaker = last_speaker(layout, found, at)
        if speaker is None:
            speaker = speaker_behind(layout, found, quote.span)
        if speaker is not None:
            telling = found[speaker]
            found[speaker] = replace(telling, content=joined(telling.content, quote.span))
    return upwards(layout, found)


def introduce(layout: Layout, tellings: Sequence[Telling]) -> list[Telling]:
    """Give a cue that ends its paragraph with a colon the paragraphs below it.

    Where the first of them is a quotation, those that open with a quotation; else all up to a
    subhead or to one in which somebody else speaks. Words before such a cue are no content ("In a
    statement, the company said:") unless they are quoted. Statements that stay without content are
    dropped.
    """
    found: list[Telling] = []
    others = {
        layout.paragraph(t.cue.start)
        for t in tellings
        if t.cue and t.source and t.source.of(layout.text).lower() not in FIRST
    }
    for telling in tellings:
        content: tuple[Span, ...] = ()
        if telling.cue is not None and awaits(layout, telling):
            content = below(layout, layout.paragraph(telling.cue.start) + 1, others)
        if content:
            found.append(replace(telling, content=content, verbatim=True))
        elif telling.content:
            found.append(telling)
    return found


def awaits(layout: Layout, telling: Telling) -> bool:
    """Whether what is told must stand below: there is no content, or a lead-in to a colon alone."""
    cue = telling.cue
    if cue is None or not telling.content:
        return True
    before = all(c.end <= cue.start for c in telling.content)
    quoted = any(layout.meeting(c) for c in telling.content)
    return before and not quoted and introduces(layout, cue)


def introduces(layout: Layout, cue: Span) -> bool:
    """Whether the cue's paragraph ends with a colon, and what was said follows below it."""
    paragraph = layout.paragraphs[layout.paragraph(cue.start)]
    rest = layout.text[cue.end : paragraph.end]
    return bool(rest) and rest.find(":") == len(rest) - 1


def below(layout: Layout, first: int, others: set[int]) -> tuple[Span, ...]:
    """The paragraphs from number `first` on that one cue above them introduces.

    Without quotation marks, who speaks of "our" troops goes on where others come in: "They claim
    to defend us."
    """
    heads = {q.span.start for q in layout.quotes}
    run: list[int] = []
    for number, paragraph in enumerate(layout.paragraphs[first:], first):
        opens = paragraph.start in heads
        if run and opens != (layout.paragraphs[run[0]].start in heads):
            break
        if paragraph.of(layout.text)[-1:] not in '.!?:"”’»)':
            break
        run.append(number)
    quoted = bool(run) and layout.paragraphs[run[0]].start in heads
    stop = next((n for n, at in enumerate(run) if n and at in others), len(run))
    if not quoted:
        own = [n for n, at in enumerate(run) if speaks_of_us(layout, layout.paragraphs[at])]
        own = own if own and own[0] < 2 else []
        while any(stop <= n < stop + FURTHER for n in own):
            stop = 1 + max(n for n in own if n < stop + FURTHER)
        stop = next((n for n, at in enumerate(run) if n >= stop and at in others), len(run))
    return tuple(layout.paragraphs[at] for at in (run if quoted else run[:stop]))


def speaks_of_us(layout: Layout, paragraph: Span) -> bool:
    """Whether a paragraph speaks of "I" or "we" outside quotations."""
    return any(
        layout.quoted(paragraph.start + match.start()) is None
        for match in OF_US.finditer(paragraph.of(layout.text))
    )


def fill(layout: Layout, tellings: Sequence[Telling]) -> list[Telling]:
    """Give each statement the whole of the quotations of which it has at least half."""
    return [replace(t, content=filled(layout, t)) for t in tellings]


def filled(layout: Layout, telling: Telling) -> tuple[Span, ...]:
    """The content with whole quotations in place of the most of one."""
    content = by_paragraph(layout, telling.content)
    quotes = {q.span: None for span in content for q in layout.meeting(span)}
    for quote in quotes:
        own = (telling.source, telling.cue)
        if any(part is not None and part.meets(quote) for part in own):
            continue
        if 2 * covered(content, quote) >= quote.end - quote.start:
            over = [s for s in content if s.meets(quote)]
            first, last = min(s.start for s in over), max(s.end for s in over)
            content = joined(content, quote.join(Span(first, last)))
    return content


def by_paragraph(layout: Layout, content: Sequence[Span]) -> tuple[Span, ...]:
    """The content cut where paragraphs end."""
    pieces: list[Span] = []
    for span in content:
        first, last = layout.paragraph(span.start), layout.paragraph(max(span.start, span.end - 1))
        for p in layout.paragraphs[first : last + 1]:
            if p.meets(span):
                pieces.append(Span(max(p.start, span.start), min(p.end, span.end)))
    return tuple(pieces) or tuple(content)


def joined(content: Sequence[Span], quote: Span) -> tuple[Span, ...]:
    """The content with a whole quotation in it, in the order of the text."""
    return tuple(sorted([*(s for s in content if not s.meets(quote)), quote]))


def covered(content: Sequence[Span], quote: Span) -> int:
    """How many characters of a quotation some spans hold."""
    return sum(min(s.end, quote.end) - max(s.start, quote.start) for s in content if s.meets(quote))


def reclaim(layout: Layout, tellings: Sequence[Telling], spare: Sequence[Telling]) -> list[Telling]:
    """Add, for each whole quotation that nobody claims, the surest spare statement that does."""
    found = list(tellings)
    for quote in layout.quotes:
        if not whole(layout, quote) or is_told(found, quote.span):
            continue
        teller = next((t for t in spare if t.source and tells_most(t, quote.span)), None)
        if teller is not None and not any(same_place(teller, t) for t in found):
            found.append(teller)
    return sorted(found, key=lambda t: t.anchor)


def tells_most(telling: Telling, quote: Span) -> bool:
    """Whether a cue outside the quotation tells at least half of it."""
    outside = telling.cue is not None and not quote.holds(telling.cue)
    return outside and 2 * covered(telling.content, quote) >= quote.end - quote.start


def same_place(telling: Telling, other: Telling) -> bool:
    """Whether both stand at one cue."""
    return telling.anchor.meets(other.anchor)


def unclaimed(layout: Layout, tellings: Sequence[Telling]) -> list[Telling]:
    """Whole quotations that no cue claims, as statements of a voice that is not named.

    They are somebody's words, and not the outlet's: nothing in them may stand as its narration.
    """
    return [
        Telling(None, None, (quote.span,), "says", -1)
        for quote in layout.quotes
        if whole(layout, quote)
        and len(quote.span.of(layout.text).split()) >= FEWEST_WORDS_ALONE
        and not is_told(tellings, quote.span)
    ]


def is_told(tellings: Sequence[Telling], quote: Span) -> bool:
    """Whether a cue outside the quotation already claims some of it: a fifth or more.

    So does the label of a transcript's line, which may stand inside of its quotation marks.
    """
    return any(
        5 * covered(telling.content, quote) >= quote.end - quote.start
        for telling in tellings
        if telling.cue is None or telling.verbatim or not quote.holds(telling.cue)
    )


def whole(layout: Layout, quote: Quote) -> bool:
    """Whether the quotation stands as a sentence of its own."""
    text, start = layout.text, quote.span.start
    words = quote.span.of(text)
    before = text[:start].rstrip()[-1:]
    opens = start == layout.paragraphs[layout.paragraph(start)].start
    return (
        len(words.split()) >= FEWEST_WORDS
        and (not quote.closed or WHOLE.match(words) is not None)
        and (opens or before in ("", ".", "!", "?", "”", '"', "’", "'", ":", "\n", ",", "―"))
    )


def last_speaker(layout: Layout, tellings: Sequence[Telling], at: int) -> int | None:
    """The index of the statement that the quotation number `at` continues."""
    quote = layout.quotes[at].span
    here = layout.paragraph(quote.start)
    best = speaker_above(layout, tellings, at)
    for i, telling in enumerate(tellings):
        anchor = telling.anchor
        if anchor.end > quote.start or layout.quoted(anchor.start) is not None:
            continue
        if telling.manner not in SAYING or telling.source is None:
            continue
        above = at > 0 and left_open(layout, at) and ends_with(telling, layout.quotes[at - 1].span)
        if above or layout.paragraph(anchor.start) == here:
            best = i
    return best


def speaker_above(layout: Layout, tellings: Sequence[Telling], at: int) -> int | None:
    """The index of the statement that ends the paragraph above a quotation that is one itself.

    Of 77 quotations in PolNeAR that fill a paragraph and are told by a cue in the one above, 70
    are told by the last one. Where somebody asked, the other one answers (`turns`).
    """
    quote = layout.quotes[at]
    here = layout.paragraph(quote.span.start)
    if here == 0 or not quote.closed or quote.span != layout.paragraphs[here]:
        return None
    above = layout.paragraphs[here - 1]
    told = [i for i, t in enumerate(tellings) if above.holds(t.anchor)]
    if not told or any(tellings[i].manner == "asks" for i in told):
        return None
    last = max(told, key=lambda i: (max(s.end for s in parts_of(tellings[i])), -i))
    telling = tellings[last]
    ends = max(s.end for s in parts_of(telling) if s.start < above.end)
    outside = layout.quoted(telling.anchor.start) is None
    sure = telling.manner in SAYING and telling.source is not None and not telling.negated
    return last if sure and outside and ends >= above.end - 2 else None


def speaker_behind(layout: Layout, tellings: Sequence[Telling], quote: Span) -> int | None:
    """The index of the statement whose words go on behind its cue: "No." Voss went on, "We ..."."""
    paragraph = layout.paragraphs[layout.paragraph(quote.start)]
    for i, telling in enumerate(tellings):
        if telling.source is None or telling.cue is None or telling.manner not in SAYING:
            continue
        begins = min(telling.source.start, telling.cue.start)
        beside = paragraph.holds(telling.cue) and not layout.text[quote.end : begins].strip()
        goes_on = any(s.start > telling.cue.end and layout.meeting(s) for s in telling.content)
        if begins >= quote.end and beside and goes_on:
            return i
    return None


def parts_of(telling: Telling) -> list[Span]:
    """Where the source, the cue and the content of a statement stand."""
    return [s for s in (telling.source, telling.cue, *telling.content) if s is not None]


def upwards(layout: Layout, tellings: Sequence[Telling]) -> list[Telling]:
    """Give a quotation of several paragraphs, whose speaker is named after the last, to him."""
    found = list(tellings)
    for at in range(len(layout.quotes) - 1, 0, -1):
        above, below = layout.quotes[at - 1].span, layout.quotes[at].span
        if not left_open(layout, at) or is_told(found, above):
            continue
        teller = next((i for i, t in enumerate(found) if tells(t, below)), None)
        if teller is not None:
            told = found[teller]
            found[teller] = replace(told, content=joined(told.content, above))
    return found


def tells(telling: Telling, quote: Span) -> bool:
    """Whether a cue outside the quotation tells it whole."""
    outside = telling.cue is not None and not quote.holds(telling.cue)
    return outside and any(s.holds(quote) for s in telling.content)


def left_open(layout: Layout, at: int) -> bool:
    """Whether the quotation before was left open at the end of the paragraph before.

    Captions of pictures may stand between, and where line breaks were lost, it may be the same one.
    """
    before, quote = layout.quotes[at - 1], layout.quotes[at].span
    first, here = layout.paragraph(before.span.start), layout.paragraph(quote.start)
    if before.closed:
        return False
    if first == here:
        return not layout.text[before.span.end : quote.start].strip()
    between = layout.paragraphs[first + 1 : here]
    opens = quote.start == layout.paragraphs[here].start
    return opens and all(is_caption(layout, p) for p in between)


def is_caption(layout: Layout, paragraph: Span) -> bool:
    """Whether a paragraph reads like a picture's caption: short, with no stop and no quotation."""
    words = paragraph.of(layout.text)
    short = len(words) <= LONGEST_CAPTION and words[-1:] not in ".!?:,;"
    return short and not layout.meeting(paragraph)


def ends_with(telling: Telling, span: Span) -> bool:
    """Whether the statement's content reaches to the end of `span`."""
    return any(s.meets(span) for s in telling.content)
