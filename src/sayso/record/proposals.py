"""What a language model proposes, as the case keeps it: apart from all claims, and for ever.

    keep(case, asking, proposals)
    for kept in proposals_in(case): ...

No reading, weighing or export looks at these rows. A proposal counts once a person has accepted it:
then there is a judgement of that person which adds a claim (`acceptance`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select

from sayso.errors import NotInCase
from sayso.model import Analysis
from sayso.propose.proposal import (
    Asking,
    Kept,
    Proposal,
    proposal_from_json,
    proposal_to_json,
)
from sayso.record import rows, tables
from sayso.record.amendment import Amendments, amended
from sayso.record.case import LAST, Case
from sayso.record.promises import Broken
from sayso.record.rulings import Rulings

# The fields of an asking, in the order of its value; the table has its id beside them.
FIELDS = (
    "report",
    "start",
    "end",
    "model",
    "host",
    "prompt",
    "prompt_sha256",
    "answer_sha256",
    "tokens",
    "dropped",
    "who",
    "at",
)


def keep(case: Case, asking: Asking, proposals: Sequence[Proposal]) -> bool:
    """Keep what came of a question, in one transaction; whether that was new.

    Where the same was asked of the same model about the same words of the report before, what came
    of it then stays, and nothing is added.
    """
    store = case.store
    made = replace(asking, who=rows.plain(store.who), at=store.now())
    with store.writing() as connection:
        held = tables.asking.c.id
        if connection.execute(select(held).where(held == made.id)).all():
            return False
        add_asking(connection, made)
        for proposal in proposals:
            add_proposal(connection, made, proposal)
        dropped = sum(made.dropped.values())
        said = f"{made.model} at {made.host}: {len(proposals)} proposals, {dropped} dropped"
        store.note(connection, "asked", made.report, said)
    return True


def add_asking(connection: Connection, asking: Asking) -> None:
    """Add the row of an asking."""
    fields = {name: getattr(asking, name) for name in FIELDS}
    fields["dropped"] = dict(asking.dropped)
    connection.execute(insert(tables.asking).values(id=asking.id, **fields))


def add_proposal(connection: Connection, asking: Asking, proposal: Proposal) -> None:
    """Add the row of a proposal that came of an asking."""
    told = {"id": asking.name(proposal), "asking": asking.id, "body": proposal_to_json(proposal)}
    connection.execute(insert(tables.proposal).values(**told))


def asked(case: Case) -> dict[tuple[str, str], tuple[Asking, ...]]:
    """What was asked already: by the sha256 of the question and the model, of which reports."""
    found: dict[tuple[str, str], tuple[Asking, ...]] = {}
    with case.store.reading() as connection:
        for row in connection.execute(select(tables.asking).order_by(tables.asking.c.number)):
            asking = asking_of(row._mapping)
            key = (asking.prompt_sha256, asking.model)
            found[key] = (*found.get(key, ()), asking)
    return found


def proposals_in(
    case: Case, asking: str | None = None, *, report: str | None = None, name: str | None = None
) -> tuple[Kept, ...]:
    """All proposals, or those of one asking, about one report, or whose id starts with `name`.

    By report in the order of asking, then as told.
    """
    held, made = tables.proposal.c, tables.asking.c
    chosen = select(held.id.label("name"), held.body, tables.asking).join(
        tables.asking, made.id == held.asking
    )
    if asking is not None:
        chosen = chosen.where(made.id == asking)
    if report is not None:
        chosen = chosen.where(made.report == report)
    if name is not None:
        chosen = chosen.where(held.id >= name, held.id < name + LAST)
    with case.store.reading() as connection:
        found = connection.execute(chosen.order_by(held.number)).all()
        kept = [Kept(row.name, asking_of(row._mapping), proposal_of(row.body)) for row in found]
    first: dict[str, int] = {}
    for each in kept:
        first.setdefault(each.asking.report, len(first))
    return tuple(sorted(kept, key=lambda each: first[each.asking.report]))


def proposal_named(case: Case, name: str) -> Kept:
    """The proposal whose id starts with `name`. Raises NotInCase where none does, or several."""
    is_name = bool(name) and name == rows.plain(name)
    found = proposals_in(case, name=name) if is_name else ()
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotInCase(f"No proposal in {case.store.place.shown} has the id {name!r}.")
    some = ", ".join(kept.id for kept in found[:5])
    raise NotInCase(f"{len(found)} proposals have an id that starts with {name!r}: {some}.")


def undecided(case: Case, name: str) -> tuple[Kept, Analysis]:
    """The proposal whose id starts with `name`, and its report as people read it now.

    Raises NotInCase where there is none, JudgementStale where somebody decided on it already.
    """
    kept, judged = proposal_named(case, name), case.judgements()
    Rulings.of(judged).still_open(kept)
    return kept, amended(case.analysis(kept.asking.report), Amendments.of(judged))


def asking_of(row: Any) -> Asking:  # noqa: ANN401 - a row, or the fields of an entry
    """The asking in a row. Raises KeyError, TypeError or ValueError where it is none."""
    asking = Asking(**{name: row[name] for name in FIELDS})
    counts = asking.dropped
    if not isinstance(counts, dict) or not all(type(many) is int for many in counts.values()):
        raise ValueError("it does not count what was dropped")
    if asking.id != row["id"]:
        raise ValueError(f"its id is not {row['id']}")
    return asking


def proposal_of(body: Any) -> Proposal:  # noqa: ANN401 - what JSON holds
    """The proposal in a row. Raises ValueError where it is none."""
    try:
        return proposal_from_json(body)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a proposal: {error}") from error


def take_asking(connection: Connection, fields: rows.Row) -> None:
    """Add an asking of another case. Raises KeyError, TypeError or ValueError where it is none."""
    add_asking(connection, asking_of(fields))


def take_proposal(connection: Connection, fields: rows.Row) -> None:
    """Add a proposal of another case, whose asking is here already.

    Raises KeyError, TypeError or ValueError where it is none, or is of nothing that was asked.
    """
    held = tables.asking
    chosen = select(held).where(held.c.id == fields["asking"])
    row = connection.execute(chosen).one_or_none()
    if row is None:
        raise ValueError(f"nothing was asked as {fields['asking']}")
    asking, proposal = asking_of(row._mapping), proposal_of(fields["body"])
    if asking.name(proposal) != fields["id"]:
        raise ValueError(f"its id is not {fields['id']}")
    add_proposal(connection, asking, proposal)


def unfounded(case: Case) -> Iterator[tuple[str, Broken]]:
    """Each proposal that no text of its report has held to the letter, by report.

    A newer version may read another text from the same bytes: any analysis of a report will do.
    """
    told: dict[str, list[Kept]] = {}
    for kept in proposals_in(case):
        told.setdefault(kept.asking.report, []).append(kept)
    row = tables.analysis.c
    for report, some in told.items():
        with case.store.reading() as connection:
            bodies = connection.execute(select(row.body).where(row.report == report)).scalars()
            texts = [text for body in bodies if (text := text_of(body)) is not None]
        for kept in some:
            if texts and not any(kept.proposal.stands_in(text) for text in texts):
                yield report, ("proposal", f"proposal {kept.id} quotes what the report never said")


def text_of(body: bytes) -> str | None:
    """The text in a stored analysis; None where it can no longer be read, which is told already."""
    try:
        analysis: Analysis = rows.restore(body)
    except ValueError:
        return None
    return analysis.report.text
