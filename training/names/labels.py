"""What a span may be, and what a corpus says about it: a set of labels that are not ruled out.

The corpora mark different things. One that marks organizations and no groups says of its
organizations that they are one or the other; of what it leaves unmarked, only that it is nothing
that it would have marked. So gold is always a set, and the loss asks for its sum.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.annotate.naming.labels import LABELS

NUMBER = {label: i for i, label in enumerate(LABELS)}


def bits(labels: Iterable[str]) -> int:
    """A set of labels as a number, a bit for each."""
    return sum(1 << NUMBER[label] for label in set(labels))


NONE = bits(["none"])
DESCRIBED = bits(label for label in LABELS if label.startswith("described"))
NAMED = (1 << len(LABELS)) - 1 - NONE - DESCRIBED
BODY = bits(["organization", "group"])
SITE = bits(["place", "facility"])
THINGS = bits(["vehicle", "weapon", "document", "event", "nationality"])
