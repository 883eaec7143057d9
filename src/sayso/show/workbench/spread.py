"""How what an origin told went on from report to report: a tree, the first report at its root."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.record import Case
from sayso.record.findings.copies import ReportName, taken_between


@dataclass(frozen=True, slots=True)
class Branch:
    """A report, how deep it hangs, and how much of its words are from the one above."""

    report: ReportName
    depth: int
    share: float | None
    known_by: str | None


@dataclass(frozen=True, slots=True)
class Spread:
    """The reports of an origin, each below the one that it took from; roots stand at depth 0."""

    branches: tuple[Branch, ...]

    @property
    def copied(self) -> bool:
        """Whether anybody took anything from anybody."""
        return any(branch.depth for branch in self.branches)


def spread(case: Case, ways: Sequence[Sequence[str]], reports: Mapping[str, ReportName]) -> Spread:
    """The tree of an origin: `ways` lead from each report back to where it has its claim from."""
    above: dict[str, str | None] = {}
    for way in ways:
        for here, there in zip(way, [*way[1:], None], strict=True):
            if here in reports and (there is None or there in reports):
                above.setdefault(here, there)
    shares = taken_between(case, [(a, b) for a, b in above.items() if b is not None])
    below: dict[str | None, list[str]] = {}
    for name, giver in above.items():
        below.setdefault(giver, []).append(name)

    def when(name: str) -> tuple[str, str]:
        return reports[name].published or "~", name

    branches: list[Branch] = []
    waiting = [(name, 0) for name in sorted(below.get(None, ()), key=when, reverse=True)]
    done: set[str] = set()
    while waiting:
        name, depth = waiting.pop()
        if name in done:
            continue
        done.add(name)
        share, known = shares.get((name, above[name] or ""), (None, None))
        branches.append(Branch(reports[name], depth, share, known))
        waiting += [(n, depth + 1) for n in sorted(below.get(name, ()), key=when, reverse=True)]
    return Spread(tuple(branches))
