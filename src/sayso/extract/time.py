"""What a time phrase means: the run of days on the calendar that it names.

    interpret("three months ago", date(2016, 6, 15)) -> Interval("2016-03-01", "2016-03-31")

The anchor is the day of publication. A phrase that counts from it stays open, both ends None,
where it is not known; an absolute one ("14 March 2019", "the 1990s") needs none. The grain of an
interval is that of the words: "three months ago" is a month, "two years ago" a year.

What follows newspaper usage: a weekday told in the past is the latest one up to and including the
day of publication, in the future the next one from that day on. "Last" week, month or year is the
one before; "the last" and "the past" week reach back from the day of publication. "Early", "mid"
and "late" are thirds (`Days.part`). "Since 2019" has a beginning and no end, "until 2019" an end
and no beginning. Phrases that count from another event ("two years earlier", "the same day"),
lengths ("for three months"), repetitions ("every Thursday") and vague words ("recently") name no
days: both ends are None. So are 03/04/2019 and its like, which two continents read differently.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.dates import phrases, word_before
from sayso.extract.calendar import DAY, Days
from sayso.extract.dating import read
from sayso.extract.kinds import Kind, lexicon
from sayso.extract.reckoning import Context, Tense, words
from sayso.model import Report, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

__all__ = ["Interval", "Tense", "anchor_of", "interpret", "tense_of", "when_of"]

# No time phrase is longer; what is, was not cut out of a report by the grammar.
LONGEST_PHRASE = 120
# Kinds of phrase that tell how long or how often.
NOT_WHEN = frozenset({"bare_units", "duration", "counted_span", "set"})
# Words before a phrase that opens a sentence: "Early on", "But on".
LONGEST_LEAD = 2
# Links from a phrase to the word that governs it.
LINKS = frozenset({"pobj", "prep", "advmod", "npadvmod", "pcomp", "nummod"})
# Links upwards that stay within one event. From a trigger: what it takes part in, or follows in a
# row of verbs. From a phrase: the parser often hangs "on Monday" on the object of its verb.
FROM_TRIGGER = frozenset({"xcomp", "conj", "nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"})
FROM_PHRASE = frozenset(
    {"xcomp", "dobj", "pobj", "prep", "attr", "acomp", "agent", "advmod", "oprd", "appos"}
)
# Clauses with a time of their own.
SUBORDINATE = frozenset({"relcl", "acl", "ccomp", "advcl", "csubj"})


@dataclass(frozen=True, slots=True)
class Interval:
    """ISO dates, both inclusive. None at one end is open, at both ends unknown."""

    start: str | None = None
    end: str | None = None


def interpret(phrase: str, anchor: date | None = None, tense: Tense = Tense.PAST) -> Interval:
    """The interval that `phrase` names; a preposition before it is read along ("since 2019").

    Never raises; what cannot be read, or lies outside the years 1 to 9999, is unknown.
    """
    told = " ".join(phrase.split())
    if not told or len(told) > LONGEST_PHRASE:
        return Interval()
    context = Context(anchor, tense)
    days = read(told, context)
    before, _, rest = told.partition(" ")
    if days is None and is_preposition(before):
        return bounded(before.lower(), read(rest.removeprefix("the "), context))
    return bounded("", days)


@lru_cache(maxsize=4096)  # the phrases of one sentence are asked for at each of its events
def kind_of(phrase: str) -> str | None:
    """The name of the phrase's entry in the grammar, if it is one."""
    told = " ".join(phrase.split())
    return next((name for name, p in phrases().items() if p.fullmatch(told)), None)


def anchor_of(report: Report) -> date | None:
    """The day that the report was published, else the day that its dateline tells in full."""
    if report.published is not None:
        return iso_day(report.published.value[:10])
    dateline = report.dateline.value if report.dateline else ""
    for name in ("iso", "day_month", "month_day"):
        found = phrases()[name].search(dateline)
        if found and (told := interpret(found[0])).start:
            return iso_day(told.start)
    return None


def iso_day(text: str) -> date | None:
    """The day that an ISO date names; None where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_preposition(word: str) -> bool:
    """Whether the word may stand before a time phrase."""
    return word.lower() in words()["plain"] or word.lower() in words()["bounds"]


def bounded(preposition: str, days: Days | None) -> Interval:
    """The interval that remains of `days` after "since", "until", "before" or "after"."""
    if days is None:
        return Interval()
    start, end = days.first.isoformat(), days.last.isoformat()
    try:
        match words()["bounds"].get(preposition):
            case "from its first day":
                return Interval(start, None)
            case "to its last day":
                return Interval(None, end)
            case "from the day after it":
                return Interval((days.last + DAY).isoformat(), None)
            case "to the day before it":
                return Interval(None, (days.first - DAY).isoformat())
    except OverflowError:
        return Interval()
    return Interval(start, end)


def when_of(annotation: Annotation, trigger: Token, scope: Sequence[Span]) -> When | None:
    """When the event that `trigger` names is said to have happened.

    `scope` is the content of the innermost statement that holds the trigger: a date outside it
    tells when somebody spoke. Of the phrases in the sentence the one nearest by the parse is
    taken, if it belongs to the clause of the trigger, else one that opens the sentence.
    """
    sentence = Span(trigger.sent.start_char, trigger.sent.end_char)
    told = [part for part in scope if part.meets(sentence)]
    begin = max(sentence.start, min((part.start for part in told), default=sentence.start))
    near = [
        (tokens, span)
        for tokens, span in phrases_in(annotation, sentence)
        if any(part.holds(span) for part in told)
    ]
    ranked = [
        (steps, abs(tokens.root.i - trigger.i), tokens.start, tokens, span)
        for tokens, span in near
        if (steps := distance(tokens, trigger)) is not None
    ]
    if ranked:
        *_, tokens, span = min(ranked, key=lambda r: r[:3])
    elif opening := [pair for pair in near if opens(pair[0], trigger, begin)]:
        tokens, span = opening[0]
    else:
        return None
    return meaning(annotation, tokens, span, tense_at(tokens))


def tense_at(tokens: Tokens) -> Tense:
    """The tense of the clause that a phrase stands in: it names the same days to all its events.

    "planned to meet on Friday" looks ahead, whichever of the verbs the parser hangs the day on.
    """
    link = linked(tokens)
    if link.lower_ == "for":
        # "called a strike for Monday"
        return Tense.FUTURE
    later = [c for c in link.head.children if c.dep_ == "xcomp" and link.head.i < c.i < link.i]
    return tense_of(later[-1] if later else link.head)


def meaning(annotation: Annotation, tokens: Tokens, span: Span, tense: Tense) -> When | None:
    """The phrase with what it names, the preposition before it counted in."""
    before = word_before(tokens)
    phrase = span.of(annotation.report.text)
    if before == "by" and kind_of(phrase) == "clock":
        # "had not answered by noon" bounds the telling, not the event
        return None
    anchor = anchor_of(annotation.report)
    told = interpret(phrase, anchor, tense)
    if before in words()["bounds"] and told.start is not None and told.end is not None:
        told = interpret(f"{before} {phrase}", anchor, tense)
    return When(span, told.start, told.end)


def phrases_in(annotation: Annotation, sentence: Span) -> list[tuple[Tokens, Span]]:
    """The phrases of a sentence that tell when, and not how long or how often."""
    doc, dates = annotation.doc, annotation.dates
    found = []
    for span in dates[bisect_left(dates, sentence.start, key=lambda s: s.start) :]:
        if span.start >= sentence.end:
            break
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None and kind_of(span.of(annotation.report.text)) not in NOT_WHEN:
            found.append((tokens, span))
    return found


def distance(tokens: Tokens, trigger: Token) -> int | None:
    """Steps in the parse from a phrase to the trigger; None where it belongs to another clause."""
    link = linked(tokens)
    if link.head == trigger:
        return 0
    if qualifies(tokens, link):
        acts = link.head.dep_ == "nsubj" and link.head.head == trigger and is_event(link.head)
        return 1 if link.dep_ == "poss" and acts else None
    above = climb(trigger, FROM_TRIGGER)
    for steps, token in enumerate(climb(link.head, FROM_PHRASE)):
        if token in above:
            way = above.index(token)
            apart = any(parts(step, link) for step in above[:way])
            return None if apart else 1 + steps + way
    return None


def is_event(noun: Token) -> bool:
    """Whether the noun names what happens: "Sunday's raid", not "Sunday's issue"."""
    return bool(lexicon().get(noun.lemma_.lower(), frozenset()) & {Kind.EVENT, Kind.VIOLENCE})


def parts(verb: Token, link: Token) -> bool:
    """Whether `verb` tells of another time than the verb above it, at which `link` stands.

    So do a clause with a subject of its own ("arrived on Monday and Tarn fell") and an infinitive
    that looks ahead ("asked her on Monday to resign").
    """
    if link.i > verb.i or verb.dep_ not in {"conj", "xcomp"}:
        return False
    if verb.dep_ == "conj":
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        return own and verb.head.i < link.i
    return verb.head.i < link.i and verb.head.lemma_.lower() in words()["ahead"]


def linked(tokens: Tokens) -> Token:
    """The preposition or adverb that links a phrase to its clause, else the phrase's own head."""
    link = tokens.root
    while link.dep_ in LINKS and link.head.pos_ in {"ADP", "ADV", "SCONJ"}:
        link = link.head
    return link


def qualifies(tokens: Tokens, link: Token) -> bool:
    """Whether the phrase dates the noun that it qualifies, and with it at most what that noun does.

    As in "the 2019 vote" and "Sunday's raid" ("Sunday's raid killed four" tells when they died).
    """
    return link.lower_ == "of" or tokens.root.dep_ in {"poss", "nummod", "compound", "amod", "nmod"}


def climb(token: Token, through: frozenset[str]) -> list[Token]:
    """The words above `token`, itself first, as long as the links stay within one event."""
    path = [token]
    while token.dep_ in through or is_loose_participle(token, through):
        token = token.head
        path.append(token)
    return path


def is_loose_participle(token: Token, through: frozenset[str]) -> bool:
    """Whether the word shares the time of the clause above ("exploded on Monday, killing two")."""
    bare = token.tag_ == "VBG" and not any(c.dep_ in {"mark", "aux", "prep"} for c in token.lefts)
    return through is FROM_TRIGGER and token.dep_ == "advcl" and bare


def opens(tokens: Tokens, trigger: Token, begin: int) -> bool:
    """Whether the phrase opens what begins at `begin`, and the trigger's clause is its main one."""
    lead = tokens.start - LONGEST_LEAD
    if (lead > 0 and tokens.doc[lead - 1].idx >= begin) or qualifies(tokens, tokens.root):
        return False
    clause = linked(tokens).head
    inside = next((t for t in (clause, *clause.ancestors) if t.dep_ in SUBORDINATE), None)
    if inside is not None and inside.head.idx >= begin and not within(trigger, inside):
        # "“Now is the time,” said Deb, who has led the guild": the day is that of the quotation
        return False
    above = [t for t in (trigger, *trigger.ancestors) if t.head.idx >= begin]
    return not any(t.dep_ in SUBORDINATE for t in above)


def within(token: Token, clause: Token) -> bool:
    """Whether `token` is the word that governs a clause, or stands in it."""
    return token == clause or clause.is_ancestor(token)


def tense_of(token: Token) -> Tense:
    """When, seen from the telling, the clause of `token` takes place."""
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    if token.pos_ not in {"VERB", "AUX"}:
        return Tense.PRESENT
    helpers = {c.lower_: c for c in token.children if c.dep_ in {"aux", "auxpass"}}
    tags = {c.tag_ for c in helpers.values()}
    if "MD" in tags:
        done = helpers.keys() & {"have", "'ve", "’ve"} and not helpers.keys() & words()["will"]
        return Tense.PAST if done else Tense.FUTURE
    if "TO" in tags:
        return tense_of_infinitive(token)
    if "VBD" in tags or token.tag_ == "VBD" or helpers.keys() & {"has", "have", "had"}:
        return Tense.PAST
    if tags & {"VBZ", "VBP"}:
        return Tense.FUTURE if token.tag_ == "VBG" else Tense.PRESENT
    if token.tag_ in {"VBZ", "VBP"}:
        return Tense.PRESENT
    if token.tag_ == "VBG" and token.head != token:
        return tense_of(token.head)
    return Tense.PAST


def tense_of_infinitive(verb: Token) -> Tense:
    """Ahead for "is to meet", "plans to meet", "planned to meet"; past for "tried to kill"."""
    governor = verb.head
    looks_ahead = governor.lower_ == "going" or governor.lemma_.lower() in words()["ahead"]
    if governor == verb or looks_ahead or governor.lemma_ == "be":
        return Tense.FUTURE
    return Tense.PAST if tense_of(governor) is Tense.PAST else Tense.FUTURE
