"""A proposition is called the same whatever is rejected of it, and whoever is listened to."""

from __future__ import annotations

import random

import pytest
from newsroom import Line, news, weighed
from test_scales import some_reports, who_is_who

from sayso.model import Analysis
from sayso.weigh.scales import Scales
from sayso.weigh.whole import Terms, weigh_case

ROLES = {"attacker": "Hill Front", "victim": "Norrby"}


def attack(outlet: str, day: str, who: str) -> Analysis:
    line = Line(f"{who}: Hill Front fighters shelled Norrby, {outlet}.", "attacks", ROLES, (who,))
    return news(outlet, day, line)


REPORTS = [
    attack("Lantern", "2019-09-10", "Orla Brandt"),
    attack("Packet", "2019-09-11", "Ilse Marwen"),
    attack("Post", "2019-09-12", "Bo Lind"),
]
CLAIMS = [report.claims[0].id for report in REPORTS]


@pytest.mark.parametrize("out", [[0], [1], [0, 1], [0, 2]])
def test_a_rejected_claim_renames_nothing(out):
    (before,) = weighed(REPORTS).propositions
    (after,) = weighed(REPORTS, Terms(rejected=frozenset(CLAIMS[n] for n in out))).propositions
    assert after.id == before.id
    assert [t.claim for t in after.testimonies] == [
        claim for n, claim in enumerate(CLAIMS) if n not in out
    ]


def test_a_proposition_of_which_all_is_rejected_is_gone():
    assert weighed(REPORTS, Terms(rejected=frozenset(CLAIMS))).propositions == ()


def test_who_listens_to_one_voice_finds_the_proposition_under_its_name():
    (before,) = weighed(REPORTS).propositions
    heard = weighed(REPORTS, Terms(told_by=frozenset({"outlet:post"})))
    assert [p.id for p in heard.propositions] == [before.id]


def test_what_is_rejected_weighs_nothing_and_joins_nothing():
    """Without the claim that kept them apart two are one, and with its name."""

    def deaths(count: str, day: str, outlet: str) -> Analysis:
        line = Line(
            f"The Hill Front killed {count}dockers, {outlet}.",
            "kills",
            {"killer": "Hill Front", "victim": f"{count}dockers"},
        )
        return news(outlet, day, line)

    reports = [
        deaths("ten ", "2019-09-10", "Lantern"),
        deaths("about eleven ", "2019-09-11", "Packet"),
        deaths("twelve ", "2019-09-12", "Post"),
    ]
    all_ = weighed(reports).propositions
    assert [len(p.voiced) for p in all_] == [2, 1]
    (left,) = weighed(reports, Terms(rejected=frozenset([reports[0].claims[0].id]))).propositions
    assert len(left.voiced) == 2
    assert left.id == all_[0].id
    # What stood with the first alone is parted from the rest, and each has a name of its own.
    reports[1:] = [deaths("", "2019-09-11", "Packet"), deaths("ten ", "2019-09-12", "Post")]
    parts = weighed(reports, Terms(rejected=frozenset([reports[0].claims[0].id]))).propositions
    assert len({p.id for p in parts}) == len(parts)


@pytest.mark.parametrize("seed", range(6))
def test_report_by_report_names_are_the_same_with_rejections(seed):
    chance = random.Random(seed)
    analyses = some_reports(chance, 12)
    chance.shuffle(analyses)
    claims = [claim.id for analysis in analyses for claim in analysis.claims]
    terms = Terms(rejected=frozenset(chance.sample(claims, 5)))
    scales = Scales(analyses[:4], who_is_who(analyses[:4]), terms)
    for count in range(5, len(analyses) + 1):
        scales.add(analyses[count - 1], who_is_who(analyses[:count]))
        whole = weigh_case(analyses[:count], who_is_who(analyses[:count]), terms)
        assert scales.weights == {w.proposition.id: w for w in whole.weights}
    told = {t.claim for p in whole.propositions for t in p.testimonies}
    assert told.isdisjoint(terms.rejected)
    everything = weigh_case(analyses, who_is_who(analyses), Terms()).propositions
    known = {p.id for p in everything}
    homes = {t.claim: p.id for p in everything for t in p.testimonies}
    # Each is called as the one of all claims in which its first claim stands, if that is not taken.
    named = [p for p in whole.propositions if p.id in known]
    assert all(homes[p.first.claim] == p.id for p in named)
    assert len(named) >= 0.9 * len(whole.propositions)
