"""What weighing came to, as rows of the tables: pure, from values to rows."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.model import VoiceKind, identify
from sayso.record.findings import tables
from sayso.record.findings.heard import Hearing
from sayso.record.judgement import Decision, Judged
from sayso.record.rows import Row, plain
from sayso.record.weighing import Court, judged_claims
from sayso.weigh.contract import opinion_to_json, to_json
from sayso.weigh.contradiction import Contradiction, Variant
from sayso.weigh.party import Party
from sayso.weigh.proposition import Voiced
from sayso.weigh.testimony import Link, Testimony, testimonies
from sayso.weigh.track import disputes, track_records
from sayso.weigh.weighing import Grounds, OriginWeight, Weight
from sayso.weigh.whole import Weighed, is_said
from sayso.weigh.why import why

# Half the time of level 6 for 4 % more (50,000 propositions of 1 to 6 kB).
_LEVEL = 3
OUTCOMES = ("contradicted", "taken_back", "right", "wrong")
_OPINION = ("belief", "disbelief", "uncertainty", "probability")


@dataclass(frozen=True)
class Findings:
    """A case as weighing sees it, with what it came to."""

    court: Court
    weighed: Weighed

    @property
    def unweighed(self) -> Iterator[Testimony]:
        """The testimony that stands in no proposition: rejected, or said not to have been said."""
        rejected = judged_claims(self.court.judgements, Decision.REJECTED)
        yield from (t for t in self.weighed.testimonies if not is_said(t))
        for analysis in self.court.analyses:
            if any(claim.id in rejected for claim in analysis.claims):
                found = testimonies(analysis, self.court.cast)
                yield from (t for t in found if t.claim in rejected)


def unpacked(body: bytes) -> Any:  # noqa: ANN401 - JSON
    """The JSON that `packed` made the bytes from."""
    return json.loads(zlib.decompress(body))


def packed(told: Row) -> bytes:
    """JSON as a table keeps it."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def propositions(found: Findings) -> Iterator[Row]:
    """One row for each proposition."""
    grounds = found.weighed.grounds
    for weight in found.weighed.weights:
        proposition = weight.proposition
        own = [each for each in weight.origins if not each.denies]
        told = [t.told for t in proposition.testimonies if t.told]
        dated = next((t.happened for t in proposition.testimonies if t.dated), None)
        placed = next((t.place.name for t in proposition.testimonies if t.place), None)
        opinion = opinion_to_json(weight.number) or {}
        yield {
            "id": proposition.id,
            "type": proposition.type,
            "polarity": proposition.polarity.value,
            "modality": proposition.modality.value,
            "told_by": plain("; ".join(each.origin.source for each in own)),
            "credibility": weight.credibility.grade,
            **{name: opinion.get(name) for name in _OPINION},
            "origins": len(own),
            "independent": sum(each.independent is not None for each in own),
            "reports": len({t.report for t in proposition.testimonies}),
            "against": len(weight.origins) - len(own),
            "contradictions": len(weight.contradictions),
            "first": min(told, default=None),
            "last": max(told, default=None),
            "happened_from": dated.start if dated else None,
            "happened_to": dated.end if dated else None,
            "place": plain(placed) if placed else None,
            "body": packed(body(weight, grounds)),
        }


def body(weight: Weight, grounds: Grounds) -> Row:
    """All that the page of a proposition shows: the promised JSON, each telling, each step."""
    told = to_json(weight, grounds)
    kept = [*told["origins"], *told["against"]]
    own = [each for each in weight.origins if not each.denies]
    ordered = [*own, *(each for each in weight.origins if each.denies)]
    for origin, each in zip(kept, ordered, strict=True):
        origin["tellings"] = [telling(voiced, each) for voiced in each.origin.voiced]
    told["steps"] = [[depth, sentence] for depth, sentence in why(weight, grounds)]
    told["because"] = weight.credibility.because
    told["words"] = weight.credibility.words
    return told


def telling(voiced: Voiced, each: OriginWeight) -> Row:
    """One testimony of an origin: through whom, and by which way it came there."""
    one, way = voiced.testimony, voiced.provenance
    weighed = {t.voiced.testimony.claim for t in each.tellings}
    return {
        "claim": one.claim,
        "report": one.report,
        "told": one.told,
        "chain": [link_to_json(link) for link in one.chain],
        "way": list(way.reports),
        "steps": list(way.steps),
        "counted": one.claim in weighed,
    }


def link_to_json(link: Link) -> Row:
    """One voice of a chain."""
    return {
        "key": link.key,
        "name": link.name,
        "kind": link.kind.value,
        "known": link.is_known,
        "manner": link.manner,
        "duress": link.duress,
        "negated": link.negated,
    }


def parties(found: Findings) -> Iterator[Row]:
    """Who plays which part in each proposition."""
    for proposition in found.weighed.propositions:
        for place, (role, party) in enumerate(proposition.parties().items()):
            yield {"proposition": proposition.id, **filler(role, place, party)}


def filler(role: str, place: int, party: Party) -> Row:
    """Who plays a part."""
    name = plain(party.name)
    return {"role": role, "place": place, "identity": party.identity, "name": name}


def everything(found: Findings) -> Iterator[tuple[Testimony, Row]]:
    """Each testimony, with where it stands."""
    back, stood = found.weighed.grounds.withdrawn, set[str]()
    for weight in found.weighed.weights:
        for each in weight.origins:
            if each.denies:
                continue
            name = identify("o", each.origin.key)
            for voiced in each.origin.voiced:
                one, way = voiced.testimony, voiced.provenance
                stood.add(one.claim)
                taken = way.reports[1] if len(way.reports) > 1 else None
                yield (
                    one,
                    {
                        "proposition": weight.proposition.id,
                        "origin": name,
                        "taken_from": taken,
                        "withdrawn": back.get(one.claim),
                    },
                )
    for one in found.unweighed:
        if one.claim not in stood:
            stood.add(one.claim)
            nowhere = dict.fromkeys(("proposition", "origin", "taken_from"))
            yield one, {**nowhere, "withdrawn": back.get(one.claim)}


def assertions(found: Findings, told: Iterable[tuple[Testimony, Row]]) -> Iterator[Row]:
    """One row for each claim."""
    by_hand = readings(found.court.judgements)
    texts = {a.report.id: a.report.text for a in found.court.analyses}
    for one, stands in told:
        yield {
            "claim": one.claim,
            "report": one.report,
            "type": one.type,
            "polarity": one.polarity.value,
            "modality": one.modality.value,
            "outlet": plain(one.chain[0].key),
            "told": one.told,
            "happened_from": one.happened.start if one.dated else None,
            "happened_to": one.happened.end if one.dated else None,
            "dated": one.dated,
            "place": plain(one.place.name) if one.place else None,
            **stands,
            **read_by_hand(one, by_hand.get(one.claim), texts[one.report]),
        }


def readings(rows: Iterable[Judged]) -> dict[str, Judged]:
    """The claims that a person added or corrected, with the judgement that did it last.

    One that was added stays a person's reading however it is corrected.
    """
    standing = [row for row in rows if row.retraction is None]
    ranked = [
        [row for row in standing if row.judgement.decision is decision]
        for decision in (Decision.CORRECTED, Decision.ADDED)
    ]
    return {row.judgement.subject: row for some in ranked for row in some}


def read_by_hand(one: Testimony, by: Judged | None, text: str) -> Row:
    """Who read a claim by hand, when, and in which words."""
    names = ("reading", "reader", "read_at", "evidence_start", "evidence_end", "evidence_words")
    if by is None:
        return dict.fromkeys(names)
    said, span = by.judgement, one.evidence
    words = plain(span.of(text))
    told = (said.decision.value, plain(said.who), by.at, span.start, span.end, words)
    return dict(zip(names, told, strict=True))


def voicings(told: Iterable[tuple[Testimony, Row]]) -> Iterator[Row]:
    """The chain of each claim."""
    for one, _ in told:
        for place, link in enumerate(one.chain):
            yield {
                "claim": one.claim,
                "place": place,
                "teller": plain(link.key),
                "manner": plain(link.manner),
                "duress": link.duress,
                "negated": link.negated,
            }


def fillings(told: Iterable[tuple[Testimony, Row]]) -> Iterator[Row]:
    """Who fills the roles of each claim."""
    for one, _ in told:
        for place, (role, party) in enumerate(one.parties):
            yield {"claim": one.claim, **filler(role, place, party)}


def tellers(
    found: Findings, told: Iterable[tuple[Testimony, Row]], heard: Iterable[Hearing]
) -> Iterator[Row]:
    """Everybody who speaks in a chain, with the record of each; outlets, though they say nothing.

    Rejected claims count: they are what a record is made of.
    """
    rows, court = found.court.judgements, found.court
    right = judged_claims(rows, Decision.ACCEPTED, of_truth=True)
    wrong = judged_claims(rows, Decision.REJECTED, of_truth=True)
    records = {each.key: each for each in track_records(found.weighed, right, wrong)}
    lost: Counter[str] = Counter()
    links: dict[str, tuple[Link, str]] = {}
    for one, _ in told:
        keys = {link.key for link in one.chain}
        lost.update(keys if one.claim in wrong else ())
        for link in one.chain:
            links.setdefault(link.key, (link, one.report))
    untyped: Counter[str] = Counter()
    for each in heard:
        untyped.update({link.key for link in each.chain})
        for link in each.chain:
            links.setdefault(link.key, (link, each.report))
    for key, (link, report) in links.items():
        record = records.get(key)
        yield {
            "key": plain(key),
            "name": plain(link.name),
            "kind": link.kind.value,
            "unnamed": not link.is_known,
            "home": report if not link.is_known else None,
            "told": record.told if record else 0,
            "untyped": untyped[key],
            "alone": record.alone if record else 0,
            "contradicted": record.contradicted if record else 0,
            "taken_back": record.taken_back if record else 0,
            "right": record.right if record else 0,
            "wrong": lost[key],
            "rated": found.weighed.grounds.ratings.get(key),
            "suggested": record.suggested if record else None,
        }
    yield from silent(court, set(links))


def silent(court: Court, known: set[str]) -> Iterator[Row]:
    """The outlets of which nothing was read."""
    outlets = court.cast.outlets
    for analysis in court.analyses:
        told = analysis.report.outlet
        words = outlets.meant(told.value) if told else None
        if words is None or outlets.key(words) in known:
            continue
        known.add(outlets.key(words))
        zero = dict.fromkeys((*("told", "untyped", "alone"), *OUTCOMES), 0)
        yield {
            "key": plain(outlets.key(words)),
            "name": plain(outlets.name(words)),
            "kind": VoiceKind.OUTLET.value,
            "unnamed": False,
            "home": None,
            **zero,
            "rated": None,
            "suggested": None,
        }


def identities(found: Findings) -> Iterator[Row]:
    """Everybody, everything and every place that reports name."""
    claims: Counter[str] = Counter()
    for one in found.weighed.testimonies:
        claims.update({party.identity for _, party in one.parties if party.identity})
    for each in found.court.identities.all:
        yield {
            "id": each.id,
            "first": each.first,
            "name": plain(each.name),
            "kind": each.kind.value,
            "reports": len(each.reports),
            "claims": claims[each.id],
            "names": [
                {"text": plain(use.text), "sources": [[plain(s), n] for s, n in use.sources]}
                for use in each.names
            ],
            "members": list(each.members),
        }


def members(found: Findings) -> Iterator[Row]:
    """The entities of reports that each identity is made of."""
    for each in found.court.identities.all:
        for entity, home in zip(each.members, each.homes, strict=True):
            yield {"entity": entity, "identity": each.id, "report": home}


def doubts(found: Findings) -> Iterator[Row]:
    """Which identities may be one."""
    for each in found.court.identities.doubts:
        told = {"one": each.one, "other": each.other, "chance": each.chance}
        yield {**told, "because": list(each.because)}


def borrowings(found: Findings) -> Iterator[Row]:
    """Who took which passages from whom."""
    for each in found.weighed.borrowings:
        yield {
            "taker": each.taker,
            "giver": each.giver,
            "share": each.share,
            "known_by": each.known_by.value,
            "credited": each.credited,
            "passages": [
                [p.here.start, p.here.end, p.there.start, p.there.end] for p in each.passages
            ],
        }


def citations(found: Findings) -> Iterator[Row]:
    """Whose word reports give."""
    for each in found.weighed.citations:
        told = {"report": each.report, "outlet": plain(each.outlet)}
        yield {**told, "reports": list(each.reports)}


def contradictions(found: Findings) -> Iterator[Row]:
    """What cannot both hold, and what tells two numbers of what may be one event."""
    weighed = found.weighed
    told: tuple[Contradiction | Variant, ...] = (*weighed.contradictions, *weighed.variants)
    for each in told:
        kind = each.kind.value if isinstance(each, Contradiction) else tables.NUMBER
        yield {"one": each.one, "other": each.other, "kind": kind, "because": plain(each.because)}


def disputed(weighed: Weighed) -> list[Row]:
    """What is told in several ways, and which of them each method of truth discovery takes."""
    return [
        {"propositions": list(each.propositions), "choices": dict(each.choices)}
        for each in disputes(weighed)
    ]
