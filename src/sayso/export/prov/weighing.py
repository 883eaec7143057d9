"""What sayso makes of it all, in a bundle of its own: propositions, and how well each is supported.

It is the program's account and nobody else's. What cannot be judged carries no number.
"""

from __future__ import annotations

from collections import defaultdict

from prov.constants import PROV
from prov.identifier import QualifiedName
from prov.model import ProvDocument

from sayso import __version__
from sayso.export.dossier import Dossier
from sayso.export.naming import local
from sayso.export.prov.reports import program
from sayso.export.prov.terms import SAYSO, Facts, account_of, facts, thing
from sayso.weigh.contract import opinion_to_json
from sayso.weigh.weighing import Weight, opposite


def weighing(dossier: Dossier, document: ProvDocument) -> None:
    """Put the propositions into the document."""
    if not dossier.assertions:
        return
    weigher = program(f"sayso {__version__}")
    if weigher not in {record.identifier for record in document.get_records()}:
        label = f"sayso {__version__}"
        document.agent(weigher, facts((PROV["SoftwareAgent"],), label))
    bundle = account_of(weigher, "How sayso weighs what is told", document)
    resting: defaultdict[str, list[QualifiedName]] = defaultdict(list)
    weights: dict[str, Weight] = {}
    for assertion in dossier.assertions:
        name = assertion.weight.proposition.id
        weights.setdefault(name, assertion.weight)
        resting[name].append(thing(assertion.claim.id))
    for name in sorted(weights):
        one = thing(name)
        bundle.entity(one, told_of(weights[name], set(weights)))
        bundle.attribution(one, weigher)
        for claim in resting[name]:
            bundle.derivation(one, claim)


def told_of(weight: Weight, here: set[str]) -> Facts:
    """How well a proposition is supported; `here` are the propositions of the document."""
    own = [each for each in weight.origins if not each.denies]
    shown = sum(1 for each in own if each.independent is not None)
    number = opinion_to_json(weight.number) or {}
    others = {(opposite(c, weight.proposition.id), c.kind.value) for c in weight.contradictions}
    return facts(
        (SAYSO["Proposition"],),
        credibility=weight.credibility.words,
        independence="established" if shown else "not established",
        origins=len(own),
        reports=len({report for each in own for report in each.origin.reports}),
        contradictedBy=tuple(
            f"{local(other)} ({kind})" for other, kind in sorted(others) if other in here
        ),
        **{
            name: number[name]
            for name in ("belief", "disbelief", "uncertainty", "probability")
            if number
        },
    )
