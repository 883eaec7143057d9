"""A report that a first reader read in part, and what a model might say of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from analyses import HEARSAY, REPORT, TEXT
from sayso.model import Analysis, Original

# What the hand-made report says and the first reader of it did not read: two claims are left out.
UNREAD = replace(HEARSAY, claims=HEARSAY.claims[:2])


def proper(
    analysis: Analysis, text: str = TEXT, name: str = REPORT.id
) -> tuple[Original, Analysis]:
    """The analysis as one of real bytes, which a case takes."""
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    report = replace(analysis.report, id=name, sha256=digest, text=text, media="text/plain")
    return Original(digest, "text/plain", data), replace(analysis, report=report)


# A claim of the narration, one of the minister, and one under a voice that was not read.
DETAINS = {
    "chain": [],
    "claim": {
        "evidence": "The Guard detained two men in Port Vessa on Tuesday.",
        "type": "detains",
        "trigger": "detained",
        "roles": {"captor": "The Guard", "detainee": "two men"},
        "polarity": "affirmed",
        "modality": "actual",
    },
}
DENIED = {
    "chain": [
        {
            "passage": "Minister Orla Brandt denied that the ministry had been infiltrated.",
            "source": "Minister Orla Brandt",
            "cue": "denied",
            "content": ["that the ministry had been infiltrated"],
            "manner": "denies",
        }
    ],
    "claim": {
        "evidence": "the ministry had been infiltrated",
        "type": "infiltrates",
        "trigger": "infiltrated",
        "roles": {"target": "the ministry"},
        "polarity": "denied",
        "modality": "actual",
    },
}
STRANGER = {
    "chain": [
        {
            "passage": "The Guard detained two men in Port Vessa on Tuesday.",
            "source": "The Guard",
            "cue": None,
            "content": ["detained two men in Port Vessa"],
            "manner": "claims",
        }
    ],
    "claim": {
        "evidence": "detained two men in Port Vessa",
        "type": "detains",
        "trigger": "detained",
        "roles": {"detainee": "two men"},
        "polarity": "affirmed",
        "modality": "actual",
    },
}
