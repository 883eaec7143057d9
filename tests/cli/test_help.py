"""Help: each command explains itself, with an example."""

from __future__ import annotations

import pytest
from running import sayso

import sayso as package
from sayso.cli.app import app

COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands]


def test_the_version_is_that_of_the_package():
    assert sayso("--version").stdout == f"sayso {package.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shares_options_and_ends_with_an_example(command):
    text = sayso(command, "--help", env={"COLUMNS": "80"}).stdout
    for option in ("--case", "--quiet", "--help"):
        assert option in text
    assert text.splitlines()[-1].startswith(f"  Example: sayso {command}")
    assert max(map(len, text.splitlines())) <= 80


def test_claims_says_that_it_looks_at_no_case():
    text = " ".join(sayso("claims", "--help").stdout.split())
    assert "--case PATH_OR_URL Not looked at: this command stores nothing." in text
    assert "SAYSO_CASE" not in text


def test_no_arguments_give_help_and_unknown_ones_are_wrong_usage(here):
    assert "Commands:" in sayso().output
    assert sayso("unmake").exit_code == 2
    assert sayso("claims").exit_code == 2
    assert sayso("claims", "--format", "xml", "a.txt").exit_code == 2
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("bash", {"COMP_WORDS": "sayso se", "COMP_CWORD": "1"}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "sayso se"}),
        ("fish", {"_TYPER_COMPLETE_ARGS": "sayso se", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}),
    ],
)
def test_shells_complete_the_name_of_a_command(shell, words):
    asked = {"_SAYSO_COMPLETE": f"complete_{shell}", **words}
    completed = sayso(env=asked, prog_name="sayso").stdout
    assert "search" in completed
    assert "verify" not in completed


def test_completion_can_be_installed():
    text = sayso("--help").stdout
    assert "--install-completion" in text
    assert "--show-completion" in text
