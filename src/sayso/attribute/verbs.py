"""Statements made by verbs: "X said that ...", "..., said X", "X was said to ..."."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from sayso.attribute.clause import child, cue_reach, noun_phrase, span_of, speaker_of
from sayso.attribute.content import content_of, phrase_of
from sayso.attribute.cue import Cue, lexicon
from sayso.attribute.layout import Layout
from sayso.attribute.telling import Telling
from sayso.model import Span

# Subjects that make no statement of anybody's.
NOBODY = {"nobody", "none", "you", "yourself", "anyone", "anybody", "whoever", "there"}
# Verbs whose infinitive is a saying that took place ("went on to say", "was forced to admit").
WENT_ON = {"go", "proceed", "continue", "force", "coerce", "compel", "make", "pressure", "bring"}
# What a source asks for, which is a condition of its words and not one of them.
UNNAMED = re.compile(
    r"(?:that (?:he|she|they|it|\w+ names?) )?(?:not to|not|to not|that \w+ not) be "
    r"(?:named|identified|quoted)|to (?:remain|stay) (?:anonymous|unnamed)|anonymity"
    r"|(?:that )?(?:his|her|their) (?:real |full )?names? (?:not )?be (?:withheld|used|published)",
    re.IGNORECASE,
)
NOT = {"not", "n't", "n’t", "don't", "don’t", "never"}
NOMINAL = {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}


def find_verbs(doc: Doc, layout: Layout) -> Iterator[Telling]:
    """The statements whose cue is a verb, in the order of their verbs."""
    verbs = {lemma: cues for (part, lemma), cues in lexicon().items() if part == "verb"}
    for token in doc:
        cues = verbs.get(token.lemma_.lower())
        if cues is None or not attributes(token, verbs):
            continue
        found = (tell(doc, layout, token, cue) for cue in cues)
        if (telling := next((t for t in found if t is not None), None)) is not None:
            yield telling


def attributes(verb: Token, told: Container[str]) -> bool:
    """Whether a word of the lexicon stands as a verb that makes a statement of its own."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return False
    if asks(verb):
        return False
    if verb.dep_ == "pcomp" and verb.head.head.lemma_ in told:
        return False  # "admitted under questioning that ...": the clause is the admission's
    return not is_unsaid(verb)


def tell(doc: Doc, layout: Layout, verb: Token, cue: Cue) -> Telling | None:
    """The statement that a verb makes, or None where it has no content."""
    particle = child(verb, "prt")
    if particle is not None and particle.lower_ not in cue.takes:
        return None  # "backed off", "called off": another verb than the one in the lexicon
    speaker = speaker_of(verb)
    if speaker is not None and not (speaker.pos_ in NOMINAL or speaker.is_title):
        speaker = None
    if speaker is not None and (speaker.lower_ in NOBODY or is_no_one(speaker)):
        return None
    reached = noun_phrase(speaker, verb) if speaker is not None else None
    beside = reached if reached is not None and touches(doc, reached, verb) else None
    content = content_of(doc, layout, phrase_of(verb, cue, beside))
    if not content and (aside := aside_of(verb, cue)) is not None:
        # "The men fled, the firm that employs them said, in a van": the parse lost the source.
        reached = aside
        speaker = doc[aside[0] : aside[1] + 1].root
        content = content_of(doc, layout, phrase_of(verb, cue, aside))
    source = span_of(doc, *reached) if reached is not None else None
    cue_span = span_of(doc, *cue_reach(verb))
    content = clipped(layout, cue_span, content)
    content = tuple(s for s in content if s.start < s.end and not s.meets(cue_span))
    if content and UNNAMED.match(content[0].of(layout.text)):
        return None
    if not content and not ("quote" in cue.takes and introduces(layout, cue_span)):
        return None
    if source is not None and any(s.meets(source) for s in content):
        content = carve(content, source)
    return Telling(
        source,
        cue_span,
        content,
        cue.manner,
        verb.i,
        speaker.i if speaker is not None else -1,
        is_unmade(verb),
    )


def asks(verb: Token) -> bool:
    """Whether the verb is that of a question ("Did she say who it was?")."""
    subject = child(verb, "nsubj")
    auxiliary = child(verb, "aux")
    return (
        subject is not None
        and auxiliary is not None
        and auxiliary.i < subject.i < verb.i
        and verb.sent.text.rstrip("\"'”’ \n").endswith("?")
    )


def is_unsaid(verb: Token) -> bool:
    """Whether an infinitive tells only of a purpose or an ability ("too early to tell")."""
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    return not (verb.dep_ in ("xcomp", "conj") and verb.head.lemma_ in WENT_ON)


def clipped(layout: Layout, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without what lies outside the quotation that the cue itself stands in."""
    quote = layout.quoted(cue.start)
    if quote is None:
        return content
    inner = quote.span
    return tuple(
        Span(max(s.start, inner.start), min(s.end, inner.end)) for s in content if s.meets(inner)
    )


def introduces(layout: Layout, cue: Span) -> bool:
    """Whether the cue's paragraph ends with a colon, and what was said follows below it."""
    paragraph = layout.paragraphs[layout.paragraph(cue.start)]
    rest = layout.text[cue.end : paragraph.end]
    return bool(rest) and rest.find(":") == len(rest) - 1


def is_unmade(verb: Token) -> bool:
    """Whether the words are said not to have been said ("did not say", "no ransom was asked")."""
    first = verb.head if verb.dep_ == "conj" else verb
    if any(c.lower_ == "neither" for c in (*verb.lefts, *first.lefts)):
        return True
    return any(
        c.dep_ == "neg"
        or c.lower_ in NOT  # the parser misses it in capitals
        or (c.dep_ == "nsubjpass" and is_no_one(c))
        or (c.dep_ == "nsubj" and any(n.lower_ == "neither" for n in c.lefts))
        for c in verb.children
    )


def aside_of(verb: Token, cue: Cue) -> tuple[int, int] | None:
    """The tokens between a comma and a verb of saying that a comma or the end follows.

    None where that is no noun phrase. Looks back 12 tokens, the length of a name with its title.
    """
    doc, sentence = verb.doc, verb.sent
    behind = doc[verb.i + 1] if verb.i + 1 < sentence.end else None
    if not {"clause", "quote"} <= cue.takes or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if behind is not None and not behind.is_punct:
        return None
    for i in range(verb.i - 1, max(sentence.start, verb.i - 12), -1):
        if doc[i].text == ",":
            first = doc[i + 1]
            return (i + 1, verb.i - 1) if first.pos_ in ("DET", "NOUN", "PROPN") else None
    return None


def is_no_one(speaker: Token) -> bool:
    """Whether the source is "no one" or "no official"."""
    return any(c.lower_ == "no" for c in speaker.lefts)


def touches(doc: Doc, reached: tuple[int, int], verb: Token) -> bool:
    """Whether the source stands beside the cue, so that both are one phrase."""
    first, last = cue_reach(verb)
    between = doc[reached[1] + 1 : first] if reached[1] < first else doc[last + 1 : reached[0]]
    return all(t.is_punct or t.is_space or t.dep_ in ("advmod", "aux", "npadvmod") for t in between)


def carve(content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """The content without the source, where the parse laid one over the other."""
    pieces: list[Span] = []
    for span in content:
        if not span.meets(source):
            pieces.append(span)
            continue
        if span.start < source.start:
            pieces.append(Span(span.start, source.start))
        if span.end > source.end:
            pieces.append(Span(source.end, span.end))
    return tuple(pieces)
