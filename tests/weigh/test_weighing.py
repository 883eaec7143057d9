"""From reports to weights: origins counted once, independence shown or not, contradictions."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from newsroom import Line, news, weighed

from sayso.model import Modality, Quoted
from sayso.weigh.contradiction import Kind
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Terms, Weighed

WIRE_TEXT = (
    "The Hill Front shelled the village of Norrby before dawn on Tuesday and set the mill beside "
    "the river on fire, a police officer in the district said by telephone from the next valley."
)
ROLES = {"attacker": "Hill Front", "victim": "Norrby"}
WIRE = Line(WIRE_TEXT, "attacks", ROLES, ("a police officer",))


def told(*voices: str, text: str = "", **more) -> Line:
    """The Hill Front attacked Norrby, on the word of voices, in words that nobody else has."""
    words = (
        text or f"{' and '.join(voices) or 'We'}: Hill Front fighters shelled Norrby {len(voices)}."
    )
    return Line(words, "attacks", ROLES, voices, **more)


def one(found: Weighed, **wanted) -> Weight:
    """The only affirmed attack."""
    (weight,) = [
        w
        for w in found.weights
        if w.proposition.type == "attacks" and w.proposition.polarity.value == "affirmed"
    ]
    return weight


def shown(weight: Weight) -> int:
    return sum(w.independent is not None for w in weight.origins)


def test_ten_reprints_and_one_who_cites_are_one_origin():
    wire = news("Vessant News Agency", "2019-09-10", WIRE)
    reprints = [news(f"Daily {n}", "2019-09-11", WIRE) for n in "ABCDEFGHIJ"]
    cites = news("The Lantern", "2019-09-12", told("outlet:Vessant"))
    weight = one(weighed([*reprints, cites, wire]))
    assert len(weight.origins) == 1
    assert len(weight.origins[0].origin.reports) == 12
    assert weight.origins[0].origin.first.testimony.report == wire.report.id
    assert weight.credibility.grade > 1
    alone = one(weighed([wire]))
    # Reprints add nothing; that somebody else trusts the agency's word adds nothing either.
    assert weight.opinion.belief <= alone.opinion.belief


def test_a_copy_without_its_source_has_the_source_of_the_first_text():
    wire = news("Vessant", "2019-09-10", WIRE)
    copy = news("The Lantern", "2019-09-11", replace(WIRE, voices=()))
    (origin,) = one(weighed([wire, copy])).origins
    assert "police officer" in origin.origin.source
    assert any("shares" in step for v in origin.origin.voiced for step in v.provenance.steps)


def test_half_wire_and_half_own_reporting_is_parted_by_passage():
    wire = news("Vessant", "2019-09-10", WIRE)
    mixed = news("The Lantern", "2019-09-11", WIRE, told("Ilse Marwen"))
    weight = one(weighed([wire, mixed]))
    assert [len(w.origin.reports) for w in weight.origins] == [2, 1]


def test_one_minister_in_two_papers_is_one_origin():
    first = news(
        "The Lantern", "2019-09-10", told("Orla Brandt", text="Hill Front hit Norrby, one.")
    )
    second = news(
        "Packet", "2019-09-11", told("Orla Brandt", text="Norrby fell to Hill Front, two.")
    )
    weight = one(weighed([first, second]))
    assert len(weight.origins) == 1
    assert len(weight.origins[0].tellings) == 2
    assert not shown(weight)


def test_two_named_voices_are_shown_to_be_independent_and_confirm():
    first = news("The Lantern", "2019-09-10", told("Orla Brandt"))
    second = news("Packet", "2019-09-11", told("Ilse Marwen"))
    weight = one(weighed([first, second]))
    assert shown(weight) == 2
    assert weight.credibility.grade == 1
    alone = one(weighed([first]))
    assert weight.opinion.uncertainty < alone.opinion.uncertainty
    assert alone.credibility.grade == 2


def test_unnamed_voices_never_show_independence_however_many():
    reports = [news(f"Daily {n}", "2019-09-10", told("an official")) for n in "ABCDEFGHI"]
    weight = one(weighed(reports))
    assert len(weight.origins) == 9
    assert not shown(weight)
    assert weight.credibility.grade == 3
    assert weight.opinion.belief == pytest.approx(one(weighed(reports[:1])).opinion.belief)


def test_one_named_and_one_unnamed_are_not_independent():
    first = news("The Lantern", "2019-09-10", told("Orla Brandt"))
    second = news("Packet", "2019-09-11", told("an official"))
    weight = one(weighed([first, second]))
    assert not shown(weight)
    assert weight.credibility.grade > 1


def test_who_has_it_from_the_other_is_not_independent_of_him():
    first = news("The Lantern", "2019-09-10", told("Orla Brandt"))
    second = news("Packet", "2019-09-11", told("Ilse Marwen", "Orla Brandt"))
    assert not shown(one(weighed([first, second])))


def test_reporters_at_two_places_observe_for_themselves():
    lantern = news("Lantern", "2019-09-10", told(), byline="Ana Roe", dateline="NORRBY")
    packet = news("Packet", "2019-09-10", told(text="Shells of Hill Front fell on Norrby."))
    assert not shown(one(weighed([lantern, packet])))
    there = news(
        "Packet",
        "2019-09-10",
        told(text="Shells of Hill Front fell on Norrby."),
        byline="Bo Lind",
        dateline="OSTREY, Vessa",
    )
    assert shown(one(weighed([lantern, there]))) == 2


def test_the_same_unnamed_voice_of_one_outlet_is_one_origin():
    first = news("Lantern", "2019-09-10", told("a senior official in the ministry"))
    second = news("Lantern", "2019-09-14", told("the official"))
    third = news("Lantern", "2019-09-15", told("a second official"))
    assert len(one(weighed([first, second])).origins) == 1
    assert len(one(weighed([first, second, third])).origins) == 2


def test_one_quotation_is_one_utterance_whoever_is_said_to_have_made_it():
    words = "“We saw the Hill Front roll its guns down to Norrby before the sun came up,” {} said."
    lines = [
        Line(words.format(who), "attacks", ROLES, (who,), quoted=Quoted.DIRECT)
        for who in ("a villager", "a farmer")
    ]
    quoted = [replace(line, text=line.text.split(",”")[0] + ",”") for line in lines]
    reports = [news("Lantern", "2019-09-10", quoted[0]), news("Packet", "2019-09-11", quoted[1])]
    assert len(one(weighed(reports)).origins) == 1


def test_an_outlet_cited_without_its_report_stands_in_for_it():
    cites = news("The Lantern", "2019-09-12", told("outlet:The Courier"))
    (origin,) = one(weighed([cites])).origins
    assert origin.origin.source == "The Courier"
    other = news("Packet", "2019-09-13", told("outlet:The Courier", text="Norrby: Hill Front, 3."))
    assert len(one(weighed([cites, other])).origins) == 1


def test_a_cited_outlets_own_report_is_followed_to_its_source():
    own = news("The Courier", "2019-09-11", told("a senior official"))
    cites = news("The Lantern", "2019-09-12", told("outlet:The Courier"))
    (origin,) = one(weighed([own, cites])).origins
    assert "senior official" in origin.origin.source


def test_a_credited_agency_is_the_origin_where_its_report_is_missing():
    lines = [told(text=f"Norrby was hit by Hill Front, {n}.") for n in (1, 2)]
    first = news("Lantern", "2019-09-10", lines[0], dateline="NORRBY (AP)")
    second = news("Packet", "2019-09-10", lines[1], byline="Associated Press")
    weight = one(weighed([first, second]))
    assert [w.origin.source for w in weight.origins] == ["Associated Press"]


def test_a_family_of_outlets_is_one_teller():
    lines = [told(text=f"Norrby was hit by Hill Front, {n}.") for n in (1, 2)]
    reports = [news("Lantern", "2019-09-10", lines[0]), news("Packet", "2019-09-10", lines[1])]
    assert len(one(weighed(reports)).origins) == 2
    family = Terms(families={"Lantern": "Harbour Press", "Packet": "Harbour Press"})
    assert len(one(weighed(reports, family)).origins) == 1


def test_under_duress_tells_nearly_nothing_and_nothing_against():
    weight = one(weighed([news("Lantern", "2019-09-10", told("Orla Brandt!"))]))
    assert weight.opinion.belief < 0.05
    assert weight.opinion.disbelief == 0
    assert weight.credibility.grade == 6
    assert weight.number is None


def test_who_admits_is_believed_more_than_who_denies_in_his_own_cause():
    admits = news("Lantern", "2019-09-10", told("Hill Front", interests=("attacker",)))
    plain = news("Lantern", "2019-09-10", told("Orla Brandt"))
    denies = news("Lantern", "2019-09-10", told("Hill Front", interests=("attacker",), denied=True))
    (denied,) = weighed([denies]).weights
    beliefs = [denied.opinion.belief, one(weighed([plain])).opinion.belief]
    assert sorted(beliefs) == beliefs
    assert one(weighed([admits])).opinion.belief > beliefs[-1]


def test_rated_f_carries_no_number_and_a_better_grade_more_belief():
    reports = [news("The Lantern", "2019-09-10", told("Orla Brandt"))]
    beliefs = []
    for grade in "ABCDE":
        terms = Terms(ratings={"outlet:lantern": grade})
        beliefs.append(one(weighed(reports, terms)).opinion.belief)
    assert beliefs == sorted(beliefs, reverse=True)
    unknown = one(weighed(reports, Terms(ratings={"outlet:lantern": "F"})))
    assert unknown.opinion is None
    assert unknown.credibility.grade == 6


def test_a_denial_counts_against_and_is_told_as_contradiction():
    says = news("Lantern", "2019-09-10", told("Orla Brandt"))
    denies = news("Packet", "2019-09-11", told("Ilse Marwen", denied=True))
    found = weighed([says, denies])
    (contradiction,) = found.contradictions
    assert contradiction.kind is Kind.DENIAL
    weight = one(found)
    assert weight.opinion.disbelief > 0.2
    assert weight.credibility.grade >= 3
    both = [w.opinion for w in found.weights]
    assert both[0].belief == pytest.approx(both[1].disbelief)


def deaths(count: str, day: str, outlet: str = "Lantern", **more) -> object:
    line = Line(
        f"The Hill Front killed {count} dockers, {outlet}.",
        "kills",
        {"killer": "Hill Front", "victim": f"{count} dockers"},
        **more,
    )
    return news(outlet, day, line)


def test_different_numbers_on_one_day_contradict_and_a_growing_toll_does_not():
    same_day = weighed([deaths("twelve", "2019-09-10"), deaths("fifteen", "2019-09-10", "Packet")])
    assert [c.kind for c in same_day.contradictions] == [Kind.VALUE]
    later = weighed([deaths("twelve", "2019-09-10"), deaths("fifteen", "2019-09-12", "Packet")])
    assert later.contradictions == ()
    fewer = weighed([deaths("fifteen", "2019-09-10"), deaths("twelve", "2019-09-12", "Packet")])
    assert [c.kind for c in fewer.contradictions] == [Kind.VALUE]
    least = weighed(
        [deaths("at least nine", "2019-09-10"), deaths("eleven", "2019-09-10", "Packet")]
    )
    assert len(least.propositions) == 1


def test_two_days_of_what_happens_once_and_two_places_of_one_day_contradict():
    victim = {"killer": "Hill Front", "victim": "Orla Brandt"}
    on = [
        news(
            f"Daily {n}",
            "2019-09-20",
            Line(f"Orla Brandt, Hill Front: {n}.", "kills", victim, day=d),
        )
        for n, d in (("A", "2019-09-10"), ("B", "2019-09-12"))
    ]
    assert [c.kind for c in weighed(on).contradictions] == [Kind.DATE]
    at = [
        news(
            f"Daily {place}",
            "2019-09-20",
            Line(f"Hill Front, Norrby {place}.", "attacks", ROLES, day="2019-09-10", place=place),
        )
        for place in ("Ostrey", "Lissmar")
    ]
    assert [c.kind for c in weighed(at).contradictions] == [Kind.PLACE]


def test_two_names_for_one_deed_contradict():
    reports = [
        news(
            f"Daily {who[:4]}",
            "2019-09-10",
            Line(f"{who} took Orla Brandt.", "abducts", {"captor": who, "captive": "Orla Brandt"}),
        )
        for who in ("Hill Front", "Coast Guard")
    ]
    assert [c.kind for c in weighed(reports).contradictions] == [Kind.IDENTITY]


def test_another_day_is_another_event_and_no_contradiction():
    attacks = [
        news(f"Daily {day[-2:]}", "2019-09-20", told(text=f"Hill Front, Norrby, {day}.", day=day))
        for day in ("2019-09-10", "2019-09-14")
    ]
    found = weighed(attacks)
    assert len(found.propositions) == 2
    assert found.contradictions == ()


def test_what_was_planned_is_not_what_was_done():
    reports = [
        news("Lantern", "2019-09-10", told()),
        news("Packet", "2019-09-10", told(text="Norrby, Hill Front?", modality=Modality.PLANNED)),
    ]
    assert len(weighed(reports).propositions) == 2


def test_a_report_that_is_withdrawn_takes_with_it_whatever_rests_on_it():
    first = news("Evening Klaxon", "2019-09-10", WIRE, title="Mill burns in Norrby")
    copy = news("The Lantern", "2019-09-11", WIRE)
    notice = "We withdraw our report “Mill burns in Norrby”. None of this was true."
    before = one(weighed([first, copy]))
    assert before.opinion is not None
    after = one(weighed([first, copy, news("Evening Klaxon", "2019-09-15", notice)]))
    assert after.opinion is None
    assert any("Evening Klaxon on 2019-09-15" in why for why in after.origins[0].back)


def test_an_earlier_version_is_corrected_by_the_report_itself():
    line = told("doc:An earlier version of this article")
    weight = one(weighed([news("Lantern", "2019-09-10", line)]))
    assert weight.opinion is None


def test_who_first_asserts_and_later_denies_has_taken_it_back():
    says = news("Lantern", "2019-09-10", told("Orla Brandt"))
    denies = news("Packet", "2019-09-14", told("Orla Brandt", denied=True))
    weight = one(weighed([says, denies]))
    (own,) = [w for w in weight.origins if not w.denies]
    assert own.opinion is None
    assert "2019-09-14" in own.back[0]


def test_as_of_a_day_knows_nothing_that_came_later():
    first = news("Lantern", "2019-09-10", told("Orla Brandt"))
    second = news("Packet", "2019-09-14", told("Ilse Marwen"))
    undated = news("Leaflet", None, told("Bo Lind"))
    early = one(weighed([first, second, undated], Terms(as_of="2019-09-12")))
    assert [w.origin.source for w in early.origins] == ["Orla Brandt"]
    assert len(one(weighed([first, second, undated])).origins) == 3


def test_as_told_by_some_weighs_what_they_tell_alone():
    reports = [
        news("Lantern", "2019-09-10", told("Orla Brandt")),
        news("Packet", "2019-09-11", told()),
    ]
    heard = one(weighed(reports, Terms(told_by=frozenset({"outlet:packet"}))))
    assert [w.origin.source for w in heard.origins] == ["Packet"]


def test_a_rejected_claim_is_not_weighed():
    report = news("Lantern", "2019-09-10", told())
    claim = report.claims[0].id
    assert weighed([report], Terms(rejected=frozenset({claim}))).weights == ()


# Bad input: whatever people put in, something sensible comes out.


def test_outlets_that_cite_each_other_end_somewhere():
    lantern = news("Lantern", "2019-09-10", told("outlet:Packet"))
    packet = news("Packet", "2019-09-10", told("outlet:Lantern", text="Hill Front on Norrby, 2."))
    weight = one(weighed([lantern, packet]))
    assert weight.opinion is not None
    assert not shown(weight)


def test_a_report_that_cites_itself_is_one_origin():
    weight = one(weighed([news("Lantern", "2019-09-10", told("outlet:Lantern"), told())]))
    assert len(weight.origins) == 1


def test_copies_of_one_moment_are_one_origin_whose_first_is_not_known():
    at = "2019-09-10T10:00:00+00:00"
    reports = [
        news(f"Daily {n}", "2019-09-10", replace(WIRE, voices=()), published_at=at) for n in "ABC"
    ]
    found = weighed(reports)
    assert len(one(found).origins) == 1
    assert {b.known_by.value for b in found.borrowings} == {"not known"}


def test_a_date_in_the_future_is_taken_for_none():
    right = news("Lantern", "2019-09-10", WIRE)
    wrong = news("Packet", "2091-09-10", WIRE)
    found = weighed([wrong, right], Terms(today="2019-10-01"))
    assert found.borrowings[0].giver == right.report.id
    assert found.borrowings[0].known_by.value == "not known"
    assert len(one(found).origins) == 1


def test_a_correction_without_its_original_changes_nothing_else():
    notice = news(
        "Klaxon", "2019-09-15", "We withdraw our report “Mill burns”. None of it is true."
    )
    report = news("Lantern", "2019-09-10", told())
    assert one(weighed([report, notice])).opinion == one(weighed([report])).opinion


def test_an_empty_case_has_nothing_to_weigh():
    assert weighed([]).weights == ()
    assert weighed([news("Lantern", "2019-09-10", "Nothing is claimed.")]).weights == ()
    assert weighed([news(None, None, "")]).weights == ()


def test_ten_thousand_copies_are_one_origin():
    wire = news("Vessant", "2019-09-10", WIRE)
    copies = [news(f"Daily {n}", "2019-09-11", replace(WIRE, voices=())) for n in range(10_000)]
    weight = one(weighed([wire, *copies]))
    assert len(weight.origins) == 1
    assert len(weight.origins[0].origin.reports) == 10_001


def test_the_order_of_reports_changes_nothing():
    reports = [
        news("Vessant", "2019-09-10", WIRE),
        news("Lantern", "2019-09-11", WIRE, told("Ilse Marwen")),
        news("Packet", "2019-09-11", told("Orla Brandt", denied=True)),
        news("Klaxon", None, told()),
        deaths("twelve", "2019-09-10"),
        deaths("fifteen", "2019-09-10", "Post"),
    ]
    wanted = weighed(reports).weights
    for seed in range(4):
        random.Random(seed).shuffle(reports)
        assert set(weighed(reports).weights) == set(wanted)


# What a first reader of the weights stumbled over.


def test_a_body_and_its_spokesman_do_not_outweigh_who_accuses_it():
    says = news("Lantern", "2019-09-10", told("Irena Kolbe"))
    alone = news("Packet", "2019-09-11", told("org:the army", denied=True))
    with_two = news(
        "Packet",
        "2019-09-11",
        told("org:the army", denied=True),
        told("org:the army", text="No Hill Front men shelled Norrby, no.", denied=True),
    )
    one_denial, two = one(weighed([says, alone])), one(weighed([says, with_two]))
    assert one_denial.opinion.belief >= one_denial.opinion.disbelief
    assert two.opinion.disbelief == pytest.approx(one_denial.opinion.disbelief, abs=0.02)


def test_to_name_no_source_weighs_less_than_to_name_one():
    named = one(weighed([news("Lantern", "2019-09-10", told("Irena Kolbe"))]))
    untold = one(weighed([news("Lantern", "2019-09-10", told())]))
    assert untold.opinion.belief < named.opinion.belief
    there = news("Lantern", "2019-09-10", told(), byline="Ana Roe", dateline="NORRBY")
    assert one(weighed([there])).opinion.belief > named.opinion.belief


def test_at_least_eleven_does_not_vouch_for_fourteen_nor_contradict_it():
    reports = [deaths("at least eleven", "2019-09-10"), deaths("fourteen", "2019-09-10", "Packet")]
    found = weighed(reports)
    assert len(found.propositions) == 2
    assert found.contradictions == ()


def test_the_village_of_orlen_is_orlen():
    at = [
        news(
            f"Daily {n}",
            "2019-09-20",
            Line(
                f"Hill Front, Norrby, {n}, {place}.",
                "attacks",
                ROLES,
                day="2019-09-10",
                place=where,
            ),
        )
        for n, (place, where) in enumerate((("Orlen", "Orlen"), ("the village of Orlen", "Orlen")))
    ]
    assert weighed(at).contradictions == ()
    assert len(weighed(at).propositions) == 1


def test_what_was_taken_back_says_so_where_nothing_else_stands():
    first = news("Evening Klaxon", "2019-09-10", told("a guard"), title="Mill burns in Norrby")
    notice = news("Evening Klaxon", "2019-09-15", "We withdraw our report “Mill burns in Norrby”.")
    weight = one(weighed([first, notice]))
    assert weight.credibility.because == "taken back by Evening Klaxon on 2019-09-15"


def test_times_are_compared_across_zones():
    """Half past nine in one town may be earlier than nine in another."""
    first = news("Lantern", "2019-09-10", WIRE, published_at="2019-09-10T09:30:00+05:00")
    second = news("Packet", "2019-09-10", WIRE, published_at="2019-09-10T09:00:00+00:00")
    crediting = news("Post", "2019-09-12", "Rain fell.", dateline="NORRBY (Packet)")
    (found,) = weighed([second, crediting, first]).borrowings
    assert (found.taker, found.giver) == (second.report.id, first.report.id)
    assert found.known_by.value == "date"
