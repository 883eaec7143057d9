"""Text that stands in several reports: found, aligned, told from independent writing."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh.reuse.alike import alike
from sayso.weigh.reuse.passage import overlap
from sayso.weigh.reuse.wording import NEIGHBOURS, RUN, wording

WIRE = (
    "An explosion tore through a waiting shed at the port of Ostrey on Tuesday as the morning "
    "shift was changing, killing at least nine people, police said. The bomb had been hidden in a "
    "delivery van and went off beside Pier Four, where about two hundred dockers were waiting.\n\n"
    "“We have no reason to believe that there is a second device in the harbour,” a spokeswoman "
    "told reporters.\n"
)
OWN = (
    "Residents of the old town woke to the sound of sirens and ran into the street in their night "
    "clothes. Schools stayed shut, and buses did not run for most of the day. A market trader, "
    "who sells fish beside the harbour gate, had left only a minute before.\n\n"
)


def read(*texts: str):
    return [wording(text) for text in texts]


def test_a_copied_paragraph_inside_own_reporting_is_one_passage():
    report, wire = read(OWN + WIRE + OWN, WIRE)
    found = overlap(report, wire)
    assert found.is_copy
    (passage,) = found.passages
    assert report.span(passage.first, passage.last).of(report.text) == WIRE.strip(" \n.")
    assert (passage.from_, passage.to) == (0, len(wire.words))


def test_a_rewrite_with_changed_words_is_still_a_copy():
    changed = WIRE.replace("tore through", "ripped into").replace("at least nine", "nine or more")
    report, wire = read(OWN + changed, WIRE)
    found = overlap(report, wire)
    assert found.is_copy
    assert len(found.passages) == 1
    assert found.passages[0].same < len(wire.words)


def test_who_shares_only_a_quotation_has_not_copied():
    quote = "“We shall rebuild every house in the valley before the snow comes, and nobody will be "
    quote += "left behind in the cold, whatever it may cost this country in the years ahead of us,”"
    one, other = read(f"{OWN}{quote} the governor said.", f"{quote} Lida Morvant promised.\n{WIRE}")
    found = overlap(one, other)
    assert found.passages
    assert not found.is_copy


def test_case_marks_and_line_breaks_do_not_hide_a_copy():
    shouted = WIRE.upper().replace(" ", "\n").replace(",", " -")
    assert overlap(*read(shouted, WIRE)).is_copy


def test_texts_too_short_for_a_run_share_nothing():
    one, other = read("Nine dead in blast", "Nine dead in blast")
    assert overlap(one, other).passages == ()
    assert not len(one.fingerprints)
    assert overlap(*read("", WIRE)).narrated == 0


def test_any_eight_words_in_a_row_are_found():
    """The promise of winnowing, on texts of chance words around eight that they share."""
    chance = random.Random(4)
    for _ in range(200):
        shared = [f"s{chance.random()}" for _ in range(RUN + NEIGHBOURS - 1)]
        around = [[f"x{chance.random()}" for _ in range(chance.randrange(30))] for _ in range(4)]
        one, other = read(
            " ".join([*around[0], *shared, *around[1]]), " ".join([*around[2], *shared, *around[3]])
        )
        assert set(one.fingerprints.tolist()) & set(other.fingerprints.tolist())


def test_ten_thousand_copies_make_few_pairs_that_lead_to_the_first():
    (wire,) = read(WIRE)
    found = alike([wire.fingerprints] * 10_000)
    assert len(found.later) < 20_000
    firsts = {
        int(later) for later, earlier in zip(found.later, found.earlier, strict=True) if not earlier
    }
    assert firsts == set(range(1, 10_000))


def test_pairs_name_the_earlier_text_last_and_count_what_is_shared():
    wire, report, own = read(WIRE, OWN + WIRE, OWN.replace("Residents", "People"))
    found = alike([wire.fingerprints, report.fingerprints, own.fingerprints])
    pairs = set(zip(found.later.tolist(), found.earlier.tolist(), strict=True))
    assert pairs == {(1, 0), (2, 1)}
    assert all(count >= 3 for count in found.shared)
    assert not len(alike([]).later)


def test_a_place_that_a_text_has_twice_goes_on_where_the_last_left_off():
    line = "the council met again on monday evening in the great hall of the castle"
    one, other = read(f"{line} {WIRE} {line}", f"{WIRE} {line}")
    spans = [(p.from_, p.to) for p in overlap(one, other).passages]
    assert spans[-1][1] == len(other.words)


@given(st.text() | st.text("aB “é'ß_1ı\n", max_size=40))
def test_words_are_those_of_the_pattern_and_numbered_by_what_they_say(text):
    made = wording(text)
    spans = [match.span() for match in re.finditer(r"\w+", text)]
    assert [tuple(row) for row in made.edges.tolist()] == spans
    alone = [wording(text[start:end]).words[0] for start, end in spans]
    assert made.words.tolist() == alone


def test_different_words_have_different_numbers():
    words = [f"{a}{b}{c}" for a in "abcdefghij" for b in "klmnopqrst" for c in ["", *"uvwxyz12"]]
    assert len(set(wording(" ".join(words)).words.tolist())) == len(words)
