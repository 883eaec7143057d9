"""The case as a STIX 2.1 bundle: a claim is a note with its chain, and never an edge."""

import json
from collections import Counter
from importlib.resources import files

import pytest
import stix2
import stix2validator
from jsonschema import Draft202012Validator

from sayso.export.dossier import Dossier
from sayso.export.stix import bundle, write
from sayso.export.stix.thing import EXTENSION, US, stamp
from sayso.intake import put, reports_in
from sayso.model import EntityKind
from sayso.read import Hints, find_sources
from sayso.record import Case, Decision, Judgement
from sayso.record.deposits import deposits
from sayso.record.identity import identities
from sayso.record.judgement import pair
from sayso.record.weighing import Court
from sayso.weigh.whole import Terms

ALLEGED = "Alice Morgan alleged that Bob Harlan abducted Carla Stein in Norrby on 3 March 2019."
DENIED = "Bob Harlan denied that he had abducted Carla Stein."
FINDING = {"Courier": ALLEGED, "Tribune": f"{ALLEGED} {DENIED}"}


@pytest.fixture
def case(tmp_path):
    """A case of two short reports: an allegation in both, and a denial in one."""
    place = tmp_path / "small.sayso"
    with Case.open(str(place), create=True, who="Ada") as opened:
        for outlet, text in FINDING.items():
            path = tmp_path / f"{outlet}.txt"
            path.write_text(text, encoding="utf-8")
            add(opened, path, Hints("2019-03-05", outlet, f"What the {outlet} tells"))
    return place


def add(opened, path, hints):
    (source,) = find_sources([str(path)])
    for report, original in reports_in(source, hints):
        put(report, original, opened, hints)


def dossier_of(place):
    with Case.open(str(place)) as opened:
        court = Court.of(opened, Terms())
        return Dossier.of(court, court.weigh(Terms()), deposits(opened.store))


def made(place):
    return bundle(dossier_of(place))


def of_type(found, *types):
    return [each for each in found["objects"] if each["type"] in types]


def abductions(found, polarity):
    """The notes of a bundle on the abduction."""
    notes = [(note, ours(note)) for note in of_type(found, "note")]
    return [n for n, told in notes if (told["type"], told["polarity"]) == ("abducts", polarity)]


def ours(thing):
    return thing["extensions"][EXTENSION]


def rate(place, **grades):
    with Case.open(str(place), who="Ada") as opened:
        court = Court.of(opened, Terms())
        for name, grade in grades.items():
            key, _ = court.rated(name.replace("_", " "))
            opened.judge(Judgement(key, Decision.RATED, "Ada", "known to me", {"grade": grade}))


def test_what_alice_alleges_is_no_edge_from_bob(case):
    found = made(case)
    assert not of_type(found, "relationship", "sighting", "threat-actor", "intrusion-set")
    bob = next(each["id"] for each in of_type(found, "identity") if each["name"] == "Bob Harlan")
    holders = [each for each in found["objects"] if bob in json.dumps(each) and each["id"] != bob]
    assert {each["type"] for each in holders} == {"note", "report"}
    told = abductions(found, "affirmed")
    assert len(told) == 2
    for note in told:
        outlet = ours(note)["chain"][0]["name"]
        assert outlet in FINDING
        chain = f"On the word of {outlet} ▸ Alice Morgan (claims) it is told: abducts"
        assert note["abstract"].startswith(chain)
        assert note["content"].splitlines()[1].endswith(f"{outlet} ▸ Alice Morgan (claims)")
        assert [v["name"] for v in ours(note)["chain"]] == [outlet, "Alice Morgan"]


def test_a_reader_that_knows_no_extension_still_sees_the_chain(case):
    found = made(case)
    for polarity, voice in (
        ("affirmed", "Alice Morgan (claims)"),
        ("denied", "Bob Harlan (denies)"),
    ):
        for each in abductions(found, polarity):
            kept = {name: value for name, value in each.items() if name != "extensions"}
            bare = stix2.parse(kept, allow_custom=False)
            assert f" ▸ {voice} it is " in bare.abstract
            assert bare.content.startswith("A claim, not a fact")
            assert f" ▸ {voice}\n" in bare.content


def test_a_claim_carries_what_it_may_not_be_without(case):
    dossier = dossier_of(case)
    found = bundle(dossier)
    notes = of_type(found, "note")
    assert len(notes) == len(dossier.assertions) > 0
    for note, assertion in zip(notes, dossier.assertions, strict=True):
        told = ours(note)
        text = assertion.report.text[told["span"]["start"] : told["span"]["end"]]
        assert told["quote"] == text == assertion.quote
        assert told["quote_sha256"] == assertion.digest
        assert told["original_sha256"] == assertion.report.sha256
        assert told["told"] == {"known": True, "published": "2019-03-05"}
        assert told["polarity"] == assertion.claim.polarity.value
        assert told["modality"] == "actual"
        assert told["weight"]["independence"] == "not established"
        assert "independence not established" in note["content"]
        for party in told["roles"]:
            words = assertion.report.text[party["start"] : party["end"]]
            assert " ".join(words.split()) == party["words"]
    affirmed = ours(abductions(found, "affirmed")[0])
    day = {"from": "2019-03-03", "to": "2019-03-03"}
    assert affirmed["happened"] == {"known": True, **day, "words": "3 March 2019"}
    assert affirmed["suggested_relationship_type"] == "targets + incident SDO"


def test_independence_is_established_by_two_origins_that_assert_it_and_not_else(demo, demo_bundle):
    notes = of_type(json.loads(demo_bundle), "note")
    shown = {
        assertion.weight.proposition.id: [
            each for each in assertion.weight.origins if each.independent and not each.denies
        ]
        for assertion in demo.assertions
    }
    told = {ours(n)["weight"]["proposition"]: ours(n)["weight"]["independence"] for n in notes}
    assert told == {
        id_: "established" if len(found) > 1 else "not established" for id_, found in shown.items()
    }
    assert set(told.values()) == {"established", "not established"}


def test_two_who_assert_the_same_stay_two_claims(case):
    told = [ours(note) for note in abductions(made(case), "affirmed")]
    assert len({each["weight"]["proposition"] for each in told}) == 1
    assert {each["chain"][0]["name"] for each in told} == set(FINDING)


def test_a_denial_is_an_opinion_of_the_denier_and_no_affirmation(case):
    found = made(case)
    (denial,) = abductions(found, "denied")
    (said,) = of_type(found, "opinion")
    assert said["opinion"] == "strongly-disagree"
    assert said["authors"] == ["Tribune ▸ Bob Harlan (denies)"]
    assert said["explanation"].startswith("Told by others, and not sayso's own opinion.")
    assert ours(said)["claim_ref"] == denial["id"]
    assert set(said["object_refs"]) == {n["id"] for n in abductions(found, "affirmed")}
    assert "it is denied: abducts" in denial["abstract"]
    assert 'sayso:polarity="denied"' in denial["labels"]


def numbers(thing):
    """Every number that says how likely or how sure something is."""
    return [key for key in ("confidence",) if key in thing] + [
        key for key in ("opinion",) if key in ours(thing)["weight"]
    ]


def test_who_was_not_rated_is_f_and_carries_no_number(case):
    for note in of_type(made(case), "note"):
        assert 'admiralty-scale:source-reliability="f"' in note["labels"]
        assert numbers(note) == []


def test_a_chain_is_as_reliable_as_its_weakest_voice(case):
    rate(case, Courier="A", Tribune="A", Alice_Morgan="C")
    told = abductions(made(case), "affirmed")
    courier = next(n for n in told if ours(n)["chain"][0]["name"] == "Courier")
    assert 'admiralty-scale:source-reliability="c"' in courier["labels"]
    assert [v["reliability"] for v in ours(courier)["chain"]] == ["A", "C"]
    grade = ours(courier)["weight"]["credibility"]
    assert courier["confidence"] == {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}[grade]
    assert numbers(courier) == ["confidence", "opinion"]
    rate(case, Alice_Morgan="F")
    again = next(n for n in of_type(made(case), "note") if n["id"] == courier["id"])
    assert 'admiralty-scale:source-reliability="f"' in again["labels"]
    assert numbers(again) == []


def test_what_cannot_be_judged_is_6_and_carries_no_number(tmp_path):
    place, path = tmp_path / "c.sayso", tmp_path / "a.txt"
    path.write_text(
        "Alice Morgan said under torture that Bob Harlan abducted Carla Stein.", encoding="utf-8"
    )
    with Case.open(str(place), create=True, who="Ada") as opened:
        add(opened, path, Hints("2019-03-05", "Courier"))
    rate(place, Courier="A", Alice_Morgan="A")
    (note,) = of_type(made(place), "note")
    assert 'admiralty-scale:information-credibility="6"' in note["labels"]
    assert 'admiralty-scale:source-reliability="a"' in note["labels"]
    assert ours(note)["chain"][-1]["duress"] is True
    assert numbers(note) == []


def test_an_unnamed_voice_has_no_object(tmp_path):
    place, path = tmp_path / "c.sayso", tmp_path / "a.txt"
    path.write_text("A senior official said Bob Harlan abducted Carla Stein.", encoding="utf-8")
    with Case.open(str(place), create=True, who="Ada") as opened:
        add(opened, path, Hints("2019-03-05", "Courier"))
    found = made(place)
    assert "official" not in json.dumps(of_type(found, "identity", "location"))
    (note,) = of_type(found, "note")
    assert ours(note)["chain"][-1]["named"] is False
    assert "voice_ref" not in ours(note)["chain"][-1]


def test_only_we_are_the_maker(case):
    found = made(case)
    makers = {each.get("created_by_ref") for each in found["objects"] if each["id"] != US}
    assert makers == {US}
    (us,) = (each for each in found["objects"] if each["id"] == US)
    assert (us["name"], us["identity_class"]) == ("sayso", "system")


@pytest.fixture(scope="module")
def demo(demo_made):
    return dossier_of(demo_made)


@pytest.fixture(scope="module")
def demo_bundle(demo, tmp_path_factory):
    place = tmp_path_factory.mktemp("stix") / "demo.stix.json"
    write(demo, place)
    return place.read_text(encoding="utf-8")


def test_an_article_is_a_report_with_its_date_and_the_hash_of_the_original(demo, demo_bundle):
    dossier, articles = demo, of_type(json.loads(demo_bundle), "report")
    assert len(articles) == len(dossier.reports)
    for article, report in zip(articles, dossier.reports, strict=True):
        original = article["external_references"][-1]
        assert original["hashes"] == {"SHA-256": report.sha256}
        urls = [ref["url"] for ref in article["external_references"] if "url" in ref]
        assert urls == ([report.url.value] if report.url else [])
        told = report.published_at or report.published
        if told:
            assert article["published"].replace("Z", ".000Z") == stamp(told.value)
        else:
            deposited = stamp(dossier.deposited[report.id])
            assert article["published"].replace("Z", ".000Z") == deposited
            assert 'sayso:published="unknown"' in article["labels"]
        assert report.path not in json.dumps(article, ensure_ascii=False)


def test_stix2_parses_all_of_it_without_custom_content(demo_bundle):
    parsed = stix2.parse(demo_bundle, allow_custom=False)
    assert not any(getattr(each, "has_custom", False) for each in parsed.objects)
    assert len(parsed.objects) == len(json.loads(demo_bundle)["objects"])


def test_the_validator_of_oasis_finds_nothing(demo_bundle):
    # What it would only advise: ids that are random (ours are made from content), a region of its
    # list (a report gives none), and a hash of what lies at an address where a feed was read.
    advice = ["uuid-check", "open-vocab-format", "region", "extref-hashes"]
    options = stix2validator.ValidationOptions(version="2.1", strict=True, disabled=advice)
    result = stix2validator.validate_string(demo_bundle, options)
    assert result.is_valid, [str(error) for error in result.errors]
    broken = demo_bundle.replace('"published"', '"publised"')
    assert not stix2validator.validate_string(broken, options).is_valid


def test_a_store_gives_back_what_it_was_given(demo_bundle):
    store = stix2.MemoryStore(stix2.parse(demo_bundle, allow_custom=False), allow_custom=False)
    for told in json.loads(demo_bundle)["objects"]:
        assert json.loads(store.get(told["id"]).serialize()) == told
    notes = store.query([stix2.Filter("type", "=", "note")])
    assert len(notes) == len(of_type(json.loads(demo_bundle), "note"))


def test_every_reference_is_in_the_bundle_and_none_runs_in_a_circle(demo_bundle):
    objects = {each["id"]: each for each in json.loads(demo_bundle)["objects"]}
    assert len(objects) == len(json.loads(demo_bundle)["objects"])

    def refs(told):
        for key, value in told.items():
            if key.endswith("_ref"):
                yield value
            elif key.endswith("_refs"):
                yield from value
            elif isinstance(value, dict):
                yield from refs(value)
            elif isinstance(value, list):
                yield from (ref for each in value if isinstance(each, dict) for ref in refs(each))

    def depth(id_, above=()):
        assert id_ not in above
        below = [r for k, v in objects[id_].items() if k.endswith(("_ref", "_refs")) for r in [v]]
        flat = [r for each in below for r in (each if isinstance(each, list) else [each])]
        return 1 + max((depth(ref, (*above, id_)) for ref in flat), default=0)

    assert all(ref in objects for each in objects.values() for ref in refs(each))
    assert max(depth(id_) for id_ in objects) > 2


def test_the_extension_obeys_the_schema_that_ships_in_its_definition(demo_bundle):
    told = json.loads(demo_bundle)
    (definition,) = of_type(told, "extension-definition")
    schema = json.loads(definition["schema"])
    shipped = files("sayso").joinpath("schema", "stix-extension.schema.json").read_text("utf-8")
    assert schema == json.loads(shipped)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    kinds = Counter()
    for each in told["objects"]:
        if EXTENSION in each.get("extensions", {}):
            validator.validate(ours(each))
            kinds[ours(each)["kind"]] += 1
    assert set(kinds) == {"claim", "report", "dissent", "name", "grade"}


def test_the_schema_knows_that_f_and_6_carry_no_number(case):
    schema = files("sayso").joinpath("schema", "stix-extension.schema.json").read_text("utf-8")
    validator = Draft202012Validator(json.loads(schema))
    told = ours(of_type(made(case), "note")[0])
    assert validator.is_valid(told)
    names = ("belief", "disbelief", "uncertainty", "base_rate", "probability")
    told["weight"]["opinion"] = dict.fromkeys(names, 0.5)
    assert not validator.is_valid(told)
    told["weight"]["reliability"] = "B"
    assert validator.is_valid(told)
    told["weight"]["credibility"] = 6
    assert not validator.is_valid(told)


def test_only_markings_that_are_used_are_in_it(demo_bundle):
    told = json.loads(demo_bundle)
    used = {ref for each in told["objects"] for ref in each.get("object_marking_refs", ())}
    assert used == {each["id"] for each in of_type(told, "marking-definition")} != set()


def test_the_same_case_gives_the_same_bytes_after_a_merge_and_an_unmerge_too(demo_case, tmp_path):
    def written(name):
        place = tmp_path / name
        write(dossier_of(demo_case), place)
        return place.read_bytes()

    first = written("1.json")
    assert written("2.json") == first
    with Case.open(str(demo_case), who="Ada") as opened:
        found = identities(opened).all
        one, other = [i for i in found if i.kind is EntityKind.PERSON and len(i.reports) > 2][:2]
        merged = opened.judge(
            Judgement(pair(one.first, other.first), Decision.SAME, "Ada", "an alias", None)
        )
    assert written("3.json") != first
    with Case.open(str(demo_case), who="Ada") as opened:
        opened.retract(merged, "Ada", "no alias")
    assert written("4.json") == first


def test_an_id_in_a_register_is_an_external_reference(demo_case):
    with Case.open(str(demo_case), who="Ada") as opened:
        someone = next(i for i in identities(opened).all if i.name == "Ravik Desmaund")
        value = {"id": "opensanctions:demo-0002", "name": "Ravik Desmaund"}
        opened.judge(Judgement(someone.first, Decision.LINKED, "Ada", "his age", value))
    linked = [i for i in of_type(made(demo_case), "identity") if "external_references" in i]
    assert [i["name"] for i in linked] == ["Ravik Desmaund"]
    known = {"source_name": "opensanctions", "external_id": "demo-0002"}
    assert linked[0]["external_references"] == [known]


def test_half_a_pair_of_surrogates_is_written_as_json_can_hold_it(case, tmp_path, monkeypatch):
    place = tmp_path / "half.json"
    monkeypatch.setattr("sayso.export.stix.bundle", lambda dossier: {"name": "a\ud800b"})
    write(dossier_of(case), place)
    assert json.loads(place.read_text(encoding="utf-8")) == {"name": "a\ud800b"}


@pytest.mark.parametrize(
    ("told", "stamped"),
    [
        ("2019-03-05", "2019-03-05T00:00:00.000Z"),
        ("2019-03-05T10:20:30+02:00", "2019-03-05T08:20:30.000Z"),
        ("2019-03-05T10:20:30Z", "2019-03-05T10:20:30.000Z"),
        ("2019-03-05T10:20", "2019-03-05T10:20:00.000Z"),
    ],
)
def test_times_are_in_utc_to_the_millisecond(told, stamped):
    assert stamp(told) == stamped
