"""Verdicts of people on the truth of claims, as `ClaimReview`; there are no others.

A rejected claim stands nowhere else in the graph: here it is told as what it is, with its chain and
its words, by whoever found it untrue. Ratings are words: sayso has no scale of truth to make a
number of.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.dossier import Dossier
from sayso.export.jsonld.claims import said
from sayso.export.jsonld.node import Node, iri, node
from sayso.export.review import Review, path_of, reviews
from sayso.model import Polarity, identify

# By whether the claim is a denial, and whether it was found true.
RATINGS = {
    (False, True): "found to be so",
    (False, False): "found not to be so",
    (True, True): "the denial was found to be so",
    (True, False): "the denial was found not to be so",
}
ASPECT = "what is told, and not that it was told"
STATUS = "rejected as untrue, and weighed no more"


def verdicts(dossier: Dossier) -> Iterator[Node]:
    """The reviews, each behind its claim where that is told nowhere else, and all who judged."""
    people: dict[str, Node] = {}
    for review in reviews(dossier):
        who = review.judged.judgement.who
        person = iri(identify("u", who))
        people[person] = node("Person", person, name=" ".join(who.split()))
        if review.assertion is None:
            yield rejected(review)
        yield reviewed(review, person)
    yield from (people[person] for person in sorted(people))


def reviewed(review: Review, person: str) -> Node:
    """One verdict: who, when, why, and what was found, in words."""
    denies = review.claim.polarity is Polarity.DENIED
    return node(
        "ClaimReview",
        iri(review.judged.id),
        itemReviewed=iri(review.claim.id),
        claimReviewed=review.text,
        author=person,
        datePublished=review.judged.at,
        reviewAspect=ASPECT,
        reviewRating=node("Rating", alternateName=RATINGS[denies, review.is_found_true]),
        reviewBody=review.judged.judgement.why,
    )


def rejected(review: Review) -> Node:
    """A claim that was rejected."""
    report, text = review.analysis.report, review.analysis.report.text
    voices = {voice.id: voice for voice in review.analysis.voices}
    return node(
        "Claim",
        iri(review.claim.id),
        text=review.text,
        status=STATUS,
        appearance=iri(report.id),
        chain=[
            node(
                "Telling",
                **{"as": " ".join(voices[each.voice].text.split())},
                kind=voices[each.voice].kind.value,
                manner=each.manner,
                quoted=each.quoted.value,
                stance=each.stance.value,
                duress=each.duress or None,
            )
            for each in path_of(review.analysis, review.claim)
        ],
        **said(review.claim, report),
        parts=[
            node(
                "Part",
                role=role,
                name=" ".join(filler.span.of(text).split()),
                spanStart=filler.span.start,
                spanEnd=filler.span.end,
            )
            for role, filler in review.claim.roles
        ],
        readBy=review.read_by,
    )
