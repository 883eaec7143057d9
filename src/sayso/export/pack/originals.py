"""The originals of a case as a web archive (WARC 1.1, ISO 28500) that any program for such reads.

    write_archive(holdings(reports, deposited), case.original, file)

Each original is one `resource` record: its bytes as they came, under the address that its report
tells, or else `urn:sha256:...`. Before it stands a `metadata` record that names the reports in it,
and what a person told of them because no file could. Nothing is dated by today, no id is chosen by
chance: the same case gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from warcio.warcwriter import WARCWriter

import sayso
from sayso.model import Original, Report
from sayso.read.kind import Kind, kind_of_media
from sayso.read.vouched import FORMAT, told_by_people

WARC_VERSION = "WARC/1.1"
# RFC 3986: a scheme, and nothing that could end a line or a header.
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"\x00-\x20\x7f-\x9f\ud800-\udfff]+")
INFO = (
    ("software", f"sayso {sayso.__version__}"),
    ("format", "WARC File Format 1.1"),
    ("description", "The originals of a case: their bytes as they came into it."),
)

Fetch = Callable[[str], Original]


@dataclass(frozen=True, slots=True)
class Holding:
    """One original, named by its sha256, the reports in it, and when the first came (UTC)."""

    sha256: str
    reports: tuple[Report, ...]
    added: str

    @property
    def address(self) -> str:
        """Where it was published, if its one report tells that; a feed is not where its entry is.

        Else a name made of its bytes.
        """
        first, *others = self.reports
        url = first.url.value if first.url else ""
        is_feed = kind_of_media(first.media) is Kind.FEED
        if others or is_feed or not ADDRESS.fullmatch(url):
            return f"urn:sha256:{self.sha256}"
        return url

    @property
    def described(self) -> bytes:
        """The reports in it, as JSON."""
        told = {
            "format": FORMAT,
            "sha256": self.sha256,
            "reports": [
                {
                    "id": report.id,
                    "part": report.part,
                    "file": report.file,
                    "told": told_by_people(report),
                }
                for report in self.reports
            ],
        }
        # ASCII alone: half a surrogate pair, which a file's name can hold, stays what it is.
        return json.dumps(told, indent=1).encode("ascii")


def holdings(reports: Iterable[Report], deposited: Mapping[str, str]) -> list[Holding]:
    """The originals of the reports, in the order in which they came into the case."""
    grouped: dict[str, list[Report]] = {}
    for report in reports:
        grouped.setdefault(report.sha256, []).append(report)
    made = [
        Holding(
            sha256,
            tuple(sorted(found, key=lambda each: each.id)),
            min(deposited[each.id] for each in found),
        )
        for sha256, found in grouped.items()
    ]
    return sorted(made, key=lambda each: (each.added, each.sha256))


def write_archive(held: Iterable[Holding], fetch: Fetch, out: BinaryIO) -> int:
    """Write the originals, one at a time, each record packed for itself; how many there were."""
    archive = WARCWriter(out, gzip=True, warc_version=WARC_VERSION)
    count = 0
    for holding in held:
        if not count:
            info = "".join(f"{name}: {value}\r\n" for name, value in INFO)
            put(archive, holding, "warcinfo", info.encode(), "application/warc-fields")
        original = fetch(holding.sha256)
        put(archive, holding, "metadata", holding.described, "application/json")
        put(archive, holding, "resource", original.data, original.media)
        count += 1
    return count


def put(archive: WARCWriter, holding: Holding, kind: str, block: bytes, media: str) -> None:
    """Write one record of a holding."""
    digest = f"sha256:{hashlib.sha256(block).hexdigest()}"
    headers = {
        "WARC-Record-ID": record_id(kind, holding.sha256),
        "WARC-Date": holding.added,
        "WARC-Block-Digest": digest,
    }
    if kind == "metadata":
        headers["WARC-Refers-To"] = record_id("resource", holding.sha256)
    if kind == "resource":
        headers["WARC-Payload-Digest"] = digest
        headers["WARC-Concurrent-To"] = record_id("metadata", holding.sha256)
    record = archive.create_warc_record(
        "" if kind == "warcinfo" else holding.address,
        kind,
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type=media,
        warc_headers_dict=headers,
    )
    archive.write_record(record)


def record_id(kind: str, sha256: str) -> str:
    """The id of a record, made of what it holds."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:sha256:{sha256}#{kind}')}>"
