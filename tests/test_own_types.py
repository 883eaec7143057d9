"""Types of claim that a user adds in a file."""

import pytest

from sayso.errors import TypesInvalid
from sayso.extract.frames import frames
from sayso.model import Report
from sayso.ontology import claim_types
from sayso.own_types import digest, use_types
from sayso.pipeline import analyse, version

HOSTS = """
[hosts]
definition = "Somebody lodges somebody"
first = "host:ACTOR"
second = "guest:PER|GROUP"
verbs = ["lodge", "put up", "vouch for"]
nouns = ["lodging"]
"""


@pytest.fixture
def use(tmp_path):
    """Use the types of a text, until the test ends."""

    def using(text):
        path = tmp_path / "types.toml"
        path.write_text(text, encoding="utf-8")
        use_types(path, claim_types())

    yield using
    use_types(None, {})


@pytest.mark.parametrize(
    ("sentence", "host", "guest"),
    [
        ("The Harbour Guild lodged two sailors in Korvat.", "The Harbour Guild", "two sailors"),
        ("The men were put up by a widow.", "a widow", "The men"),
        ("The colonel vouched for the two envoys.", "The colonel", "the two envoys"),
        ("The guild's lodging of the envoys angered the town.", "The guild", "the envoys"),
    ],
)
def test_its_verbs_and_nouns_are_found(use, sentence, host, guest):
    use(HOSTS)
    claims = analyse(Report("r1", "a.txt", "0" * 64, "text/plain", sentence)).claims
    found = [c for c in claims if c.type == "hosts"]
    told = {role: f.span.of(sentence) for c in found for role, f in c.roles}
    assert told == {"host": host, "guest": guest}


def test_an_analysis_says_which_types_were_used(use):
    plain = version()
    use(HOSTS)
    assert version() == f"{plain}, own types {digest()}"
    assert "hosts" in claim_types()
    use_types(None, {})
    assert version() == plain
    assert "hosts" not in claim_types()
    assert ("verb", "lodge") in frames()
    assert all(f.type != "hosts" for some in frames().values() for f in some)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "holds no type"),
        ("[hosts", "no TOML"),
        (HOSTS.replace("[hosts]", "[kills]"), "[kills] is a type that sayso has"),
        (HOSTS.replace("PER|GROUP", "PERS"), "PERS is no kind"),
        (HOSTS.replace("definition", "meaning"), "'meaning', which means nothing here"),
        (HOSTS.replace('first = "host:ACTOR"', ""), "has no first"),
        (HOSTS.replace("guest:", "host:"), "two main roles of one name"),
        (HOSTS.replace('["lodging"]', "3"), "nouns must be a list of words"),
        ('[hosts]\ndefinition = "x"\nfirst = "a"\nsecond = "b"', "neither verbs nor nouns"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_one_line(use, text, fault):
    with pytest.raises(TypesInvalid) as error:
        use(text)
    assert fault in str(error.value)
    assert "types.toml" in str(error.value)
    assert "\n" not in str(error.value).strip()
