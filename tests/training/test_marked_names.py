"""The readers of marked names: our own marks, and tokens made text again."""

from pathlib import Path

import pytest
from training.marks import is_named, written
from training.names.corpora import own, unmarked
from training.names.gum import read_gum
from training.names.labels import bits

NAMED = Path(__file__).resolve().parents[2] / "training" / "names" / "named"
GUM = """#FORMAT=WebAnno TSV 3.2

#Text=The navy said it fired .
1-1\t0-3\tThe\torganization[1]\tacc[1]\ts[1]\t_\tana\t1-4[0_1]\t
1-2\t4-8\tnavy\torganization[1]\tacc[1]\ts[1]\t_\t_\t_\t
1-3\t9-13\tsaid\t_\t_\t_\t_\t_\t_\t
1-4\t14-16\tit\torganization\tgiv\ts\t_\tbridge\t2-1[2_0]\t
1-5\t17-22\tfired\t_\t_\t_\t_\t_\t_\t
1-6\t23-24\t.\t_\t_\t_\t_\t_\t_\t

#Text=Oslo 's mayor left
2-1\t25-29\tOslo\tplace[3]|person[2]\tnew[3]|new[2]\ts\t_\t_\t_\t
2-2\t30-32\t's\tplace[3]|person[2]\tnew\ts\t_\t_\t_\t
2-3\t33-38\tmayor\tperson[2]\tnew\ts\t_\t_\t_\t
2-4\t39-43\tleft\t_\t_\t_\t_\t_\t_\t
"""


def test_marks_nest():
    text, spans = unmarked("the [group Front of [place Ulm]] ([group FU]) met")
    assert text == "the Front of Ulm (FU) met"
    assert {text[a:b]: label for (a, b), label in spans.items()} == {
        "Front of Ulm": bits(["group"]),
        "Ulm": bits(["place"]),
        "FU": bits(["group"]),
    }


def test_an_open_mark_is_told():
    with pytest.raises(ValueError, match="not closed"):
        unmarked("the [group Front of Ulm met")


@pytest.mark.parametrize("path", sorted(NAMED.glob("*.txt")), ids=lambda p: p.stem)
def test_our_own_marks_are_well_formed(path):
    texts = list(own(path))
    assert len(texts) == path.read_text(encoding="utf-8").count("\n## ") + 1
    for text in texts:
        assert not {"[", "]"} & set(text.text)
        assert all(text.text[a:b].strip() == text.text[a:b] != "" for a, b in text.spans)


def test_tokens_become_text_again():
    tokens = ["He", "said", "``", "Mara", "'s", "boat", "(", "old", ")", "sank", "''", ",", "yes"]
    text, places = written(tokens)
    assert text == 'He said "Mara\'s boat (old) sank", yes'
    assert [text[a:b] for a, b in places][:4] == ["He", "said", '"', "Mara"]


def test_gum_chains_follow_coreference_and_not_bridges(tmp_path):
    path = tmp_path / "GUM_news_small.tsv"
    path.write_text(GUM, encoding="utf-8")
    document = read_gum(path)
    assert document.text == "The navy said it fired. Oslo's mayor left"
    chains = {document.text[m.start : m.end]: m.chain for m in document.mentions}
    assert set(chains) == {"The navy", "it", "Oslo's mayor", "Oslo's"}
    assert chains["The navy"] == chains["it"]
    assert len({chains["it"], chains["Oslo's mayor"], chains["Oslo's"]}) == 3


def test_titles_and_descriptions_are_no_names():
    assert is_named("Front of Ulm")
    assert is_named("al-Rum")
    assert not is_named("General Rum")
    assert not is_named("front of Ulm")
    assert not is_named("Ulm residents")
