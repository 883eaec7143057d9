"""Claims in a user's own words: what is alike, and which side it is on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsroom import Line, news

from sayso.model import Analysis, Span
from sayso.weigh.about import mentions
from sayso.weigh.stance import Stance, stance
from sayso.weigh.wordings import alike_in_words

CLAIMS = ["The mayor of Norrby took a bribe", "A nun in Ostrey gave birth"]


def test_each_headline_is_put_to_the_claim_that_it_is_most_like():
    heads = ["Norrby's mayor denies taking bribes", "Nun gives birth to boy in Ostrey convent"]
    assert alike_in_words(heads, CLAIMS).argmax(axis=1).tolist() == [0, 1]


def test_headlines_lend_each_other_what_they_have():
    """The last shares nothing with the claim but is like the others."""
    heads = [
        "Nun gives birth in convent after stomach pains, say doctors",
        "Nun with stomach pains gives birth, doctors say",
        "Sister went to doctors with stomach pains",
        "Bribe money was taken by mayor, doctors of Norrby say",
    ]
    assert alike_in_words(heads, CLAIMS).argmax(axis=1).tolist() == [1, 1, 1, 0]


def test_what_is_like_no_claim_is_about_none():
    scores = alike_in_words(["Rain is expected in the hills on Sunday"], CLAIMS, 0.45)
    assert scores.shape == (1, 3)
    assert scores.argmax() == 2
    assert alike_in_words([], CLAIMS).shape == (0, 2)


@pytest.mark.parametrize(
    ("claim", "text", "side"),
    [
        ("The mayor took a bribe", "Mayor took bribe from builder, court hears", Stance.FOR),
        ("The mayor took a bribe", "Mayor did not take a bribe", Stance.AGAINST),
        ("The mayor took a bribe", "Mayor shoots down claim of bribe", Stance.AGAINST),
        ("The mayor took a bribe", "That story about the mayor's bribe? A hoax", Stance.AGAINST),
        ("The mayor took a bribe", "Mayor had no idea that bribe was recorded", Stance.FOR),
        ("The mayor is dead", "The mayor is not dead", Stance.AGAINST),
        ("The moon landing was a hoax", "Moon landing was a hoax, says pilot", Stance.FOR),
        ("The bridge will not open in May", "Bridge won’t open in May", Stance.FOR),
        ("The ferry sank off Norrby", "'Sunken' ferry moored in Norrby", Stance.FOR),
        ("A mine exploded at Norrby", "The 'mine' at Norrby was a bin", Stance.AGAINST),
        ("The mayor denied the deal", "Mayor dismisses talk of a deal", Stance.FOR),
        ("The mayor took a bribe", "Mayor had nothing to do with bribe", Stance.AGAINST),
    ],
)
def test_sides_by_words(claim, text, side):
    assert stance(claim, text) is side


def test_a_denial_is_against_whatever_stands_in_it():
    report = news(
        "Lantern",
        "2019-09-10",
        Line("the mayor of Norrby took a bribe", "pays", {"receiver": "mayor"}, ("Ana Roe",)),
        Line(
            "that the mayor of Norrby had taken any bribe",
            "pays",
            {"receiver": "mayor"},
            ("Bo Lind",),
            denied=True,
            manner="denies",
        ),
    )
    (said, nothing) = mentions(CLAIMS, [report])
    sides = {mention.chain[-1]: mention.stance for mention in said}
    assert sides == {"Ana Roe": Stance.FOR, "Bo Lind (denies)": Stance.AGAINST}
    assert all(m.chain[0] == "Lantern" and m.span for m in said)
    assert nothing == []
    assert mentions(CLAIMS, []) == [[], []]


def test_to_deny_what_a_claim_denies_is_to_be_for_it():
    report = news(
        "Lantern",
        "2019-09-10",
        Line(
            "that the inspectors had been refused entry to the mill",
            "denies",
            {"actor": "Bo Lind"},
            ("Bo Lind",),
            manner="denies",
        ),
        "The alarm of the mill sounded.",
    )
    ((said,),) = mentions(["The inspectors were not refused entry to the mill"], [report])
    assert said.stance is Stance.FOR
    assert stance("The alarm never sounded", "The alarm sounded at four") is Stance.AGAINST


def by_verbs(analysis: Analysis, *verbs: str) -> Analysis:
    """The report, each claim told by a verb of its own."""
    text, claims = analysis.report.text, []
    for claim, verb in zip(analysis.claims, verbs, strict=True):
        at = text.index(verb, claim.evidence.start)
        claims.append(replace(claim, trigger=Span(at, at + len(verb))))
    return replace(analysis, claims=tuple(claims))


BEATING = by_verbs(
    news(
        "Lantern",
        "2019-09-10",
        Line(
            "the guards beat the miners with rifle butts",
            "injures",
            {"actor": "the guards", "victim": "the miners"},
            ("a lawyer",),
        ),
    ),
    "beat",
)


def denial(words: str, verb: str, *more: str) -> Analysis:
    """A minister's denial, in a report of its own."""
    victim = {"victim": words.split(" was", maxsplit=1)[0]}
    line = Line(words, "injures", victim, ("Orla Brandt",), denied=True)
    return by_verbs(news("Packet", "2019-09-11", line, *more), verb)


@pytest.mark.parametrize(
    ("words", "about_it"), [("Nobody was beaten", 1), ("No one was beaten at the pit", 1)]
)
def test_who_denies_it_of_everybody_is_against_it_in_however_few_words(words, about_it):
    report = denial(words, "beaten", "The guards have left the pit.")
    ((told, against),) = [
        sorted(side, key=lambda m: m.stance, reverse=True)
        for side in mentions(["guards beat the miners"], [BEATING, report])
    ]
    assert (told.stance, told.chain[-1]) == (Stance.FOR, "a lawyer")
    assert (against.stance, against.words) == (Stance.AGAINST, words)
    assert against.chain == ("Packet", "Orla Brandt")


def test_a_denial_of_something_else_or_in_another_affair_is_not_about_it():
    other = denial("Nobody was hurt", "hurt", "A storm felled trees on the road to Ostrey.")
    asked = ["guards beat the miners"]
    assert {m.report for m in mentions(asked, [BEATING, other])[0]} == {BEATING.report.id}
    affirmed = denial("Bo was beaten", "beaten", "The guards have left the pit.")
    (found,) = mentions(asked, [BEATING, affirmed])
    assert all(m.chain[-1] != "Orla Brandt" for m in found)
