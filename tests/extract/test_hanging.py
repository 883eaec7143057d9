"""On which statement a claim hangs, where words stand in a content that its voice did not say."""

from __future__ import annotations

import pytest


def depth(claims_of, text, kind):
    """How many voices stand between the outlet and the one claim of a type."""
    (read,) = [c for c in claims_of(text) if c.type == kind]
    return len(read.claim.chain) - 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Red Front agreed to a truce to end a war that has killed nine people.", "kills"),
        ("The vote led to accusations of complicity in the rebel assault on the town.", "attacks"),
        ("Damage to the church is estimated at two million crowns.", "damages"),
        ("Green Front leader Omar Deb reportedly fled to Karsk.", "leads"),
        ("The man who shot Lenn Oster is believed to have fled.", "attacks"),
        ("It must be said that the army burned the village of Lissmar.", "damages"),
    ],
)
def test_what_is_taken_for_granted_is_told_by_the_outlet(claims_of, text, kind):
    assert depth(claims_of, text, kind) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Green Front leader Omar Deb reportedly fled to Karsk.", "travels"),
        ("Police are investigating reports of rebels burning a clinic.", "damages"),
        ("Deb demanded the release of the men who killed Oster.", "kills"),
        ("Prosecutors accused Deb of killing the nurse.", "kills"),
    ],
)
def test_what_may_be_the_voice_s_own_words_stays_with_it(claims_of, text, kind):
    assert depth(claims_of, text, kind) == 1


def test_a_voice_that_speaks_of_its_own_plans_stands_in_the_chain_once(claims_of):
    text = "Officials made clear on Monday that they plan to arrest the mayor."
    assert depth(claims_of, text, "detains") == 1


def test_who_says_who_somebody_is_stands_in_the_chain(claims_of):
    text = "The guard, who police identified as Lenn Oster, fled the town."
    assert depth(claims_of, text, "identified_as") == 1


def test_a_title_beside_a_name_in_a_wish_is_the_outlet_s(claims_of):
    text = "More people have been calling for Green Front leader Omar Deb to quit."
    assert depth(claims_of, text, "leads") == 0
