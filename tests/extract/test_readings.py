"""Turns of phrase by which news tells claims, and readings that were once mistaken."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.annotate.annotation import annotate
from sayso.attribute import attribute
from sayso.extract import extract
from sayso.model import Report, Told

TURNS = [
    # nominalisations and what completes them
    (
        "Deb's opposition to the bill grew.",
        "denies",
        {"actor": "Deb", "claim_or_actor": "the bill"},
    ),
    ("At the request of the ministry, the firm left.", "requests", {"asker": "the ministry"}),
    ("Deb's friendship with Marsh ended.", "associate_of", {"a": "Deb", "b": "Marsh"}),
    ("The nomination of Lena Marsh surprised them.", "changes_post", {"person": "Lena Marsh"}),
    ("Deb cut short his trip to Kessen.", "travels", {"traveller": "his", "destination": "Kessen"}),
    (
        "The navy sank a trawler.",
        "damages",
        {"actor": "The navy", "property_or_owner": "a trawler"},
    ),
    # light verbs and idioms
    (
        "The mayor cast doubt on the report.",
        "denies",
        {"actor": "The mayor", "claim_or_actor": "the report"},
    ),
    ("Deb came out in support of Marsh.", "endorses", {"a": "Deb", "b": "Marsh"}),
    ("The rebels used gas against the army.", "attacks", {"victim": "the army", "weapon": "gas"}),
    ("Deb held Marsh responsible for the spill.", "accuses", {"accused": "Marsh"}),
    # what somebody is called
    ("Deb called Marsh a liar.", "accuses", {"accuser": "Deb", "accused": "Marsh"}),
    ("Deb described Marsh as dangerous.", "accuses", {"accuser": "Deb", "accused": "Marsh"}),
    ("The firm called the reports inaccurate.", "denies", {"claim_or_actor": "the reports"}),
    # who, where the clause does not say it beside the verb
    ("Omar Deb, whose sister is Lena Marsh, left.", "family_of", {"person": "Lena Marsh"}),
    ("As leader of the party, Lena Marsh left.", "leads", {"leader": "Lena Marsh"}),
    (
        "The decision by the army to attack the town was leaked.",
        "attacks",
        {"attacker": "the army"},
    ),
    ("The firm got him fired.", "changes_post", {"person": "him"}),
    ("Two men injured in the attack left.", "injures", {"actor": "the attack"}),
    ("Four bridges were destroyed in the strike.", "damages", {"actor": "the strike"}),
    (
        "The villagers were killed at the hands of soldiers.",
        "kills",
        {"killer": "soldiers"},
    ),
    ("Sixty percent would vote for Marsh.", "endorses", {"a": "Sixty percent", "b": "Marsh"}),
    # a verb that the tagger takes for a noun
    (
        "The members of the council urge the minister to resign.",
        "requests",
        {"content": "to resign"},
    ),
    # headlines that leave the auxiliary out
    ("Mayor ousted after vote", "changes_post", {"person": "Mayor"}),
    ("Bank fined over loans", "prosecutes", {"defendant": "Bank"}),
    ("Two held over fire", "detains", {"detainee": "Two"}),
    # targets and kinds of deed
    (
        "Corsia threatened to close the border with Velmora.",
        "threatens",
        {"actor": "Corsia", "target": "Velmora"},
    ),
    ("Police seized computers from the office.", "investigates", {"subject": "the office"}),
    ("Thieves robbed the bank.", "damages", {"actor": "Thieves"}),
    (
        "Rebels, backed by jets, retook the town of Darn.",
        "controls_territory",
        {"actor": "Rebels", "place": "the town of Darn"},
    ),
    ("The rebels handed over their weapons in June.", "yields", {"object": "their weapons"}),
    (
        "The president sacked Deb and replaced him with Lena Marsh.",
        "changes_post",
        {"person": "Deb"},
    ),
    ("The board replaced him with Lena Marsh.", "changes_post", {"person": "Lena Marsh"}),
    # who answers for what is condemned
    ("Marsh condemned the lies of the firm.", "accuses", {"accused": "the firm"}),
    ("Marsh condemned the killing of a boy by the army.", "accuses", {"accused": "the army"}),
    ("Marsh condemned the Front's murder of a priest.", "accuses", {"accused": "the Front"}),
    (
        "The mayor was asked to resign by both delegations.",
        "requests",
        {"asker": "both delegations", "addressee": "The mayor"},
    ),
    (
        "The Corsian army has carried out strikes in Egypt.",
        "attacks",
        {"attacker": "The Corsian army", "victim": None},
    ),
    ("Marsh condemned the arrest of the editor.", "accuses", {"accused": None}),
    ("Marsh condemned the bombing of a convoy near Darn.", "accuses", {"accused": None}),
    # a target that stands far from the attack
    (
        "The army conducted 23 strikes using bomber and fighter aircraft against rebel targets.",
        "attacks",
        {"attacker": "The army", "victim": "rebel targets"},
    ),
    # a frame for the passive alone does not keep the reader from the rest
    (
        "Omar Deb unleashed a series of tweets criticizing Lena Marsh.",
        "accuses",
        {"accuser": "Omar Deb", "accused": "Lena Marsh"},
    ),
    # "in for questioning" may hang on the verb in two ways
    (
        "Police took its deputy leader, Esther Marsh, in for questioning.",
        "detains",
        {"captor": "Police", "detainee": "Esther Marsh"},
    ),
    (
        "Police took the editor in for questioning.",
        "detains",
        {"captor": "Police", "detainee": "the editor"},
    ),
    (
        "Police spokesman Captain Omar Deb dismissed the report.",
        "employs",
        {"employer": "Police", "employee": "Police spokesman Captain Omar Deb"},
    ),
    (
        "The Corsian foreign secretary, Omar Deb, resigned.",
        "employs",
        {"employer": "Corsian", "employee": "Omar Deb"},
    ),
    (
        "The judge ordered Deb held without bail.",
        "directs",
        {"principal": "The judge", "agent": None},
    ),
    (
        "Deb condemned the attack of 2 October on the merchant vessel Halcyon Star.",
        "accuses",
        {"accuser": "Deb", "accused": None},
    ),
    (
        "Thousands marched through Karsk on Sunday.",
        "protests",
        {"protesters": "Thousands", "target": None},
    ),
    (
        "The army's four airstrikes delivered 24 munitions against rebel targets.",
        "attacks",
        {"victim": "rebel targets"},
    ),
]


@pytest.mark.parametrize(("sentence", "type_", "roles"), TURNS)
def test_a_turn_of_phrase_tells_its_claim(claims_of, sentence, type_, roles):
    found = [c for c in claims_of(sentence) if c.type == type_]
    assert found, [(c.type, c.trigger) for c in claims_of(sentence)]
    assert {role: found[0].role(role) for role in roles} == roles


NOT = [
    ("Minister armed with knife", "supports"),
    ("Deb refused to comment on the allegations.", "denies"),
    ("The minister declined to comment on the report.", "denies"),
    ("“The box will be opened next week,” Deb said. Deb said it will be opened.", "agrees"),
    ("Omar Deb's attacks on Lena Marsh grew.", "attacks"),
    ("The deputies sent the migrants back.", "directs"),
    ("The hospital opened in May. It is run by the ministry.", "controls_territory"),
    ("Police seized computers.", "damages"),
    ("Police responded with tear gas.", "supports"),
    ("After the attack, crowds held protests against the ministry.", "attacks"),
    # one of its commanders, who need not lead it
    ("A Coalition commander told reporters that it had rained.", "leads"),
    # an adjective that only a sentence's beginning writes large
    ("Mutinous soldiers stormed the presidential palace in Lissmar.", "member_of"),
]


@pytest.mark.parametrize(("sentence", "type_"), NOT)
def test_what_is_not_told_is_not_claimed(claims_of, sentence, type_):
    assert type_ not in {c.type for c in claims_of(sentence)}


STANDINGS = [
    ("The union called a strike for Monday.", "protests", ("affirmed", "planned")),
    ("Deb's request for help was denied.", "requests", ("affirmed", "actual")),
    ("The deal between the guild and the ministry is not good.", "agrees", ("affirmed", "actual")),
]


@pytest.mark.parametrize(("sentence", "type_", "standing"), STANDINGS)
def test_how_it_stands(claims_of, sentence, type_, standing):
    assert [c.standing for c in claims_of(sentence) if c.type == type_] == [standing]


def test_to_refuse_an_answer_denies_nothing_of_what_was_said(claims_of):
    told = "The minister refused to discuss claims that he took bribes."
    assert "denied" not in {c.standing[0] for c in claims_of(told)}


def test_one_who_only_tells_it_is_no_victim(claims_of):
    told = "Nine killed in ambush, the government said."
    assert [c.role("victim") for c in claims_of(told) if c.type == "kills"] == ["Nine"]


def test_who_is_named_after_an_apposition_is_a_victim_too(claims_of):
    told = "A drone strike killed a commander of the Front, Abu Sel, and his two guards."
    victims = [c.role("victim") for c in claims_of(told) if c.type == "kills"]
    assert victims == ["a commander of the Front, Abu Sel", "his two guards"]


def test_what_is_called_for_a_day_lies_ahead_of_the_report():
    text = "The union called a strike for Monday."
    published = Told("2016-06-15", "given")  # a Wednesday
    report = Report("r", "a.txt", "0" * 64, "text/plain", text, published=published)
    annotation = annotate(report)
    (when,) = [c.when for c in extract(annotation, attribute(annotation)) if c.type == "protests"]
    assert when is not None
    assert when.start is not None
    assert date.fromisoformat(when.start) == date(2016, 6, 20)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The minister retires next month.", "future"),
        ("The minister leaves for Corsia on 12 July 2016.", "future"),
        ("The minister retired last month.", "actual"),
        ("The minister leaves office.", "actual"),
    ],
)
def test_what_is_told_of_a_day_after_the_report_is_to_come(text, modality):
    published = Told("2016-06-15", "given")
    report = Report("r", "a.txt", "0" * 64, "text/plain", text, published=published)
    annotation = annotate(report)
    (told,) = extract(annotation, attribute(annotation))
    assert told.modality.value == modality
