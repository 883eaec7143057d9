"""How sure a claim is said to be."""

from sayso.extract.confidence import SIGNS, weights
from sayso.model import Report
from sayso.pipeline import analyse


def claims(text):
    return analyse(Report("r1", "a.txt", "0" * 64, "text/plain", text)).claims


def test_every_sign_has_a_weight_and_nothing_else():
    assert set(weights()) == {"bias", *SIGNS}


def test_a_plain_claim_is_surer_than_a_tangled_one():
    [plain] = claims("The Corsian army attacked the town of Veldt on Monday.")
    [tangled] = claims(
        "An official said that a witness had told investigators, after weeks of silence, that "
        "rebels might yet attack it."
    )
    assert 0 < tangled.confidence < plain.confidence < 1
