"""A case as a graph of nodes and edges, from which GraphML and GEXF are written.

    found = graph(dossier)     # a networkx.MultiDiGraph

A claim is a node of its own between those who tell it and those whom it is about: "Alice alleged
that Bob stole" is an edge from Alice to the claim, and one from the claim to Bob. No edge ever
joins Bob and what he is said to have done, and every edge at a claim carries its chain, so that no
list or sum of the edges takes an allegation for a fact.

Nodes (`kind`) are reports, claims, entities, voices that are no known entity, and words of one
report for somebody who is not known; an entity that speaks or acts is one node. Edges
(`relation`) are: a voice "asserts", "denies", "speaks of" or, on somebody else's word, "passes on"
a claim; a claim has its roles, and is "told in" a report; a report "took from", "shares text with",
"cites" or has the "same origin as" an earlier one; a claim "contradicts" another; an outlet "is" an
entity. What is not known is absent: where credibility cannot be judged there is no number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import networkx as nx  # type: ignore[import-untyped]

from sayso.export.characters import legible
from sayso.export.dossier import Assertion, Dossier, Part, Speaker
from sayso.export.wording import called
from sayso.model import Modality, Polarity, Report, Stance, Told, VoiceKind, identify
from sayso.weigh.borrowing import Borrowing, Known
from sayso.weigh.contract import opinion_to_json
from sayso.weigh.weighing import OriginWeight
from sayso.weigh.why import independence

Value = str | int | float | bool
Values = dict[str, Value | None]


def graph(dossier: Dossier) -> nx.MultiDiGraph:
    """The graph of a case, its nodes and edges in an order that the case decides.

    The attributes of a node or an edge are texts, whole numbers, numbers and truth values, the same
    type for the same name. `seen_from` is the day on which it was first told, where that is known.
    """
    drawing = Drawing(dossier)
    for report in dossier.reports:
        drawing.report(report)
    for assertion in dossier.assertions:
        drawing.claim(assertion)
    for borrowing in dossier.weighed.borrowings:
        drawing.copy(borrowing)
    for citation in dossier.weighed.citations:
        for cited in citation.reports:
            drawing.edge(citation.report, cited, "cites", {"source": citation.outlet})
    drawing.origins()
    drawing.contradictions()
    drawing.counts()
    return drawing.graph


class Drawing:
    """A graph while it is made, and what is looked up for it."""

    def __init__(self, dossier: Dossier) -> None:
        self.graph = nx.MultiDiGraph()
        self.dossier = dossier
        self.days = {report.id: day(report.published) for report in dossier.reports}
        # The origins on which what is told by, of or in a node goes back.
        self.rests: defaultdict[str, set[str]] = defaultdict(set)

    def node(self, name: str, values: Values) -> None:
        """Add a node, or tell more of one; what was told of it first stays."""
        known = dict(self.graph.nodes[name]) if name in self.graph else {}
        self.graph.add_node(name, **{**told(values), **known})
        seen = [d for d in (known.get("seen_from"), values.get("seen_from")) if d]
        if seen:
            self.graph.nodes[name]["seen_from"] = min(seen)

    def edge(self, source: str, target: str, relation: str, values: Values) -> None:
        """Add an edge between two nodes that are there."""
        if source not in self.graph or target not in self.graph:
            return
        days = [self.graph.nodes[end].get("seen_from") for end in (source, target)]
        # Both ends have to be there first.
        seen = max(days) if all(days) else None
        made = told({"relation": relation, "label": relation, "seen_from": seen, **values})
        known = [made.get(name, "") for name in ("claim", "order", "role", "origin")]
        key = identify("g", source, target, relation, *known)
        self.graph.add_edge(source, target, key=key, **made)

    def report(self, report: Report) -> None:
        """A report."""
        title, outlet = value(report.title), value(report.outlet)
        shown = title or base(report)
        self.node(
            report.id,
            {
                "label": f"{outlet}: {shown}" if outlet else shown,
                "kind": "report",
                "title": title,
                "outlet": outlet,
                "file": base(report),
                "published": value(report.published_at or report.published),
                "url": value(report.url),
                "original_sha256": report.sha256,
                "seen_from": self.days[report.id],
            },
        )

    def claim(self, each: Assertion) -> None:
        """A claim, between its voices and its parts, and told in its report."""
        claim, origin = each.claim.id, each.origin.origin.key
        seen = self.days[each.report.id]
        self.node(claim, {**claim_values(each), "seen_from": seen})
        self.rests[each.report.id].add(origin)
        for order, speaker in enumerate(each.chain):
            self.node(speaker.id, {**voice_values(speaker), "seen_from": seen})
            self.rests[speaker.id].add(origin)
            self.edge(speaker.id, claim, relation(each, order), telling_values(each, order))
            body = speaker.identity
            if body is not None and body.id != speaker.id:
                self.node(body.id, {**entity_values(body.name, body.kind), "seen_from": seen})
                self.edge(speaker.id, body.id, "is", {})
        for part in (*each.parts, *filter(None, [each.place])):
            self.node(part.key, {**part_values(part), "seen_from": seen})
            self.rests[part.key].add(origin)
            self.edge(claim, part.key, part.role, role_values(each, part))
        self.edge(claim, each.report.id, "told in", on_whose_word(each))

    def copy(self, each: Borrowing) -> None:
        """What one report has from another; where nothing tells who took, that is said."""
        known = each.known_by is not Known.GUESS
        self.edge(
            each.taker,
            each.giver,
            "took from" if known else "shares text with",
            {
                "share": each.share,
                "passages": len(each.passages),
                "known_by": each.known_by.value,
                "credited": each.credited,
            },
        )

    def origins(self) -> None:
        """Reports whose word goes back to one origin, each with the first that told it."""
        found: Counter[tuple[str, str, str]] = Counter()
        named: dict[str, OriginWeight] = {}
        for weight in self.dossier.weighed.weights:
            for each in weight.origins:
                first, *later = each.origin.reports
                if not each.denies:
                    named.setdefault(each.origin.key, each)
                    found.update((report, first, each.origin.key) for report in later)
        for (report, first, key), many in found.items():
            values: Values = {
                "source": named[key].origin.source,
                "origin": identify("o", key),
                "propositions": many,
            }
            self.edge(report, first, "same origin as", values)

    def contradictions(self) -> None:
        """Claims that cannot both hold: of each proposition the one that was told first."""
        first = {each.id: each.first.claim for each in self.dossier.weighed.propositions}
        for each in self.dossier.weighed.contradictions:
            values: Values = {"contradiction": each.kind.value, "because": each.because}
            self.edge(first[each.one], first[each.other], "contradicts", values)

    def counts(self) -> None:
        """On how many origins what is told by, of or in each node rests."""
        for name, node in self.graph.nodes(data=True):
            if node["kind"] != "claim":
                node["origins"] = len(self.rests[name])


def claim_values(each: Assertion) -> Values:
    """What a claim carries: its whole chain, its words, both clocks and its weight."""
    claim, weight = each.claim, each.weight
    marks = [claim.modality.value] if claim.modality is not Modality.ACTUAL else []
    marks = [*(["denied"] if claim.polarity is Polarity.DENIED else []), *marks]
    deed = " ".join([claim.type.replace("_", " "), *(f"[{mark}]" for mark in marks)])
    number = opinion_to_json(weight.number) or {}
    own = [origin for origin in weight.origins if not origin.denies]
    return {
        "label": f"{each.voices}: {deed}",
        "kind": "claim",
        **on_whose_word(each),
        "claim_type": claim.type,
        "parts": "; ".join(f"{part.role}: {called(part, claim.polarity)}" for part in each.parts),
        "stance": each.chain[-1].stance.value,
        "duress": any(speaker.duress for speaker in each.chain),
        "unnamed_voices": sum(one.kind is VoiceKind.ANONYMOUS for one in each.chain),
        "words": each.quote,
        "words_sha256": each.digest,
        "original_sha256": each.report.sha256,
        "span_start": claim.evidence.start,
        "span_end": claim.evidence.end,
        "report": each.report.id,
        "published": each.published,
        "happened_from": each.happened[0],
        "happened_to": each.happened[1],
        "proposition": weight.proposition.id,
        "origins": len(own),
        "independent_origins": sum(origin.independent is not None for origin in own),
        "independence": independence(each.origin),
        "credibility": weight.credibility.words,
        "credibility_grade": weight.credibility.grade if weight.number else None,
        "belief": number.get("belief"),
        "disbelief": number.get("disbelief"),
        "uncertainty": number.get("uncertainty"),
        "probability": number.get("probability"),
        "verdict": each.verdict.value if each.verdict else None,
        "read_by": each.read_by,
    }


def on_whose_word(each: Assertion) -> Values:
    """What every edge at a claim carries, so that none is read without it."""
    claim = each.claim
    return {
        "claim": claim.id,
        "chain": each.voices,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
    }


def relation(each: Assertion, order: int) -> str:
    """What a voice of the chain does with the claim; only the innermost one may assert it.

    Who asks or orders, or denies that another has said it, vouches for nothing.
    """
    open_ = each.chain[order].stance is Stance.OPEN
    if order < len(each.chain) - 1:
        return "speaks of" if open_ else "passes on"
    if each.claim.polarity is Polarity.DENIED:
        return "denies"
    return "speaks of" if open_ else "asserts"


def telling_values(each: Assertion, order: int) -> Values:
    """How a voice tells a claim; `order` counts from the outlet, which is 0."""
    speaker = each.chain[order]
    return {
        **on_whose_word(each),
        "order": order,
        "manner": speaker.manner,
        "voice_words": speaker.words,
        "cue": speaker.cue or None,
        "duress": speaker.duress,
        "stance": speaker.stance.value,
    }


def role_values(each: Assertion, part: Part) -> Values:
    """How a part stands in a claim, and how many the words allow."""
    least = part.count.low if part.count else None
    most = part.count.high if part.count else None
    return {
        **on_whose_word(each),
        "role": part.role,
        "role_words": part.words,
        "span_start": part.span.start,
        "span_end": part.span.end,
        "least": None if least is None else float(round(least, 4)),
        "most": None if most is None or most == float("inf") else float(round(most, 4)),
    }


def voice_values(speaker: Speaker) -> Values:
    """A voice; one that is a known entity is that entity, and what kind of voice it is is told."""
    body = speaker.identity
    as_voice: Values = {"voice_kind": speaker.kind.value, "named": speaker.named}
    if body is not None and body.id == speaker.id:
        return {**entity_values(body.name, body.kind), **as_voice}
    return {"label": speaker.name, "kind": "voice", **as_voice}


def part_values(part: Part) -> Values:
    """Who or what plays a role; without an entity they are words of one report, and so quoted."""
    one = part.identity
    if one is not None:
        return entity_values(one.name, one.kind)
    return {"label": f"“{part.name}”", "kind": "words"}


def entity_values(name: str, kind: str) -> Values:
    """An entity over all reports."""
    return {"label": name, "kind": "entity", "entity_kind": str(kind)}


def told(values: Values) -> dict[str, Value]:
    """What is known, in characters that XML takes; labels on one line."""
    return dict(cleaned(values.items()))


def cleaned(values: Iterable[tuple[str, Value | None]]) -> Iterator[tuple[str, Value]]:
    """Names and values without those that are None."""
    for name, each in values:
        if isinstance(each, str):
            shown = legible(str(each))
            yield name, " ".join(shown.split()) if name == "label" else shown
        elif each is not None:
            yield name, each


def value(fact: Told | None) -> str | None:
    """The value of a fact that the report may not tell."""
    return fact.value if fact else None


def base(report: Report) -> str:
    """The name of a report's file; its folder is nobody's business."""
    return report.file or report.id


def day(fact: Told | None) -> str | None:
    """The day of publication, ISO; None where it is not told, or is no day."""
    try:
        return date.fromisoformat(fact.value if fact else "").isoformat()
    except ValueError:
        return None
