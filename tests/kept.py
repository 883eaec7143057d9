"""Analyses that more than one test needs, kept for as long as the tests run."""

from __future__ import annotations

import fcntl
import hashlib
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.model import Analysis, Report
from sayso.pipeline import analyse, version


@dataclass(frozen=True)
class Kept:
    """A folder of analyses that all processes of one run of the tests share.

    An analysis depends on the report and the version alone, and not on the folder that the report
    came from (`test_pipeline` sees to both), so that whoever asks for it again gets what came out
    the first time. It is not kept from run to run.
    """

    folder: Path

    def analyse(self, report: Report) -> Analysis:
        """What `sayso.pipeline.analyse` gives; one of the processes makes it, the others wait."""
        apart = replace(report, path=report.file)
        digest = hashlib.sha256(repr((version(), apart)).encode("utf-8", "surrogatepass"))
        place = self.folder / digest.hexdigest()
        with place.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            if written := file.read():
                return replace(pickle.loads(written), report=report)
            made = analyse(report)
            file.write(pickle.dumps(made))
            return made
