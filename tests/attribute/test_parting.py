"""Where a statement ends that the next one follows in the same sentence."""

from sayso.attribute.telling import Telling, part
from sayso.model import Span

TEXT = "Officials denied that he was ill and an envoy said that he was well."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_who_says_the_next_thing_is_no_part_of_what_was_said():
    first = Telling(
        span("Officials"), span("denied"), (span("that he was ill and an envoy"),), "denies", 1
    )
    second = Telling(span("an envoy"), span("said"), (span("that he was well"),), "says", 9)
    parted, _ = part([first, second], TEXT)
    assert [s.of(TEXT) for s in parted.content] == ["that he was ill"]


def test_a_statement_within_a_statement_keeps_its_source():
    outer = Telling(
        span("Officials"), span("denied"), (span("that he was ill and an envoy said"),), "denies", 1
    )
    inner = Telling(span("an envoy"), span("said"), (span("that he was well"),), "says", 9)
    assert part([outer, inner], TEXT)[0] == outer


def test_a_word_that_ends_like_one_that_joins_is_kept():
    text = "Officials denied that she met her husband an envoy said on Monday."
    first = Telling(Span(0, 9), Span(10, 16), (Span(17, 50),), "denies", 1)
    second = Telling(Span(42, 50), Span(51, 55), (Span(56, 65),), "says", 9)
    parted, _ = part([first, second], text)
    assert [s.of(text) for s in parted.content] == ["that she met her husband"]
