"""Everything that sayso raises on purpose, in one tree.

SaysoError
├── OneReportError       costs one input; the others go on
│   ├── ReadError            it could not be read
│   │   ├── Unreadable           missing, no permission, a link that leads nowhere
│   │   ├── Empty                no bytes, or no text in them
│   │   ├── TooLarge             above the limit that memory sets
│   │   ├── NotText              bytes of a kind that sayso does not read
│   │   ├── Locked               a PDF that asks for a password
│   │   ├── NoArticle            a page, or a scan, without the text of a report
│   │   └── Broken               truncated or malformed
│   └── AnalysisError        it could not be analysed
├── NoSuchType           no type of claim has this name
├── TypesInvalid         a file of a user's own types of claim cannot be used
├── FamiliesInvalid      a file of families of outlets cannot be used
├── RegisterInvalid      a file of outside ids is of no register that sayso knows
├── AccountInvalid       an account cannot be made, found or changed
├── ServingRefused       the pages cannot be served so
├── BriefFailed          a brief cannot be made into a file
├── ExportRefused        a case cannot leave so
├── RedactionInvalid     what should be hidden is not told so that it can be
├── PackInvalid          what should be a pack is none
├── KeyInvalid           a key or a certificate cannot be made or used
├── TimestampFailed      no authority told the time
├── EndpointRefused      a language model must not be asked there, or cannot be
├── AnswerUnusable       a language model did not answer so that it could be used
├── ExtraMissing         a library that only some need is not installed
├── CrewFailed           a cluster cannot be worked with
├── ResultsFailed        a folder of results cannot be written
└── CaseError            the case file cannot be used; the run stops
    ├── CaseMissing      there is no case at this place
    ├── CaseCorrupt      not a case, or a damaged one
    ├── CaseReadOnly     no permission to write
    ├── CaseLocked       encrypted, and the passphrase is not known
    ├── CaseFull         the disk is full
    ├── CaseNewer        written by a newer sayso
    ├── CaseBusy         another process held the case for too long
    ├── NotInCase        no report, claim, entity or judgement has this id
    ├── JudgementInvalid what should be a judgement is none
    ├── EntryInvalid     what should be an entry of a case is none
    └── JudgementStale   somebody else has judged meanwhile

Each carries one plain sentence for a person: what is wrong, and with what.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Any failure that sayso foresees; `str(error)` is the line a person reads."""


class OneReportError(SaysoError):
    """A failure that costs one input and no other. `path` names it as the user did."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[OneReportError], tuple[str, str]]:
        """Keep both parts when the error crosses a process boundary."""
        return type(self), (self.path, self.reason)


class ReadError(OneReportError):
    """One input could not be read."""


class Unreadable(ReadError):
    """The file is missing, forbidden, or a link that leads nowhere."""


class Empty(ReadError):
    """There are no bytes, or there is no text in them."""


class TooLarge(ReadError):
    """The input is above the limit that memory sets."""


class NotText(ReadError):
    """The bytes are of a kind that sayso does not read."""


class Locked(ReadError):
    """The PDF asks for a password."""


class NoArticle(ReadError):
    """A page or a scan without the text of a report."""


class Broken(ReadError):
    """The input is truncated or malformed."""


class AnalysisError(OneReportError):
    """One report could not be analysed."""


class RegisterInvalid(SaysoError):
    """A file that should hold a register's entries cannot be read, or holds none."""


class FamiliesInvalid(SaysoError):
    """A file of families of outlets cannot be read, or a row of it says too little."""


class NoSuchType(SaysoError):
    """No type of claim has this name."""


class TypesInvalid(SaysoError):
    """A file of a user's own types of claim cannot be read, or one of them cannot be used."""


class AccountInvalid(SaysoError):
    """An account cannot be made, found or changed, or a file holds no accounts."""


class ServingRefused(SaysoError):
    """The pages cannot be served: the port is taken, or it would not be safe."""


class BriefFailed(SaysoError):
    """A brief cannot be made into a file: it is too long, or that takes too long."""


class RedactionInvalid(SaysoError):
    """A plan of what to hide cannot be read, or names what the case does not have."""


class PackInvalid(SaysoError):
    """What should be a pack, or the manifest of one, cannot be read."""


class KeyInvalid(SaysoError):
    """A key cannot be made, opened or used, or a file holds no key or certificate."""


class TimestampFailed(SaysoError):
    """The authority that should tell the time did not, or told something else."""


class EndpointRefused(SaysoError):
    """A language model must not be asked at this address, or cannot be; nothing more is asked."""


class AnswerUnusable(SaysoError):
    """A language model did not answer one question, or not so that it could be used."""


# The libraries of each extra: who installed sayso from a file cannot ask for an extra by name.
LIBRARIES = {
    "parquet": "pyarrow",
    "team": "'psycopg[binary]'",
    "archive": "distributed pyarrow",
    "encrypted": "sqlcipher3-wheels",
    "pandas": "pandas",
}


class ExtraMissing(SaysoError):
    """`what` needs libraries that only some people need, and they are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        libraries = LIBRARIES[extra]
        super().__init__(
            f"{what} needs more than is installed. Run: pipx inject sayso {libraries} "
            f"(where sayso was not installed with pipx: pip install {libraries})"
        )
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[ExtraMissing], tuple[str, str]]:
        """Keep both parts when the error crosses a process boundary."""
        return type(self), (self.what, self.extra)


class CrewFailed(SaysoError):
    """A cluster cannot be reached or worked with; what had come back from it stays."""


class ResultsFailed(SaysoError):
    """A folder of results cannot be written; what it holds stays."""


class ExportRefused(SaysoError):
    """A case cannot leave in this format, or to this place."""


class CaseError(SaysoError):
    """The case cannot be used; nothing that it held is lost."""


class CaseMissing(CaseError):
    """There is no case at this place."""


class CaseCorrupt(CaseError):
    """The file is not a case, or a damaged one."""


class CaseReadOnly(CaseError):
    """There is no permission to write to the case."""


class CaseLocked(CaseError):
    """The case is encrypted, and its passphrase is not known or wrong."""


class CaseFull(CaseError):
    """The disk that holds the case is full."""


class CaseNewer(CaseError):
    """The case was written by a newer sayso than this one."""


class CaseBusy(CaseError):
    """Another process held the case for longer than the wait allows."""


class NotInCase(CaseError):
    """No report, claim, entity or judgement of the case has this id."""


class JudgementInvalid(CaseError):
    """What should be a judgement is none, or contradicts the one that is here."""


class EntryInvalid(CaseError):
    """What should be an entry of a case is none, or breaks what a case must hold."""


class JudgementStale(CaseError):
    """Somebody else judged the same subject after it was looked at."""
