"""Reprints that change what they copy: what is theirs, what the original's, what it weighs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsroom import Line, news, weighed
from rich.console import Console

from sayso.model import Modality
from sayso.show.records import difference_list
from sayso.show.weights import weight_list
from sayso.weigh.contradiction import Kind
from sayso.weigh.difference import difference
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Weighed
from sayso.weigh.why import why

TEXT = (
    "before dawn on Monday {who} killed {many} at the mill beside the river in Norrby, and drove "
    "the others back along the rail spur towards the weighbridge, where the night shift of the "
    "mill had been waiting since Friday for its wages{source}."
)
ROLES = {"killer": "Hill Front", "victim": "four dockers"}


def told(
    many: str = "four dockers", source: str = ", a lawyer said", who: str = "Hill Front", **more
) -> Line:
    """What the Hill Front did at the mill, on a lawyer's word unless the words leave him out."""
    roles = {"killer": who, "victim": many}
    text = TEXT.format(who=who, many=many, source=source)
    return Line(text, "kills", roles, ("a lawyer",) if source else (), **more)


ORIGINAL = news("The Ledger", "2020-03-10", told())


def copy(*lines: Line | str, day: str = "2020-03-11", outlet: str = "The Packet", **facts: str):
    """A report of a day later."""
    return news(outlet, day, *lines, **facts)


def the(found: Weighed, words: str) -> Weight:
    """The proposition whose victims are called so, or that has such a mark."""
    (weight,) = [
        w for w in found.weights if words in [p.name for p in w.proposition.parties().values()]
    ]
    return weight


def explained(found: Weighed, weight: Weight) -> str:
    return "\n".join(sentence for _, sentence in why(weight, found.grounds))


def printed(parts) -> str:
    console = Console(width=400)
    with console.capture() as caught:
        for part in parts:
            console.print(part)
    return caught.get()


def test_a_number_that_only_the_reprint_has_is_never_on_the_originals_word():
    found = weighed([ORIGINAL, copy(told("five dockers", ""))])
    five, four = the(found, "five dockers"), the(found, "four dockers")
    (origin,) = five.origins
    assert origin.origin.source == "The Packet"
    assert len(four.origins[0].origin.reports) == 1
    words = explained(found, five)
    assert "In The Ledger" not in words
    assert (
        "The Packet (2020-03-11) follows the text of The Ledger (2020-03-10), which says: "
        "victim: four dockers, on the word of a lawyer." in words
    )
    assert "not established: its text is that of The Ledger (2020-03-10)" in words


def test_both_numbers_are_shown_wherever_the_two_are_compared():
    found = weighed([ORIGINAL, copy(told("five dockers", ""))])
    assert "another number is told by" in printed(weight_list(found.weights))
    keys = {
        a.proposition.first.chain[0].name: a.proposition.first.chain[0].key
        for a in (the(found, "four dockers"), the(found, "five dockers"))
    }
    compared = difference(found, frozenset([keys["The Ledger"]]), frozenset([keys["The Packet"]]))
    assert not compared.both
    assert [len(compared.disagree), len(compared.numbers)] == [0, 1]
    shown = printed(difference_list(compared, "The Ledger", "The Packet", few=5))
    assert "They tell other numbers of 1" in shown
    # A toll that falls has not grown: there the two contradict each other.
    less = weighed([ORIGINAL, copy(told("three dockers", ""))])
    assert [each.kind for each in less.contradictions] == [Kind.VALUE]


def test_who_cuts_out_the_source_with_the_number_gains_nothing_by_it():
    found = weighed([ORIGINAL, copy(told("five dockers", ""))])
    five, four = the(found, "five dockers"), the(found, "four dockers")
    assert five.opinion.belief == pytest.approx(four.opinion.belief)
    # Without the text that it follows the same report is worth more: an outlet's own word.
    alone = the(weighed([copy(told("five dockers", ""))]), "five dockers")
    assert alone.opinion.belief > five.opinion.belief
    # A voice with a name that the original has not is worth what that voice is.
    named = replace(told("five dockers", ", Ilse Marwen said"), voices=("Ilse Marwen",))
    other = the(weighed([ORIGINAL, copy(named)]), "five dockers")
    assert other.opinion.belief > five.opinion.belief


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (told(source="", who="Coast Guard"), "killer: Hill Front"),
        (told(source="", denied=True), "it is so"),
        (told(source="", modality=Modality.PLANNED), "as actual, and not as planned"),
        (Line(told(source="").text, "kills", {"victim": "four dockers"}), "killer: Hill Front"),
    ],
)
def test_another_actor_or_polarity_or_modality_is_the_reprints_own(line, says):
    edited = replace(line, text=line.text.replace("before dawn", "late"))
    found = weighed([ORIGINAL, copy(edited)])
    (mine,) = [w for w in found.weights if w.proposition.first.chain[0].name == "The Packet"]
    (origin,) = [each for each in mine.origins if not each.denies]
    assert origin.origin.source == "The Packet"
    assert f"which says: {says}" in explained(found, mine)


def test_a_changed_copy_confirms_nobody():
    """Neither by a byline and a place, nor by the name of a voice."""
    facts = {"byline": "Ana Roe", "dateline": "NORRBY"}
    words = "Ilse Marwen: Hill Front shot five dockers."
    other = replace(told("five dockers"), text=words, voices=("Ilse Marwen",))
    third = news("Herald", "2020-03-12", other)
    for line in (
        told("five dockers", ""),
        replace(told("five dockers", ", Orla Brandt said"), voices=("Orla Brandt",)),
    ):
        own = copy(line, **facts)
        five = the(weighed([ORIGINAL, own, third]), "five dockers")
        assert len(five.origins) == 2
        assert not any(each.independent for each in five.origins)
        # It is the original that makes the difference.
        assert all(e.independent for e in the(weighed([own, third]), "five dockers").origins)


def test_a_copy_of_a_changed_copy_adds_nothing_to_it():
    changed = told("five dockers", "")
    second = copy(changed, day="2020-03-12", outlet="Herald")
    five = the(weighed([ORIGINAL, copy(changed), second]), "five dockers")
    (origin,) = five.origins
    assert origin.origin.source == "The Packet"
    assert len(origin.origin.reports) == 2
    assert len(origin.tellings) == 1


def test_a_credit_line_does_not_vouch_for_what_was_changed():
    credited = copy(told("five dockers", ""), "Source: The Ledger")
    (origin,) = the(weighed([ORIGINAL, credited]), "five dockers").origins
    assert origin.origin.source == "The Packet"


def test_a_number_that_the_original_does_not_tell_is_added_by_the_copy():
    plain = news("The Ledger", "2020-03-10", told("some dockers"))
    (mine,) = weighed([plain, copy(told("five dockers", ""))]).weights
    assert [each.origin.source for each in mine.origins] == [
        "a lawyer (The Ledger's source)",
        "The Packet",
    ]


def test_what_is_told_without_its_source_rests_on_it_in_body_and_headline():
    bare = copy(told(source=""))
    found = weighed([ORIGINAL, bare])
    four = the(found, "four dockers")
    (origin,) = four.origins
    assert len(origin.tellings) == 1
    alone = the(weighed([ORIGINAL]), "four dockers")
    assert four.opinion.belief == pytest.approx(alone.opinion.belief)
    assert (
        "The Packet (2020-03-11) gives it without its source; The Ledger (2020-03-10), from which "
        "it took the text, has it on the word of a lawyer." in explained(found, four)
    )


def test_a_headline_of_its_own_tells_no_more_than_the_copied_text_below_it():
    """Though it names nobody, and the text below was not read in the copy."""
    around = Line("Hill Front has held Norrby since.", "meets", {"a": "Hill Front", "b": "Norrby"})
    nameless = replace(told(), roles={"victim": "four dockers"})
    first = news("The Ledger", "2020-03-10", nameless, around)
    headline = Line("four dockers killed at the mill", "kills", {"victim": "four dockers"})
    titled = copy(headline, told().text, around, title=headline.text)
    (origin,) = the(weighed([first, titled]), "four dockers").origins
    assert "a lawyer" in origin.origin.source
    assert len(origin.tellings) == 1


def test_a_headline_with_another_number_than_the_copied_text_below_it():
    headline = Line("Hill Front killed six dockers", "kills", ROLES | {"victim": "six dockers"})
    titled = copy(headline, told(), title=headline.text)
    found = weighed([ORIGINAL, titled])
    six, four = the(found, "six dockers"), the(found, "four dockers")
    assert six.opinion.belief <= four.opinion.belief + 1e-9
    assert "which says: victim: four dockers" in explained(found, six)


def test_the_very_words_that_were_not_read_in_the_original_are_told_as_that():
    other = Line("Hill Front came.", "meets", {"a": "Hill Front"})
    unread = news("The Ledger", "2020-03-10", told().text, other)
    found = weighed([unread, copy(told())])
    four = the(found, "four dockers")
    (origin,) = four.origins
    claim = four.proposition.first.claim
    assert len(origin.tellings) == 1
    assert f"In The Ledger (2020-03-10), in the very words of {claim}:" in explained(found, four)


def test_a_later_text_of_the_same_outlet_may_tell_a_greater_number():
    later = news("The Ledger", "2020-03-12", told("five dockers"))
    found = weighed([ORIGINAL, later])
    five, four = the(found, "five dockers"), the(found, "four dockers")
    assert not found.contradictions
    assert [each.because for each in five.variants] == [each.because for each in four.variants]
    assert five.opinion.belief == pytest.approx(four.opinion.belief)


def test_another_victim_of_the_same_sentence_is_not_told_instead():
    """Of two claims in one sentence the original was read to have one; it has the other's words."""
    both = "four dockers and six millers"
    first = news("The Ledger", "2020-03-10", replace(told(both), roles=ROLES))
    second = replace(told(both, ""), roles=ROLES | {"victim": "six millers"})
    found = weighed([first, copy(replace(second, text=second.text.replace("before", "ere")))])
    words = explained(found, the(found, "six millers"))
    assert "follows the text of The Ledger (2020-03-10), in which this was not read." in words
    assert "which says" not in words


def test_a_pronoun_that_the_copy_leaves_open_is_whoever_is_meant_there():
    first = news("The Ledger", "2020-03-10", told())
    open_ = replace(told("them", ""), roles=ROLES | {"victim": "them"})
    (weight,) = weighed([first, copy(open_)]).weights
    (origin,) = weight.origins
    assert len(origin.origin.reports) == 2


def test_where_nobody_knows_who_was_first_no_direction_is_told():
    undated = [
        news(name, None, line)
        for name, line in (("The Ledger", told()), ("The Packet", told("five dockers", "")))
    ]
    found = weighed(undated)
    words = "\n".join(explained(found, weight) for weight in found.weights)
    assert "shares the text of" in words
    assert "follows the text of" not in words
