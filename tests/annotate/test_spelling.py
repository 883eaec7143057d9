"""When two spellings of a full name are one person's."""

import pytest

from sayso.annotate.spelling import fold, is_respelled


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Yusuf Tamerk", "Yousuf Tamerck", True),
        ("Dimitar Zolev", "Dimitr Zolyev", True),
        ("Muhammad Khalil", "Mohamed Halil", True),
        ("Lena Orsk", "Lina Orsk", False),
        ("Frances Dole", "Francis Dole", False),
        ("Omer Salk", "Omer Silk", False),
        ("Tamerk", "Tamerck", False),
    ],
)
def test_a_full_name_respelled_is_respelled_in_each_word(one, other, same):
    assert is_respelled(fold(one), fold(other)) is same
