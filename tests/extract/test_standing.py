"""Polarity and modality: nobody is told to have done what was only asked, planned or denied."""

from __future__ import annotations

import pytest

STANDINGS = [
    # who is cleared of it did not do it
    ("Deb was acquitted of killing his wife.", "kills", "denied", "actual"),
    ("Omar Deb was cleared in 2014 of murdering Lena Marsh.", "kills", "denied", "actual"),
    # to look into what happened is not to order it
    (
        "They must end the raids and investigate the killing of Omar Deb.",
        "kills",
        "affirmed",
        "actual",
    ),
    ("A detective has been suspended, the Gazette can reveal.", "sanctions", "affirmed", "actual"),
    # what is demanded by marching is demanded
    ("Hundreds rallied in Karsk to demand an apology.", "requests", "affirmed", "actual"),
    ("Hundreds marched to protest his death.", "protests", "affirmed", "actual"),
    ("The mayor went to Karsk to demand an apology.", "requests", "affirmed", "planned"),
    ("The minister rejected claims that he had bribed a judge.", "pays", "denied", "actual"),
    (
        "The rumour that Deb has been arrested spread.",
        "detains",
        "affirmed",
        "possible",
    ),
    ("Velmora had no intention of attacking the town.", "attacks", "denied", "planned"),
    (
        "Deb denied that his men had robbed farmers and accused the army of killing a boy.",
        "kills",
        "affirmed",
        "actual",
    ),
    (
        "A court sentenced the mayor to a year for taking money from the bank.",
        "pays",
        "affirmed",
        "actual",
    ),
    ("Marsh called for the mayor to resign.", "changes_post", "affirmed", "ordered"),
    ("Police fined the men rather than arresting them.", "detains", "denied", "actual"),
    ("Police are trying to confirm that rebels killed the mayor.", "kills", "affirmed", "possible"),
    (
        "It neither confirmed nor denied it, but a source said rebels shelled the port.",
        "attacks",
        "affirmed",
        "actual",
    ),
    ("Rebels free nine hostages in swap; Marosh vows revenge", "yields", "affirmed", "actual"),
    ("There is no evidence that rebels killed the mayor.", "kills", "affirmed", "possible"),
    ("Deb was shocked to hear that rebels had killed the mayor.", "kills", "affirmed", "actual"),
    (
        "The minister denied that rebels held the town where soldiers killed a priest.",
        "kills",
        "affirmed",
        "actual",
    ),
    (
        "Deb rejected calls for an inquiry into the killing of two guards.",
        "kills",
        "affirmed",
        "actual",
    ),
    ("Deb denied involvement in the killing of two guards.", "kills", "denied", "actual"),
    ("Police arrested the mayor.", "detains", "affirmed", "actual"),
    ("Police did not arrest the mayor.", "detains", "denied", "actual"),
    ("Police never arrested the mayor.", "detains", "denied", "actual"),
    ("No one was arrested by police.", "detains", "denied", "actual"),
    ("Police arrested no protesters.", "detains", "denied", "actual"),
    ("The rebels refused to release the pilots.", "yields", "denied", "actual"),
    ("The army failed to capture the town.", "controls_territory", "denied", "actual"),
    ("The soldiers left the village without killing the mayor.", "kills", "denied", "actual"),
    ("Rebels tried to kill the mayor.", "kills", "affirmed", "attempted"),
    ("The attempt to kill the mayor shocked the town.", "kills", "affirmed", "attempted"),
    ("The rebels plan to attack the barracks.", "attacks", "affirmed", "planned"),
    ("The rebels agreed to release the pilots.", "yields", "affirmed", "planned"),
    ("The rebels threatened to kill the pilots.", "kills", "affirmed", "planned"),
    ("Velmora sent troops to attack the rebels.", "attacks", "affirmed", "planned"),
    ("The judge ordered police to arrest the mayor.", "detains", "affirmed", "ordered"),
    ("Velmora demanded that Tarsk release the pilots.", "yields", "affirmed", "ordered"),
    ("Velmora demanded the release of the pilots.", "yields", "affirmed", "ordered"),
    ("The union called for the arrest of the banker.", "detains", "affirmed", "ordered"),
    ("Police must arrest the mayor.", "detains", "affirmed", "ordered"),
    ("Rebels may attack the town.", "attacks", "affirmed", "possible"),
    ("The rebels could kill the pilots.", "kills", "affirmed", "possible"),
    ("Officials fear that the rebels will kill the pilots.", "kills", "affirmed", "possible"),
    ("If rebels attack the town, the army will intervene.", "attacks", "affirmed", "conditional"),
    ("The rebels would kill the pilots if the army attacked.", "kills", "affirmed", "conditional"),
    ("The rebels will release the pilots.", "yields", "affirmed", "future"),
    ("The ministers will hold talks with Tarsk.", "meets", "affirmed", "future"),
    ("Police foiled an attack on the embassy.", "attacks", "denied", "actual"),
    ("The army did not launch an attack on the camp.", "attacks", "denied", "actual"),
    ("The rebels managed to kill the mayor.", "kills", "affirmed", "actual"),
    ("The rebels condemned the attack on the mosque.", "attacks", "affirmed", "actual"),
    ("Police not only arrested the mayor.", "detains", "affirmed", "actual"),
    ("Police decided against arresting the mayor.", "detains", "denied", "actual"),
    ("Vale called the report that Tarsk had bribed a judge a lie.", "pays", "denied", "actual"),
    ("The claim that Tarsk had bribed a judge is false.", "pays", "denied", "actual"),
    ("Deb was dismissed from the force for attacking a prisoner.", "attacks", "affirmed", "actual"),
    ("Deb was implicated in the killing of the judge.", "kills", "affirmed", "possible"),
    ("Guards were blamed for a raid, killing ten men.", "kills", "affirmed", "actual"),
    (
        "Guards were blamed for an attack on the camp, killing ten men.",
        "kills",
        "affirmed",
        "actual",
    ),
    (
        # The blame is a statement of somebody not named, and the claim hangs on that.
        "Guards are blamed for bringing cholera to Ardan, killing 9.",
        "kills",
        "affirmed",
        "actual",
    ),
    ("The bomb could explode, killing ten men.", "kills", "affirmed", "possible"),
    ("She never asked for or took money from the bank.", "pays", "denied", "actual"),
    (
        "Talks between Velmora and Tarsk are due to begin.",
        "meets",
        "affirmed",
        "planned",
    ),
    ("Talks between Velmora and Tarsk will resume.", "meets", "affirmed", "future"),
    ("The minister was pleased to meet the envoy.", "meets", "affirmed", "actual"),
    ("That could include arresting the mayor.", "detains", "affirmed", "possible"),
    ("Not one of our men was killed.", "kills", "denied", "actual"),
    ("The Major had killed nobody.", "kills", "denied", "actual"),
    ("The union MAY attacked the port.", "attacks", "affirmed", "actual"),
    ("The union founded a fund to try to arm the rebels.", "supports", "affirmed", "attempted"),
    ("Had police arrested the mayor, he would be here.", "detains", "affirmed", "conditional"),
    ("It is possible for the rebels to kill the mayor.", "kills", "affirmed", "possible"),
    ("Deb was among many to pay tribute to Lena Marsh.", "endorses", "affirmed", "actual"),
    ("A film purported to show the killing of the mayor.", "kills", "affirmed", "possible"),
    ("A fire led the police to question the mayor.", "investigates", "affirmed", "actual"),
    ("Perhaps the rebels will kill the mayor.", "kills", "affirmed", "possible"),
    ("In the event she was wounded, it would be a danger.", "injures", "affirmed", "conditional"),
    ("Deb has yet to endorse the mayor.", "endorses", "denied", "actual"),
    ("Police worked to learn who kidnapped Oster.", "abducts", "affirmed", "actual"),
    ("It is not clear if the rebels killed Oster.", "kills", "affirmed", "possible"),
    ("The mayor deepened his resistance to arming the rebels.", "supports", "denied", "actual"),
    (
        "House Republicans issued a report from an investigation into the raid.",
        "investigates",
        "affirmed",
        "actual",
    ),
    (
        "A deal between Velmora and Tarsk was expected to bring peace.",
        "agrees",
        "affirmed",
        "actual",
    ),
    ("THE ARMY MIGHT ATTACK THE PORT.", "attacks", "affirmed", "possible"),
]


@pytest.mark.parametrize(("sentence", "type_", "polarity", "modality"), STANDINGS)
def test_a_claim_stands_as_it_is_told(claims_of, sentence, type_, polarity, modality):
    found = [c for c in claims_of(sentence) if c.type == type_]
    assert found, [(c.type, c.trigger) for c in claims_of(sentence)]
    assert {c.standing for c in found} == {(polarity, modality)}


def test_what_is_denied_is_a_denied_claim_of_who_denies(claims_of):
    found = [
        c for c in claims_of("The minister denied that police shot him.") if c.type == "attacks"
    ]
    assert [c.standing for c in found] == [("denied", "actual")]
    assert [c.role("attacker") for c in found] == ["police"]


def test_the_denial_itself_is_a_claim_of_the_outer_statement(claims_of):
    claims = claims_of("The minister denied that police shot him.")
    denial = next(c for c in claims if c.type == "denies")
    inner = next(c for c in claims if c.type == "attacks")
    assert denial.role("actor") == "The minister"
    assert len(denial.claim.chain) == 1
    assert len(inner.claim.chain) == 2


def test_nobody_is_told_to_have_done_what_they_are_accused_of(claims_of):
    found = [
        c for c in claims_of("The banker was accused of killing his wife.") if c.type == "kills"
    ]
    assert found
    for claim in found:
        assert claim.standing == ("affirmed", "possible") or len(claim.claim.chain) > 1


def test_a_second_verb_of_its_own_is_not_denied_with_the_first(claims_of):
    claims = claims_of("The mayor refused to resign and was arrested by police.")
    assert [c.standing for c in claims if c.type == "detains"] == [("affirmed", "actual")]


def test_negation_reaches_over_or(claims_of):
    found = claims_of("Police did not arrest or jail the mayor.")
    assert {c.standing for c in found if c.type == "detains"} == {("denied", "actual")}


def test_a_question_asserts_nothing(claims_of):
    assert claims_of("Did police arrest the mayor?") == ()


def test_a_general_truth_asserts_nothing(claims_of):
    assert claims_of("People kill for less.") == ()
    assert claims_of("You kill people when you drive drunk.") == ()


def test_a_tie_is_denied_with_its_verb(claims_of):
    found = [
        c for c in claims_of("Lena Marsh is not a member of the militia.") if c.type == "member_of"
    ]
    assert [c.standing for c in found] == [("denied", "actual")]


def test_a_command_asserts_nothing(claims_of):
    assert claims_of("Don't shoot him.") == ()
    assert claims_of("Kill the mayor.") == ()


def test_who_is_called_on_is_to_do_it(claims_of):
    found = [
        c
        for c in claims_of("The union called on workers to attack the police.")
        if c.type == "attacks"
    ]
    assert [(c.role("attacker"), c.standing) for c in found] == [
        ("workers", ("affirmed", "ordered"))
    ]


def test_a_finite_clause_told_is_not_an_order(claims_of):
    found = [
        c
        for c in claims_of("A spokesman told reporters that rebels attacked the town.")
        if c.type == "attacks"
    ]
    assert [c.standing for c in found] == [("affirmed", "actual")]


def test_what_is_not_confirmed_is_left_open(claims_of):
    found = [
        c
        for c in claims_of("Officials have not confirmed the arrest of Omar Deb.")
        if c.type == "detains"
    ]
    assert [c.standing for c in found] == [("affirmed", "possible")]


def test_neither_nor_denies_both(claims_of):
    found = [
        c
        for c in claims_of("Neither the army nor the police attacked the camp.")
        if c.type == "attacks"
    ]
    assert {c.standing for c in found} == {("denied", "actual")}


def test_a_question_inside_quotation_marks_claims_nothing(claims_of):
    assert not claims_of('"Who killed the mayor?" asked the priest.')
