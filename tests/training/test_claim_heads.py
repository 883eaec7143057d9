"""Which words may fill a role that was annotated."""

import pytest
from training.claims.examples import head_words

from sayso.annotate.annotation import annotate
from sayso.model import Report, Span


@pytest.mark.parametrize(
    ("text", "told", "heads"),
    [
        ("Rebels killed the mayor, Omar Deb.", "the mayor", {"mayor", "Deb"}),
        ("Rebels killed the mayor, Omar Deb.", "Omar Deb", {"mayor", "Deb"}),
        (
            "Deb endorsed a handful of candidates.",
            "a handful of candidates",
            {"handful", "candidates"},
        ),
        ("Deb endorsed one of the candidates.", "candidates", {"one", "candidates"}),
        ("Deb endorsed the sister of the candidate.", "the candidate", {"candidate"}),
    ],
)
def test_who_is_named_twice_may_fill_a_role_by_either(text, told, heads):
    annotation = annotate(Report("r", "r.txt", "0", "text/plain", text))
    start = text.index(told)
    words = head_words(annotation, Span(start, start + len(told)))
    found = {annotation.doc[int(annotation.wording.token[w])].text for w in words}
    assert found == heads
