"""What is in a pack, but for the seal.

    README.txt             what this is, how to read it and how to check it, for anybody
    originals.warc.gz      the reports as they were published, byte for byte
    texts/ID.txt           the text of each report, in which spans count characters
    analyses.jsonl         who says what in each report, as `sayso claims --format json` tells it
    propositions.jsonl     how well each thing is supported, as `sayso weigh --format json` tells it
    judgements.jsonl       what people decided and did not take back, with who, when and why
    tables/                the same for spreadsheets, as `sayso export csv` writes it

All of it comes from the one case, and the same case gives the same bytes. Of a redacted case the
README and the manifest say that it is one, and which of its reports were changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.contract import to_json
from sayso.export.dossier import Dossier
from sayso.export.pack.originals import Fetch, holdings, write_archive
from sayso.export.pack.readme import readme
from sayso.export.tables import write as write_tables
from sayso.export.weights import write_lines
from sayso.model import Report
from sayso.pipeline import version
from sayso.record.entries import AuditRow
from sayso.record.journal import to_lines
from sayso.weigh.whole import order

ORIGINALS = "originals.warc.gz"
TEXTS = "texts"
ANALYSES = "analyses.jsonl"
PROPOSITIONS = "propositions.jsonl"
JUDGEMENTS = "judgements.jsonl"
TABLES = "tables"
README = "README.txt"


@dataclass(frozen=True, slots=True)
class Trail:
    """The audit trail of a case in a few words: how long, its last entry, a digest of all.

    `sha256` is that of `audit.jsonl` as `sayso export case` writes it. Who did what is not told.
    """

    entries: int
    at: str | None
    action: str | None
    sha256: str

    @classmethod
    def of(cls, rows: Iterable[AuditRow]) -> Trail:
        """The trail that these entries make, the oldest first."""
        digest, count, last = hashlib.sha256(), 0, None
        for row in rows:
            fields = {name: getattr(row, name) for name in AUDIT_FIELDS}
            digest.update((json.dumps(fields, separators=(",", ":")) + "\n").encode())
            count, last = count + 1, row
        at, action = (last.at, last.action) if last else (None, None)
        return cls(count, at, action, digest.hexdigest())

    @property
    def told(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {
            "entries": self.entries,
            "last": {"at": self.at, "action": self.action},
            "sha256": self.sha256,
        }


AUDIT_FIELDS = ("at", "who", "action", "subject", "detail")
# What stands for the trail of a redacted case: how long it is, and a digest of it, lead back, too.
LEFT_OUT = "left out: names and words were hidden before this was packed"


@dataclass(frozen=True)
class Contents:
    """What a pack is made of.

    `dossier` holds no folder of whoever made the case (see `called_by_file`), and what was
    published by the day `as_of` where that is told. `fetch` gives the bytes of an original by its
    sha256. `withheld` are the reports whose originals stay at home. `changed` are those in which
    something was replaced, None where nothing was hidden. `trail` is None where the log stays out.
    """

    dossier: Dossier
    fetch: Fetch
    trail: Trail | None
    as_of: str | None = None
    withheld: frozenset[str] = frozenset()
    changed: frozenset[str] | None = None

    @property
    def given(self) -> tuple[Report, ...]:
        """The reports whose originals are handed on.

        An original that holds a withheld report, too, stays at home with it.
        """
        hidden = {r.sha256 for r in self.dossier.reports if r.id in self.withheld}
        return tuple(r for r in self.dossier.reports if r.sha256 not in hidden)

    @property
    def head(self) -> dict[str, Any]:
        """What the manifest says of the pack."""
        kept = {report.id for report in self.given}
        # A pack in which nothing was hidden says nothing of it, and keeps its bytes.
        redacted = {} if self.changed is None else {"redacted": sorted(self.changed)}
        return {
            "sayso": version(),
            "changed": self.dossier.last,
            "as_of": self.as_of,
            "reports": len(self.dossier.reports),
            "claims": sum(len(analysis.claims) for analysis in self.dossier.analyses),
            "withheld": sorted(r.id for r in self.dossier.reports if r.id not in kept),
            **redacted,
            "audit": LEFT_OUT if self.trail is None else self.trail.told,
        }


def write_contents(contents: Contents, folder: Path, signer: str | None, *, stamped: bool) -> None:
    """Write all but the seal into an empty folder; `signer` is the fingerprint of who signs."""
    dossier = contents.dossier
    with (folder / ORIGINALS).open("wb") as archive:
        write_archive(holdings(contents.given, dossier.deposited), contents.fetch, archive)
    (folder / TEXTS).mkdir()
    for report in dossier.reports:
        (folder / TEXTS / f"{report.id}.txt").write_bytes(encoded(report.text))
    lines = (json.dumps(to_json(each), ensure_ascii=False) for each in dossier.analyses)
    write_each(lines, folder / ANALYSES)
    weighed = dossier.weighed
    with (folder / PROPOSITIONS).open(
        "w", encoding="utf-8", errors="backslashreplace", newline="\n"
    ) as file:
        write_lines(order(weighed.weights), weighed.grounds, file)
    # What was taken back leaves no trace, here as in every export.
    standing = (row for row in dossier.judgements if row.retraction is None)
    write_each(to_lines(standing), folder / JUDGEMENTS)
    (folder / TABLES).mkdir()
    write_tables(dossier, folder / TABLES)
    told = readme(contents.head, signer, stamped=stamped)
    (folder / README).write_text(told, encoding="utf-8", newline="\n")


def write_each(lines: Iterable[str], place: Path) -> None:
    """Write lines, as UTF-8 alone can hold them."""
    with place.open("wb") as file:
        for line in lines:
            file.write(line.encode("utf-8", "backslashreplace") + b"\n")


def encoded(text: str) -> bytes:
    """A text in UTF-8; half a surrogate pair, which no text should have, as it is."""
    return text.encode("utf-8", "surrogatepass")
