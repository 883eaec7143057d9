"""The wheel: what it must hold, nothing else, and the same bytes each time."""

from __future__ import annotations

import hashlib
import re
import shlex
import tomllib
import zipfile
from pathlib import Path

import pytest

from sayso.cli.demo import PARTS
from sayso.errors import LIBRARIES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "sayso"
# By name or ending: what has a place in the package.
ALLOWED = re.compile(
    r"\.(py|pyi|csv|toml|txt|json|onnx|md|html|typ|css|js|svg|LICENSE)$|/py\.typed$"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    builders = pytest.importorskip("hatchling.builders.wheel")
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = builders.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as file:
        return file.namelist()


def test_all_of_the_package_is_in_it(names):
    ours = {
        path.relative_to(ROOT / "src").as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".lock"
    }
    assert ours <= set(names)
    for needed in (
        "py.typed",
        "__init__.pyi",
        "ontology.csv",
        "models/attribution/encoder.onnx",
        "schema/claims.schema.json",
        "show/workbench/templates/base.html",
        "show/workbench/static/vendor/cytoscape.min.js",
        "show/workbench/static/vendor/cytoscape.LICENSE",
    ):
        assert f"sayso/{needed}" in names


def test_the_demo_is_in_it_as_it_is_here(wheel, names):
    there = {name.removeprefix("sayso/") for name in names if name.startswith("sayso/demo/")}
    here = {
        path.relative_to(ROOT).as_posix()
        for part in PARTS
        for path in [ROOT / "demo" / part, *(ROOT / "demo" / part).rglob("*")]
        if path.is_file()
    }
    assert there == here
    with zipfile.ZipFile(wheel) as file:
        for name in sorted(there):
            assert file.read(f"sayso/{name}") == (ROOT / name).read_bytes()


def test_nothing_else_is_in_it(names):
    info = {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }
    described = {name.partition(".dist-info/")[2] for name in names if ".dist-info/" in name}
    assert described == info
    for name in names:
        assert name.startswith("sayso/") or ".dist-info/" in name
        inside = name.startswith("sayso/") and not name.startswith("sayso/demo/")
        assert not inside or ALLOWED.search(name), name
        assert not re.search(r"(^|/)(tests?|benchmarks|training|docs)/|test_|\.sayso", name), name


def test_the_same_tree_gives_the_same_bytes(wheel, tmp_path):
    builders = pytest.importorskip("hatchling.builders.wheel")
    (again,) = builders.WheelBuilder(str(ROOT)).build(
        directory=str(tmp_path), versions=["standard"]
    )
    digests = {hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in (wheel, again)}
    assert len(digests) == 1


def test_what_an_extra_needs_is_told_by_name():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {
        extra: {re.split("[><=]", each)[0] for each in libraries}
        for extra, libraries in project["optional-dependencies"].items()
    }
    assert {extra: set(shlex.split(told)) for extra, told in LIBRARIES.items()} == asked
