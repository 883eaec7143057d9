"""Everything that is measured, one after the other.

python benchmarks/run.py [--shared DIR]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from corpus import find_shared

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run each benchmark in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/ and score/")
    shared = find_shared(parser.parse_args().shared)
    place = ["--shared", str(shared)] if shared is not None else []
    for script in (
        "speed.py",
        "quality.py",
        "cues.py",
        "names.py",
        "coreference.py",
        "identity.py",
        "copies.py",
        "stances.py",
        "truth.py",
        "archive.py",
    ):
        print(f"== {script}", flush=True)
        subprocess.run([sys.executable, str(HERE / script), *place], check=True)
    for script in ("origins.py", "weighing.py", "workbench.py"):
        print(f"== {script}", flush=True)
        subprocess.run([sys.executable, str(HERE / script)], check=True)
    for half in ("dev", "test"):
        print(f"== told.py, {half} half", flush=True)
        subprocess.run([sys.executable, str(HERE / "told.py"), "--half", half], check=True)
        print(f"== claims.py, {half} half", flush=True)
        subprocess.run(
            [sys.executable, str(HERE / "claims.py"), "--half", half, *place], check=True
        )
    if shared is None:
        print("== times.py: no data folder; name one with --shared DIR")
        return
    print("== times.py", flush=True)
    dates = str(shared / "data" / "times" / "dev")
    subprocess.run([sys.executable, str(HERE / "times.py"), dates], check=True)


if __name__ == "__main__":
    main()
