"""What the documentation tells people to type works, and leaves no command out."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso import intake
from sayso.cli.app import app
from sayso.export.table import COLUMNS
from sayso.show.terminal import LEGEND

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands]
BLOCK = re.compile(r"^```(console|sh)\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXIT = re.compile(r"#\s*exit (\d+)\s*$")
PLACEHOLDER = "CLAIM"
# Commands that answer until somebody ends them.
ENDLESS = ("open", "serve")


def commands_of(page: Path) -> list[str]:
    """The `sayso` commands in the blocks of a page, as typed."""
    found = []
    for kind, block in BLOCK.findall(page.read_text("utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            prompted = line.startswith("$ ")
            if prompted or kind == "sh":
                command = line.removeprefix("$ ").strip().removeprefix(".venv/bin/")
                found += [command] if command.split(" ")[0] == "sayso" else []
    return found


@pytest.fixture
def demo(tmp_path, monkeypatch, kept) -> Path:
    """A copy of the demonstration reports, to work beside. What one page has read, all have."""
    monkeypatch.setattr(intake, "analyse", kept.analyse)
    for folder in ("reports", "registers"):
        shutil.copytree(ROOT / "demo" / folder, tmp_path / "demo" / folder)
    for file in ("types.toml", "hide.txt"):
        shutil.copy(ROOT / "demo" / file, tmp_path / "demo")
    shutil.copytree(ROOT / "tests" / "packaging" / "my-reports", tmp_path / "my-reports")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_CASE", raising=False)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    return tmp_path


def some_claim(words: list[str]) -> str:
    """The id of a claim in the case that a command works on."""
    case = words[words.index("--case") :][:2] if "--case" in words else []
    reports = CliRunner().invoke(app, ["show", "--format", "jsonl", *case]).stdout.splitlines()
    return next(claim["id"] for line in reports for claim in json.loads(line)["claims"])


def run(command: str) -> tuple[int, str]:
    """Exit code and output: in this process, or in a shell where the command needs one."""
    if PLACEHOLDER in command.split():
        command = command.replace(PLACEHOLDER, some_claim(shlex.split(command, comments=True)))
    words = shlex.split(command, comments=True)
    if words[1] in ENDLESS:
        return run_for_a_moment(words[1:])
    if not {"|", "<", ">", "<<<"} & set(words):
        result = CliRunner().invoke(app, words[1:], catch_exceptions=False)
        return result.exit_code, result.output
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def run_for_a_moment(words: list[str]) -> tuple[int, str]:
    """What a command that serves pages printed, once it answered and was ended by Ctrl-C.

    The exit code is 0 where it answered, and ended as an interrupted command does.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", "from sayso.cli import run; run()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "BROWSER": "true", "PYTHONUNBUFFERED": "1"},
    )
    printed = ""
    while "http" not in printed and (line := process.stdout.readline()):
        printed += line
        if "--token" in words:
            break
    found = re.search(r"http://\S+", printed)
    answered = "--token" in words or (found is not None and answers(found[0]))
    process.send_signal(signal.SIGINT)
    printed += process.communicate(timeout=30)[0]
    return (0 if answered and process.returncode == 130 else 1), printed


def answers(address: str) -> bool:
    """Whether a page comes from an address."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return "sayso" in answer.read().decode()
    except urllib.error.URLError:
        return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_the_page_works(page, demo):
    for command in commands_of(page):
        told = EXIT.search(command)
        code, output = run(command)
        assert code == int(told[1] if told else 0), f"{command}\n{output[-2000:]}"


def test_the_page_of_commands_has_a_runnable_example_of_each():
    run_there = {command.split()[1] for command in commands_of(ROOT / "docs" / "commands.md")}
    assert run_there == set(COMMANDS)


def test_the_page_of_commands_names_every_option_column_and_sign():
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for command in COMMANDS:
        text = CliRunner().invoke(app, [command, "--help"]).stdout
        for option in set(re.findall(r"--[a-z]+", text)):
            assert option in page, f"{command} {option}"
    for column, meaning in COLUMNS.items():
        assert f"| `{column}` | {meaning} |" in page
    for sign in LEGEND:
        assert f"`{sign}`" in page


def test_the_example_at_the_end_of_every_help_works(demo):
    # What the example of `import` names.
    run("sayso add demo/reports/tellimar")
    run("sayso export case folder")
    (demo / "case.sayso").unlink()
    for command in COMMANDS:
        text = CliRunner().invoke(app, [command, "--help"]).stdout
        example = text.strip().rpartition("Example: ")[2]
        assert example.startswith(f"sayso {command}")
        code, output = run(example)
        assert code == 0, f"{example}\n{output[-2000:]}"


def test_the_page_of_commands_knows_no_others():
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    mentioned = set(re.findall(r"^\| \[`([a-z]+)`\]", page, re.MULTILINE))
    assert mentioned == set(COMMANDS)
