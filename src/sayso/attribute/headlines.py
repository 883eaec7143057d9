"""Statements by layout alone: "Minister: ...", "..., minister says", "NAME: ...", “...” — Name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.layout import Layout
from sayso.attribute.cue import lexicon
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import is_nominal, speaks, voice_nouns
from sayso.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# A longer line is a paragraph: 923 of the 924 headlines in PolNeAR have at most 160 characters.
LONGEST_HEADLINE = 160
# A title is one at any sensible length; the patterns below take long over a page of dashes.
LONGEST_TITLE = 400
# "Voss on defeat: ..." labels the line with who speaks, and of what.
COLON = re.compile(
    r"(?:(?P<kicker>[^:]{3,25}):\s+)?(?P<source>[^:,.;!?\"“]{2,60}?)"
    r"(?:\s+(?:on|about)\s+[^:,.;!?\"“]{2,40})?(?P<cue>:)\s+(?P<content>\S.+)"
)
TRAILING = re.compile(
    r"(?P<content>.+?)(?:,|\s[-–—])\s+(?P<source>[^,;:.!?]{2,60}?)\s+(?P<cue>\w+)(?:\s+\w+day)?$"
)
# "Rebel leader killed in air strike, says army"
INVERTED = re.compile(
    r"(?P<content>.+?),\s+(?P<cue>says?|claims?|reports?|warns?|confirms?)\s+"
    r"(?P<source>[^,;:.!?]{2,60})$"
)
LEADING = re.compile(
    r"(?P<source>(?:[\w'’-]+ ){0,4}?[\w'’-]+) "
    r"(?P<cue>says?|claims?|warns?|confirms?|admits?|insists?) (?P<content>(?:\S+ ){2,}\S+)$"
)
DASH = re.compile(r"(?P<content>.+?)\s+(?P<cue>[-–—])\s+(?P<source>[^,;:.!?–—]{2,40})$")
# A stop before a capital, but not after an initial or an abbreviation: more than one sentence.
SENTENCES = re.compile(r"\w{4,}[.!?][\"'”’]* +[A-Z“\"]")
# Each line of a transcript may open with a quotation mark of its own.
LABEL = re.compile(r"[\"“]?(?P<source>[A-Z][A-Z.'’ -]{1,40}|Q|A):\s+(?P<content>\S.*)", re.DOTALL)
# A name of up to four words that is not in capitals labels a line where it does so twice.
NAMED = re.compile(
    r"[\"“]?(?P<source>(?:The )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s+(?P<content>\S.*)",
    re.DOTALL,
)
# Verbs by which a headline asks something of whom it names first.
DEMANDING = frozenset(
    {
        *("release", "free", "end", "stop", "halt", "drop", "repeal", "investigate", "ensure"),
        *("protect", "reject", "respect", "lift", "quash", "allow", "prosecute", "suspend"),
    }
)
HEARING = frozenset({"told", "hears", "hear", "heard"})
OPENING_QUOTES = frozenset("\"“‘'")
SIGNED = re.compile(r"\s*(?P<cue>[―—–]|--)\s*(?P<source>[A-Z][^.;:\n]{2,80}?)[.,]?\s*$")


@cache
def kickers() -> frozenset[str]:
    """Words before a colon that label a headline and name no voice."""
    text = files("sayso.attribute").joinpath("kickers.txt").read_text(encoding="utf-8")
    return frozenset(text.splitlines())


def find_lines(annotation: Annotation, layout: Layout) -> Iterator[Telling]:
    """The statements that headlines, speakers' labels and signed quotations make."""
    text = annotation.report.text
    labels = labels_of([p.of(text) for p in layout.paragraphs])
    # One line in capitals with a colon is a heading; a transcript has several.
    transcript = sum(label is not None for label in labels) >= 2
    for i, (paragraph, label) in enumerate(zip(layout.paragraphs, labels, strict=True)):
        if is_headline(annotation, paragraph, i):
            telling = headline(annotation, paragraph)
            telling = None if telling and i and is_caption(annotation, telling) else telling
        elif transcript and label is not None and not asks_for_outlet(annotation, label):
            telling = labelled(annotation, paragraph, label)
        else:
            telling = None
        if telling is not None:
            yield telling
    yield from signed(annotation, layout)


def labels_of(paragraphs: list[str]) -> list[re.Match[str] | None]:
    """The speaker's label of each paragraph that has one."""
    named = [NAMED.match(p) for p in paragraphs]
    often = Counter(m["source"].split()[-1] for m in named if m)
    return [
        LABEL.match(p) or (m if m and often[m["source"].split()[-1]] > 1 else None)
        for p, m in zip(paragraphs, named, strict=True)
    ]


def is_headline(annotation: Annotation, paragraph: Span, index: int) -> bool:
    """Whether a paragraph is a headline: the title, or a short line without a full stop."""
    text = paragraph.of(annotation.report.text)
    title = annotation.report.title
    told = title is not None and text.rstrip(".") == title.value.rstrip(".")
    if told and len(text) <= LONGEST_TITLE:
        return True
    last = text.rstrip("'\"”’")[-1:]
    if len(text) > LONGEST_HEADLINE or "\n" in text or SENTENCES.search(text):
        return False
    return index == 0 or last not in ".!?:,;"


def asks_for_outlet(annotation: Annotation, label: re.Match[str]) -> bool:
    """Whether the label is that of the outlet's own interviewer."""
    outlet = annotation.report.outlet
    words = set(label["source"].lower().split())
    return label["source"] == "Q" or (
        outlet is not None and words <= set(outlet.value.lower().split())
    )


def headline(annotation: Annotation, paragraph: Span) -> Telling | None:
    """The statement of a headline by its form, where its words say who speaks."""
    text = paragraph.of(annotation.report.text).rstrip(".")
    leading = LEADING.match(text)
    if leading and (cue := headline_cue(leading["cue"])) is not None:
        told = parts(annotation, paragraph, leading, cue)
        if told is not None:
            return told
    inverted = INVERTED.match(text)
    if inverted and (cue := headline_cue(inverted["cue"])) is not None:
        return parts(annotation, paragraph, inverted, cue)
    trailing = TRAILING.match(text)
    if trailing and (cue := headline_cue(trailing["cue"])) is not None:
        told = parts(annotation, paragraph, trailing, cue)
        # "Boss ordered killing, jury told": who hears it did not say it
        heard = trailing["cue"].lower() in HEARING
        return replace(told, source=None, speaker=-1) if told is not None and heard else told
    colon = COLON.match(text)
    if colon and colon["source"].lower() not in kickers():
        told = parts(annotation, paragraph, colon, "says")
        return told if told is not None and can_label(annotation, told) else None
    dash = DASH.match(text)
    if dash:
        return parts(annotation, paragraph, dash, "says")
    return None


def is_caption(annotation: Annotation, telling: Telling) -> bool:
    """Whether a colon in the body of a report sets apart what a picture or a link is about.

    "Heroic: he took down the gunman", "MORE: Man survives fall". Of 45 such lines in public news
    with nothing quoted behind the colon two told who speaks; one of them was a line of a
    transcript, the other label a noun for people.
    """
    text, cue = annotation.report.text, telling.cue
    if cue is None or cue.of(text) != ":":
        return False
    quoted = text[cue.end : cue.end + 2].strip()[:1] in OPENING_QUOTES
    noun = annotation.doc[telling.speaker] if telling.speaker >= 0 else None
    if quoted or noun is None:
        return not quoted
    # "Attorney: Ilva Brandt is ..." tells who is in the picture; officials, or police, speak.
    one = noun.tag_ == "NN" and noun.i == noun.left_edge.i and noun.lower_ != "police"
    return one or noun.lemma_.lower() not in voice_nouns()


def can_label(annotation: Annotation, telling: Telling) -> bool:
    """Whether a headline's label may be who speaks.

    A place tells where and not who ("Karsk: two dead"), and "Very private: ..." tells neither;
    who is asked is asked ("Corsia: Release the students").
    """
    source, head = telling.source, telling.speaker
    if head >= 0 and not is_nominal(annotation.doc[head]):
        return False
    if is_asked(annotation.report.text, telling):
        return False
    return not any(n.span == source and n.kind is EntityKind.PLACE for n in annotation.names)


def is_asked(text: str, telling: Telling) -> bool:
    """Whether a line asks something of whom it names first: "Corsia: Release the students"."""
    first = telling.content[0].of(text).split()[:1]
    return bool(first) and first[0].lower() in DEMANDING


def headline_cue(word: str) -> str | None:
    """The manner of a verb as headlines use it, if it can end one ("say", "claims", "warned")."""
    lower = word.lower()
    for lemma in (
        lower,
        lower.removesuffix("s"),
        lower.removesuffix("d"),
        lower.removesuffix("ed"),
        {"said": "say", "told": "tell", "shown": "show"}.get(lower, ""),
    ):
        for cue in lexicon().get(("verb", lemma), ()):
            if cue.takes & {"clause", "quote"}:
                return cue.manner
    return None


def parts(
    annotation: Annotation, paragraph: Span, match: re.Match[str], manner: str
) -> Telling | None:
    """The statement of a matched line, where its source can be a voice."""
    start = paragraph.start
    source = Span(start + match.start("source"), start + match.end("source"))
    head = head_of(annotation, source)
    if head is None or not speaks(annotation.names, head):
        return None
    cue = Span(start + match.start("cue"), start + match.end("cue"))
    content = Span(start + match.start("content"), start + match.end("content"))
    at = annotation.doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return Telling(source, cue, (content,), manner, at[-1].i if at else -1, head.i)


def head_of(annotation: Annotation, span: Span) -> Token | None:
    """The last noun of a short line's source, before a preposition: headlines drop articles."""
    tokens = annotation.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    words = [t for t in tokens if t.is_alpha or "-" in t.text]
    for stop, word in enumerate(words):
        if word.pos_ == "ADP" and stop > 0:
            words = words[:stop]
            break
    return words[-1] if words else None


def labelled(annotation: Annotation, paragraph: Span, label: re.Match[str]) -> Telling:
    """The statement of a transcript's line "NAME: words"."""
    start = paragraph.start + label.start("source")
    source = Span(start, paragraph.start + label.end("source"))
    content = Span(paragraph.start + label.start("content"), paragraph.end)
    head = head_of(annotation, source)
    speaker = head.i if head is not None else -1
    cue = Span(source.end, source.end + 1)
    at = speaker + 1 if head is not None else -1
    manner = "asks" if label["content"].rstrip("\"'”’ \n").endswith("?") else "says"
    return Telling(source, cue, (content,), manner, at, speaker, verbatim=True)


def signed(annotation: Annotation, layout: Layout) -> Iterator[Telling]:
    """Quotations that end a paragraph with a dash and a name."""
    text = annotation.report.text
    for quote in layout.quotes:
        paragraph = layout.paragraphs[layout.paragraph(quote.span.start)]
        match = SIGNED.match(text, quote.span.end, paragraph.end)
        if match is None:
            continue
        source = Span(match.start("source"), match.end("source"))
        head = head_of(annotation, source)
        if head is not None and head.pos_ == "PROPN":
            cue = Span(match.start("cue"), match.end("cue"))
            yield Telling(source, cue, (quote.span,), "says", -1, head.i)
