"""Sets a brief with typst: JSON from the standard input, PDF to the standard output.

    python -m sayso.show.workbench.typesetting

It runs in a process of its own, so that it can be stopped, and imports little, so that it starts
soon.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
SECONDS, MEMORY = 30, 2_000_000_000
# Readable by machines and people: tagged, with title and language (ISO 14289-1).
STANDARD = "ua-1"
_MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed")


def set_in_type(order: Mapping[str, Any]) -> bytes:
    """Set a brief. Where no font has a sign of it, that is said in the brief."""
    import typst  # noqa: PLC0415 - the server, which asks for this process, never needs it

    told = dict(order["brief"])
    try:
        return compiled(told, order["time"], [STANDARD])
    except typst.TypstError as error:
        missing = _MISSING.findall(error.diagnostic)
        if not missing:
            raise
        told["uncovered"] = sorted({sign for text in missing for sign in text})
        return compiled(told, order["time"], [])


def compiled(told: Mapping[str, Any], time: int, standards: list[Any]) -> bytes:
    """One run of typst over the template."""
    import typst  # noqa: PLC0415 - as above

    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        sys_inputs={"brief": json.dumps(told, ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=time,
    )


def confine() -> None:
    """Keep this process from taking more of the machine than a brief needs."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> None:
    """Read what to set from the standard input, and write the file to the standard output."""
    confine()
    sys.stdout.buffer.write(set_in_type(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
