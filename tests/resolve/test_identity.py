"""Entities of many reports joined to identities: spellings, namesakes, and what people judged."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import EntityKind
from sayso.resolve.identity import Profile, identify
from sayso.resolve.identity.blocks import MOST_FELLOWS, candidates
from sayso.resolve.identity.likeness import compare
from sayso.resolve.identity.writing import written

PERSON, GROUP, BODY = EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANIZATION


def profile(report: int, name: str, kind: EntityKind = PERSON, *beside: str, **told: object):
    """What report number `report` tells of an entity."""
    return Profile(
        f"e{report}-{name}",
        f"r{report}",
        name,
        kind,
        ((name, 1),),
        frozenset(beside),
        published=f"2019-09-{report:02d}",
        **told,
    )


def groups(found) -> set[frozenset[str]]:
    """The members of each identity."""
    return {frozenset(identity.members) for identity in found.all}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yusef Haddadi", "Yousuf Hadadi"),
        ("Haddadi, Yusef", "Yousef Haddadi"),
        ("يوسف حدادي", "Yusef Haddadi"),
        ("Сергей Шевченко", "Sergei Shevchenko"),
        ("Gholam Reza Tavakoli", "Gholamreza Tavakkoli"),
        ("Đorđe Lukić", "Djordje Lukic"),
        ("Colonel Ismat Deraz", "Ismat Deraz"),
        ("3rd Hill Brigade", "Third Hill Brigade"),
        ("Ministry of the Interior", "Interior Ministry"),
    ],
)
def test_two_spellings_of_a_name_are_alike(one, other):
    told = compare(one, other, person="Ministry" not in one and "Brigade" not in one)
    assert told.covered == 1
    assert told.worst < 0.5
    assert told == compare(other, one, person=bool(told.person))


@pytest.mark.parametrize(
    ("one", "other", "flag"),
    [
        ("Umm Yusuf al-Shami", "Abu Yusuf al-Shami", "poles"),
        ("12th Brigade", "14th Brigade", "poles"),
        ("Brian A. Delahunt", "Brian P. Delahunt", "wrong_initial"),
        ("FHA", "Front for Hill Autonomy", "acronym"),
        ("FHP", "Front for Hill Autonomy", "no_acronym"),
        ("Bill Ormond", "William Ormond", "nickname"),
        ("B. Ormond", "Bela Ormond", "initial"),
        ("Aung Myo Thant", "Myo Aung Thant", "swapped"),
        ("Deraz", "Ismat Deraz", "one"),
        ("يوسف", "Yusef", "bare"),
    ],
)
def test_what_tells_two_names_apart_or_together_is_counted(one, other, flag):
    told = compare(one, other, person="Brigade" not in one and "Front" not in other)
    assert getattr(told, flag) == 1


def test_a_vowel_that_no_system_exchanges_is_dear():
    assert compare("Jamal Tahhan", "Jamil Tahhan", person=True).worst > 0.5
    assert compare("جميل طحان", "Jamal Tahhan", person=True).worst > 0.4
    assert compare("جمال طحان", "Jamal Tahhan", person=True).worst < 0.3


def test_scripts_are_written_in_latin():
    assert [w.letters for w in written("معمر القذافي", person=True)] == ["mmr", "qdhafy"]
    assert [w.letters for w in written("Παπανδρέου", person=True)] == ["papandreu"]
    assert all(w.bare for w in written("בנימין", person=True))


def test_a_person_with_company_is_one_over_reports_and_spellings():
    found = identify(
        [
            profile(1, "Ismat Deraz", PERSON, "orlo", "hill brigade"),
            profile(2, "Ismat Deraz", PERSON, "orlo", "hill brigade"),
            profile(3, "Ismet Derraz", PERSON, "orlo", "hill brigade"),
            profile(3, "Lena Orsk", PERSON, "orlo", "hill brigade"),
        ]
    )
    deraz = next(i for i in found.all if i.name == "Ismat Deraz")
    assert len(deraz.members) == 3
    assert {use.text: use.sources for use in deraz.names}["Ismet Derraz"] == (("r3", 1),)
    assert len(found.all) == 2


def test_surely_different_names_are_not_even_asked_about():
    found = identify([profile(1, "Ismat Deraz"), profile(2, "Bertil Quaymor")])
    assert len(found.all) == 2
    assert not found.doubts


def test_what_is_not_sure_is_asked_with_reasons():
    found = identify([profile(1, "Ismat Deraz", PERSON, "a"), profile(2, "Ismet Derraz")])
    if len(found.all) == 2:
        assert found.doubts[0].because


def test_namesakes_with_other_roles_and_other_company_are_asked_about():
    first = profile(1, "Anton Reyl", PERSON, "kessen bank", "mara olt", roles=frozenset(["coach"]))
    other = ("velm cable", "ilan voss")
    second = profile(2, "Anton Reyl", PERSON, *other, roles=frozenset(["inspector"]))
    found = identify([first, second])
    assert len(found.all) == 2
    (doubt,) = found.doubts
    assert "they have different roles" in doubt.because
    alike = profile(2, "Anton Reyl", PERSON, *other, roles=frozenset(["coach"]))
    assert len(identify([first, alike]).all) == 1


def test_each_spelling_is_compared_with_few_others_however_many_there_are():
    names = [f"Omar {first}{last}" for first in "bdfgklmnrst" for last in ("ane", "ora", "uni")]
    compared = Counter(i for pair in candidates([(n, PERSON) for n in names]) for i in pair)
    assert sum(compared.values()) <= 2 * MOST_FELLOWS * len(names)


def test_two_full_names_are_never_one_through_a_surname():
    people = [
        profile(1, "Anna Weld", PERSON, "orlo"),
        profile(2, "Peter Weld", PERSON, "orlo"),
        profile(3, "Weld", PERSON, "orlo"),
    ]
    found = identify(people)
    assert not any({"e1-Anna Weld", "e2-Peter Weld"} <= members for members in groups(found))


def test_judgements_come_first_and_leave_no_trace_when_they_go():
    people = [profile(n, "Ismat Deraz", PERSON, "orlo") for n in (1, 2, 3)]
    before = identify(people)
    assert len(before.all) == 1
    one, two, _ = (p.entity for p in people)
    parted = identify(people, apart=[(one, two)])
    assert len(parted.all) == 2
    assert not any({one, two} <= members for members in groups(parted))
    assert not parted.doubts
    assert identify(people) == before


def test_what_was_judged_the_same_is_one_whatever_the_names():
    people = [profile(1, "The Weaver"), profile(2, "Ismat Deraz"), profile(3, "Ismat Deraz")]
    found = identify(people, same=[("e1-The Weaver", "e2-Ismat Deraz")])
    assert any({"e1-The Weaver", "e2-Ismat Deraz"} <= members for members in groups(found))


def test_a_judgement_on_an_entity_that_is_gone_does_nothing():
    people = [profile(1, "Ismat Deraz")]
    assert identify(people, same=[("e1-Ismat Deraz", "e9")], apart=[("e8", "e9")]) == identify(
        people
    )


def test_later_reports_leave_the_id_as_it_is():
    early = identify([profile(1, "Ismat Deraz", PERSON, "orlo")])
    later = identify([profile(n, "Ismat Deraz", PERSON, "orlo") for n in (1, 2, 3)])
    assert later.all[0].id == early.all[0].id


NAMES = ("Ismat Deraz", "Ismet Derraz", "Deraz", "Anna Weld", "A. Weld", "Hill Brigade", "HB")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from(NAMES)), max_size=9, unique=True),
    st.integers(0, 99),
)
def test_the_order_in_which_reports_come_does_not_matter(told, seed):
    people = [profile(n, name, GROUP if "H" in name else PERSON, "orlo") for n, name in told]
    shuffled = random.Random(seed).sample(people, len(people))
    found = identify(people)
    assert identify(shuffled) == found
    assert sorted(m for i in found.all for m in i.members) == sorted(p.entity for p in people)


def test_of_many_that_sound_alike_the_nearest_spelling_is_compared():
    """More share one skeleton than are compared; the variant in one letter is among those."""
    names = [f"Omar D{one}r{two}z" for one in "aeiou" for two in ("aa", "ee", "io", "ou")]
    names += ["Omar Daraazz"]
    pairs = set(candidates([(name, PERSON) for name in names]))
    assert (names.index("Omar Daraaz"), len(names) - 1) in pairs
    assert len(pairs) <= MOST_FELLOWS * len(names)
