"""Truth discovery: good sources, copied falsehoods, and lists of which a part is named."""

from __future__ import annotations

import random

import pytest

from sayso.weigh.discovery import METHODS, Vote, accu, accucopy, vote


def right(found, count: int) -> float:
    return sum(found.values[f"t{n}"] == "true" for n in range(count)) / count


def world(copiers: int) -> list[Vote]:
    """Sixty things: four good sources, one bad one, and some that copy it word for word."""
    chance = random.Random(5)
    made = []
    for n in range(60):
        wrong = f"false{chance.randrange(8)}"
        for source in range(4):
            value = "true" if chance.random() < 0.8 else f"false{chance.randrange(8)}"
            made.append(Vote(f"good{source}", f"t{n}", value))
        bad = "true" if chance.random() < 0.4 else wrong
        made += [Vote(f"bad{k}", f"t{n}", bad) for k in range(copiers + 1)]
    return made


def test_copies_outvote_the_truth_but_for_who_finds_the_copying():
    votes = world(copiers=2)
    assert right(vote(votes), 60) < 0.7
    assert right(accu(votes), 60) < 0.5
    found = accucopy(votes)
    assert right(found, 60) > 0.95
    assert {name for pair in found.copying for name in pair} == {"bad0", "bad1", "bad2"}


def test_good_sources_count_more_than_bad_ones():
    votes = world(copiers=0)
    found = accu(votes)
    assert found.accuracy["good0"] > found.accuracy["bad0"]
    assert right(found, 60) >= right(vote(votes), 60)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_method_follows_all_who_agree_and_takes_nothing_for_nothing(method):
    agreed = [Vote(f"s{n}", "t", "true") for n in range(3)] + [Vote("s9", "t", "false")]
    assert method(agreed, lambda _one, _other: 0.0).values == {"t": "true"}
    assert method([], lambda _one, _other: 0.0).values == {}


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_the_order_of_votes_changes_nothing(method):
    votes = world(copiers=1)[:60]
    mixed = random.Random(1).sample(votes, len(votes))
    assert method(votes, lambda _o, _v: 0.0).values == method(mixed, lambda _o, _v: 0.0).values


def test_who_names_a_part_may_mean_the_whole():
    votes = [Vote(f"s{n}", "t", "haag") for n in range(3)]
    votes += [Vote(f"w{n}", "t", "haag,perry") for n in range(2)]

    def part(one: str, other: str) -> float:
        return 1.0 if one != other and one in other.split(",") else 0.0

    assert accu(votes).values == {"t": "haag"}
    assert accu(votes, part).values == {"t": "haag,perry"}
