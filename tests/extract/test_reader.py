"""The trained reader of claims: what it is told, what it says, and what the arbiter makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate.annotation import Annotation, annotate
from sayso.extract.alone import ONE_TAKEN
from sayso.extract.arbiter import CERTAIN, TAKEN, arbitrate
from sayso.extract.assertion import Assertion, assertions
from sayso.extract.kinds import Kinds
from sayso.extract.reader import LEAST, Candidate, read_claims
from sayso.extract.reader.hints import FILLER, first_words, hints
from sayso.extract.reader.labels import NUMBER, TYPES
from sayso.extract.reader.relation import RELATIONS, distances, hashed, relation, relations
from sayso.model import Report, identify
from sayso.ontology import claim_types

TEXT = (
    "Police in Kessen arrested Omar Deb and Ilya Marsh on Monday. The mayor, a friend of "
    "Marsh, called the arrests a farce.\n\nThe harbour guild, whose treasurer fled, said nothing."
)


def report_of(text: str) -> Report:
    return Report(identify("r", text), "reader.txt", "0" * 64, "text/plain", text)


@pytest.fixture(scope="module")
def annotation() -> Annotation:
    return annotate(report_of(TEXT))


@pytest.fixture(scope="module")
def found(annotation: Annotation) -> list[Assertion]:
    return list(assertions(annotation.doc, Kinds(annotation)))


def test_the_reader_knows_types_of_the_ontology_alone():
    assert set(TYPES) <= set(claim_types())
    assert [NUMBER[name] for name in TYPES] == list(range(len(TYPES)))


def test_a_relation_is_told_from_the_first_word_to_the_second(annotation):
    doc = annotation.doc
    arrested, police, deb = (
        next(t for t in doc if t.text == w) for w in ("arrested", "Police", "Deb")
    )
    kessen = next(t for t in doc if t.text == "Kessen")
    assert relation(arrested, police) == "c:nsubj"
    assert relation(police, arrested) == "p:nsubj"
    assert relation(police, kessen) == "g:prep:pobj:in"
    assert relation(police, deb) == "s:nsubj:dobj"
    assert relation(kessen, police) == "pp:pobj:prep"
    assert relation(kessen, arrested) == "o"
    assert relation(deb, deb) == "tok"


def test_words_of_other_sentences_have_one_relation(annotation):
    doc = annotation.doc
    arrested = next(t.i for t in doc if t.text == "arrested")
    told = relations(doc, arrested, annotation.wording.token)
    after = annotation.wording.starts > TEXT.index("The mayor")
    assert set(told[after]) == {hashed("x", RELATIONS)}
    assert len(set(told[~after])) > 3


def test_distances_end_at_twenty():
    assert list(distances(2, 5) - distances(2, 5)[2]) == [-2, -1, 0, 1, 2]
    far = distances(0, 60)
    assert far[20] == far[59]


def test_what_the_frames_find_is_marked_at_its_words(annotation, found):
    told = hints(annotation, found)
    words = first_words(annotation.wording)
    at = words[next(t.i for t in annotation.doc if t.text == "arrested")]
    assert 1 + NUMBER["detains"] in told.marks[at]
    police = words[next(t.i for t in annotation.doc if t.text == "Police")]
    assert FILLER in told.marks[police]
    assert (0, police) in told.fillers[NUMBER["detains"], at]
    assert not hints(annotation, []).marks.any()


def test_whatever_a_frame_found_is_looked_at(annotation, found):
    read = read_claims(annotation, found)
    assert hints(annotation, found).places <= set(read)
    for candidate in read.values():
        assert np.allclose(candidate.roles.sum(0), 1, atol=1e-4)
        assert 0 <= candidate.chance <= 1
    alone = set(read) - hints(annotation, found).places
    assert all(read[place].chance >= LEAST for place in alone)


def test_a_text_without_words_has_nothing_to_read():
    empty = annotate(report_of("\n\n"))
    assert read_claims(empty, []) == {}
    assert arbitrate([], empty, Kinds(empty)) == []


def test_the_same_text_is_read_the_same_way(annotation, found):
    one, other = read_claims(annotation, found), read_claims(annotate(report_of(TEXT)), found)
    assert one.keys() == other.keys()
    assert all(one[at].chance == other[at].chance for at in one)


def candidate(annotation: Annotation, kind: str, word: str, first: str, second: str) -> Candidate:
    """One that is sure of itself."""
    place = {
        annotation.wording.text[s:e]: i
        for i, (s, e) in enumerate(
            zip(annotation.wording.starts, annotation.wording.ends, strict=True)
        )
    }
    roles = np.zeros((len(annotation.wording) + 1, 2), dtype=np.float32)
    for role, filler in enumerate((first, second)):
        roles[1 + place[filler] if filler else 0, role] = 1.0
    return Candidate(NUMBER[kind], place[word], 1.0, 0, roles)


def told_by(monkeypatch, annotation, some: list[Candidate], found: list[Assertion]):
    """What the arbiter makes of what the reader is made to say."""
    read = {(c.kind, c.word): c for c in some}
    monkeypatch.setattr("sayso.extract.arbiter.read_claims", lambda *_: read)
    return [
        (a.type, a.trigger.token.text, {role: t.text for role, t, _ in a.roles})
        for a in arbitrate(found, annotation, Kinds(annotation))
    ]


def test_what_the_reader_alone_is_sure_of_is_added(monkeypatch, annotation):
    some = [candidate(annotation, "accuses", "farce", "mayor", "Police")]
    told = told_by(monkeypatch, annotation, some, [])
    assert told == [("accuses", "farce", {"accuser": "mayor", "accused": "Police"})]


def test_to_whom_something_was_done_is_told_where_nobody_knows_by_whom(monkeypatch, annotation):
    some = [candidate(annotation, "detains", "farce", "", "Marsh")]
    told = told_by(monkeypatch, annotation, some, [])
    assert told == [("detains", "farce", {"detainee": "Marsh"})]
    sure = some[0]
    unsure = Candidate(sure.kind, sure.word, ONE_TAKEN - 0.05, 0, sure.roles)
    assert told_by(monkeypatch, annotation, [unsure], []) == []


def test_who_stands_beside_a_filler_makes_a_claim_too(monkeypatch, annotation):
    some = [candidate(annotation, "abducts", "arrested", "Police", "Deb")]
    told = told_by(monkeypatch, annotation, some, [])
    assert [roles["captive"] for _, _, roles in told] == ["Deb", "Marsh"]


def test_nothing_is_added_that_the_ontology_does_not_allow(monkeypatch, annotation):
    some = [candidate(annotation, "detains", "farce", "mayor", "Monday")]
    assert told_by(monkeypatch, annotation, some, []) == []
    nobody = [candidate(annotation, "detains", "farce", "", "")]
    assert told_by(monkeypatch, annotation, nobody, []) == []
    bare = [candidate(annotation, "detains", "farce", "Police", "")]
    assert told_by(monkeypatch, annotation, bare, []) == []
    untold = [candidate(annotation, "meets", "farce", "", "Marsh")]
    assert told_by(monkeypatch, annotation, untold, []) == []
    twice = [candidate(annotation, "detains", "farce", "mayor", "mayor")]
    assert told_by(monkeypatch, annotation, twice, []) == []


def test_who_is_certain_is_believed_against_the_frames(monkeypatch):
    annotation = annotate(report_of("Nurses declined to comment on Deb."))
    certain = candidate(annotation, "denies", "declined", "Nurses", "Deb")
    told = told_by(monkeypatch, annotation, [certain], [])
    assert told == [("denies", "declined", {"actor": "Nurses", "claim_or_actor": "Deb"})]
    likely = Candidate(certain.kind, certain.word, CERTAIN - 0.05, 0, certain.roles)
    assert told_by(monkeypatch, annotation, [likely], []) == []


def test_a_noun_that_no_list_has_may_be_somebody(monkeypatch):
    annotation = annotate(report_of("Guards locked up a zorbler and a lamp."))
    told = [
        told_by(monkeypatch, annotation, [candidate(annotation, kind, "locked", "Guards", who)], [])
        for kind, who in (("detains", "zorbler"), ("detains", "lamp"), ("located_in", "zorbler"))
    ]
    assert told[0][0] == ("detains", "locked", {"captor": "Guards", "detainee": "zorbler"})
    assert told[2] == []


def test_who_calls_something_a_warning_warns_nobody(monkeypatch):
    annotation = annotate(report_of("Sources depicted the fire as a warning to traders."))
    said = candidate(annotation, "threatens", "warning", "Sources", "traders")
    assert told_by(monkeypatch, annotation, [said], []) == []
    annotation = annotate(report_of("Sources gave a warning to traders."))
    said = candidate(annotation, "threatens", "warning", "Sources", "traders")
    assert [kind for kind, *_ in told_by(monkeypatch, annotation, [said], [])] == ["threatens"]


def test_nobody_leads_whom_another_verb_sets_against_him(monkeypatch):
    annotation = annotate(report_of("The League of Towns blamed Governor Ilva Brandt."))
    led = candidate(annotation, "leads", "Governor", "Brandt", "League")
    assert told_by(monkeypatch, annotation, [led], []) == []
    annotation = annotate(report_of("The League said that Governor Ilva Brandt left."))
    led = candidate(annotation, "leads", "Governor", "Brandt", "League")
    assert [kind for kind, *_ in told_by(monkeypatch, annotation, [led], [])] == ["leads"]


def test_who_is_unsure_of_both_roles_adds_nothing(monkeypatch, annotation):
    sure = candidate(annotation, "accuses", "farce", "mayor", "Police")
    roles = sure.roles * np.float32(TAKEN**0.5 - 0.05)
    unsure = Candidate(sure.kind, sure.word, 1.0, 0, roles)
    assert told_by(monkeypatch, annotation, [unsure], []) == []


def test_of_kin_either_may_be_named_first():
    roles = np.array([[0.0, 0.1], [0.55, 0.4], [0.45, 0.5]], dtype=np.float32)
    kin = Candidate(NUMBER["family_of"], 0, 1.0, 7, roles, even=True)
    assert [kin.best(role)[0] for role in (0, 1)] == [7, 8]
    assert kin.best(0)[1] == pytest.approx(0.95)
    assert kin.of(0, 8) == kin.of(1, 8) == pytest.approx(0.95)
    alone = Candidate(NUMBER["leads"], 0, 1.0, 7, roles)
    assert (alone.best(0)[1], alone.of(1, 8)) == (pytest.approx(0.55), pytest.approx(0.5))


def test_a_role_that_the_frame_left_empty_is_filled(monkeypatch, annotation, found):
    [first, *_] = [a for a in found if a.type == "detains"]
    bare = Assertion("detains", first.trigger, first.roles[1:], first.kinds)
    some = [candidate(annotation, "detains", "arrested", "Police", "Deb")]
    [told] = told_by(monkeypatch, annotation, some, [bare])
    assert told[2] == {"captor": "Police", "detainee": "Deb"}


def test_a_filler_that_the_reader_holds_for_wrong_gives_way(monkeypatch, annotation, found):
    [first, *_] = [a for a in found if a.type == "detains"]
    some = [candidate(annotation, "detains", "arrested", "mayor", "Deb")]
    [told] = told_by(monkeypatch, annotation, some, [first])
    assert told[2]["captor"] == "mayor"
