"""The mentions of one name in one text agree on what it is.

"DAWN" may look like a word in one sentence and like a group in the next; the sentences vote, each
with the logarithm of the probability that it gives to a kind. What the words of a name and its
neighbours tell by rule ("Union", "the militia X", the acronym of a longer name) is added once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.annotate.kinds import Points
from sayso.annotate.lexicon import word_set
from sayso.annotate.naming.decode import Found
from sayso.annotate.naming.labels import LABELS, NAMES
from sayso.annotate.votes import Form

# A chance is never less, so that one sentence cannot outvote all others.
LEAST_CHANCE = 0.02
# What a rule's point is worth in nats. CrossNER politics dev, F1: 80.2 with 0, 80.4 with 0.25, 80.1
# with 0.5, 79.3 with 1; re3d's UK government, unseen: 71.6, 72.0, 72.5, 72.8.
WORTH = 0.3
# Kinds that few names have, and of which the branch is at times too sure: "the opposition leader
# Hana Velik" was a vessel. Where the rules know of nothing that speaks for one of them, and of much
# that speaks for another, theirs stands.
THINGS = frozenset(["vehicle", "weapon"])
MUCH = 7.0
BODIES = frozenset(["organization", "group"])
# Bodies that are called after a person: "the Marek administration".
OF_ONE = word_set("rule of one") | {"campaign", "foundation", "team", "camp", "brothers"}


def agree(
    found: Sequence[Found], forms: Sequence[Form], evidence: Mapping[Form, Points]
) -> list[Found]:
    """The found names, each with the kind that all mentions of it together give it.

    `forms` are the words of each name, `evidence` the points that the rules give to a form.
    """
    votes: dict[Form, dict[str, float]] = defaultdict(lambda: dict.fromkeys(NAMES, 0.0))
    for form in set(forms):
        for told, points in evidence.get(form, {}).items():
            if told.value in NAMES:
                votes[quiet(form)][told.value] += WORTH * points
        votes[quiet(form)] |= unheard(evidence.get(form, {}))
    for each, form in zip(found, forms, strict=True):
        for kind in NAMES:
            chance = max(each.chances[LABELS.index(kind)], LEAST_CHANCE)
            votes[quiet(form)][kind] += math.log(chance)
    labels = {form: max(NAMES, key=points.__getitem__) for form, points in votes.items()}
    labels |= shortened(labels)
    return [
        replace(each, label=labels[quiet(form)]) for each, form in zip(found, forms, strict=True)
    ]


def shortened(labels: Mapping[Form, str]) -> dict[Form, str]:
    """Names that shorten a body's, and are nobody's: "Mirrane" where "Mirrane Optics" is a firm."""
    people = {form[-1] for form, label in labels.items() if label == "person" and len(form) > 1}
    return {
        form[:-1]: label
        for form, label in labels.items()
        if label in BODIES
        and labels.get(form[:-1]) == "person"
        and form[-2] not in people
        and form[-1] not in OF_ONE
    }


def unheard(evidence: Points) -> dict[str, float]:
    """The kinds that cannot be, since nothing but the branch speaks for them and much against."""
    if max(evidence.values(), default=0.0) < MUCH:
        return {}
    spoken = {kind.value for kind, points in evidence.items() if points > 0}
    return dict.fromkeys(THINGS - spoken, -math.inf)


def quiet(form: Form) -> Form:
    """A name's words, however they are written."""
    return tuple(word.lower() for word in form)
