"""Claims as a CSV table: one row per claim, and its chain in the same row.

    write(analyses, file)

What each column holds is written down in COLUMNS. Columns are only ever added.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from sayso.model import Analysis, Claim, Span, Statement, Told, VoiceKind, lineage

COLUMNS = {
    "report": "id of the report",
    "path": "the file as it was named",
    "outlet": "who published the report",
    "published": "date of publication, ISO",
    "title": "title of the report",
    "claim": "id of the claim",
    "chain": "who tells it, the outlet first: `outlet ▸ voice (manner) ▸ voice (manner)`",
    "unnamed": "how many voices of the chain are unnamed",
    "duress": "`yes` where a statement of the chain was made under duress, else `no`",
    "type": "type of the claim",
    "roles": "who plays which part: `role: words; role: words`",
    "polarity": "`affirmed` or `denied`",
    "modality": "how far it is said to have become real: `actual`, `attempted`, `planned` ...",
    "when": "the report's words for when it happened",
    "from": "first day of that time, ISO; empty where no date is known",
    "to": "last day of that time, ISO; empty where no date is known",
    "where": "the report's words for where it happened",
    "evidence": "the words of the report that say so",
    "start": "where the evidence starts, in code points of the report's text",
    "end": "where the evidence ends, exclusive",
    "judgement": "`accepted` or `rejected` where somebody judged the claim in the case",
    "stance": "who stands behind it by the innermost cue: `shared`, `voice`, `doubted` or `open`",
    "interests": "voices of the chain on a side of the claim: `voice is the role; ...`",
    "confidence": "how sure it is that the claim is rightly read, from 0 to 1; not that it is true",
}

# The link between two voices: the left one tells what the right one is said to have said.
TELLS = " ▸ "

# A spreadsheet runs a cell that starts like this as a formula, and reports come from strangers
# (OWASP, "CSV Injection"). An apostrophe in front makes it text again.
FORMULA_STARTS = ("=", "+", "-", "@", "\t")


def write(
    analyses: Iterable[Analysis], file: TextIO, judged: Mapping[str, str] | None = None
) -> None:
    """Write the header and one row per claim; `judged` maps claim ids to a verdict."""
    table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    table.writeheader()
    for analysis in analyses:
        table.writerows(rows(analysis, judged))


def rows(analysis: Analysis, judged: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """One row for each claim, in the order of the analysis; the keys are those of COLUMNS."""
    report, text = analysis.report, analysis.report.text
    statements = {statement.id: statement for statement in analysis.statements}
    for claim in analysis.claims:
        row = {
            "report": report.id,
            "path": report.path,
            "outlet": told(report.outlet),
            "published": told(report.published),
            "title": told(report.title),
            "claim": claim.id,
            **chain_cells(analysis, lineage(statements[claim.statement], statements)),
            "interests": interests(analysis, claim),
            "type": claim.type,
            "roles": "; ".join(f"{role}: {flat(text, f.span)}" for role, f in claim.roles),
            "polarity": claim.polarity.value,
            "modality": claim.modality.value,
            **setting_cells(text, claim),
            "evidence": flat(text, claim.evidence),
            "start": str(claim.evidence.start),
            "end": str(claim.evidence.end),
            "judgement": (judged or {}).get(claim.id, ""),
            "confidence": "" if claim.confidence is None else f"{claim.confidence:.2f}",
        }
        yield {column: harmless(row[column]) for column in COLUMNS}


def chain_cells(analysis: Analysis, chain: tuple[Statement, ...]) -> dict[str, str]:
    """The cells that say on whose word a claim stands."""
    voices = {voice.id: voice for voice in analysis.voices}
    links = [
        voices[statement.voice].text + (f" ({act(statement)})" if statement.parent else "")
        for statement in chain
    ]
    unnamed = sum(voices[s.voice].kind is VoiceKind.ANONYMOUS for s in chain)
    return {
        "chain": " ".join(TELLS.join(links).split()),
        "unnamed": str(unnamed),
        "duress": "yes" if any(statement.duress for statement in chain) else "no",
        "stance": chain[-1].stance.value,
    }


def interests(analysis: Analysis, claim: Claim) -> str:
    """Whose side the voices of a claim's chain are on."""
    voices = {voice.id: " ".join(voice.text.split()) for voice in analysis.voices}
    return "; ".join(
        f"{voices[i.voice]} {'is' if i.itself else 'belongs to'} the {i.role}"
        for i in claim.interests
    )


def act(statement: Statement) -> str:
    """How a statement was made: `admits, under duress`."""
    manner = f"not said: {statement.manner}" if statement.negated else statement.manner
    return f"{manner}, under duress" if statement.duress else manner


def setting_cells(text: str, claim: Claim) -> dict[str, str]:
    """The cells that say when and where it is said to have happened."""
    when, where = claim.when, claim.where
    return {
        "when": flat(text, when.span) if when else "",
        "from": (when.start if when else None) or "",
        "to": (when.end if when else None) or "",
        "where": flat(text, where.span) if where else "",
    }


def told(fact: Told | None) -> str:
    """The value of a fact that the report may not tell."""
    return fact.value if fact else ""


def flat(text: str, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(span.of(text).split())


def harmless(cell: str) -> str:
    """`cell` as a spreadsheet shows it and does not run it; a lone CR would end its row."""
    cell = cell.replace("\r", " ")
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
