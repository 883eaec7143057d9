from __future__ import annotations

import io
import os
import sys

import pytest
from read_samples import sources_of

from sayso.errors import ReadError, Unreadable
from sayso.read import Source, find_sources, read


def write(folder, *names, text="A report."):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_folder_is_walked_in_the_order_of_the_names(tmp_path):
    write(tmp_path, "b.txt", "a/z.txt", "a/b.html", "c.eml")
    found = sources_of(tmp_path)
    assert found == [f"{tmp_path}/{name}" for name in ("a/b.html", "a/z.txt", "b.txt", "c.eml")]


def test_hidden_files_and_folders_in_a_folder_are_skipped(tmp_path):
    write(tmp_path, "a.txt", ".b.txt", ".git/c.txt")
    assert sources_of(tmp_path) == [f"{tmp_path}/a.txt"]


def test_a_hidden_file_that_is_named_is_read(tmp_path):
    write(tmp_path, ".b.txt")
    assert sources_of(tmp_path / ".b.txt") == [f"{tmp_path}/.b.txt"]


def test_kinds_that_sayso_does_not_read_are_silent_in_a_folder(tmp_path):
    write(tmp_path, "a.txt", "data.json", "table.csv", "case.sayso", "script.py")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0rest")
    (tmp_path / "noname").write_bytes(b"\x89PNG\r\n\x1a\nrest")
    (tmp_path / "README").write_text("A text without an ending.", encoding="utf-8")
    assert sources_of(tmp_path) == [f"{tmp_path}/README", f"{tmp_path}/a.txt"]


def test_a_pdf_with_a_strange_ending_is_found_by_its_bytes(tmp_path):
    (tmp_path / "scan.bin").write_bytes(b"%PDF-1.4 rest")
    assert sources_of(tmp_path) == [f"{tmp_path}/scan.bin"]


def test_a_missing_file_gives_one_error_and_the_rest_goes_on(tmp_path):
    write(tmp_path, "a.txt")
    found = sources_of(tmp_path / "no.txt", tmp_path / "a.txt")
    assert found == [f"Unreadable {tmp_path}/no.txt", f"{tmp_path}/a.txt"]


@pytest.mark.parametrize("pattern", ["*.pdf", "**/*.pdf", "no/*.txt"])
def test_a_pattern_that_fits_nothing_gives_one_error(tmp_path, pattern):
    write(tmp_path, "a.txt")
    assert sources_of(tmp_path / pattern) == [f"Unreadable {tmp_path}/{pattern}"]


def test_a_folder_without_reports_gives_one_error(tmp_path):
    assert sources_of(tmp_path) == [f"Empty {tmp_path}"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["b.txt"]),
        ("**/*.txt", ["a/deep/x.txt", "a/z.txt", "b.txt"]),
        ("a/*.txt", ["a/z.txt"]),
        ("?.html", ["c.html"]),
        ("[ab]*", ["a/deep/x.txt", "a/z.txt", "b.txt"]),
        ("**", ["a/deep/x.txt", "a/z.txt", "b.txt", "c.html"]),
        ("*/deep", ["a/deep/x.txt"]),
    ],
)
def test_patterns_find_what_a_shell_would(tmp_path, pattern, names):
    write(tmp_path, "a/z.txt", "a/deep/x.txt", "b.txt", "c.html", "a/.hidden.txt")
    assert sources_of(tmp_path / pattern) == [f"{tmp_path}/{name}" for name in names]


def test_a_name_with_brackets_that_exists_is_no_pattern(tmp_path):
    write(tmp_path, "report[1].txt")
    assert sources_of(tmp_path / "report[1].txt") == [f"{tmp_path}/report[1].txt"]


def test_a_file_reached_twice_is_read_once(tmp_path):
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    found = sources_of(tmp_path / "a.txt", tmp_path, tmp_path / "*.txt", tmp_path / "b.txt")
    assert found == [f"{tmp_path}/a.txt"]


def test_a_link_back_to_a_folder_above_gives_one_error(tmp_path):
    write(tmp_path, "a/x.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert sources_of(tmp_path) == [f"Unreadable {tmp_path}/a/loop", f"{tmp_path}/a/x.txt"]


def test_links_that_lead_in_a_circle_or_nowhere_give_one_error_each(tmp_path):
    (tmp_path / "one.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nothing")
    write(tmp_path, "x.txt")
    errors = [e for e in find_sources([str(tmp_path)]) if isinstance(e, ReadError)]
    assert [error.reason for error in errors] == [
        "a symbolic link that leads nowhere",
        "a symbolic link that leads in a circle",
        "a symbolic link that leads in a circle",
    ]


def test_many_links_between_folders_do_not_multiply_the_walk(tmp_path):
    folders = [tmp_path / f"f{n}" for n in range(12)]
    for folder in folders:
        write(folder, "x.txt")
        for other in folders:
            if other != folder:
                (folder / f"to-{other.name}").symlink_to(other)
    found = list(find_sources([str(tmp_path)]))
    assert sum(isinstance(source, Source) for source in found) == 12
    assert len(found) < 400
    assert len(list(find_sources([f"{tmp_path}/**/*.txt"]))) == 12


def test_a_very_deep_folder_is_walked(tmp_path):
    deep = tmp_path
    for _ in range(400):
        deep = deep / "d"
    write(deep, "x.txt")
    assert sources_of(tmp_path) == [f"{deep}/x.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_gives_one_error(tmp_path):
    write(tmp_path, "a/x.txt", "b.txt")
    (tmp_path / "a").chmod(0)
    try:
        assert sources_of(tmp_path) == [f"Unreadable {tmp_path}/a", f"{tmp_path}/b.txt"]
    finally:
        (tmp_path / "a").chmod(0o700)


def test_a_folder_that_cannot_be_listed_gives_one_error(tmp_path, monkeypatch):
    write(tmp_path, "a/x.txt", "b.txt")
    listed = type(tmp_path).iterdir

    def refuse(path):
        if path.name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    found = list(find_sources([str(tmp_path)]))
    assert [str(found[0]), found[1].path] == [
        f"{tmp_path}/a: there is no permission to read it",
        f"{tmp_path}/b.txt",
    ]


def test_a_folder_named_like_a_text_is_walked_and_cannot_be_read_as_a_file(tmp_path):
    write(tmp_path, "x.txt/a.txt")
    assert sources_of(tmp_path / "x.txt") == [f"{tmp_path}/x.txt/a.txt"]
    (error,) = read(Source("x.txt", tmp_path / "x.txt"))
    assert isinstance(error, Unreadable)
    assert str(error) == "x.txt: it is a folder, not a file"


def test_a_file_that_goes_away_before_it_is_read_gives_one_error(tmp_path):
    (error,) = read(Source("gone.txt", tmp_path / "gone.txt"))
    assert isinstance(error, Unreadable)


def test_a_file_name_that_is_not_utf_8_is_shown_and_read(tmp_path):
    location = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(location, "wb") as stream:  # noqa: PTH123 - a name in bytes
        stream.write(b"A text in a file with an odd name.")
    (source,) = find_sources([str(tmp_path)])
    assert source.path == f"{tmp_path}/caf\\xe9.txt"
    (reading,) = read(source)
    assert reading[0].path.encode("utf-8")
    assert reading[0].text == "A text in a file with an odd name."


def test_a_name_that_no_file_can_have_gives_one_error():
    assert len(sources_of("a\0b.txt")) == 1


def test_standard_input_is_read_once(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(b"The quay is closed, he said."))
    monkeypatch.setattr(sys, "stdin", stream)
    sources = list(find_sources(["-", "-"]))
    assert [source.path for source in sources] == ["-"]
    (reading,) = read(sources[0])
    assert reading[0].text == "The quay is closed, he said."
    assert reading[0].path == "-"
    assert not stream.buffer.closed


def test_a_pipe_is_read_whole(tmp_path):
    ends = os.pipe()
    os.write(ends[1], b"The ferry is late, ")
    os.write(ends[1], b"the company said.")
    os.close(ends[1])
    (source,) = find_sources([f"/dev/fd/{ends[0]}"])
    (reading,) = read(source)
    os.close(ends[0])
    assert reading[0].text == "The ferry is late, the company said."
