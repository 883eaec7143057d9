"""Posts that a report shows with their signatures."""

import pytest

from sayso.model import Quoted


@pytest.mark.parametrize(
    ("text", "voice", "words"),
    [
        (
            "Karsk was quiet.\n\nOlt shot the mayor!— Ilva Brandt (@brandt) May 4, 2015",
            "Ilva Brandt",
            "Olt shot the mayor!",
        ),
        (
            "Karsk was quiet.\n\nOlt shot the mayor.\n\n— Ilva Brandt. (@brandt) May 4, 2015",
            "Ilva Brandt",
            "Olt shot the mayor.",
        ),
        (
            "Lenn Oster: Here is who shot the mayor — Ilva Brandt, PhD (@brandt)\n\nHe fled.",
            "Ilva Brandt",
            "Lenn Oster: Here is who shot the mayor",
        ),
    ],
)
def test_a_post_is_told_by_who_signed_it(tree, text, voice, words):
    rows = [r for r in tree(text).rows if r.quoted is Quoted.DIRECT]
    assert [(r.voice.text, r.content) for r in rows] == [(voice, (words,))]


def test_what_a_post_hands_on_hangs_below_it(tree):
    row = tree("The Guild says that Olt fled. - Omar Deb (@deb) May 4, 2015").by_cue("says")
    assert row.chain[1:] == ("Omar Deb", "Guild")


def test_two_posts_of_one_paragraph_part(tree):
    text = "Olt fled. — Deb (@deb) May 4, 2015 Olt is here. — Ilva Brandt (@brandt) May 5, 2015"
    assert [r.content for r in tree(text).rows] == [("Olt fled.",), ("Olt is here.",)]


def test_a_handle_in_plain_words_signs_nothing(tree):
    rows = tree("The mayor — Ilva Brandt (@brandt) — fled, the guards said.").rows
    assert [r.voice.text for r in rows] == ["the guards"]
