"""A case weighed report by report holds what it holds when it is weighed at once."""

from __future__ import annotations

import random

import pytest
from newsroom import Line, news

from sayso.model import Analysis
from sayso.resolve.identity import Identities, identify, profiles
from sayso.weigh.scales import Scales
from sayso.weigh.whole import Terms, weigh_case

OUTLETS = ["Lantern", "Packet", "Vessant News Agency", "Klaxon", "Harbour Post"]
PEOPLE = ["Orla Brandt", "Ilse Marwen", "Bo Lind"]
GROUPS = ["Hill Front", "Coast Guard"]
FILL = (
    "The road along the river was closed for most of the day while men with shovels cleared the "
    "stones, and the market opened late because no bread had come up from the valley since noon."
)


def some_reports(chance: random.Random, count: int) -> list[Analysis]:
    """Reports that copy, cite, credit, deny, correct and contradict each other."""
    lines: list[Line] = []
    made = []
    for number in range(count):
        mine: list[Line | str] = []
        for _ in range(chance.randrange(1, 4)):
            if lines and chance.random() < 0.5:
                mine.append(chance.choice(lines))
                continue
            voices = chance.choice(
                [(), ("an official",), (chance.choice(PEOPLE),), ("outlet:Vessant",), ("Bo Lind!",)]
            )
            who, whom = chance.choice(GROUPS), chance.choice(PEOPLE)
            dead = chance.choice(["", "twelve ", "fifteen "])
            roles = {"attacker": who, "victim": f"{dead}dockers" if dead else whom}
            text = f"{who} struck {dead}dockers and {whom}, number {number}. {FILL[: 40 + number]}"
            day = chance.choice([None, "2019-09-05"])
            line = Line(
                text,
                "attacks",
                roles,
                voices,
                denied=chance.random() < 0.25,
                day=day,
                interests=("attacker",) if chance.random() < 0.2 else (),
            )
            lines.append(line)
            mine.append(line)
        if chance.random() < 0.15 and made:
            mine.append(f"We withdraw our report “{chance.choice(made).report.title.value}”.")
        told = {"title": f"Strike number {number} in the hills", "key": str(number)}
        if chance.random() < 0.2:
            told["dateline"] = "NORRBY (Vessant)"
        day = chance.choice([None, *(f"2019-09-{d:02d}" for d in range(6, 12))])
        made.append(news(chance.choice(OUTLETS), day, *{str(m): m for m in mine}.values(), **told))
    return made


def who_is_who(analyses: list[Analysis]) -> Identities:
    return identify([profile for analysis in analyses for profile in profiles(analysis)])


def same(scales: Scales, analyses: list[Analysis], terms: Terms) -> None:
    """Hold what the scales have against all at once."""
    whole = weigh_case(analyses, who_is_who(analyses), terms)
    borrowed = {b for taken in scales.borrowed.values() for b in taken}
    assert borrowed == set(whole.borrowings)
    assert set(scales.propositions.values()) == set(whole.propositions)
    found = {c for each in scales.contradictions.values() for c in each.values()}
    assert found == set(whole.contradictions)
    assert scales.withdrawn == whole.grounds.withdrawn
    assert scales.weights == {w.proposition.id: w for w in whole.weights}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("terms", [Terms(), Terms(as_of="2019-09-09")], ids=["all", "as of"])
def test_report_by_report_is_the_same_as_at_once(seed, terms):
    chance = random.Random(seed)
    analyses = some_reports(chance, 14)
    chance.shuffle(analyses)
    first = chance.randrange(0, 6)
    scales = Scales(analyses[:first], who_is_who(analyses[:first]), terms)
    same(scales, analyses[:first], terms)
    for count in range(first + 1, len(analyses) + 1):
        scales.add(analyses[count - 1], who_is_who(analyses[:count]))
        same(scales, analyses[:count], terms)


def test_a_report_read_anew_replaces_what_it_said():
    chance = random.Random(3)
    analyses = some_reports(chance, 8)
    scales = Scales(analyses, who_is_who(analyses), Terms())
    again = Analysis(
        analyses[2].report,
        "newer",
        analyses[2].voices,
        analyses[2].statements,
        analyses[2].entities,
        (),
    )
    kept = [*analyses[:2], *analyses[3:], again]
    scales.add(again, who_is_who(kept))
    same(scales, kept, Terms())


def test_what_has_nothing_to_do_with_a_report_is_left_alone():
    lines = [
        Line(
            f"Hill Front struck {who} again.", "attacks", {"attacker": "Hill Front", "victim": who}
        )
        for who in PEOPLE
    ]
    analyses = [news("Lantern", "2019-09-10", line) for line in lines]
    scales = Scales(analyses, who_is_who(analyses), Terms())
    before = dict(scales.weights)
    more = news(
        "Lantern",
        "2019-09-11",
        Line(
            f"Bo Lind denies it, {FILL}",
            "attacks",
            {"attacker": "Hill Front", "victim": "Bo Lind"},
            denied=True,
        ),
    )
    scales.add(more, who_is_who([*analyses, more]))
    kept = [name for name in before if scales.weights.get(name) is before[name]]
    assert len(kept) == 2
    assert len(scales.weights) == 4
