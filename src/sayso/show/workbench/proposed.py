"""What a language model proposes about a report, as its page shows it: marked, and no reading.

    found = proposals(case, analysis, case.judgements())

Only what waits for a person is shown. A proposal has no place among the claims: it is drawn from
its own quotes, names nobody of the case, and its chain is the one that the model proposes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Analysis, Span
from sayso.propose.proposal import Kept, Link, Quote
from sayso.record import Case, Judged
from sayso.record.acceptance import WAITING, Standing, Status, standing
from sayso.record.findings.history import Decided, by_subject, seen
from sayso.record.proposals import proposals_in
from sayso.record.rulings import Rulings
from sayso.show.proposals import MARK, outlet_of
from sayso.show.words import flat
from sayso.show.workbench.marking import Stretch


@dataclass(frozen=True, slots=True)
class Teller:
    """A voice of a proposed chain, in the report's words, and how it is said to speak.

    `name` is empty where the report does not say who speaks; `words` are what it is said to say.
    """

    name: str
    manner: str
    source: Stretch | None
    cue: Stretch | None
    words: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that nobody accepted or dismissed.

    `status` is "open", or "unheld" where nobody can accept it: `why` says why not. `type`,
    `polarity` and `modality` are None where a statement alone is proposed. `words` is what it rests
    on. `seen` and `seen_claim` count what was decided on it, and on the claim that it would be.
    """

    id: str
    mark: str
    status: str
    why: str
    model: str
    host: str
    at: str
    outlet: str
    chain: tuple[Teller, ...]
    type: str | None
    polarity: str | None
    modality: str | None
    roles: dict[str, Stretch]
    words: tuple[Stretch, ...]
    seen: int
    seen_claim: int


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a model proposes about a report: what waits for a person, by id and in its order.

    `dismissed` counts what was put aside.
    """

    waiting: dict[str, Proposed]
    dismissed: int

    def spans(self) -> dict[str, list[Span]]:
        """Where the words of each stand that waits."""
        return {
            name: [Span(*words.span) for words in each.words] for name, each in self.waiting.items()
        }


def proposals(case: Case, analysis: Analysis, judged: Sequence[Judged]) -> Proposals:
    """The proposals about a report; `analysis` with what people added and corrected.

    What was read since, and what quotes a text that is another one now, waits for nobody.
    """
    kept = proposals_in(case, report=analysis.report.id)
    if not kept:
        return Proposals({}, 0)
    ruled, history = Rulings.of(judged), by_subject(judged)
    found = [(each, standing(analysis, each, ruled)) for each in kept]
    shown = [
        proposed(each, state, analysis, history) for each, state in found if state.status in WAITING
    ]
    shown.sort(key=lambda each: each.words[0].span)
    dismissed = sum(state.status is Status.DISMISSED for _, state in found)
    return Proposals({each.id: each for each in shown}, dismissed)


def words_of(kept: Kept) -> tuple[Quote, ...]:
    """The words that a proposal rests on: of a claim its evidence, else what the statement says."""
    claim = kept.proposal.claim
    return kept.proposal.chain[-1].content if claim is None else (claim.evidence,)


def proposed(
    kept: Kept,
    found: Standing,
    analysis: Analysis,
    history: Mapping[str, tuple[Decided, ...]],
) -> Proposed:
    """A proposal as its report's page shows it."""
    asking, claim = kept.asking, kept.proposal.claim
    return Proposed(
        kept.id,
        MARK,
        found.status.value,
        found.why,
        flat(asking.model),
        flat(asking.host),
        asking.at,
        flat(outlet_of(analysis)),
        tuple(map(teller, kept.proposal.chain)),
        claim.type if claim else None,
        claim.polarity.value if claim else None,
        claim.modality.value if claim else None,
        {role: stretch(quote) for role, quote in claim.roles} if claim else {},
        tuple(map(stretch, words_of(kept))),
        seen(history, kept.id),
        seen(history, found.claim.id) if found.claim else 0,
    )


def teller(link: Link) -> Teller:
    """One voice of the chain."""
    source, cue = (stretch(each) if each else None for each in (link.source, link.cue))
    name = flat(source.words) if source else ""
    return Teller(name, flat(link.manner), source, cue, tuple(map(stretch, link.content)))


def stretch(quote: Quote) -> Stretch:
    """Words that are quoted, and where they stand."""
    return Stretch(quote.words, (quote.span.start, quote.span.end))
