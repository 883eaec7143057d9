"""Whether what is read in a pack stands in the originals of the same pack.

    for sentence in readings(pack, manifest): ...

Each analysis keeps its promises (spans within the text, one tree, whole chains), its text is the
one in `texts/`, its original is in the archive under its sha256, and, where this version made it,
the text is what the original gives when it is read anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from sayso.contract import from_json
from sayso.errors import ReadError
from sayso.export.pack.container import FAILURES, Pack
from sayso.export.pack.contents import ANALYSES, ORIGINALS, PROPOSITIONS, TEXTS, encoded
from sayso.export.pack.manifest import Manifest
from sayso.model import Analysis, Original
from sayso.pipeline import version
from sayso.read import MAX_BYTES, reread
from sayso.record.promises import broken

# What the library raises for damaged archives, beyond its own types.
DAMAGE = (
    *FAILURES,
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    ChunkedDataException,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
)
# No line of JSON that sayso writes is longer: a text of a million characters, and its claims.
LONGEST = 256 * 2**20
# A record of the library, which carries no types.
Raw = Any


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of a report while the originals are looked through; `text` is a sha256."""

    report: str
    part: str
    media: str
    text: str
    is_ours: bool


@dataclass(frozen=True)
class Found:
    """What the analyses of a pack hold: the reports of each original, and all claims."""

    by_original: dict[str, list[Reading]]
    reports: set[str]
    claims: set[str]


def readings(pack: Pack, listed: Manifest) -> Iterator[str]:
    """Each analysis that is not sound, and each report that its original does not bear out."""
    missing = [n for n in (ANALYSES, ORIGINALS, PROPOSITIONS) if n not in pack.names]
    if missing:
        # Where one was listed, it is told already; a list without them is none.
        names = {each.path for each in listed.files}
        yield from (f"{name} is missing" for name in missing if name not in names)
        return
    found = Found({}, set(), set())
    yield from guarded(ANALYSES, analyses(pack, found))
    yield from numbers(listed, found)
    yield from guarded(ORIGINALS, originals(pack, found, listed.withheld))
    yield from guarded(PROPOSITIONS, propositions(pack, found))


def guarded(name: str, faults: Iterator[str]) -> Iterator[str]:
    """What a damaged file says as far as it goes, and that it is damaged."""
    try:
        yield from faults
    except DAMAGE as error:
        yield f"{name} cannot be read to its end: {' '.join(str(error).split())[:100]}"


def lines(pack: Pack, name: str) -> Iterator[tuple[int, Any]]:
    """What stands in each line of a file of JSON lines."""
    with pack.stream(name) as stream:
        number = 0
        while line := stream.readline(LONGEST):
            number += 1
            yield number, json.loads(line)


def analyses(pack: Pack, found: Found) -> Iterator[str]:
    """What is off with each analysis by itself; `found` is filled."""
    ours = version()
    for number, told in lines(pack, ANALYSES):
        try:
            analysis = from_json(told)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield f"{ANALYSES}, line {number}: no analysis ({error})"
            continue
        report = analysis.report
        if report.id in found.reports:
            yield f"{ANALYSES}, line {number}: {report.id} is there twice"
        found.reports.add(report.id)
        found.claims.update(claim.id for claim in analysis.claims)
        kept = Reading(
            report.id,
            report.part,
            report.media,
            hashlib.sha256(encoded(report.text)).hexdigest(),
            analysis.version == ours,
        )
        found.by_original.setdefault(report.sha256, []).append(kept)
        yield from sound(pack, analysis)


def sound(pack: Pack, analysis: Analysis) -> Iterator[str]:
    """Each promise that an analysis breaks, and whether its text is the one beside it."""
    report = analysis.report
    yield from (f"{ANALYSES}: {report.id}: {sentence}" for _, sentence in broken(analysis))
    name = f"{TEXTS}/{report.id}.txt"
    if name not in pack.names:
        yield f"{name} is missing, which is the text of a report in {ANALYSES}"
        return
    with pack.stream(name) as stream:
        data = encoded(report.text)
        if stream.read(len(data) + 1) != data:
            yield f"{name} is not the text of {report.id} in {ANALYSES}"


def numbers(listed: Manifest, found: Found) -> Iterator[str]:
    """Whether there are as many reports as the list says."""
    told = listed.head.get("reports")
    if told != len(found.reports):
        yield f"{ANALYSES} holds {len(found.reports)} reports, and the manifest says {told}"


def originals(pack: Pack, found: Found, withheld: frozenset[str]) -> Iterator[str]:
    """Each original that is not what it should be, and each report whose original is not there."""
    seen: set[str] = set()
    with pack.stream(ORIGINALS) as stream:
        for record in ArchiveIterator(stream, check_digests=True):
            if record.rec_type == "resource":
                yield from original(record, found, seen)
            while record.raw_stream.read(1 << 16):
                pass
            if record.digest_checker.passed is not True:
                name = record.rec_headers.get_header("WARC-Record-ID")
                yield f"{ORIGINALS}: the record {name} does not have the digest that it names"
    for sha256 in sorted(found.by_original.keys() - seen):
        for reading in found.by_original[sha256]:
            if reading.report not in withheld:
                yield f"{ORIGINALS}: the original of {reading.report} is missing ({sha256})"


def original(record: Raw, found: Found, seen: set[str]) -> Iterator[str]:
    """What is off with one original; its sha256 is added to what was `seen`."""
    headers = record.rec_headers
    payload = record.content_stream().read(MAX_BYTES + 1)
    sha256 = hashlib.sha256(payload).hexdigest()
    told = headers.get_header("WARC-Payload-Digest")
    if told != f"sha256:{sha256}":
        yield f"{ORIGINALS}: an original has the sha256 {sha256}, and its record says {told}"
    if sha256 not in found.by_original:
        yield f"{ORIGINALS}: no report in {ANALYSES} has an original with the sha256 {sha256}"
    if sha256 in seen:
        yield f"{ORIGINALS}: the original {sha256} is there twice"
    seen.add(sha256)
    media = headers.get_header("Content-Type") or ""
    for reading in found.by_original.get(sha256, ()):
        if reading.media != media:
            yield f"{ORIGINALS}: {reading.report} is {reading.media}, and its original {media}"
        elif reading.is_ours:
            yield from read_anew(Original(sha256, media, payload), reading)


def read_anew(kept: Original, reading: Reading) -> Iterator[str]:
    """Whether the original gives the text that was read."""
    again = reread(kept, reading.report, reading.part)
    if isinstance(again, ReadError):
        yield f"{ORIGINALS}: {reading.report} can no longer be read: {again.reason}"
    elif hashlib.sha256(encoded(again[0].text)).hexdigest() != reading.text:
        yield f"the text of {reading.report} is not what its original gives when it is read anew"
    elif again[0].id != reading.report:
        yield f"{reading.report} is not the id that its original gives: {again[0].id}"


def propositions(pack: Pack, found: Found) -> Iterator[str]:
    """Each proposition that rests on what is in no analysis."""
    for number, told in lines(pack, PROPOSITIONS):
        claims = {str(each) for each in told["claims"]}
        reports = {str(name) for origin in told["origins"] for name in origin["reports"]}
        for lost in sorted((claims - found.claims) | (reports - found.reports)):
            yield f"{PROPOSITIONS}, line {number}: {lost} is in no analysis"
