"""Quality against the data: each scorer of the data's folder, run on what sayso finds.

python benchmarks/quality.py --shared DIR [attribution] [names] [events]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus import find_shared, reports_at, write_texts

from sayso.contract import to_json
from sayso.model import Report
from sayso.pipeline import analyse

RE3D = (
    "centcom",
    "uk_government",
    "wikipedia",
    "delegation_of_the_european_union_to_syria",
    "australian_department_of_foreign_affairs",
)


def predict(reports: Iterable[Report], out: Path) -> Path:
    """Write the analyses of the reports as JSON lines."""
    with out.open("w", encoding="utf-8") as lines:
        for report in reports:
            lines.write(json.dumps(to_json(analyse(report)), ensure_ascii=False) + "\n")
    return out


def score(shared: Path, scorer: str, *arguments: str | Path) -> dict[str, Any]:
    """What a scorer of the data's folder says, as a dict."""
    command = [sys.executable, str(shared / "score" / scorer), *map(str, arguments), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def attribution(shared: Path, folder: Path) -> dict[str, Any]:
    """Outermost statements of PolNeAR's development half."""
    data = shared / "data" / "polnear" / "dev"
    found = predict(reports_at(str(data / "text")), folder / "attribution.jsonl")
    return score(shared, "attribution.py", data, found)


def names(shared: Path, folder: Path) -> dict[str, Any]:
    """Names of re3d, each publisher and all together (counts added up)."""
    results: dict[str, Any] = {}
    for publisher in RE3D:
        gold = shared / "data" / "re3d" / f"{publisher}.jsonl"
        write_texts(gold, folder / publisher)
        found = predict(reports_at(str(folder / publisher)), folder / f"{publisher}.jsonl")
        results[publisher] = score(shared, "entities.py", gold, found)
    return results


def events(shared: Path, folder: Path) -> dict[str, Any]:
    """Typed claims of PLOVER's gold sentences, odd half."""
    gold = shared / "data" / "events" / "plover_gsr_odd.jsonl"
    write_texts(gold, folder / "events")
    found = predict(reports_at(str(folder / "events")), folder / "events.jsonl")
    return score(shared, "events.py", gold, found)


MEASURES = {"attribution": attribution, "names": names, "events": events}


def main() -> None:
    """Print every figure that was asked for, one JSON object a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", nargs="*", choices=[*MEASURES, []], metavar="MEASURE")
    parser.add_argument("--shared", help="the folder that holds data/ and score/")
    told = parser.parse_args()
    shared = find_shared(told.shared)
    if shared is None:
        print("quality: no data folder; name one with --shared DIR")
        return
    with tempfile.TemporaryDirectory() as folder:
        for measure in told.measures or MEASURES:
            print(measure)
            for name, value in MEASURES[measure](shared, Path(folder)).items():
                print(f"  {name:45} {value}")


if __name__ == "__main__":
    main()
