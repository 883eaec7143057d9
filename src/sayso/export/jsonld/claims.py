"""Claims as `Claim`: one node for each telling, and the parts in it as nodes of that node.

Nothing leads from one party to another; whoever wants to know who did what to whom passes the
claim, and with it chain, polarity and modality.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.dossier import Assertion, Dossier, Part, Speaker
from sayso.export.jsonld.node import Node, iri, node
from sayso.export.naming import voice_id
from sayso.export.table import flat
from sayso.export.wording import text_of
from sayso.model import Claim, Report, identify
from sayso.record.rows import digest
from sayso.weigh.contract import opinion_to_json
from sayso.weigh.weighing import Weight


def claims(dossier: Dossier) -> Iterator[Node]:
    """The claims, in the order of the dossier."""
    versions = {a.report.id: a.version for a in dossier.analyses}
    for assertion in dossier.assertions:
        back = dossier.weighed.grounds.withdrawn.get(assertion.claim.id)
        yield claim(assertion, assertion.read_by or versions[assertion.report.id], back)


def claim(assertion: Assertion, read_by: str, taken_back: str | None) -> Node:
    """One telling of a claim."""
    one, report = assertion.claim, assertion.report
    first = assertion.origin.origin.first.testimony
    return node(
        "Claim",
        iri(one.id),
        text=text_of(assertion),
        author=iri(voice_id(assertion.chain[0])),
        appearance=iri(report.id),
        firstAppearance=iri(first.report) if first.told else None,
        chainText=assertion.voices,
        chain=[telling(each) for each in assertion.chain],
        **said(one, report),
        parts=[part(each) for each in assertion.parts],
        where=part(assertion.place) if assertion.place else None,
        support=support(assertion),
        takenBack=taken_back,
        readBy=read_by,
    )


def said(one: Claim, report: Report) -> Node:
    """What a claim says, where it stands, and both of its clocks."""
    told, when = report.published_at or report.published, one.when
    quote = one.evidence.of(report.text)
    return {
        "claimType": one.type,
        "polarity": one.polarity.value,
        "modality": one.modality.value,
        "spanStart": one.evidence.start,
        "spanEnd": one.evidence.end,
        "quote": quote,
        "quoteSha256": digest(quote),
        "originalSha256": report.sha256,
        "published": told.value if told else None,
        "happened": flat(report.text, when.span) if when else None,
        "happenedFrom": when.start if when else None,
        "happenedTo": when.end if when else None,
    }


def telling(speaker: Speaker) -> Node:
    """One voice of a chain, and how it speaks there."""
    cue = speaker.statement.cue
    return node(
        "Telling",
        voice=iri(voice_id(speaker)),
        **{"as": speaker.words},
        manner=speaker.manner,
        quoted=speaker.quoted.value,
        stance=speaker.stance.value,
        duress=speaker.duress or None,
        cue=speaker.cue,
        cueStart=cue.start if cue else None,
        cueEnd=cue.end if cue else None,
    )


def part(one: Part) -> Node:
    """Who or what plays a role, in the report's words."""
    known = iri(one.identity.id) if one.identity else None
    span = one.span
    return node(
        "Part",
        role=one.role,
        name=one.words,
        identity=known,
        spanStart=span.start,
        spanEnd=span.end,
    )


def support(assertion: Assertion) -> Node:
    """How well the proposition that a claim tells is supported; no number where none is known."""
    weight, origin = assertion.weight, assertion.origin
    own = [each for each in weight.origins if not each.denies]
    return node(
        "Support",
        proposition=weight.proposition.id,
        credibility=weight.credibility.words,
        independence=shown(weight),
        origins=len(own),
        origin=iri(identify("o", origin.origin.key)),
        originIndependence="not established" if origin.independent is None else "established",
        **numbers(weight),
    )


def shown(weight: Weight) -> str:
    """Whether any origins of a proposition are shown to be independent of each other."""
    own = [each for each in weight.origins if not each.denies]
    return "established" if any(e.independent is not None for e in own) else "not established"


def numbers(weight: Weight) -> Node:
    """The opinion in figures; none at all where it cannot be judged."""
    found = opinion_to_json(weight.number) or {}
    names = ("belief", "disbelief", "uncertainty", "probability")
    return {name: found[name] for name in names if name in found}
