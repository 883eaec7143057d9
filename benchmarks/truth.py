"""Which of several values is right: each method of truth discovery on two public data sets.

    python benchmarks/truth.py [--shared DIR] [--only METHOD]

Book: the authors of 1,265 books as 895 shops list them, 100 of them known; a list is right if it
has the surnames of all authors and no other. Each shop's list is read by itself, as its form
allows; who names some of the authors may mean all of them. Population: what editors of an
encyclopedia say of cities; each editor's last word counts.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii
from corpus import find_shared

from sayso.weigh.discovery import METHODS, Vote, nothing_implied

ROLE = re.compile(
    r"\([^()]*\)|\b(?:edited by|editors?|eds?|authors?|ph\.?d|dr|jr|sr|iii|ii|et al|with|by|none"
    r"|unknown|not available|various|staff|n/a)\b\.?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r";|/|\||\band\b|&", re.IGNORECASE)


def letters(word: str) -> str:
    """A name in plain small letters."""
    return re.sub("[^a-z]", "", anyascii(word).lower())


def surnames(listed: str) -> Iterator[str]:
    """The surnames in a list of authors: "Last, First; Last, First" or "First Last, First Last"."""
    plain = html.unescape(html.unescape(listed)).replace("andapos;", "'").replace("apos;", "'")
    for part in BETWEEN.split(ROLE.sub(" ; ", plain)):
        names = [name.strip(" .") for name in part.split(",") if name.strip(" .")]
        sizes = [len(name.split()) for name in names]
        if len(names) == 2 and max(sizes) <= 2 and sizes != [2, 2]:
            yield names[0]
        elif len(names) > 1 and all(2 <= size <= 4 for size in sizes):
            yield from (name.split()[-1] for name in names)
        elif len(names) == 1 and (sizes[0] == 1 or (sizes[0] <= 3 and not names[0].isupper())):
            yield names[0].split()[-1]


def key(names: Iterator[str] | list[str]) -> str:
    """A list as a value: its surnames in order of the alphabet."""
    return ",".join(sorted({made for name in names if len(made := letters(name)) > 1}))


def books(folder: Path) -> tuple[list[Vote], dict[str, str]]:
    """What the shops say, and what is known."""
    rows = (folder / "book.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    told = (row.split("\t") for row in rows)
    votes = [
        Vote(shop, book, made) for shop, book, _, listed in told if (made := key(surnames(listed)))
    ]
    known: dict[str, str] = {}
    gold = (folder / "book_golden.txt").read_text(encoding="utf-8", errors="replace")
    for row in gold.splitlines():
        if "\t" in row:
            book, listed = row.split("\t")[:2]
            names = [name.strip() for name in listed.split(";") if name.strip()]
            known[book] = key([n.split(",")[0] if "," in n else n.split()[-1] for n in names])
    return votes, known


def part_of(one: str, other: str) -> float:
    """How far a list may mean a longer one that has all of its names."""
    mine, theirs = set(one.split(",")), set(other.split(","))
    return len(mine) / len(theirs) if mine < theirs else 0.0


def cities(folder: Path) -> tuple[list[Vote], dict[str, str]]:
    """What editors say of cities, and what is known."""
    last: dict[tuple[str, str], str] = {}
    with (folder / "population_claims.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            last[row["SourceID"], f"{row['ObjectID']}|{row['PropertyID']}"] = row["PropertyValue"]
    votes = [Vote(source, thing, value) for (source, thing), value in sorted(last.items())]
    with (folder / "population_truth.csv").open(encoding="utf-8", errors="replace") as file:
        rows = list(csv.DictReader(file))
    return votes, {f"{r['ObjectID']}|{r['PropertyID']}": r["PropertyValue"] for r in rows}


def main() -> None:
    """Print how often each method is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/")
    parser.add_argument("--only", choices=METHODS, help="one method alone")
    asked_for = parser.parse_args()
    shared = find_shared(asked_for.shared)
    if shared is None:
        print("Book, Population: no data folder; name one with --shared DIR")
        return
    truth = shared / "data" / "truth"
    for title, (votes, known), implies in (
        ("Book", books(truth / "book"), part_of),
        ("Book, lists stand alone", books(truth / "book"), nothing_implied),
        ("Population", cities(truth / "population"), nothing_implied),
    ):
        told = {vote.thing for vote in votes}
        asked = [thing for thing in known if thing in told]
        for name, method in METHODS.items():
            if asked_for.only not in (None, name):
                continue
            found = method(votes, implies)
            right = sum(found.values[thing] == known[thing] for thing in asked)
            copies = f", {len(found.copying)} pairs copy" if found.copying else ""
            print(f"{title}: {name:12} {right / len(asked):.3f} of {len(asked)}{copies}")


if __name__ == "__main__":
    main()
