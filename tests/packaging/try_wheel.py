"""Installs a wheel as a stranger would, and goes the README's way with it.

    python tests/packaging/try_wheel.py dist/sayso-0.1.0-py3-none-any.whl

An environment of its own, in a folder of its own: nothing of this repository is on its path. pip
finds the libraries by what the wheel itself says, without uv and its lock file. With `--pipx`, pipx
does the same. Takes minutes, and a network.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(r"^\$ (sayso .*)$", re.MULTILINE)
# The component for spaCy is found by the name under which the wheel registers it.
COMPONENT = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("sayso")
assert nlp("Hosk Pollack was arrested, a spokeswoman said.").spans["sayso:statements"]
"""


def main(wheel: Path, *, pipx: bool) -> None:
    """Install the wheel, run the README's commands, and look at what came out."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        programs, python = with_pipx(wheel, home) if pipx else with_pip(wheel, home)
        work = home / "work"
        shutil.copytree(Path(__file__).parent / "my-reports", work / "my-reports")
        env = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
        install, tour = parts_of_readme()
        for command in install:
            run(command, work, env)
        # The tour happens where the demo was unpacked.
        for command in tour:
            run(command, work / "sayso-demo", env)
        bundle = json.loads((work / "mine.stix.json").read_text("utf-8"))
        assert bundle["objects"], "the bundle is empty"
        subprocess.run([python, "-c", COMPONENT], cwd=work, env=env, check=True)
    sys.stdout.write("the wheel does what the README says\n")


def with_pip(wheel: Path, home: Path) -> tuple[Path, Path]:
    """The folder of programs of a new environment that holds the wheel, and its Python."""
    venv.create(home / "env", with_pip=True)
    pip = [home / "env" / "bin" / "python", "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--disable-pip-version-check", wheel.resolve()], check=True)
    return home / "env" / "bin", home / "env" / "bin" / "python"


def with_pipx(wheel: Path, home: Path) -> tuple[Path, Path]:
    """The folder where pipx puts the program, and the Python of its environment."""
    env = {**os.environ, "PIPX_HOME": str(home / "pipx"), "PIPX_BIN_DIR": str(home / "bin")}
    program = shutil.which("pipx") or "pipx"
    subprocess.run([program, "install", "--quiet", wheel.resolve()], env=env, check=True)
    return home / "bin", home / "pipx" / "venvs" / "sayso" / "bin" / "python"


def parts_of_readme() -> tuple[list[str], list[str]]:
    """The commands under Install, and those of the tour that need no id."""
    readme = (ROOT / "README.md").read_text("utf-8")
    install, _, rest = readme.partition("## Install")[2].partition("## A tour")
    tour = [found for found in COMMAND.findall(rest) if "CLAIM" not in found.split()]
    return COMMAND.findall(install), tour


def run(command: str, folder: Path, env: dict[str, str]) -> None:
    """Run one command of the README; what it prints is shown where it fails."""
    sys.stdout.write(f"$ {command}\n")
    sys.stdout.flush()
    words = command if "|" in shlex.split(command) else shlex.split(command)
    done = subprocess.run(
        words, cwd=folder, env=env, shell=isinstance(words, str), capture_output=True, check=False
    )
    if done.returncode:
        sys.exit(f"exit code {done.returncode}\n{(done.stdout + done.stderr).decode()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), pipx="--pipx" in sys.argv)
