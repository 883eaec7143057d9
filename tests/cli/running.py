"""Ways to run a command, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from typer.testing import CliRunner, Result

from sayso.cli.app import app

ARABIC = (
    "قالت الشرطة يوم الثلاثاء إنها اعتقلت ثلاثة رجال في المدينة بعد انفجار في الميناء. "
    "ونفى المتحدث باسم الحرس أن يكون أحد قد أصيب في الهجوم الذي وقع ليلا.\n"
)
RUN = "from sayso.cli import run; run()"


def sayso(*arguments: object, **options) -> Result:
    """Run a command in this process, where the parser stays loaded."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


def sayso_process(*arguments: object, first: str = "", **options) -> subprocess.Popen:
    """Run a command in a process of its own, which does what `first` says before."""
    words = [sys.executable, "-c", f"{first}\n{RUN}", *map(str, arguments)]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    environment = {**os.environ, **piped.pop("env", {})}
    return subprocess.Popen(words, env=environment, **piped)
