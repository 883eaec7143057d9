"""Who did it and to whom, in the constructions of news."""

from __future__ import annotations

import pytest

from sayso.ontology import claim_types

# sentence, type, role -> words
CONSTRUCTIONS = [
    ("Police arrested three men.", "detains", {"captor": "Police", "detainee": "three men"}),
    (
        "Two officials of the ministry were kidnapped by rebels.",
        "abducts",
        {"captor": "rebels", "captive": "Two officials of the ministry"},
    ),
    (
        "Twelve villagers were killed on Monday.",
        "kills",
        {"killer": None, "victim": "Twelve villagers"},
    ),
    (
        "The general who ordered soldiers to kill the mayor was jailed.",
        "kills",
        {"killer": "soldiers", "victim": "the mayor"},
    ),
    (
        "The gunman, who shot two guards, surrendered.",
        "attacks",
        {"attacker": "The gunman", "victim": "two guards"},
    ),
    (
        "The colonel whom rebels captured has escaped.",
        "detains",
        {"captor": "rebels", "detainee": "The colonel"},
    ),
    (
        "A journalist arrested by soldiers was freed.",
        "detains",
        {"captor": "soldiers", "detainee": "A journalist"},
    ),
    (
        "The troops shelling the town belong to a militia.",
        "attacks",
        {"attacker": "The troops", "victim": "the town"},
    ),
    (
        "Guards forced the prisoners to attack the convoy.",
        "attacks",
        {"attacker": "the prisoners", "victim": "the convoy"},
    ),
    (
        "The rebels kept shelling the village.",
        "attacks",
        {"attacker": "The rebels", "victim": "the village"},
    ),
    (
        "Soldiers attacked and killed the mayor.",
        "attacks",
        {"attacker": "Soldiers", "victim": "the mayor"},
    ),
    (
        "Soldiers attacked and killed the mayor.",
        "kills",
        {"killer": "Soldiers", "victim": "the mayor"},
    ),
    (
        "The arrest of Lena Marsh by police surprised her family.",
        "detains",
        {"captor": "police", "detainee": "Lena Marsh"},
    ),
    ("Police condemned Lena Marsh's murder.", "kills", {"killer": None, "victim": "Lena Marsh"}),
    (
        "An attack on the barracks by militants left the gate in ruins.",
        "attacks",
        {"attacker": "militants", "victim": "the barracks"},
    ),
    (
        "The army carried out an attack on the camp.",
        "attacks",
        {"attacker": "The army", "victim": "the camp"},
    ),
    (
        "The camp came under attack from rebels.",
        "attacks",
        {"victim": "The camp"},
    ),
    (
        "Talks between Velmora and Tarsk resumed.",
        "meets",
        {"a": "Velmora", "b": "Tarsk"},
    ),
    (
        "President Ivo Kosta met the prime minister of Tarsk.",
        "meets",
        {"a": "President Ivo Kosta", "b": "the prime minister of Tarsk"},
    ),
    ("Ivo Kosta and Lena Marsh met in Ardan.", "meets", {"a": "Ivo Kosta", "b": "Lena Marsh"}),
    (
        "Two men were taken into custody by border guards.",
        "detains",
        {"captor": "border guards", "detainee": "Two men"},
    ),
    (
        "The gunmen took the tourists hostage.",
        "abducts",
        {"captor": "The gunmen", "captive": "the tourists"},
    ),
    (
        "Velmoran-backed rebels entered the city.",
        "supports",
        {"provider": "Velmoran", "beneficiary": "Velmoran-backed rebels"},
    ),
    (
        "Tarsk gave the villagers food.",
        "supports",
        {"provider": "Tarsk", "beneficiary": "the villagers"},
    ),
    (
        "The ministry provided aid to the refugees.",
        "supports",
        {"provider": "The ministry", "beneficiary": "the refugees"},
    ),
    (
        "The minister accused the army of torturing prisoners.",
        "accuses",
        {"accuser": "The minister", "accused": "the army", "offence": "torturing prisoners"},
    ),
    (
        "Parliament demanded that the army release the pilots.",
        "requests",
        {"asker": "Parliament", "addressee": "the army"},
    ),
    (
        "The union called on the government to raise wages.",
        "requests",
        {"asker": "The union", "addressee": "the government"},
    ),
    (
        "The commander ordered his men to burn the village.",
        "directs",
        {"principal": "The commander", "agent": "his men"},
    ),
    (
        "The rebels rejected an offer from the government.",
        "denies",
        {"actor": "The rebels", "claim_or_actor": "the government", "content": "an offer"},
    ),
    (
        "The militia claimed responsibility for the bombing.",
        "claims_responsibility",
        {"actor": "The militia", "event": "the bombing"},
    ),
    (
        "The fighters pledged allegiance to Omar Deb.",
        "pledged_allegiance_to",
        {"pledger": "The fighters", "leader": "Omar Deb"},
    ),
    (
        "The cabinet imposed sanctions on four companies.",
        "sanctions",
        {"actor": "The cabinet", "target": "four companies"},
    ),
    (
        "Prosecutors charged the banker with fraud.",
        "prosecutes",
        {"authority": "Prosecutors", "defendant": "the banker", "offence": "fraud"},
    ),
    (
        "The agency spied on opposition lawmakers.",
        "infiltrates",
        {"spy": "The agency", "target": "opposition lawmakers"},
    ),
    (
        "Thousands of students protested against the government.",
        "protests",
        {"protesters": "Thousands of students", "target": "the government"},
    ),
    (
        "The army seized the town of Ardan from the rebels.",
        "controls_territory",
        {"actor": "The army", "place": "the town of Ardan", "from_actor": "the rebels"},
    ),
    (
        "Hundreds of villagers fled to Velmora.",
        "travels",
        {"traveller": "Hundreds of villagers", "destination": "Velmora"},
    ),
    (
        "The firm paid the minister 40,000 dollars.",
        "pays",
        {"giver": "The firm", "receiver": "the minister"},
    ),
    (
        "Police thwarted an attack on the embassy.",
        "prevents",
        {"actor": "Police", "hindered": "an attack on the embassy"},
    ),
    (
        "Prosecutors opened an investigation into the bank.",
        "investigates",
        {"agency": "Prosecutors", "subject": "the bank"},
    ),
    (
        "The rebels remain committed to carrying out attacks on Tarsk.",
        "attacks",
        {"attacker": "The rebels", "victim": "Tarsk"},
    ),
    (
        "The army has the right to attack the camp.",
        "attacks",
        {"attacker": "The army", "victim": "the camp"},
    ),
    (
        "The city set up a commission to investigate the fire.",
        "investigates",
        {"agency": "a commission", "subject": "the fire"},
    ),
    (
        "Guards have been blamed for starting a fire, killing ten prisoners.",
        "kills",
        {"killer": "Guards", "victim": "ten prisoners"},
    ),
    (
        "The agency had paid him 15,000 florins.",
        "pays",
        {"giver": "The agency", "receiver": "him", "amount": "15,000 florins"},
    ),
    (
        "The yard paid Marsh's company 4.2 million florins.",
        "pays",
        {"giver": "The yard", "receiver": "Marsh's company", "amount": "4.2 million florins"},
    ),
    (
        "Every family was paid 40,000 talers.",
        "pays",
        {"receiver": "Every family", "amount": "40,000 talers"},
    ),
    (
        "Tarsk supports the rebels financially.",
        "supports",
        {"provider": "Tarsk", "beneficiary": "the rebels"},
    ),
    (
        "The council imposed some of the harshest sanctions on Tarsk.",
        "sanctions",
        {"actor": "The council", "target": "Tarsk"},
    ),
    (
        "He received 500 talers from the colonel.",
        "pays",
        {"giver": "the colonel", "receiver": "He", "amount": "500 talers"},
    ),
    (
        "The judge had taken money from the bank.",
        "pays",
        {"giver": "the bank", "receiver": "The judge"},
    ),
    (
        "The army sent a patrol from Ardan.",
        "directs",
        {"principal": "The army", "agent": "a patrol"},
    ),
    (
        "The men were sent by a colonel.",
        "directs",
        {"principal": "a colonel", "agent": "The men"},
    ),
    (
        "The governor ordered all ferry traffic halted.",
        "directs",
        {"principal": "The governor", "task": "all ferry traffic halted"},
    ),
    (
        "The chief ordered the kidnapping.",
        "directs",
        {"principal": "The chief", "task": "the kidnapping"},
    ),
    (
        "Gunmen seized six nurses near Ardan.",
        "abducts",
        {"captor": "Gunmen", "captive": "six nurses"},
    ),
    (
        "The government held 140 rebels.",
        "detains",
        {"captor": "The government", "detainee": "140 rebels"},
    ),
    (
        "Two dockers died when the bomb went off.",
        "kills",
        {"victim": "Two dockers"},
    ),
    (
        "Lena Marsh is married to Ivo Kosta.",
        "family_of",
        {"person": "Lena Marsh", "relative": "Ivo Kosta"},
    ),
    (
        "The prosecutor charged Lena Marsh and Ivo Kosta on Tuesday.",
        "prosecutes",
        {"authority": "The prosecutor", "defendant": "Lena Marsh"},
    ),
    (
        "The tribunal was examining the payments.",
        "investigates",
        {"agency": "The tribunal", "subject": "the payments"},
    ),
    (
        "Colonel Kosta left Velmora by train.",
        "travels",
        {"traveller": "Colonel Kosta", "origin": "Velmora"},
    ),
    (
        "The coalition supports the militia through air strikes.",
        "supports",
        {"provider": "The coalition", "beneficiary": "the militia", "object": "air strikes"},
    ),
    (
        "Meanwhile, the newspaper attacked Omar Deb, saying he had lied.",
        "accuses",
        {"accuser": "the newspaper", "accused": "Omar Deb"},
    ),
    (
        "The mayor named his deputy, Lena Marsh, to succeed him.",
        "changes_post",
        {"person": "Lena Marsh", "predecessor": "him"},
    ),
    (
        "Velmora Bank co-founder Omar Deb was pleased.",
        "founded",
        {"founder": "Omar Deb", "org": "Velmora Bank"},
    ),
    (
        "The army controls parts of Velmora.",
        "controls_territory",
        {"actor": "The army", "place": "parts of Velmora"},
    ),
    (
        "Rebels raided the village, residents said, killing two farmers.",
        "kills",
        {"killer": "Rebels", "victim": "two farmers"},
    ),
    (
        "It was the first attack on pilgrims in the district carried out by the militia.",
        "attacks",
        {"attacker": "the militia", "victim": "pilgrims"},
    ),
    (
        "There were reports of soldiers using gas to attack villagers.",
        "attacks",
        {"attacker": "soldiers", "victim": "villagers"},
    ),
    (
        "The rebels launched bombings and raids against the police.",
        "attacks",
        {"attacker": "The rebels", "victim": "the police"},
    ),
    (
        "Marsh called for the mayor to resign.",
        "requests",
        {"asker": "Marsh", "addressee": "the mayor", "content": "the mayor to resign"},
    ),
    (
        "The guild has come under withering attack from Omar Deb.",
        "accuses",
        {"accuser": "Omar Deb", "accused": "The guild"},
    ),
    (
        "The spokesman denied that his men had robbed farmers and accused the army of theft.",
        "accuses",
        {"accuser": "The spokesman", "accused": "the army", "offence": "theft"},
    ),
    (
        "Lena Marsh, speaking after talks with Omar Deb, said no.",
        "meets",
        {"a": "Lena Marsh", "b": "Omar Deb"},
    ),
    (
        "The brothers made off with the jewels.",
        "damages",
        {"actor": "The brothers", "property_or_owner": "the jewels"},
    ),
    (
        "The council is engaged in talks with the rebels.",
        "meets",
        {"a": "The council", "b": "the rebels"},
    ),
    (
        "The woman is a Corsian named Lena Marsh.",
        "identified_as",
        {"a": "a Corsian", "b": "Lena Marsh"},
    ),
    (
        "The fugitive turned himself in to police.",
        "yields",
        {"actor": "The fugitive", "beneficiary": "police"},
    ),
    (
        "The blast claimed forty lives.",
        "kills",
        {"killer": "The blast", "victim": "forty lives"},
    ),
    (
        "The mayor is a fugitive and accused of links to smugglers.",
        "accuses",
        {"accused": "The mayor", "offence": "links to smugglers"},
    ),
    (
        "Omar Deb — the guild's chairman — asked the council to resign.",
        "requests",
        {"asker": "Omar Deb", "addressee": "the council"},
    ),
    (
        "The prosecutor said Deb had violently attacked Marsh.",
        "attacks",
        {"attacker": "Deb", "victim": "Marsh"},
    ),
    (
        "The union renewed its calls for the mayor to cut the prices of bread.",
        "requests",
        {"asker": "The union", "addressee": "the mayor"},
    ),
    (
        "Clashes between the Harbour Council and Corsian troops shook Karsk.",
        "attacks",
        {"attacker": "the Harbour Council", "victim": "Corsian troops"},
    ),
    (
        "The council rejected the Corsian debt deal.",
        "denies",
        {"actor": "The council", "claim_or_actor": "the Corsian debt deal"},
    ),
    (
        "The army launched nine strikes, including raids on Karsk.",
        "attacks",
        {"attacker": "The army", "victim": "Karsk"},
    ),
    (
        "The blast prompted Corsian police to investigate.",
        "investigates",
        {"agency": "Corsian police", "subject": "The blast"},
    ),
    (
        '"One of the parties, who opposes this motion, is a singer," he said.',
        "denies",
        {"actor": "One of the parties", "claim_or_actor": "this motion"},
    ),
    (
        "An inquiry found Deb guilty of theft.",
        "prosecutes",
        {"authority": "An inquiry", "defendant": "Deb"},
    ),
    (
        "He was at a meeting with John Mitchell and Nixon aide Jeb Magruder.",
        "employs",
        {"employer": "Nixon", "employee": "Nixon aide Jeb Magruder"},
    ),
    (
        "The guild demanded that Omar Deb be freed.",
        "requests",
        {"asker": "The guild", "addressee": None},
    ),
    (
        "Members writing on the forum urged the leaders to give up.",
        "requests",
        {"asker": "Members", "addressee": "the leaders"},
    ),
]


@pytest.mark.parametrize(("sentence", "type_", "roles"), CONSTRUCTIONS)
def test_a_construction_gives_its_roles(claims_of, sentence, type_, roles):
    found = [c for c in claims_of(sentence) if c.type == type_]
    assert found, [(c.type, c.trigger) for c in claims_of(sentence)]
    assert {role: found[0].role(role) for role in roles} == roles


TIES = [
    (
        "Omar Deb, leader of the Green Front, left the country.",
        "leads",
        ("leader", "Omar Deb"),
        ("org", "the Green Front"),
    ),
    (
        "Green Front leader Omar Deb left the country.",
        "leads",
        ("leader", "Omar Deb"),
        ("org", "Green Front"),
    ),
    (
        "The group's commander, Omar Deb, left the country.",
        "leads",
        ("leader", "Omar Deb"),
        ("org", "The group"),
    ),
    (
        "Omar Deb is the leader of the Green Front.",
        "leads",
        ("leader", "Omar Deb"),
        ("org", "the Green Front"),
    ),
    (
        "Lena Marsh, a member of the militia, was jailed.",
        "member_of",
        ("member", "Lena Marsh"),
        ("org", "the militia"),
    ),
    (
        "Army spokesman Ivo Kosta declined to comment.",
        "employs",
        ("employee", "Ivo Kosta"),
        ("employer", "Army"),
    ),
    (
        "Ivo Kosta, a spokesman for the ministry, declined to comment.",
        "employs",
        ("employee", "Ivo Kosta"),
        ("employer", "the ministry"),
    ),
    (
        "Lena Marsh, the sister of Omar Deb, was jailed.",
        "family_of",
        ("person", "Lena Marsh"),
        ("relative", "Omar Deb"),
    ),
    (
        "The militia is the armed wing of the party.",
        "part_of",
        ("part", "The militia"),
        ("whole", "the party"),
    ),
    (
        "Omar Deb, the founder of the Green Front, was jailed.",
        "founded",
        ("founder", "Omar Deb"),
        ("org", "the Green Front"),
    ),
    ("The company is based in Ardan.", "located_in", ("entity", "The company"), ("place", "Ardan")),
]


@pytest.mark.parametrize(("sentence", "type_", "first", "second"), TIES)
def test_a_noun_of_relation_ties_two(claims_of, sentence, type_, first, second):
    found = [c for c in claims_of(sentence) if c.type == type_]
    assert found, [(c.type, c.trigger) for c in claims_of(sentence)]
    assert first[1] in (found[0].role(first[0]) or "")
    assert found[0].role(second[0]) == second[1]


def test_each_conjunct_makes_its_own_claim(claims_of):
    found = [
        c for c in claims_of("Police arrested the mayor and two teachers.") if c.type == "detains"
    ]
    assert [c.role("detainee") for c in found] == ["the mayor", "two teachers"]
    assert {c.role("captor") for c in found} == {"Police"}


def test_coordinated_subjects_each_act(claims_of):
    found = [c for c in claims_of("Rebels and soldiers attacked the camp.") if c.type == "attacks"]
    assert [c.role("attacker") for c in found] == ["Rebels", "soldiers"]


def test_coordinated_passives_share_their_agent(claims_of):
    claims = claims_of("The mayor was shot and killed by soldiers.")
    assert [c.role("attacker") for c in claims if c.type == "attacks"] == ["soldiers"]
    assert [c.role("killer") for c in claims if c.type == "kills"] == ["soldiers"]


def test_a_result_clause_keeps_the_agent_of_a_passive(claims_of):
    found = [
        c
        for c in claims_of("The camp was attacked by rebels, killing nine people.")
        if c.type == "kills"
    ]
    assert [(c.role("killer"), c.role("victim")) for c in found] == [("rebels", "nine people")]


def test_a_pronoun_in_reported_speech_takes_the_name_of_its_speaker(claims_of):
    found = [
        c for c in claims_of("Tarsk said it had expelled two diplomats.") if c.type == "sanctions"
    ]
    assert [(c.role("actor"), c.role("target")) for c in found] == [("Tarsk", "two diplomats")]


def test_a_filler_stops_before_its_relative_clause(claims_of):
    (claim,) = claims_of("Police arrested a farmer who had hidden rifles in a barn.")
    assert claim.role("detainee") == "a farmer"


def test_a_filler_carries_its_count(claims_of):
    (claim,) = claims_of("Police arrested 14 students.")
    assert claim.claim.role("detainee").count == 14


def test_a_place_is_told_beside_the_roles(claims_of):
    (claim,) = claims_of("Police arrested three men in Velmora.")
    assert claim.where == "Velmora"


def test_a_place_inside_the_event_is_found(claims_of):
    found = [
        c
        for c in claims_of("Nine people were killed in a bombing in Velmora.")
        if c.type == "kills"
    ]
    assert [c.where for c in found] == ["Velmora"]


def test_a_light_verb_and_its_noun_make_one_claim(claims_of):
    found = [c.trigger for c in claims_of("The union slapped an embargo on Velmora.")]
    assert len(found) == 1


def test_to_comment_on_nothing_is_no_denial(claims_of):
    told = "Police would neither confirm nor deny that rebels killed the mayor."
    assert "denies" not in {c.type for c in claims_of(told)}


@pytest.mark.parametrize(
    ("sentence", "org"),
    [
        ("Voters elected Ilva Brandt to a full term on the Karsk Supreme Court.", "Supreme Court"),
        ("When Omar Deb assumed office as U.N. secretary general, he was ill.", "U.N."),
        ("Omar Deb clinched the Democratic nomination on Monday.", "Democratic"),
        ("Omar Deb left office in May.", None),
    ],
)
def test_a_post_tells_its_body(claims_of, sentence, org):
    (claim,) = [c for c in claims_of(sentence) if c.type == "changes_post"]
    told = claim.role("org")
    assert told is None if org is None else told.endswith(org)


def test_who_is_to_look_into_a_killing_killed_nobody(claims_of):
    text = '"They must end these detentions and investigate the killing of Omar Deb," Marsh said.'
    (killing,) = [c for c in claims_of(text) if c.type == "kills"]
    assert (killing.role("killer"), killing.role("victim")) == (None, "Omar Deb")


def test_when_somebody_comes_back_is_no_charge(claims_of):
    (held,) = claims_of("Omar Deb was arrested at the airport on his return.")
    assert (held.role("detainee"), held.role("charge")) == ("Omar Deb", None)


def test_a_president_leads_the_land_behind_the_name(claims_of):
    told = claims_of("Prime Minister Edvin Halloran of Ardovia resigned.")
    leads = [(c.role("leader"), c.role("org")) for c in told if c.type == "leads"]
    assert leads == [("Prime Minister Edvin Halloran", "Ardovia")]
    assert not {c.type for c in told} & {"employs", "located_in", "member_of"}


def test_one_of_a_people_is_no_place(claims_of):
    claims = claims_of("Michael Oster, a Canadian born in 1982, fled.")
    assert not [c for c in claims if c.type == "located_in"]


@pytest.mark.parametrize(
    ("sentence", "killer"),
    [
        ("In the hours after 14 people were killed in Karsk, a voice was heard.", None),
        ("Two people were killed in London on Monday.", None),
        ("Two people were killed in an attack in Karsk.", "an attack in Karsk"),
        ("Militants had killed several people in a number of attacks.", "Militants"),
        ("Two people were killed by militants in an attack in Karsk.", "militants"),
        ("Two people were killed at the hands of soldiers in Karsk.", "soldiers"),
    ],
)
def test_where_somebody_is_killed_does_not_kill(claims_of, sentence, killer):
    (kills,) = [c for c in claims_of(sentence) if c.type == "kills"]
    assert kills.role("killer") == killer


@pytest.mark.parametrize(
    ("sentence", "kind", "role", "whom"),
    [
        ("Police arrested Omar Deb but not Lena Marsh.", "detains", "detainee", {"Omar Deb"}),
        (
            "Police arrested not only Omar Deb but also Lena Marsh.",
            "detains",
            "detainee",
            {"Omar Deb", "Lena Marsh"},
        ),
        (
            "They had opened an investigation into Deb but not into Marsh.",
            "investigates",
            "subject",
            {"Deb"},
        ),
        ("The army shelled Karsk and not Lissmar.", "attacks", "victim", {"Karsk"}),
    ],
)
def test_whom_it_was_not_done_to_fills_no_role(claims_of, sentence, kind, role, whom):
    assert {c.role(role) for c in claims_of(sentence) if c.type == kind} == whom


def test_where_somebody_was_not_is_told(claims_of):
    (claim,) = [c for c in claims_of("Mr Oster was not in Lissmar.") if c.type == "located_in"]
    assert claim.standing == ("denied", "actual")
    assert claim.role("place") == "Lissmar"


def test_a_figure_that_is_dismissed_leaves_no_post(claims_of):
    claims = claims_of("Defence Minister Viktor Oster dismissed the figure.")
    assert not [c for c in claims if c.type == "changes_post"]


@pytest.mark.parametrize(
    ("text", "kind", "role", "who"),
    [
        ("Police foiled a plot by far-right extremists to bomb the mosque.", "attacks", 0, "far"),
        ("Prosecutor Lena Marsh told jurors that he had paid an official.", "pays", 0, "he"),
        ("They were driven off and handed over to the guild, a nurse said.", "yields", 0, None),
        ("Marta Voss, deputy Europe director at Rights Monitor, spoke.", "employs", 1, "Marta"),
        (
            "Officials are investigating whether valves ended up in Corsia.",
            "investigates",
            1,
            "val",
        ),
        ("Relatives of one of them, Pavel Dunin, wept.", "family_of", 1, "Pavel"),
        ("The minister in contact with Deb, a lobbyist, fled.", "associate_of", 0, "The minister"),
    ],
)
def test_who_it_is_where_the_words_mislead(claims_of, text, kind, role, who):
    names = (claim_types()[kind].first.name, claim_types()[kind].second.name)
    (told,) = [c.role(names[role]) for c in claims_of(text) if c.type == kind]
    assert told is None if who is None else told.startswith(who)
