"""What was said: the content spans that belong to a cue."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.attribute.clause import CITING, child, cue_reach, governed, is_passive, reach, span_of
from sayso.attribute.cue import Cue, lexicon
from sayso.attribute.layout import Layout, Quote
from sayso.attribute.voicing import voice_nouns
from sayso.model import Span, VoiceKind

# What may stand between a cue and the quotation that it introduces or follows.
BETWEEN = " ,:\n\t\r\u00a0-–—"
# Children of a cue that tell when, where and to whom, and stand between the cue and its content.
CIRCUMSTANCES = {"npadvmod", "advmod", "prep", "dative", "prt", "nsubj", "agent"}
# Prepositions that carry on an object ("accused X of Y", "described X as Y").
CARRY_ON = {"of", "as", "for", "to", "with", "about", "on", "over", "against", "in", "from"}
# Verbs whose passive subject hears what is said ("they were told", "we were promised a gate").
HEARD = frozenset(
    {"tell", "promise", "ask", "inform", "assure", "warn", "remind", "notify", "advise", "offer"}
    | {"question", "brief", "instruct", "order", "urge", "press"}
)
ENDS = {".", "!", "?"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that attribute: source, cue and circumstances, as token indices, both included.

    `narrow` is where the cue alone ends, `beside` whether the source stands next to the cue.
    """

    verb: Token
    cue: Cue
    first: int
    last: int
    narrow: int
    beside: bool


def phrase_of(verb: Token, cue: Cue, source: tuple[int, int] | None) -> Phrase:
    """The attributing phrase around a verb."""
    first, narrow = cue_reach(verb)
    last = narrow
    hears = child(verb, "ccomp", "xcomp") is not None or "thing" not in cue.takes
    allowed = CIRCUMSTANCES | ({"dobj"} if hears and "clause" in cue.takes else set())
    for c in verb.rights:
        if c.i <= last:
            continue
        left, right = reach(c)
        if left != last + 1 or c.dep_ not in allowed or c.lemma_ in cue.takes:
            break
        if c.dep_ != "nsubj" and any(t.pos_ in ("VERB", "AUX") for t in c.subtree):
            break
        last = right
    if source is not None:
        first, last = min(first, source[0]), max(last, source[1])
    return Phrase(verb, cue, first, last, narrow, source is not None)


def content_of(doc: Doc, layout: Layout, phrase: Phrase) -> tuple[Span, ...]:
    """The content spans of an attributing phrase; empty where there are none."""
    takes = phrase.cue.takes
    if "quote" in takes and (quoted := quoted_content(doc, layout, phrase)):
        return quoted
    if "clause" in takes and (clause := clause_content(doc, layout, phrase)):
        return clause
    if "quote" in takes and (around := content_around(doc, phrase)):
        return around
    return tuple(stretched(layout, span) for span in object_content(doc, phrase))


def quoted_content(doc: Doc, layout: Layout, phrase: Phrase) -> tuple[Span, ...]:
    """Quotations right before and right after the phrase."""
    start, end = doc[phrase.first].idx, doc[phrase.last].idx + len(doc[phrase.last])
    text = layout.text
    clause = governed(phrase.verb)
    told = doc[clause.left_edge.i].idx if clause is not None and clause.i > phrase.verb.i else None
    before, after = layout.around(start, end)
    if before is not None and (
        text[before.span.end : start].strip(BETWEEN) or not goes_on(doc, layout, phrase, before)
    ):
        before = None
    if after is not None:
        gap = text[end : after.span.start]
        beside = told is None or told >= end
        if not beside or gap.strip(BETWEEN).lower() not in ("", "that") or "\n\n" in gap:
            after = None
    spans: list[Span] = []
    if before is not None:
        spans.append(whole_left(doc, layout, phrase, before))
    if after is not None and (before is None or not crosses(doc, phrase, after)):
        spans.append(whole_right(doc, layout, phrase, after))
    elif before is not None:
        spans.extend(remainder(doc, phrase))
    return tuple(spans)


def goes_on(doc: Doc, layout: Layout, phrase: Phrase, quote: Quote) -> bool:
    """Whether the phrase belongs to the quotation before it and does not begin a new sentence."""
    clause = governed(phrase.verb)
    lead = layout.text[doc[phrase.verb.i].sent.start_char : quote.span.start]
    if clause is not None and clause.i > phrase.last and lead.strip(BETWEEN):
        return False  # a title in a lead-in ('On "The Hour," she said that ...')
    if layout.text[quote.span.start : quote.span.end].rstrip("\"'”’»")[-1:] != ".":
        return True
    return last_word(doc, doc[phrase.verb.i].sent.end - 1) <= phrase.last


def crosses(doc: Doc, phrase: Phrase, quote: Quote) -> bool:
    """Whether a verb stands between the phrase and the quotation."""
    between = doc.char_span(doc[phrase.last].idx, quote.span.start, alignment_mode="expand")
    return between is not None and any(t.pos_ == "VERB" and t.i > phrase.last for t in between)


def whole_left(doc: Doc, layout: Layout, phrase: Phrase, quote: Quote) -> Span:
    """The content that ends with `quote`: its whole sentence where the quotation is a part."""
    sentence = doc[phrase.verb.i].sent
    start = doc[sentence.start].idx
    lead = layout.text[start : quote.span.start].strip(BETWEEN)
    if start < quote.span.start and lead and not lead.endswith((":", "said", "says")):
        return Span(start, quote.span.end).trim(layout.text)
    return quote.span


def whole_right(doc: Doc, layout: Layout, phrase: Phrase, quote: Quote) -> Span:
    """The content that begins with `quote`, with the rest of the clause that it opens."""
    clause = governed(phrase.verb)
    span = quote.span
    if clause is not None and clause.i > phrase.verb.i:
        left, right = reach(clause)
        whole = span_of(doc, left, right)
        if whole.meets(span) and left > phrase.narrow:
            span = bare(layout, span.join(whole), quote)
    return span


def bare(layout: Layout, span: Span, quote: Quote) -> Span:
    """The span without a full stop or comma behind the quotation."""
    end = span.end
    while end > quote.span.end and layout.text[end - 1] in ".,;: ":
        end -= 1
    return Span(span.start, end)


def clause_content(doc: Doc, layout: Layout, phrase: Phrase) -> tuple[Span, ...]:
    """The clause that the verb governs, to its right or, with the word order turned, its left."""
    verb = phrase.verb
    for label in ("ccomp", "xcomp"):
        clause = governed(verb) if label == "ccomp" else child(verb, label)
        if clause is None:
            continue
        gerund = clause.tag_ == "VBG" or (child(clause, "aux") or clause).tag_ == "VBG"
        if label == "xcomp" and not gerund and (is_passive(verb) or "to" in phrase.cue.takes):
            continue  # an infinitive, which has a subject or an object beside it
        if label == "xcomp" and clause.pos_ == "VERB" and not gerund:
            continue
        left, right = reach(clause)
        if clause.i > verb.i:
            right = before_saying(doc, clause, right)
            return (stretched(layout, span_of(doc, max(left, phrase.narrow + 1), right)),)
        if right < phrase.first or left < phrase.first:
            return content_around(doc, phrase)
    behind = phrase.last + 1
    if behind < len(doc) and doc[behind].lower_ in ("that", "whether"):
        end = doc[behind].sent.end - 1
        if end > behind:
            return (stretched(layout, span_of(doc, behind, last_word(doc, end))),)
    return ()


def before_saying(doc: Doc, clause: Token, right: int) -> int:
    """The end of a clause without a trailing ", saying ...", which is the outer speaker's."""
    cues = lexicon()
    for token in clause.subtree:
        if (
            token.tag_ == "VBG"
            and token.dep_ == "advcl"
            and doc[token.i - 1].text == ","
            and token.i > clause.i
            and (
                token.lemma_ in CITING
                or any("clause" in cue.takes for cue in cues.get(("verb", token.lemma_), ()))
            )
        ):
            return min(right, token.i - 2)
    return right


def stretched(layout: Layout, span: Span) -> Span:
    """The span, longer where it ends within a quotation, without a full stop of its own."""
    quote = layout.quoted(span.end - 1) if span.end > span.start else None
    if quote is not None and span.start <= quote.span.start and span.end < quote.span.end:
        span = Span(span.start, quote.span.end)
    while span.end > span.start and layout.text[span.end - 1] in ".;,":
        span = Span(span.start, span.end - 1)
    return span


def content_around(doc: Doc, phrase: Phrase) -> tuple[Span, ...]:
    """The clause that the phrase trails, or stands within ("X, he said, is Y")."""
    if not (phrase.beside and {"quote", "clause"} <= phrase.cue.takes):
        return ()
    sentence = doc[phrase.verb.i].sent
    comma = phrase.first - 1
    if comma > sentence.start and doc[comma].lower_ == "as":
        comma -= 1
    if comma <= sentence.start or doc[comma].text not in {",", "--", "—", "–"}:
        return ()
    first = sentence.start
    while first < comma and (doc[first].is_space or doc[first].is_punct):
        first += 1
    rest = remainder(doc, phrase)
    # A lead-in alone is no content ("On Monday, police said, ..."): what follows has to be one.
    told = [*doc[first:comma], *(doc[phrase.last + 1 : sentence.end] if rest else ())]
    if not any(t.pos_ in ("VERB", "AUX") for t in told):
        return ()
    return (span_of(doc, first, comma - 1), *rest)


def remainder(doc: Doc, phrase: Phrase) -> tuple[Span, ...]:
    """What follows the phrase in its sentence behind a comma, where it goes on with the content."""
    sentence = doc[phrase.verb.i].sent
    behind = phrase.last + 1
    if behind >= sentence.end or doc[behind].text not in {",", "--", "—", "–"}:
        return ()
    end = last_word(doc, sentence.end - 1)
    first = behind + 1
    if end <= first or doc[first].tag_ in ("VBG", "WDT", "WP"):
        return ()
    if doc[first].dep_ == "mark" and doc[first].lower_ != "that":
        return ()
    if doc[first].dep_ == "cc" or doc[first].head.i == phrase.verb.i:
        return ()
    return (span_of(doc, first, end),)


def last_word(doc: Doc, end: int) -> int:
    """The last token at or before `end` that is not a full stop or white space."""
    while end > 0 and (doc[end].is_space or doc[end].text in ENDS):
        end -= 1
    return end


def object_content(doc: Doc, phrase: Phrase) -> tuple[Span, ...]:
    """An infinitive, an object or a preposition's object, whichever the cue takes."""
    verb, takes = phrase.verb, phrase.cue.takes
    if is_passive(verb):
        return passive_content(doc, phrase)
    if "to" in takes and (infinitive := infinitive_of(verb)) is not None:
        thing = child(verb, "dobj")
        first = thing.left_edge.i if thing is not None and thing.i > verb.i else None
        left, right = reach(infinitive)
        return (span_of(doc, first if first is not None else left, last_word(doc, right)),)
    for preposition in verb.children:
        if preposition.dep_ in ("prep", "prt") and preposition.lower_ in takes:
            inner = child(preposition, "pobj", "pcomp")
            if inner is not None and inner.i > verb.i:
                left, right = reach(inner)
                asked = infinitive_of(verb)  # "called on her to resign"
                if asked is not None and asked.left_edge.i == right + 1:
                    right = asked.right_edge.i
                return (span_of(doc, left, last_word(doc, right)),)
    thing = child(verb, "dobj")
    if thing is not None and thing.i > verb.i and not is_object(thing, phrase.cue):
        return ()
    if "statement" in takes and thing is not None:
        return (span_of(doc, *reach(thing)),)
    if "name" in takes and "thing" not in takes and not names_something(verb):
        return ()
    if takes & {"thing", "name"} and thing is not None and thing.i > verb.i:
        return (span_of(doc, thing.left_edge.i, object_end(verb, thing, takes)),)
    if "name" in takes and (named := child(verb, "ccomp", "oprd")) is not None:
        return (span_of(doc, named.left_edge.i, last_word(doc, named.right_edge.i)),)
    return ()


def is_object(thing: Token, cue: Cue) -> bool:
    """Whether the object is one that the cue speaks of, and not of another sense of its verb.

    One withdraws troops and dismisses a minister without a word.
    """
    if "statement" in cue.takes and ("noun", thing.lemma_.lower()) not in lexicon():
        return False
    if cue.manner != "denies":
        return True
    kind = voice_nouns().get(thing.lemma_.lower())
    return thing.ent_type_ != "PERSON" and kind not in (VoiceKind.PERSON, VoiceKind.ANONYMOUS)


def names_something(verb: Token) -> bool:
    """Whether the verb says what its object is called ("called it a joke", not "called a vote")."""
    if verb.dep_ == "acl":
        return False  # "a group called the Front"
    thing = child(verb, "dobj")
    if any(c.dep_ in ("oprd", "ccomp", "xcomp", "attr") and c.i > verb.i for c in verb.children):
        return True
    behind = verb.doc[thing.right_edge.i + 1] if thing is not None and thing.i > verb.i else None
    return behind is not None and behind.is_quote


def infinitive_of(verb: Token) -> Token | None:
    """The verb with "to" that a cue governs, also where the parse calls it a clause."""
    for c in verb.rights:
        if c.dep_ in ("xcomp", "ccomp", "advcl") and any(
            a.dep_ == "aux" and a.lower_ == "to" for a in c.children
        ):
            return c
    return None


def object_end(verb: Token, thing: Token, takes: frozenset[str]) -> int:
    """The last token of an object with the phrases that carry it on."""
    last = thing.right_edge.i
    for c in verb.rights:
        named = "name" in takes and c.dep_ in ("oprd", "xcomp", "ccomp", "advcl")
        carried = c.dep_ in ("prep", "dative", "oprd") and c.lower_ in CARRY_ON
        if c.left_edge.i == last + 1 and (named or carried):
            last = c.right_edge.i
    return last_word(thing.doc, last)


def carried_on(doc: Doc, verb: Token) -> list[Span]:
    """What a passive's subject is accused of or criticized for."""
    for c in verb.rights:
        if c.dep_ == "prep" and c.lower_ in ("of", "for", "as", "about"):
            return [span_of(doc, c.i, last_word(doc, c.right_edge.i))]
    return []


def passive_content(doc: Doc, phrase: Phrase) -> tuple[Span, ...]:
    """Content of a passive: what it is said of, and what is said ("X | is said | to be Y")."""
    verb = phrase.verb
    spans: list[Span] = []
    subject = child(verb, "nsubjpass", "nsubj")
    infinitive = infinitive_of(verb) or child(verb, "oprd", "xcomp")
    if verb.lemma_ in HEARD and infinitive is None:
        thing = child(verb, "dobj")
        return (span_of(doc, *reach(thing)),) if thing is not None else ()
    if subject is not None and subject.lower_ not in ("it", "there"):
        spans.append(span_of(doc, *reach(subject)))
    if infinitive is not None and infinitive.i > verb.i:
        left, right = reach(infinitive)
        spans.append(span_of(doc, left, last_word(doc, right)))
    elif not phrase.cue.takes & {"thing", "name"} or phrase.cue.manner == "says":
        return ()  # "the envoy was recalled", "is listed": no one is said to have said it
    else:
        spans.extend(carried_on(doc, verb))
    return tuple(spans)
