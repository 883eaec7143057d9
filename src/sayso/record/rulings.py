"""What people decided on the proposals of a model: accepted, dismissed, or neither; pure over rows.

    ruled = Rulings.of(case.judgements())
    row = ruled.accepted.get(kept.id)

Both are judgements as any other. A dismissal has the id of the proposal as its subject, and changes
nothing but whether the proposal is still shown: taking it back gives what was there before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.errors import JudgementStale
from sayso.propose.proposal import Kept
from sayso.record.judgement import Decision, Json, Judged, Judgement

# The name of a model where a judgement of another case does not tell it.
NAMELESS = "its name is not told"


@dataclass(frozen=True)
class Rulings:
    """The judgements that stand on proposals, by the proposal's id.

    `accepted` are those that made a claim of it; `dismissed` the last ones that put it aside.
    """

    accepted: Mapping[str, Judged]
    dismissed: Mapping[str, Judged]

    @classmethod
    def of(cls, rows: Iterable[Judged]) -> Rulings:
        """The rulings among some judgements."""
        accepted: dict[str, Judged] = {}
        dismissed: dict[str, Judged] = {}
        for row in rows:
            if row.retraction is not None:
                continue
            if row.judgement.decision is Decision.DISMISSED:
                dismissed[row.judgement.subject] = row
            elif (mark := mark_in(row)) is not None:
                accepted.setdefault(str(mark.get("id")), row)
        return cls(accepted, dismissed)

    def still_open(self, kept: Kept) -> None:
        """Raise JudgementStale where somebody decided on a proposal, and that stands."""
        if (row := self.accepted.get(kept.id)) is not None:
            said = row.judgement
            raise JudgementStale(f"{kept.id} is accepted already, by {said.who}: {said.subject}.")
        if (row := self.dismissed.get(kept.id)) is not None:
            raise JudgementStale(
                f"{kept.id} is dismissed already, by {row.judgement.who}. To decide anew, take "
                f"{row.id} back first."
            )


def dismissal(kept: Kept, who: str, why: str) -> Judgement:
    """The judgement that puts a proposal aside.

    It tells which proposal of which model about which report, and nothing of what was proposed: it
    may go where the proposal does not, and a claim never stands without its chain.
    """
    value: dict[str, Json] = {"report": kept.asking.report, "proposal": mark_of(kept)}
    return Judgement(kept.id, Decision.DISMISSED, who, why, value)


def mark_of(kept: Kept) -> dict[str, Json]:
    """What a judgement says of the proposal that it is about, also in another case."""
    asking = kept.asking
    return {
        "id": kept.id,
        "model": asking.model,
        "prompt": asking.prompt,
        "prompt_sha256": asking.prompt_sha256,
        "answer_sha256": asking.answer_sha256,
        "at": asking.at,
    }


def mark_in(row: Judged) -> Mapping[str, Json] | None:
    """What a judgement that added a claim says of the proposal that it accepts.

    None where it accepts none.
    """
    value = row.judgement.value
    told = value.get("proposal") if isinstance(value, dict) else None
    added = row.judgement.decision is Decision.ADDED
    return told if added and isinstance(told, dict) else None


def model_in(row: Judged) -> str | None:
    """The language model whose proposal a judgement made a claim of; None where it did not."""
    mark = mark_in(row)
    return None if mark is None else named_in(dict(mark))


def named_in(mark: Json) -> str:
    """The name of the model in what a judgement says of a proposal."""
    name = mark.get("model") if isinstance(mark, dict) else None
    told = " ".join(name.split()) if isinstance(name, str) else ""
    return told or NAMELESS


def in_words(model: str, who: str) -> str:
    """That a claim came of a model's proposal, and whose word it is that the report says so."""
    return f"proposed by a language model ({model}), accepted by {' '.join(who.split())}"


def models(rows: Iterable[Judged]) -> dict[str, str]:
    """The claims that came of a model's proposal, each with the name of the model."""
    return {
        row.judgement.subject: model
        for row in rows
        if row.retraction is None and (model := model_in(row)) is not None
    }


def readers(rows: Iterable[Judged]) -> dict[str, str]:
    """Who read each claim that a person added or corrected, in words.

    That a model proposed it stays said however it is corrected.
    """
    by_model: dict[str, str] = {}
    by_hand: dict[str, tuple[str, str]] = {}
    for row in rows:
        said = row.judgement
        if row.retraction is not None:
            continue
        if (model := model_in(row)) is not None:
            by_model[said.subject] = in_words(model, said.who)
        elif said.decision in (Decision.ADDED, Decision.CORRECTED):
            by_hand[said.subject] = (said.decision.value, " ".join(said.who.split()))
    found = {name: f"{who}, by hand" for name, (_, who) in by_hand.items()}
    for name, words in by_model.items():
        how, who = by_hand.get(name, ("", ""))
        found[name] = f"{words}; {how} by {who}, by hand" if how else words
    return found
