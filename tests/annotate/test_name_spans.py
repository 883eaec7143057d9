"""What the finder of names makes of probabilities, hints and repeated mentions."""

import numpy as np
import pytest

from sayso.annotate.lexicon import lexicon
from sayso.annotate.naming import within, without_articles
from sayso.annotate.naming.agreement import agree
from sayso.annotate.naming.decode import Found, decode
from sayso.annotate.naming.hints import known_names, tagged
from sayso.annotate.naming.labels import LABELS, LONGEST, NAMES
from sayso.annotate.parse import parse
from sayso.annotate.votes import peoples_in
from sayso.annotate.words import read_words
from sayso.model import EntityKind

NATIONALITY = EntityKind.NATIONALITY
LABEL = {label: i for i, label in enumerate(LABELS)}


def chances(words: int, spans: dict[tuple[int, int], tuple[str, float]]) -> np.ndarray:
    """Probabilities in which each span (first and last word) is something with some chance."""
    p = np.zeros((words, LONGEST, len(LABELS)), dtype=np.float32)
    p[..., 0] = 1.0
    for (first, last), (label, chance) in spans.items():
        p[first, last - first, 0] = 1 - chance
        p[first, last - first, LABEL[label]] = chance
    return p


def test_names_may_stand_in_names_and_never_cross():
    p = chances(
        8,
        {
            (0, 4): ("organization", 0.9),
            (4, 4): ("place", 0.8),
            (3, 5): ("group", 0.7),
            (6, 7): ("person", 0.4),
        },
    )
    found = decode(p, low=10)
    assert [(f.first, f.last, f.label) for f in found] == [
        (10, 14, "organization"),
        (14, 14, "place"),
    ]
    assert list(within(found)) == [found[1]]


def test_a_small_article_is_no_part_of_a_name():
    words = ["from", "the", "Harbour", "Board", "The", "Hague"]
    p = tuple([0.0] * len(LABELS))
    spans = [(1, 3), (2, 3), (4, 5), (1, 1)]
    found = without_articles([Found(a, b, "place", p) for a, b in spans], words)
    assert sorted((f.first, f.last) for f in found) == [(1, 1), (2, 3), (4, 5)]


def test_mentions_of_one_name_agree_on_its_kind():
    def found(at: int, label: str, **told: float) -> Found:
        p = [0.01] * len(LABELS)
        for kind, chance in told.items():
            p[LABEL[kind]] = chance
        return Found(at, at, label, tuple(p))

    mentions = [
        found(0, "group", group=0.9, person=0.05),
        found(2, "person", group=0.4, person=0.5),
        found(4, "group", group=0.8, person=0.1),
    ]
    forms = [("DAWN",), ("Dawn",), ("Dawn",)]
    assert [f.label for f in agree(mentions, forms, {})] == ["group"] * 3


def test_a_kind_that_one_mention_rules_out_can_still_win():
    sure = [0.0] * len(LABELS)
    sure[LABEL["person"]] = 1.0
    other = [0.0] * len(LABELS)
    other[LABEL["group"]] = 1.0
    mentions = [Found(i, i, "group", tuple(other)) for i in range(2)]
    mentions.append(Found(2, 2, "person", tuple(sure)))
    assert {f.label for f in agree(mentions, [("Fire",)] * 3, {})} == {"group"}


@pytest.mark.parametrize(
    ("others", "label"),
    [
        ([("Mirrane", "Optics")], "organization"),
        ([("Mirrane", "Optics"), ("Olt", "Mirrane")], "person"),
        ([("Mirrane", "Administration")], "person"),
    ],
)
def test_a_short_name_is_that_of_the_body_it_begins(others, label):
    def found(at, label):
        p = [0.0] * len(LABELS)
        p[LABEL[label]] = 1.0
        return Found(at, at, label, tuple(p))

    labels = ["person" if form[0] == "Olt" else "organization" for form in others]
    mentions = [found(0, "person"), *(found(i + 1, label) for i, label in enumerate(labels))]
    assert agree(mentions, [("Mirrane",), *others], {})[0].label == label


def test_what_the_words_of_a_name_tell_settles_a_doubt():
    p = [0.0] * len(LABELS)
    p[LABEL["facility"]], p[LABEL["organization"]] = 0.5, 0.4
    mention = Found(0, 1, "facility", tuple(p))
    union = ("Dockers", "Union")
    told = {union: {EntityKind.ORGANIZATION: 8.0}}
    assert [f.label for f in agree([mention], [union], told)] == ["organization"]
    assert [f.label for f in agree([mention], [union], {})] == ["facility"]


@pytest.mark.parametrize("kind", NAMES)
def test_tags_tell_where_a_name_begins(kind):
    tags = tagged([(1, 2, kind), (3, 3, kind)], 5)
    assert tags[0] == tags[4] == 0
    assert tags[1] == tags[3] == tags[2] - 1
    assert tags[1] % 2 == 1


def test_the_longest_known_name_is_taken():
    words = ["He", "left", "the", "United", "States", "for", "South", "Africa"]
    assert known_names(lexicon(), words) == [(3, 4, "place"), (6, 7, "place")]


def test_a_people_of_two_words_is_a_name_where_nothing_else_is():
    words = read_words(parse("The North Korean leader met south African miners in South Africa."))
    [(piece, kind)] = peoples_in(words, [])
    assert (words.name(piece.start, piece.end), kind) == (("North", "Korean"), NATIONALITY)
    assert peoples_in(words, [(piece, kind)]) == []
