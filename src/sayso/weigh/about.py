"""What the reports of a case say about a claim in a user's own words: who is for it, who against.

    for mention in mentions(claims, analyses)[0]: ...

Looked through are headlines, what statements say, and the sentences that outlets tell claims in.
What is found stands with its chain; whether it is for or against is told by its words, and by
whether the statement is a denial.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Analysis, Span, Statement, lineage
from sayso.weigh.blanket import denied_of_all, meant
from sayso.weigh.stance import Stance, stance
from sayso.weigh.wordings import Space, alike_in_words, parts, words

# So alike is what tells something else. On each half of Emergent's claims, asked one by one among
# all headlines, between 0.4 and 0.5 found most with least (F1 0.83 to 0.90).
NOTHING = 0.45
# Manners of a statement that asserts the opposite of what stands in it.
REVERSING = frozenset({"denies", "retracts", "withdraws", "disputes", "rejects"})
# Fewer words than these say nothing by themselves.
FEWEST_WORDS = 4
# The texts that are held against each other, those that are most like the claims.
MOST = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report about a claim: where they stand, who says them, on which side they are.

    `span` is None for a headline that is no part of the text; `chain` has names, the outlet first.
    """

    report: str
    words: str
    chain: tuple[str, ...]
    span: Span | None
    score: float
    stance: Stance


@dataclass(frozen=True, slots=True)
class _Text:
    """Words that may be about a claim; `of_all` are the types of what they deny of everybody."""

    report: str
    words: str
    chain: tuple[str, ...]
    span: Span | None
    denied: bool = False
    of_all: frozenset[str] = frozenset()


def mentions(claims: Sequence[str], analyses: Iterable[Analysis]) -> list[list[Mention]]:
    """For each claim what is said about it, the most alike first; a text is about one at most."""
    read = list(analyses)
    every = [text for a in read for text in texts_of(a)]
    denials = blanket_denials(claims, read, [text for text in every if text.of_all])
    long = [t for t in every if t.words.count(" ") + 1 >= FEWEST_WORDS and t not in denials]
    found = [*nearest_texts(claims, long), *denials]
    scores = alike_in_words([text.words for text in found], claims, NOTHING)
    made: list[list[Mention]] = [[] for _ in claims]
    for text, row in zip(found, scores, strict=True):
        best = denials.get(text, int(row.argmax()))
        if best < len(claims):
            score, side = float(row[best]), stance(claims[best], text.words)
            side = opposed(side) if text.denied else side
            if text in denials:
                score, side = max(score, NOTHING), Stance.AGAINST
            score = round(score, 4)
            made[best].append(Mention(text.report, text.words, text.chain, text.span, score, side))
    return [sorted(each, key=lambda m: (-m.score, m.report, m.words)) for each in made]


def blanket_denials(
    claims: Sequence[str], analyses: Sequence[Analysis], texts: Sequence[_Text]
) -> dict[_Text, int]:
    """The texts that deny of everybody what a claim tells, each with the number of the claim."""
    if not texts:
        return {}
    asked = meant(claims, analyses)
    reports = {a.report.id: a.report.text for a in analyses}
    made = {}
    for text in texts:
        around = set(words(reports[text.report]))
        place = next((n for n, m in enumerate(asked) if m.is_denied(text.of_all, around)), None)
        if place is not None:
            made[text] = place
    return made


def nearest_texts(claims: Sequence[str], texts: list[_Text]) -> list[_Text]:
    """The texts that share most words with the claims, in the order in which they came."""
    if len(texts) <= MOST:
        return texts
    said = [text.words for text in texts]
    by_words, by_parts = (
        Space([*claims, *said], cut).products(said, claims).max(axis=1) for cut in (words, parts)
    )
    best = (by_words + by_parts).argsort(kind="stable")[::-1][:MOST]
    return [texts[place] for place in sorted(best.tolist())]


def texts_of(analysis: Analysis) -> Iterator[_Text]:
    """The headline, what each statement says, and the sentences of the outlet's own claims."""
    report, voices = analysis.report, {voice.id: voice for voice in analysis.voices}
    statements = {statement.id: statement for statement in analysis.statements}
    root = voices[analysis.root.voice].text
    seen: set[Span] = set()
    if report.title:
        at = report.text.find(report.title.value)
        span = Span(at, at + len(report.title.value)) if at >= 0 else None
        seen |= {span} if span else set()
        yield _Text(report.id, report.title.value, (root,), span)
    for statement in analysis.statements:
        if statement.parent is None or statement.negated or not statement.content:
            continue
        path = lineage(statement, statements)
        chain = (root, *(act(s, voices[s.voice].text) for s in path[1:]))
        whole = statement.content[0].join(statement.content[-1])
        seen.add(whole)
        said = flat(" ".join(c.of(report.text) for c in statement.content))
        denied = sum(each.manner in REVERSING for each in path) % 2 == 1
        of_all = frozenset() if denied else denied_of_all(analysis, statement.id, said)
        yield _Text(report.id, said, chain, whole, denied, of_all)
    for claim in analysis.claims:
        if claim.statement == analysis.root.id and claim.evidence not in seen:
            seen.add(claim.evidence)
            said = flat(claim.evidence.of(report.text))
            of_all = denied_of_all(analysis, claim.statement, said)
            yield _Text(report.id, said, (root,), claim.evidence, of_all=of_all)


def opposed(side: Stance) -> Stance:
    """The other side."""
    return Stance.FOR if side is Stance.AGAINST else Stance.AGAINST


def act(statement: Statement, voice: str) -> str:
    """A voice, and how it speaks where it does not simply say."""
    manner = "" if statement.manner == "says" else statement.manner
    told = ", ".join(
        part for part in (manner, "! under duress" if statement.duress else "") if part
    )
    return f"{voice} ({told})" if told else voice


def flat(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())
