"""Whatever a model says, only what stands in the report to the letter becomes a proposal."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proposed import DENIED, DETAINS, STRANGER

from analyses import TEXT
from sayso.errors import AnswerUnusable
from sayso.model import Span
from sayso.ontology import claim_types
from sayso.propose.answer import answer_in
from sayso.propose.grounding import LONGEST_PORTION, MOST, Portion, Reason, grounded, portions
from sayso.propose.prompt import body, bound, digest, instructions, manners, question, tokens_in
from sayso.propose.proposal import Proposal, proposal_from_json, proposal_to_json

WHOLE = Portion(TEXT, 0, len(TEXT))
GOOD = {"detains": DETAINS, "denied": DENIED, "stranger": STRANGER}


def of(told: object, portion: Portion = WHOLE) -> Proposal | Reason:
    """The proposal that is kept, or why it is dropped."""
    kept, dropped = grounded([told], portion)
    assert len(kept) + sum(dropped.values()) == 1
    return kept[0] if kept else next(iter(dropped))


def changed(told: dict, path: str, value: object) -> dict:
    """`told` with something else at a path."""
    made = deepcopy(told)
    *way, last = path.split(".")
    at = made
    for step in way:
        at = at[int(step) if step.isdecimal() else step]
    at[last] = value
    return made


def test_a_claim_of_a_voice_is_found_in_the_text_with_its_chain():
    proposal = of(DENIED)
    assert proposal.claim.type == "infiltrates"
    assert proposal.claim.polarity.value == "denied"
    (link,) = proposal.chain
    assert (link.source.words, link.cue.words) == ("Minister Orla Brandt", "denied")
    said = "that the ministry had been infiltrated"
    start = TEXT.index(said)
    assert link.content[0].span == Span(start, start + len(said))
    assert all(quote.span.of(TEXT) == quote.words for quote in proposal.quotes())
    assert of(DETAINS).chain == ()


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("claim.evidence", "The Guard arrested two men in Port Vessa on Tuesday.", Reason.ABSENT),
        ("claim.evidence", "the guard detained two men", Reason.ABSENT),
        ("claim.evidence", "The  Guard detained two men", Reason.ABSENT),
        ("claim.evidence", "The", Reason.SEVERAL),
        ("claim.evidence", "", Reason.LONG),
        ("claim.evidence", TEXT * 9, Reason.LONG),
        ("claim.evidence", ".", Reason.SEVERAL),
        ("claim.evidence", 338, Reason.SHAPE),
        ("claim.evidence", {"start": 338, "end": 390}, Reason.SHAPE),
        ("claim.evidence", ["The Guard detained two men"], Reason.SHAPE),
        ("claim.trigger", "detain", Reason.ABSENT),
        ("claim.trigger", "denied", Reason.ABSENT),
        ("claim.trigger", None, Reason.SHAPE),
        ("claim.type", "arrests", Reason.UNKNOWN),
        ("claim.type", ["detains"], Reason.SHAPE),
        ("claim.roles", {"victim": "two men"}, Reason.UNKNOWN),
        ("claim.roles", {"captor": "Minister Orla Brandt"}, Reason.ABSENT),
        ("claim.roles", {"captor": {"start": 1, "end": 9}}, Reason.SHAPE),
        ("claim.roles", {}, Reason.SHAPE),
        ("claim.polarity", "true", Reason.UNKNOWN),
        ("claim.modality", "certain", Reason.UNKNOWN),
        ("claim", [], Reason.SHAPE),
        ("claim", None, Reason.SHAPE),
        ("chain", None, Reason.SHAPE),
        ("chain", [{}], Reason.SHAPE),
        ("chain", [DENIED["chain"][0]] * 50, Reason.SHAPE),
    ],
)
def test_what_does_not_stand_there_is_dropped(path, value, reason):
    assert of(changed(DETAINS, path, value)) is reason


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("chain.0.source", "a minister", Reason.ABSENT),
        ("chain.0.cue", "claimed", Reason.ABSENT),
        ("chain.0.content", [], Reason.SHAPE),
        ("chain.0.content", "that the ministry", Reason.SHAPE),
        ("chain.0.content", ["Brandt denied that the ministry"], Reason.OUTSIDE),
        ("chain.0.manner", "swears", Reason.UNKNOWN),
        ("chain.0.manner", "narrates", Reason.UNKNOWN),
        ("chain.0.passage", "Minister Orla Brandt", Reason.ABSENT),
        ("claim.evidence", "The Guard detained two men in Port Vessa on Tuesday.", Reason.ABSENT),
    ],
)
def test_a_chain_that_does_not_hold_the_claim_is_dropped(path, value, reason):
    assert of(changed(DENIED, path, value)) is reason


def test_a_statement_without_source_and_cue_is_dropped():
    told = changed(changed(DENIED, "chain.0.source", None), "chain.0.cue", None)
    assert of(told) is Reason.SHAPE
    assert isinstance(of(changed(DENIED, "chain.0.source", None)), Proposal)


def test_an_inner_statement_stands_within_the_outer_one():
    outer = {
        "passage": "The court papers say a former clerk admitted under questioning that the Vessan "
        "Guard had sent four officers to infiltrate the ministry in March 2016.",
        "source": "The court papers",
        "cue": "say",
        "content": [
            "a former clerk admitted under questioning that the Vessan Guard had sent four "
            "officers to infiltrate the ministry in March 2016"
        ],
        "manner": "says",
    }
    inner = {
        "passage": outer["content"][0],
        "source": "a former clerk",
        "cue": "admitted",
        "content": ["that the Vessan Guard had sent four officers to infiltrate the ministry"],
        "manner": "admits",
    }
    alone = of({"chain": [outer, inner], "claim": None})
    assert [link.manner for link in alone.chain] == ["says", "admits"]
    assert of({"chain": [inner, outer], "claim": None}) is Reason.OUTSIDE
    assert of({"chain": [outer, DENIED["chain"][0]], "claim": None}) is Reason.OUTSIDE


def test_what_a_claim_is_told_by_stands_within_what_is_said():
    """Else a claim would be hung on a voice that does not make it."""
    both = TEXT[TEXT.index("Minister") :].rstrip()
    other = {"evidence": both, "trigger": "detained", "roles": {"detainee": "two men"}}
    told = {**DENIED, "claim": {**DETAINS["claim"], **other}}
    assert of(told) is Reason.OUTSIDE
    named = {**DENIED["claim"], "evidence": both, "roles": {"spy": "The Guard"}}
    assert of({**DENIED, "claim": named}).claim.roles[0][1].words == "The Guard"


def test_what_stands_twice_is_found_by_the_words_around_it():
    text = "He said no. She said yes. He said so. The ministry said nothing."
    portion = Portion(text, 0, len(text))
    link = {
        "passage": "She said yes.",
        "source": "She",
        "cue": {"quote": "said", "context": "She said"},
        "content": ["yes"],
        "manner": "says",
    }
    proposal = of({"chain": [link], "claim": None}, portion)
    assert proposal.chain[0].cue.span == Span(16, 20)
    link["passage"] = "said"
    assert of({"chain": [link], "claim": None}, portion) is Reason.SEVERAL
    deep: object = "said"
    for _ in range(5_000):
        deep = {"quote": "said", "context": deep}
    link["passage"] = deep
    assert of({"chain": [link], "claim": None}, portion) is Reason.SHAPE


def test_a_quote_cuts_no_word():
    text = "Theodora said that others said nothing."
    told = {
        "passage": text,
        "source": "Theodora",
        "cue": {"quote": "said", "context": "Theodora said"},
        "content": ["other"],
        "manner": "says",
    }
    portion = Portion(text, 0, len(text))
    assert of({"chain": [told], "claim": None}, portion) is Reason.ABSENT
    assert isinstance(
        of({"chain": [{**told, "content": ["others said nothing"]}], "claim": None}, portion),
        Proposal,
    )


def test_repeated_and_endless_answers_are_cut():
    kept, dropped = grounded([DETAINS] * (MOST + 300), WHOLE)
    assert len(kept) == 1
    assert dropped == {Reason.REPEATED: MOST - 1, Reason.MANY: 300}


# Whatever JSON can hold, and proposals of the right shape filled with any of it.
CUTS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60)).map(
    lambda cut: TEXT[cut[0] : cut[0] + cut[1]]
)
WORDS = CUTS | st.sampled_from(TEXT.split()) | st.text(max_size=9)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
QUOTES = WORDS | st.fixed_dictionaries({"quote": WORDS, "context": WORDS}) | ANY
LINKS = st.fixed_dictionaries(
    {
        "passage": st.sampled_from([line for line in TEXT.split("\n") if line]) | QUOTES,
        "source": st.none() | QUOTES,
        "cue": st.none() | QUOTES,
        "content": st.lists(QUOTES, max_size=2) | ANY,
        "manner": st.sampled_from(manners()) | ANY,
    }
)
CLAIMS = st.fixed_dictionaries(
    {
        "evidence": st.sampled_from([line for line in TEXT.split("\n") if line]) | QUOTES,
        "type": st.sampled_from(sorted(claim_types())) | ANY,
        "trigger": QUOTES,
        "roles": st.dictionaries(
            st.sampled_from(("captor", "detainee", "spy", "target", "a", "b")), QUOTES, max_size=2
        ),
        "polarity": st.sampled_from(("affirmed", "denied")) | ANY,
        "modality": st.sampled_from(("actual", "planned")) | ANY,
    }
)
PARTS = st.sampled_from(
    ("two men", "Port Vessa", "denied", "The Guard", "the ministry", "Brandt", "Tuesday", "men in")
)
PATHS = {
    name: [f"claim.{part}" for part in told["claim"]]
    + [f"claim.roles.{role}" for role in told["claim"]["roles"]]
    + [f"chain.0.{part}" for link in told["chain"] for part in link]
    for name, told in GOOD.items()
}


@st.composite
def spoilt(draw: st.DrawFn) -> dict:
    """A proposal that stands in the text, but for up to two things in it."""
    name = draw(st.sampled_from(sorted(GOOD)))
    told = GOOD[name]
    for path in draw(st.lists(st.sampled_from(PATHS[name]), max_size=2)):
        if "roles." not in path or isinstance(told["claim"]["roles"], dict):
            told = changed(told, path, draw(PARTS | QUOTES | PARTS.map(lambda part: [part])))
    return told


MADE_UP = st.fixed_dictionaries({"chain": st.lists(LINKS, max_size=2), "claim": st.none() | CLAIMS})
PROPOSED = st.one_of(spoilt(), spoilt(), MADE_UP)


def must_be_exact(proposals: tuple[Proposal, ...], portion: Portion) -> None:
    for proposal in proposals:
        assert proposal.stands_in(portion.text)
        for quote in proposal.quotes():
            assert quote.words
            assert portion.text[quote.span.start : quote.span.end] == quote.words
            assert portion.start <= quote.span.start < quote.span.end <= portion.end
        assert proposal.claim is None or proposal.claim.type in claim_types()
        assert proposal_from_json(json.loads(json.dumps(proposal_to_json(proposal)))) == proposal


@settings(max_examples=300)
@given(st.lists(PROPOSED | ANY, max_size=4), st.integers(0, 99))
def test_any_answer_whatsoever_gives_only_quotes_that_are_exact(told, start):
    portion = Portion(TEXT, start, len(TEXT))
    kept, dropped = grounded(told, portion)
    assert len(kept) + sum(dropped.values()) == len(told)
    must_be_exact(kept, portion)


@given(st.data(), st.text("ab .\n“é", min_size=1, max_size=40))
def test_any_cuts_of_any_text_give_only_quotes_that_are_exact(data, text):
    ends = st.integers(0, len(text))
    cut = st.tuples(ends, ends).map(lambda pair: text[min(pair) : max(pair)])
    link = st.fixed_dictionaries(
        {
            "passage": cut | st.just(text),
            "source": cut,
            "cue": st.none() | cut,
            "content": st.lists(cut, min_size=1, max_size=2),
            "manner": st.just("says"),
        }
    )
    told = data.draw(st.fixed_dictionaries({"chain": st.lists(link, min_size=1, max_size=2)}))
    portion = Portion(text, 0, len(text))
    must_be_exact(grounded([told], portion)[0], portion)


@given(st.binary(max_size=200) | ANY.map(lambda any_: json.dumps(any_).encode()))
def test_any_bytes_are_an_answer_or_an_error_of_ours(data):
    try:
        answer = answer_in(data)
    except AnswerUnusable:
        return
    must_be_exact(grounded(answer.proposals, WHOLE)[0], WHOLE)


def test_a_long_report_is_asked_about_in_parts_that_leave_nothing_out():
    text = "\n\n".join(f"Paragraph {n} says something of no matter here." for n in range(900))
    parts = list(portions(text))
    assert len(parts) > 2
    assert "".join(part.words for part in parts) == text
    assert all(len(part.words) <= LONGEST_PORTION for part in parts)
    assert all(part.words.endswith("\n\n") for part in parts[:-1])
    assert "".join(part.words for part in portions("x" * 30_000)) == "x" * 30_000
    assert list(portions(" \n ")) == []


def test_the_question_holds_the_text_and_nothing_else_that_changes():
    messages = question(TEXT)
    assert TEXT in messages[1]["content"]
    assert messages[0]["content"] == instructions()
    assert digest(messages) == digest(question(TEXT)) != digest(question(TEXT + " "))
    assert bound(messages) > tokens_in(len(TEXT)) > 100
    sent = json.loads(body(messages, "small"))
    assert sent["messages"] == list(messages)
    assert sent["stream"] is False
    half = json.loads(body(question("a \ud800 b"), "small"))
    assert "\ud800" in half["messages"][1]["content"]
    for name in ("detains(captor, detainee", "MANNERS: says"):
        assert name in instructions()
