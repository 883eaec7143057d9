"""What a span of words can be: nothing, a name of some kind, or a description of something."""

from __future__ import annotations

from sayso.model import EntityKind

NAMES: tuple[str, ...] = tuple(k.value for k in EntityKind if k is not EntityKind.OTHER)
DESCRIPTIONS = (
    "described person",
    "described body",
    "described place",
    "described other",
)
LABELS = ("none", *NAMES, *DESCRIPTIONS)
# Words that a span holds at most. Of the names in our own marked texts and re3d none is longer;
# of the descriptions marked in GUM a tenth is.
LONGEST = 16
