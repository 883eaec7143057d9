"""Brings the scripts of the workbench's pages into the package before it is built."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Scripts(BuildHookInterface[Any]):
    """See `web/fetch.py`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is not there yet; a wheel, a source distribution and an editable one alike."""
        runpy.run_path(str(Path(self.root) / "web" / "fetch.py"))["fetch"]()
