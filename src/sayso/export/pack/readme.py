"""README.txt of a pack: for whoever gets one and has never heard of sayso."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Template
from typing import Any

README = Template("""\
WHAT THIS IS

These files are a collection of $what,
and a record of who said what in them, on whose word. They were put together with sayso, a free
program for reporters and researchers. You do not need it to read them.

  originals.warc.gz    $originals, byte for byte, with the day on which
                       each came into the collection. A web archive (WARC): many programs open it,
                       such as ReplayWeb.page, and so will those of archives and libraries.
  texts/               The text of each report$as_changed. The program and the tables
                       count characters in it.
  tables/              Spreadsheets (CSV): reports, claims, who tells them, how well each is
                       supported. tables/dictionary.csv says what each column means.
  analyses.jsonl       All that the program read in each report, a report in each line (JSON).
  propositions.jsonl   What is claimed, a claim over all reports in each line: from how many
                       origins it comes, and what contradicts it (JSON).
  judgements.jsonl     What people decided about it, with who, when and why (JSON).
  manifest.json        A list of all these files with their digests.
$redacted
HOW TO READ IT

A claim in these files is not a fact. It is what a report tells, or what a report tells that
somebody said. No claim stands alone: the whole chain of those who pass it on stands with it, the
newspaper first. "A alleged that B stole" tells of A. It does not tell that B stole.

The chains and claims were read by a program, which errs. The words that each claim was read from
stand beside it: look them up in the report before you rely on them. Claims that people rejected
are not in tables/; they are in analyses.jsonl, and judgements.jsonl says who rejected them, and
why.

Copies of one story count as one origin. Where it says that independence is not established, nobody
has shown that two origins did not take from each other. Where a weight cannot be judged, there is
no number.
$by_then$withheld
HOW TO CHECK IT

With sayso:    sayso verify --pack FOLDER
It says of every file whether it is as it was packed.

Without it, on a system with Python and OpenSSL, in this folder:

  python3 -c "import hashlib, json; [print(f['path'], 'is as it was packed' if
  hashlib.sha256(open(f['path'], 'rb').read()).hexdigest() == f['sha256'] else 'WAS CHANGED')
  for f in json.load(open('manifest.json'))['files']]"

  sha512sum -c manifest.sha512

A digest is a number made from all bytes of a file. If one byte is changed, another number comes
out.
$signature
$timestamp
Made with $sayso
The collection was last changed on $changed.
""")

SIGNED = """
WHO SIGNED IT

The list was signed with a key. Its fingerprint is

  $signer

Ask the person whom you have this from for the fingerprint of their key, by another way than the one
on which these files came to you. If it is this one, the list is theirs and was not changed since.
The signature does not prove that what the reports say is true.

  base64 -d manifest.sig > /tmp/signature
  openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in manifest.json -sigfile /tmp/signature
  openssl pkey -pubin -in signer.pem -outform DER | sha256sum
"""

UNSIGNED = """
NOBODY SIGNED IT

The list is not signed. The digests show damage; they do not show who made the list, and whoever
changes a file on purpose can change the list, too.
"""

REDACTED = """
NAMES WERE REPLACED

Whoever packed these files replaced names and words first, to protect somebody. Where [person 1],
[source 1], [withheld] or the like stand in brackets, other words were published; the same number
is the same one everywhere. Reports may have been left out.
$which
The log of the collection is left out, and so is its digest.
"""

CHANGED = """
Changed so, in their text or in what they say of themselves, are $some of the $all:

$listed

They are not as they were published. Neither their originals nor the digests, addresses and names
of the files of these are here, for each would lead back to what was replaced; the sha256 that
stands beside such a report is that of its changed text. The others are as they were published.
"""

UNCHANGED = """
None of the reports that are here was changed by that: their texts are as they were published.
"""

STAMPED = """
WHEN IT WAS MADE

An authority for timestamps has signed that the list was there at a certain time (RFC 3161). With
the certificate of that authority, from its own page:

  openssl ts -reply -in manifest.tsr -text
  openssl ts -verify -data manifest.json -in manifest.tsr -CAfile AUTHORITY.pem

It proves that these files are not younger than that. It does not prove who made them.
"""

UNSTAMPED = """
The list bears no timestamp: nobody but whoever made it says when that was.
"""


# The changed reports that are named one by one; manifest.json names all.
NAMED = 40


def readme(head: Mapping[str, Any], signer: str | None, *, stamped: bool) -> str:
    """The text; `head` is what the manifest says, `signer` the fingerprint of who signs."""
    by_then = ""
    if head["as_of"]:
        by_then = (
            f"\nOnly what was published by {head['as_of']} is in it, and counted by what was known "
            "then.\n"
        )
    withheld = ""
    if head["withheld"]:
        withheld = (
            f"\nThe originals of {counted(len(head['withheld']))} are not in it: somebody is to be "
            "protected. manifest.json\nnames these reports.\n"
        )
    changed = head.get("redacted")
    what = f"{counted(head['reports'])} as they were published"
    if changed:
        what = (
            f"{counted(head['reports'])}, in {len(changed)} of which names or words were replaced"
        )
    return README.substitute(
        what=what,
        redacted="" if changed is None else redacted(changed, head["reports"]),
        originals=f"The {'other ' if changed else ''}reports as they were published",
        as_changed=", with the replacements" if changed else "",
        sayso=head["sayso"],
        changed=head["changed"],
        by_then=by_then,
        withheld=withheld,
        signature=Template(SIGNED).substitute(signer=signer) if signer else UNSIGNED,
        timestamp=STAMPED if stamped else UNSTAMPED,
    )


def redacted(changed: Sequence[str], reports: int) -> str:
    """What is said of a pack in which names were replaced; `changed` are the reports by id."""
    if not changed:
        return Template(REDACTED).substitute(which=UNCHANGED)
    listed = [f"  texts/{name}.txt" for name in changed[:NAMED]]
    if len(changed) > NAMED:
        listed.append(f"  and {len(changed) - NAMED} more: manifest.json names them all (redacted)")
    which = Template(CHANGED).substitute(
        some=len(changed), all=counted(reports), listed="\n".join(listed)
    )
    return Template(REDACTED).substitute(which=which)


def counted(number: int) -> str:
    """So many reports, in words."""
    return "1 report" if number == 1 else f"{number} reports"
