from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_writer import sample

from sayso.model import Analysis, Filler, Span, Where
from sayso.record import broken


@pytest.fixture
def sound() -> Analysis:
    return sample(1)[1]


def kinds(analysis: Analysis) -> set[str]:
    return {kind for kind, _ in broken(analysis)}


def test_a_sound_analysis_breaks_nothing(sound: Analysis) -> None:
    assert list(broken(sound)) == []


@pytest.mark.parametrize("place", ["trigger", "evidence", "when", "where", "role"])
def test_every_span_of_a_claim_is_held_against_the_text(sound: Analysis, place: str) -> None:
    claim, beyond = sound.claims[0], Span(3, len(sound.report.text) + 1)
    assert claim.when
    changed = {
        "trigger": replace(claim, trigger=beyond),
        "evidence": replace(claim, evidence=beyond),
        "when": replace(claim, when=replace(claim.when, span=beyond)),
        "where": replace(claim, where=Where(beyond)),
        "role": replace(claim, roles=(*claim.roles, ("means", Filler(beyond)))),
    }[place]
    found = list(broken(replace(sound, claims=(changed,))))
    assert [kind for kind, _ in found] == ["span"]
    assert "c-shelled" in found[0][1]


def test_spans_of_statements_voices_and_entities_too(sound: Analysis) -> None:
    beyond = Span(0, len(sound.report.text) + 9)
    root, told, admitted = sound.statements
    for other in (
        replace(sound, statements=(root, replace(told, cue=beyond), admitted)),
        replace(sound, statements=(root, replace(told, source=beyond), admitted)),
        replace(sound, statements=(root, replace(told, content=(beyond,)), admitted)),
        replace(sound, voices=(*sound.voices[:2], replace(sound.voices[2], mentions=(beyond,)))),
        replace(
            sound, entities=(replace(sound.entities[0], mentions=(beyond,)), *sound.entities[1:])
        ),
    ):
        assert kinds(other) == {"span"}


def test_a_tree_has_one_root_and_no_loop(sound: Analysis) -> None:
    root, told, admitted = sound.statements
    two_roots = replace(sound, statements=(root, replace(told, parent=None), admitted))
    assert "tree" in kinds(two_roots)
    orphan = replace(sound, statements=(root, replace(told, parent="s-gone"), admitted))
    assert ("tree", "statement s-told hangs on s-gone, which is not there") in list(broken(orphan))
    loop = replace(sound, statements=(root, replace(told, parent=admitted.id), admitted))
    assert {
        sentence.split(" hangs on itself")[0]
        for kind, sentence in broken(loop)
        if "hangs on itself" in sentence
    } == {"statement s-told", "statement s-admitted"}
    assert "tree" in kinds(replace(sound, statements=()))


def test_a_chain_is_the_path_from_the_outlet(sound: Analysis) -> None:
    claim = sound.claims[0]
    for chain in ((), claim.chain[:2], claim.chain[::-1], (*claim.chain, claim.chain[-1])):
        assert kinds(replace(sound, claims=(replace(claim, chain=chain),))) == {"chain"}
    lost = replace(sound, claims=(replace(claim, statement="s-gone"),))
    assert kinds(lost) == {"chain"}


def test_whatever_is_named_exists(sound: Analysis) -> None:
    assert kinds(replace(sound, entities=sound.entities[1:])) == {"reference"}
    no_bridge = list(broken(replace(sound, entities=sound.entities[:2])))
    assert {sentence.split(" as its ")[1] for _, sentence in no_bridge} == {
        "target: e-bridge",
        "where: e-bridge",
    }
    assert kinds(replace(sound, voices=sound.voices[:2])) == {"reference"}


def test_ids_are_not_used_twice(sound: Analysis) -> None:
    assert kinds(replace(sound, claims=sound.claims * 2)) == {"id"}
    assert kinds(replace(sound, voices=(*sound.voices, sound.voices[0]))) == {"id"}
    assert kinds(replace(sound, entities=(*sound.entities, sound.entities[0]))) == {"id"}
