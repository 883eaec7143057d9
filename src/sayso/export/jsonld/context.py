"""What the keys of the JSON-LD mean: schema.org's words as they are, and ours."""

from __future__ import annotations

from typing import Any

from sayso.export.naming import TERMS

# A way from a key to a list keeps its order; what leads to a node holds its id.
LISTS = ("chain", "parts")
LINKS = ("identity", "origin", "sharesWordsWith", "takenBackBy", "voice")
SCHEMA_LINKS = (
    *("appearance", "firstAppearance", "author", "publisher", "itemReviewed", "isBasedOn"),
)
WORDS = (
    *("as", "belief", "chainText", "claimType", "credibility", "cue", "cueEnd", "cueStart"),
    *("deposited", "disbelief", "duress", "fileName", "happened", "happenedFrom", "happenedTo"),
    *("independence", "kind", "manner", "modality", "originIndependence", "origins"),
    *("originalSha256", "polarity"),
    *("probability", "proposition", "published", "quote", "quoteSha256", "quoted", "readBy"),
    *("role", "spanEnd", "spanStart", "stance", "status", "support", "takenBack", "uncertainty"),
    "where",
)
CLASSES = ("Document", "Part", "Support", "Telling", "UnknownOutlet", "UnnamedSource")

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "sayso": TERMS,
    **{name: f"sayso:{name}" for name in sorted((*WORDS, *CLASSES))},
    **{name: {"@id": f"sayso:{name}", "@type": "@id"} for name in LINKS},
    **{name: {"@id": f"sayso:{name}", "@container": "@list"} for name in LISTS},
    **{name: {"@type": "@id"} for name in SCHEMA_LINKS},
}
