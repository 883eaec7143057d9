"""Judgements as JSON lines: to another case and back, with who, when, why and on what evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sayso.errors import JudgementInvalid
from sayso.record.judgement import Decision, Judged, Judgement, Retraction


def to_lines(rows: Iterable[Judged]) -> Iterator[str]:
    """One line of JSON per judgement, in the order in which they were made."""
    for row in rows:
        said, back = row.judgement, row.retraction
        told = {
            "id": row.id,
            "subject": said.subject,
            "decision": said.decision.value,
            "value": said.value,
            "who": said.who,
            "at": row.at,
            "why": said.why,
            "retracted": {"who": back.who, "at": back.at, "why": back.why} if back else None,
        }
        yield json.dumps(told, ensure_ascii=False)


def from_line(line: str, number: int) -> Judged:
    """The judgement of a line. Raises JudgementInvalid, with its number, where it is none."""
    try:
        told = json.loads(line)
        back = told.get("retracted")
        judgement = Judgement(
            told["subject"], Decision(told["decision"]), told["who"], told["why"], told["value"]
        )
        retraction = Retraction(back["who"], back["at"], back["why"]) if back else None
        row = Judged(told["id"], told["at"], judgement, retraction)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JudgementInvalid(f"Line {number} is no judgement: {error!r}") from error
    texts = (row.id, row.at, judgement.subject, judgement.who, judgement.why)
    if not all(isinstance(text, str) for text in texts):
        raise JudgementInvalid(f"Line {number} is no judgement: a text in it is none.")
    return row
