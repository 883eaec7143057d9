"""What a person sees: the tree, its signs, and never a claim without its chain."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from rich.console import Console

from analyses import HEARSAY, analyses
from sayso.model import Span, Statement
from sayso.show.terminal import LEGEND, listing, render
from sayso.show.words import ALLEGED, DENIED, DURESS, REJECTED, UNNAMED

ESCAPE = "\x1b"


def shown(analysis, width=80, judged=None, **colour) -> str:
    file = StringIO()
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False, **colour)
    for part in render(analysis, judged):
        console.print(part)
    return file.getvalue()


def unwrapped(text: str) -> str:
    """The text without guides, on one line."""
    return " ".join(text.translate(dict.fromkeys(map(ord, "│├└─"))).split())


def test_the_chain_stands_before_the_claims_that_hang_on_it():
    text = unwrapped(shown(HEARSAY))
    chain = f"{ALLEGED} The Harbour Courier ▸ court papers ▸ {UNNAMED} a former clerk"
    assert f"{chain} (admits, {DURESS} under duress): directs principal" in text
    denied = "~ The Harbour Courier ▸ Minister Orla Brandt (denies): infiltrates target"
    assert denied in text


def test_every_claim_is_shown_under_its_own_chain_with_its_evidence():
    blocks = shown(HEARSAY, width=200).split("\n")
    for claim in HEARSAY.claims:
        at = next(number for number, line in enumerate(blocks) if f"  {claim.id}" in line)
        before = [line for line in blocks[:at] if line.rstrip().endswith(":")]
        voices = {voice.id: voice.text for voice in HEARSAY.voices}
        for voice in claim.chain:
            assert voices[voice] in before[-1]
        assert claim.evidence.of(HEARSAY.report.text) in unwrapped(shown(HEARSAY))


def test_main_roles_stand_in_the_order_of_the_ontology():
    assert "spy: four officers (4) → target: the ministry [planned] 2016-03" in unwrapped(
        shown(HEARSAY)
    )


def test_a_name_is_given_where_the_words_do_not_give_it():
    assert "captor: The Guard [= Vessan Guard]" in unwrapped(shown(HEARSAY))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(width):
    assert max(map(len, shown(HEARSAY, width).splitlines())) <= width


def test_signs_say_without_colour_what_colour_says():
    plain = shown(HEARSAY, no_color=True)
    assert ESCAPE not in plain
    for sign in (UNNAMED, DURESS, DENIED, ALLEGED):
        assert sign in plain


def test_the_legend_explains_the_signs_that_occur_and_no_others():
    tree, _, legend = shown(HEARSAY).rpartition("\n\n")
    for sign, meaning in LEGEND.items():
        assert (meaning in legend) == (sign.strip(" ”") in tree)
    rejected = shown(HEARSAY, judged={"c0": "rejected"})
    assert f"{REJECTED} rejected" in rejected.rpartition("\n\n")[2]


def test_a_judgement_stands_beside_its_claim():
    lines = shown(HEARSAY, width=200, judged={"c2": "rejected"}).splitlines()
    assert [f"{REJECTED} rejected" in line for line in lines if "  c2" in line] == [True]
    assert all("rejected" not in line for line in lines if "  c0" in line)


def test_colours_are_those_of_the_terminal_theme():
    """Only the eight basic colours: others ignore whether the background is dark or light."""
    coloured = shown(HEARSAY, force_terminal=True, color_system="truecolor")
    codes = {code for part in coloured.split(f"{ESCAPE}[")[1:] for code in codes_of(part)}
    assert codes <= {0, 1, 2, 3, 4, 31, 32, 35, 36}
    assert 31 in codes


def codes_of(part: str) -> list[int]:
    return [int(code or 0) for code in part.split("m", maxsplit=1)[0].split(";")]


def test_a_report_cannot_steer_the_terminal():
    text = HEARSAY.report.text.replace("two men", "\x1b[2K\u202e")
    hostile = replace(HEARSAY, report=replace(HEARSAY.report, text=text + "\x1b]0;x\x07"))
    printed = shown(hostile)
    assert not {ESCAPE, "\u202e", "\x07"} & set(printed)
    assert "␛[2K" in printed


def test_very_deep_hearsay_is_drawn():
    root, inner = HEARSAY.statements[0], HEARSAY.statements[3]
    chain: list[Statement] = [root]
    for number in range(60):
        chain.append(replace(inner, id=f"d{number}", parent=chain[-1].id))
    deep = replace(HEARSAY, statements=tuple(chain), claims=())
    assert shown(deep).count("a senior official") == 60


def test_a_statement_without_words_and_a_report_without_facts_are_shown():
    bare = replace(HEARSAY.report, outlet=None, title=None, published=None)
    silent = replace(HEARSAY.statements[3], content=(Span(0, 0),))
    analysis = replace(HEARSAY, report=bare, statements=(HEARSAY.statements[0], silent), claims=())
    text = shown(analysis)
    assert "(no title)" in text
    assert "a senior official" in text


@given(analyses())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_any_analysis_is_shown_with_all_its_claims(analysis):
    text = shown(analysis)
    for claim in analysis.claims:
        assert text.count(f"  {claim.id}") >= 1
    assert not any(ord(char) < 32 and char != "\n" for char in text)


class Row:
    id, published, outlet, claims = "r1", None, "The Harbour Courier", 3
    title, path, flags = None, "courier/papers.html", ("in Arabic, kept, not analysed",)


def test_the_list_of_reports_names_each_and_tells_its_notes():
    file = StringIO()
    Console(file=file, width=100).print(listing([Row]))
    line = " ".join(file.getvalue().split())
    assert "r1 - The Harbour Courier courier/papers.html (note: in Arabic, kept, not" in line
