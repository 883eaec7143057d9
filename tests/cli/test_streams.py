"""Terminals, pipes, encodings and start-up: what only a process of its own can show."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import sayso, sayso_process

HEAVY = ("spacy", "trafilatura", "feedparser", "pypdfium2", "warcio", "py3langid")


def finish(process: subprocess.Popen, **given) -> tuple[int, bytes, bytes]:
    out, err = process.communicate(timeout=120, **given)
    return process.returncode, out, err


def test_a_reader_that_goes_away_is_no_error(folder):
    reading, writing = os.pipe()
    os.close(reading)
    process = sayso_process("claims", folder, stdout=writing)
    os.close(writing)
    code, _, err = finish(process)
    assert (code, err) == (141, b"")


def test_a_full_disk_under_standard_output_is_told(folder):
    sayso("add", folder)
    with Path("/dev/full").open("wb") as full:
        code, _, err = finish(sayso_process("show", stdout=full))
    assert code == 1
    assert err == b"sayso: standard output: No space left on device\n"


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1:strict"},
    ],
    ids=["LC_ALL=C", "Latin-1"],
)
def test_any_locale_gets_the_same_utf_8(folder, locale):
    sayso("add", folder)
    expected = sayso("show", "news/papers.txt", env={"COLUMNS": "80"}).stdout
    code, out, err = finish(sayso_process("show", "news/papers.txt", env=locale))
    assert (code, err) == (0, b"")
    assert out.decode("utf-8") == expected
    assert "▸" in expected


def test_a_file_name_that_is_no_text_does_no_harm(folder):
    odd = folder / os.fsdecode(b"caf\xe9.txt")
    odd.write_bytes((folder / "papers.txt").read_bytes())
    code, out, err = finish(sayso_process("claims", odd))
    assert (code, err) == (0, b"")
    # A long folder is wrapped where the line ends, which may be within the name.
    assert "caf" in out.decode("utf-8").replace("\n", "")


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_it_asks_for_none(folder, no_color, coloured):
    sayso("add", folder)
    ours, theirs = pty.openpty()
    environment = {"NO_COLOR": no_color, "TERM": "xterm", "COLUMNS": "80"}
    process = sayso_process("show", "news/papers.txt", stdout=theirs, env=environment)
    os.close(theirs)
    shown = b""
    try:
        while more := os.read(ours, 4096):
            shown += more
    except OSError:  # the terminal closes with the process
        pass
    os.close(ours)
    assert finish(process)[0] == 0
    assert (b"\x1b[35m" in shown or b"\x1b[1;35m" in shown) is coloured


def test_progress_is_for_terminals_and_not_for_quiet_runs(folder):
    for number in range(3):
        (folder / f"more-{number}.txt").write_text(f"The League met minister {number} in Norrby.")
    for quiet, shown in ([], True), (["--quiet"], False):
        ours, theirs = pty.openpty()
        process = sayso_process("claims", folder, *quiet, stderr=theirs, env={"TERM": "xterm"})
        os.close(theirs)
        assert finish(process)[0] == 0
        bar = b""
        try:
            while more := os.read(ours, 4096):
                bar += more
        except OSError:
            pass
        os.close(ours)
        assert (b"6/6" in bar) is shown


def test_ctrl_c_is_answered_in_one_line(here):
    """Standard input stays open, so that the command is surely at work when the signal comes."""
    process = sayso_process("add", "-", stdin=subprocess.PIPE)
    while not (here / "case.sayso").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    code, out, err = finish(process)
    assert code == 130
    assert out == b""
    assert err.startswith(b"sayso: interrupted")
    assert err.count(b"\n") == 1


def loaded_by(*arguments) -> set[str]:
    """The modules that a command has loaded when it ends."""
    told = "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    run = f"{told}; from sayso.cli import run; run()"
    process = subprocess.run(
        [sys.executable, "-c", run, *arguments], capture_output=True, text=True, check=True
    )
    return set(process.stderr.split())


def test_help_and_version_load_nothing_heavy():
    for arguments in ("--help",), ("--version",), ("claims", "--help"):
        loaded = loaded_by(*arguments)
        assert loaded.isdisjoint((*HEAVY, "sqlalchemy", "rich.console"))
        assert "sayso.cli.app" in loaded


def test_showing_a_case_loads_no_parser(folder):
    sayso("add", folder)
    for arguments in ("show",), ("show", "news/papers.txt"), ("search", "Norrby"), ("log",):
        assert loaded_by(*arguments).isdisjoint(HEAVY)
