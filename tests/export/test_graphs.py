"""GraphML and GEXF: a claim is a node between its voices and its parties, and both files open."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from handmade import dossier_of, judgement
from lxml import etree

from analyses import HEARSAY, REPORT
from sayso.cli.export import dossier_of as dossier_of_case
from sayso.cli.weigh import Asked
from sayso.export import gexf, graphml, parquet, tables
from sayso.export.dossier import Dossier
from sayso.export.graph import graph
from sayso.export.looks import EDGES, NODES, layout, size
from sayso.model import Stance, Told
from sayso.record.judgement import Decision

GEXF = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}
ML = {"g": "http://graphml.graphdrawing.org/xmlns"}
WRITERS = {"graphml": graphml, "gexf": gexf}
NUMBERS = ("credibility_grade", "belief", "disbelief", "uncertainty", "probability")
# Signs that XML 1.0 forbids, one that UTF-8 cannot hold, and two that only look odd.
ODD = 'Cou\x00r\x1fi\ufffee\ud800r \u202e\U0001f5de <&">'


@pytest.fixture(scope="module")
def demo(demo_made) -> Dossier:
    return dossier_of_case(str(demo_made), Asked(None, (), None))[0]


@pytest.fixture(scope="module")
def files(demo, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("graphs")
    return {form: written(demo, form, folder) for form in WRITERS}


@pytest.fixture(scope="module")
def opened(files) -> dict[str, nx.MultiDiGraph]:
    """The graphs of the demo as networkx reads them from the files."""
    return {form: read(place) for form, place in files.items()}


@pytest.fixture(scope="module")
def hearsay() -> Dossier:
    return dossier_of(HEARSAY)


def written(dossier: Dossier, form: str, folder: Path) -> Path:
    place = folder / f"case.{form}"
    WRITERS[form].write(dossier, place)
    return place


def read(place: Path) -> nx.MultiDiGraph:
    if place.suffix == ".graphml":
        return nx.read_graphml(place, force_multigraph=True)
    return nx.read_gexf(place)


def edges_at(found: nx.MultiDiGraph, claim: str) -> set[tuple[str, str, str]]:
    label = {name: values["label"] for name, values in found.nodes(data=True)}
    return {
        (label[a], values["relation"], label[b])
        for a, b, values in found.edges(data=True)
        if claim in (a, b)
    }


def test_a_claim_stands_between_its_voices_and_its_parts(hearsay):
    found = graph(hearsay)
    label = "The Harbour Courier ▸ court papers (says) ▸ a former clerk (admits, under duress)"
    mine = f"{label}: infiltrates [planned]"
    assert found.nodes["c0"]["label"] == mine
    assert edges_at(found, "c0") == {
        ("The Harbour Courier", "passes on", mine),
        ("court papers", "passes on", mine),
        ("a former clerk", "asserts", mine),
        (mine, "spy", "“four officers”"),
        (mine, "target", "“the ministry”"),
        (mine, "told in", f"The Harbour Courier: {REPORT.title.value}"),
    }
    orders = {
        found.nodes[voice]["label"]: values["order"]
        for voice, claim, values in found.edges(data=True)
        if claim == "c0"
    }
    assert orders == {"The Harbour Courier": 0, "court papers": 1, "a former clerk": 2}


def test_a_denial_is_told_as_one(hearsay):
    found = graph(hearsay)
    assert found.nodes["c2"]["label"].endswith("Orla Brandt (denies): infiltrates [denied]")
    told = {r for _, r, claim in edges_at(found, "c2") if claim == found.nodes["c2"]["label"]}
    assert told == {"passes on", "denies"}


def test_who_only_asks_asserts_nothing():
    asked = tuple(
        replace(each, stance=Stance.OPEN, manner="asks") if each.id == "s2" else each
        for each in HEARSAY.statements
    )
    found = graph(dossier_of(replace(HEARSAY, statements=asked)))
    assert ("a former clerk", "speaks of", found.nodes["c1"]["label"]) in edges_at(found, "c1")
    assert "asserts" not in {relation for _, relation, _ in edges_at(found, "c1")}


@pytest.mark.parametrize("form", WRITERS)
def test_no_edge_leads_from_one_party_to_another(opened, form):
    found = opened[form]
    kind = dict(found.nodes(data="kind"))
    allowed = Counter()
    for source, target, values in found.edges(data=True):
        ends, relation = (kind[source], kind[target]), values["relation"]
        if ends == ("report", "report"):
            assert relation in ("took from", "shares text with", "cites", "same origin as")
        elif ends == ("voice", "entity"):
            assert relation == "is"
        else:
            assert "claim" in ends
            allowed[ends] += 1
        if "claim" in ends and relation != "contradicts":
            claim = source if ends[0] == "claim" else target
            for name in ("chain", "polarity", "modality"):
                assert values[name] == found.nodes[claim][name]
    assert min(allowed[kind, "claim"] for kind in ("voice", "entity")) > 10


@pytest.mark.parametrize("form", WRITERS)
def test_every_claim_carries_what_may_not_be_left_out(demo, opened, form):
    found = opened[form]
    assert len(demo.assertions) > 300
    for each in demo.assertions:
        node = found.nodes[each.claim.id]
        assert node["label"].startswith(f"{each.voices}: ")
        words = each.report.text[int(node["span_start"]) : int(node["span_end"])]
        assert hashlib.sha256(words.encode()).hexdigest() == node["words_sha256"]
        assert node["words"] == words
        assert node["original_sha256"] == each.report.sha256
        assert node.get("published") == each.published
        assert (node.get("happened_from"), node.get("happened_to")) == each.happened
        assert node["independence"].startswith(("established: ", "not established: "))
        if each.weight.number is None:
            assert not set(NUMBERS) & set(node)
        else:
            assert set(NUMBERS) <= set(node)


@pytest.mark.parametrize("form", WRITERS)
def test_what_cannot_be_judged_has_no_number(form, tmp_path):
    rated = judgement("outlet:harbour courier", Decision.RATED, {"grade": "F"})
    dossier = dossier_of(HEARSAY, judged=[rated])
    unjudged = [each for each in dossier.assertions if each.weight.credibility.grade == 6]
    assert unjudged
    found = read(written(dossier, form, tmp_path))
    for each in unjudged:
        node = found.nodes[each.claim.id]
        assert node["credibility"] == "cannot be judged"
        assert not set(NUMBERS) & set(node)


@pytest.mark.parametrize("form", WRITERS)
def test_networkx_reads_back_what_was_written(demo, opened, form):
    made, found = graph(demo), opened[form]
    assert set(found) == set(made)
    for name, values in made.nodes(data=True):
        assert values.items() <= found.nodes[name].items()
    edges = found.edges(data=True, keys=True)
    back = {values.get("id", key): (a, b, values) for a, b, key, values in edges}
    assert len(back) == made.number_of_edges()
    for source, target, name, values in made.edges(data=True, keys=True):
        a, b, told = back[name]
        assert (a, b) == (source, target)
        assert values.items() <= told.items()


@pytest.mark.parametrize("form", WRITERS)
def test_odd_characters_do_not_break_the_file(form, tmp_path):
    odd = replace(REPORT, outlet=Told(ODD, "h1"), title=Told(ODD, "h1"), path=f"private/{ODD}.html")
    voices = (replace(HEARSAY.voices[0], text=ODD), *HEARSAY.voices[1:])
    place = written(dossier_of(replace(HEARSAY, report=odd, voices=voices)), form, tmp_path)
    etree.parse(place)
    assert "private" not in place.read_text("utf-8")
    label = read(place).nodes[REPORT.id]["label"]
    assert 'Cou\ufffdr\ufffdi\ufffde\ufffdr \u202e\U0001f5de <&">' in label


@pytest.mark.parametrize("form", WRITERS)
def test_a_case_without_reports_gives_an_empty_graph(form, tmp_path):
    assert len(read(written(dossier_of(), form, tmp_path))) == 0


def test_gexf_declares_all_that_it_uses(files):
    root = etree.parse(files["gexf"]).getroot()
    nodes, edges = root.findall(".//g:node", GEXF), root.findall(".//g:edge", GEXF)
    names = {node.get("id") for node in nodes}
    assert len(names) == len(nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert all({edge.get("source"), edge.get("target")} <= names for edge in edges)
    for of, elements in (("node", nodes), ("edge", edges)):
        path = f".//g:attributes[@class='{of}']/g:attribute"
        types = {each.get("id"): each.get("type") for each in root.iterfind(path, GEXF)}
        titles = [each.get("title") for each in root.iterfind(path, GEXF)]
        assert len(set(titles)) == len(titles)
        assert "networkx_key" not in titles
        for element in elements:
            for value in element.iterfind("g:attvalues/g:attvalue", GEXF):
                {"long": int, "double": float, "boolean": ("false", "true").index}.get(
                    types[value.get("for")], str
                )(value.get("value"))


def test_graphml_declares_each_key_once_with_one_type(files):
    root = etree.parse(files["graphml"]).getroot()
    keys = {key.get("id"): key for key in root.iterfind("g:key", ML)}
    named = Counter((key.get("for"), key.get("attr.name")) for key in keys.values())
    assert set(named.values()) == {1}
    assert {key.get("attr.type") for key in keys.values()} == {
        "string",
        "long",
        "double",
        "boolean",
    }
    nodes = [node.get("id") for node in root.iterfind(".//g:node", ML)]
    edges = list(root.iterfind(".//g:edge", ML))
    # The published schema has ids of nodes and edges as NMTOKEN, which hold no space and no colon.
    ids = [*nodes, *(edge.get("id") for edge in edges)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w.-]+", each) for each in ids)
    assert all({edge.get("source"), edge.get("target")} <= set(nodes) for edge in edges)
    assert all(data.get("key") in keys for data in root.iterfind(".//g:data", ML))


def test_gexf_has_a_timeline_of_what_was_told_by_when(demo, files):
    root = etree.parse(files["gexf"]).getroot()
    drawn = root.find("g:graph", GEXF)
    assert (drawn.get("mode"), drawn.get("timeformat")) == ("dynamic", "date")
    starts = {node.get("id"): node.get("start") for node in root.iterfind(".//g:node", GEXF)}
    days = {each.report.id: each.report.published for each in demo.assertions}
    assert None in days.values()
    for each in demo.assertions:
        told = days[each.report.id]
        assert starts[each.claim.id] == (told.value if told else None)
    for edge in root.iterfind(".//g:edge", GEXF):
        if edge.get("start"):
            assert edge.get("start") >= max(starts[edge.get("source")], starts[edge.get("target")])
    assert not root.xpath("//@end")
    assert root.find("g:meta", GEXF).get("lastmodifieddate") == demo.last[:10]


def test_both_files_look_alike_when_they_are_opened(files, opened):
    ml = opened["graphml"]
    root = etree.parse(files["gexf"]).getroot()
    for node in root.iterfind(".//g:node", GEXF):
        colour, at = node.find("viz:color", GEXF), node.find("viz:position", GEXF)
        mine = ml.nodes[node.get("id")]
        assert [int(colour.get(each)) for each in "rgb"] == [mine[each] for each in "rgb"]
        assert (float(at.get("x")), float(at.get("y"))) == (mine["x"], mine["y"])
        assert float(node.find("viz:size", GEXF).get("value")) == mine["size"]
    assert {
        edge.find("viz:shape", GEXF).get("value") for edge in root.iterfind(".//g:edge", GEXF)
    } == {
        "solid",
        "dashed",
        "dotted",
    }


def test_what_rests_on_more_origins_is_larger_and_nothing_hides_another(demo):
    found = graph(demo)
    assert size(1) < size(2) < size(9)
    assert max(values["origins"] for _, values in found.nodes(data=True)) > 3
    places = layout(found)
    assert len(set(places.values())) == len(places) == len(found)


def test_each_kind_and_relation_has_a_colour(demo):
    found = graph(demo)
    assert {kind for _, kind in found.nodes(data="kind")} == set(NODES)
    roles = {relation for *_, relation in found.edges(data="relation")} - set(EDGES)
    assert roles == {part.role for each in demo.assertions for part in each.parts} | {"where"}


def test_copies_and_origins_join_reports(demo):
    found = graph(demo)
    between = {
        (a, b): values
        for a, b, values in found.edges(data=True)
        if values["relation"] in ("took from", "shares text with")
    }
    assert set(between) == {(each.taker, each.giver) for each in demo.weighed.borrowings}
    same = [v for *_, v in found.edges(data=True) if v["relation"] == "same origin as"]
    assert same
    assert all(values["source"] and values["propositions"] > 0 for values in same)


def write_all(place: Path) -> dict[str, bytes]:
    """The hand-written case in the four formats, by the name of each file."""
    dossier = dossier_of(HEARSAY)
    graphml.write(dossier, place / "case.graphml")
    gexf.write(dossier, place / "case.gexf")
    for name, module in (("csv", tables), ("parquet", parquet)):
        (place / name).mkdir(parents=True)
        module.write(dossier, place / name)
    files = (file for file in sorted(place.rglob("*")) if file.is_file())
    return {str(file.relative_to(place)): file.read_bytes() for file in files}


def test_the_same_case_gives_the_same_bytes_in_another_process(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    tests = Path(__file__).parent
    script = f"import sys; sys.path[:0] = [{str(tests.parent)!r}, {str(tests)!r}]\n"
    script += f"import pathlib, test_graphs; test_graphs.write_all(pathlib.Path({str(there)!r}))"
    own = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", script], check=True, env=own)
    mine = write_all(here)
    assert len(mine) > 20
    for name, data in mine.items():
        assert (there / name).read_bytes() == data, name
