"""How sure it is that a claim is rightly read: a calibrated probability.

    confidence(claim, annotation, chances) -> 0.87

The probability that type, both main roles and the chain of voices are all right by the text; not
that what is claimed is true. A logistic score over a few signs that a reader of the claim could
check too and over what the trained reader holds for probable, fitted to claims that were judged
(`training/claims/fit.py`; CARD.md beside the weights shows how well it is calibrated).
"""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.extract.assertion import Chances
from sayso.extract.nodes import is_verb
from sayso.model import Claim, Modality, Span
from sayso.ontology import claim_types

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

# Lengths from which on a sign counts in full: a sentence of sixty words, a role twenty words away
# from the trigger, a role of twelve words.
LONG, FAR, WORDY = 60, 20, 12
SIGNS = (
    "noun",
    "pronoun",
    "bare",
    "unnamed",
    "long",
    "far",
    "wordy",
    "unreal",
    "deep",
    "tie",
    "speech",
    "business",
    "typed",
    "unlikely",
    "filled",
    "whole",
    "alone",
    "lone",
)
# Below this probability of its type a claim is held for none by the reader.
UNLIKELY = 0.05
USUAL = Chances(0.8, 0.9, 0.9)
TIE = frozenset({"affiliation", "identity"})
SPEECH = frozenset({"verbal_coop", "verbal_conf", "command"})
BUSINESS = frozenset({"business", "place"})


def signs(claim: Claim, annotation: Annotation, chances: Chances | None) -> dict[str, float]:
    """What speaks for or against a claim being rightly read, each from 0 to 1.

    Of types that the reader does not know, a user's own, it is taken to think as of most.
    """
    told = chances or USUAL
    doc = annotation.doc
    kind = claim_types()[claim.type]
    main = [f.span for role, f in claim.roles if role in {kind.first.name, kind.second.name}]
    words = [w for s in main if (w := tokens(annotation, s)) is not None]
    trigger = tokens(annotation, claim.trigger)
    at = trigger.root if trigger is not None else doc[0]
    whole = told.type * told.first * told.second
    named = any(n.span.meets(s) for n in annotation.names for s in main)
    return {
        "noun": float(not is_verb(at)),
        "pronoun": float(any(len(w) == 1 and w[0].pos_ == "PRON" for w in words)),
        "bare": float(len(main) < 2),
        "unnamed": float(not named),
        "long": min(1.0, len(at.sent) / LONG),
        "far": max((min(1.0, abs(w.root.i - at.i) / FAR) for w in words), default=0.0),
        "wordy": max((min(1.0, len(w) / WORDY) for w in words), default=0.0),
        "unreal": float(claim.modality is not Modality.ACTUAL),
        "deep": float(len(claim.chain) > 2),
        "tie": float(kind.group in TIE),
        "speech": float(kind.group in SPEECH),
        "business": float(kind.group in BUSINESS),
        "typed": told.type,
        "unlikely": float(told.type < UNLIKELY),
        "filled": told.first * told.second,
        "whole": whole,
        "alone": float(told.alone),
        "lone": told.alone * whole,
    }


def tokens(annotation: Annotation, span: Span) -> Tokens | None:
    """The tokens of a span of the text."""
    found: Tokens | None = annotation.doc.char_span(span.start, span.end, alignment_mode="expand")
    return found


def confidence(claim: Claim, annotation: Annotation, chances: Chances | None) -> float:
    """The probability that a claim is rightly read, in hundredths."""
    told = weights()
    score = told["bias"] + sum(told[s] * v for s, v in signs(claim, annotation, chances).items())
    return round(1 / (1 + math.exp(-score)), 2)


@cache
def weights() -> dict[str, float]:
    """The weight of each sign; "bias" is that of none."""
    lines = files(__package__).joinpath("confidence.csv").read_text(encoding="utf-8").splitlines()
    return {row["sign"]: float(row["weight"]) for row in csv.DictReader(lines)}
