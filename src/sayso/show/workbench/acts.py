"""What people do on the bench: judge and take it back, merge and part, rate, correct, add reports.

The pages use the same addresses as any other program: `static/acts.js` sends what a form holds, and
shows what came of it, with the way back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from sayso.errors import CaseBusy, JudgementInvalid, NotInCase
from sayso.read import Hints
from sayso.record import Decision, Judgement, pair
from sayso.record.acceptance import acceptance
from sayso.record.addition import added
from sayso.record.amendment import Amendments, amended, claim_of
from sayso.record.correction import corrected
from sayso.record.findings.people import rated_voice
from sayso.record.findings.propositions import named
from sayso.record.hypotheses import find as find_hypothesis
from sayso.record.hypotheses import hypotheses, laid, name_of
from sayso.record.proposals import undecided
from sayso.record.rulings import dismissal
from sayso.show.workbench.adding import Progress
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.joining import outcome, ruling
from sayso.show.workbench.pages.asking import bench_of, case_of
from sayso.show.workbench.shelf import Shelf, shelve
from sayso.weigh.hypothesis import Mark

api = APIRouter(tags=["judgements"])
LONGEST = 4_000
Text = Annotated[str, Field(max_length=LONGEST)]
Id = Annotated[str, Field(min_length=1, max_length=300)]
Seen = Annotated[int | None, Field(ge=0, description="judgements and retractions seen on it")]


class Act(BaseModel):
    """One judgement. `seen` guards against overwriting what somebody else decided meanwhile."""

    model_config = ConfigDict(extra="forbid")
    why: Text = ""
    seen: Seen = None


class Verdict(Act):
    """A claim accepted or rejected: as it was read, or as true.

    A rejected claim is weighed no more, either way; only what is judged about the truth goes into
    the record of whoever told it.
    """

    decision: Literal["accepted", "rejected"]
    about: Literal["truth", "reading"] = "truth"


class Correction(Act):
    """A claim corrected: what is left out stays. Roles are told by `[start, end]` in the text."""

    type: str | None = None
    polarity: Literal["affirmed", "denied"] | None = None
    modality: str | None = None
    roles: dict[str, tuple[int, int]] | None = None


class Reading(Act):
    """A claim that a person reads in a report: the statement it hangs on, the words that tell it.

    `words` and `roles` are told by `[start, end]` in the text; without `words`, all that the
    statement says itself tells it.
    """

    statement: Id
    type: Annotated[str, Field(max_length=100)]
    polarity: Literal["affirmed", "denied"] = "affirmed"
    modality: Annotated[str, Field(max_length=40)] = "actual"
    words: tuple[int, int] | None = None
    roles: dict[str, tuple[int, int]]


class Join(Act):
    """Two entities of reports, the same or not the same."""

    one: Id
    other: Id
    decision: Literal["same", "not same"]


class Rating(Act):
    """How reliable a voice is; F: cannot be judged."""

    voice: Id
    grade: Literal["A", "B", "C", "D", "E", "F"]


class Putting(Act):
    """A hypothesis, in somebody's words."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Marking(Act):
    """How consistent a proposition is with a hypothesis."""

    hypothesis: Id
    proposition: Id
    mark: Mark


class Laying(Act):
    """A proposition, laid before the hypotheses."""

    proposition: Id


class Reason(BaseModel):
    """Why a judgement is taken back."""

    why: Text = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What was decided: the id of the judgement takes it back; `words` tell it to a person.

    `subject` is what was made by it, where something was: a claim.
    """

    id: str
    words: str
    subject: str | None = None


def judge(request: Request, judgement: Judgement, words: str, seen: int | None) -> Made:
    """Record a judgement, and have the case weighed with it."""
    bench = bench_of(request)
    made = Made(bench.case.judge(judgement, seen), words)
    bench.settle()
    return made


def who(request: Request) -> str:
    """Who judges."""
    return str(request.state.session.visitor.name)


VERDICTS = {
    ("accepted", "truth"): "The claim is accepted as true.",
    ("rejected", "truth"): "The claim is rejected as untrue, and weighed no more.",
    ("accepted", "reading"): "The claim is accepted as well read.",
    ("rejected", "reading"): "The claim is rejected as misread, and weighed no more.",
}


@api.post("/claims/{claim}/verdict", status_code=201)
def give_verdict(request: Request, claim: str, told: Verdict) -> Made:
    """Accept or reject a claim, as it was read or as true."""
    name = claim_of(case_of(request), claim)[1].id
    decision = Decision(told.decision)
    made = Judgement(name, decision, who(request), told.why, {"about": told.about})
    return judge(request, made, VERDICTS[told.decision, told.about], told.seen)


@api.post("/claims/{claim}/correction", status_code=201)
def correct(request: Request, claim: str, told: Correction) -> Made:
    """Correct a claim; the analysis as it was made stays in the case."""
    analysis, found = claim_of(case_of(request), claim)
    value = told.model_dump(exclude={"why", "seen"}, exclude_none=True, mode="json")
    if not value:
        raise JudgementInvalid("Nothing is corrected: tell a type, a polarity or a role.")
    corrected(analysis, found, value)
    made = Judgement(found.id, Decision.CORRECTED, who(request), told.why, value)
    return judge(request, made, "The claim is corrected.", told.seen)


@api.post("/reports/{report}/claims", status_code=201)
def add_claim(request: Request, report: str, told: Reading) -> Made:
    """Add a claim that the program did not read; it hangs on a statement, with its whole chain.

    Its id is made of what it says, as that of every claim is.
    """
    case = case_of(request)
    analysis = amended(case.analysis(report), Amendments.of(case.judgements()))
    value = told.model_dump(exclude={"why", "seen"}, mode="json")
    claim = added(analysis, value)
    alike = [(c.statement, c.type, c.roles) for c in analysis.claims]
    if (claim.statement, claim.type, claim.roles) in alike or claim.id in {
        c.id for c in analysis.claims
    }:
        raise JudgementInvalid("The report has this claim already.")
    text = analysis.report.text
    value |= {"report": analysis.report.id, "quote": claim.evidence.of(text)}
    value["words"] = [claim.trigger.start, claim.trigger.end]
    made = Judgement(claim.id, Decision.ADDED, who(request), told.why, value)
    done = judge(request, made, "The claim is added, as your reading.", told.seen)
    return Made(done.id, done.words, claim.id)


@api.post("/proposals/{proposal}/acceptance", status_code=201)
def accept_proposal(request: Request, proposal: str, told: Act) -> Made:
    """Make a claim of what a language model proposed: the reading of whoever accepts it.

    `seen` counts what was decided on that claim.
    """
    kept, analysis = undecided(case_of(request), proposal)
    found = acceptance(analysis, kept)
    made = Judgement(found.claim.id, Decision.ADDED, who(request), told.why, found.value)
    done = judge(request, made, "The claim is added, as your reading.", told.seen)
    return Made(done.id, done.words, found.claim.id)


@api.post("/proposals/{proposal}/dismissal", status_code=201)
def dismiss_proposal(request: Request, proposal: str, told: Act) -> Made:
    """Put aside what a language model proposed: it is shown no more, and nothing else changes."""
    kept, _ = undecided(case_of(request), proposal)
    made = dismissal(kept, who(request), told.why)
    return judge(request, made, "The proposal is dismissed.", told.seen)


@api.post("/joins", status_code=201)
def join(request: Request, told: Join) -> Made:
    """Judge two entities the same or not; the words tell whom that overrules.

    The id of an identity means all that it is made of.
    """
    case = case_of(request)
    decision = Decision(told.decision)
    made = ruling(case, (told.one, told.other), decision, who(request), told.why)
    before = case.judgements()
    name = judge(request, made.judgement, "", told.seen).id
    return Made(name, outcome(before, case.judgements(), made))


@api.post("/ratings", status_code=201)
def rate(request: Request, told: Rating) -> Made:
    """Rate how reliable a voice is."""
    subject, name = rated_voice(case_of(request), told.voice)
    value: Any = {"grade": told.grade, "names": [name]}
    made = Judgement(subject, Decision.RATED, who(request), told.why, value)
    return judge(request, made, f"{name} is rated {told.grade}.", told.seen)


@api.post("/hypotheses", status_code=201)
def put_hypothesis(request: Request, told: Putting) -> Made:
    """Put a hypothesis."""
    text = " ".join(told.text.split())
    if not text:
        raise JudgementInvalid("A hypothesis needs words.")
    if any(each.id == name_of(text) for each in hypotheses(case_of(request).judgements())):
        raise JudgementInvalid("This hypothesis is there already.")
    made = Judgement(name_of(text), Decision.HYPOTHESIS, who(request), told.why, {"text": text})
    return judge(request, made, "The hypothesis is put.", told.seen)


@api.post("/marks", status_code=201)
def mark(request: Request, told: Marking) -> Made:
    """Mark how consistent a proposition is with a hypothesis."""
    case = case_of(request)
    hypothesis = find_hypothesis(hypotheses(case.judgements()), told.hypothesis)
    if not named(case, [told.proposition]):
        raise NotInCase(f"No proposition has the id {told.proposition!r}.")
    subject = pair(hypothesis.id, told.proposition)
    made = Judgement(subject, Decision.MARKED, who(request), told.why, {"mark": told.mark.value})
    return judge(request, made, f"Marked {told.mark.value}.", told.seen)


@api.post("/evidence", status_code=201)
def lay(request: Request, told: Laying) -> Made:
    """Lay a proposition before the hypotheses, so that it can be marked."""
    case = case_of(request)
    if not named(case, [told.proposition]):
        raise NotInCase(f"No proposition has the id {told.proposition!r}.")
    if told.proposition in laid(case.judgements()):
        raise JudgementInvalid("It lies on the table already.")
    made = Judgement(told.proposition, Decision.LAID, who(request), told.why)
    return judge(request, made, "It lies on the table.", told.seen)


@api.post("/judgements/{judgement}/retraction", status_code=201)
def undo(request: Request, judgement: str, told: Reason) -> Made:
    """Take a judgement back: it stays, marked, with who took it back and why."""
    bench = bench_of(request)
    bench.case.retract(judgement, who(request), told.why)
    bench.settle()
    return Made(judgement, "The judgement is taken back.")


FILES_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {
            "type": "array",
            "items": {"type": "string", "contentMediaType": "application/octet-stream"},
            "description": "the files as they are",
        },
        "outlet": {"type": "string", "maxLength": 300, "description": "where a file tells none"},
        "published": {"type": "string", "description": "a day, where a file tells none"},
    },
}
FORM = {"requestBody": {"content": {"multipart/form-data": {"schema": FILES_SCHEMA}}}}


@api.post("/reports", status_code=202, openapi_extra=FORM)
async def post_reports(request: Request) -> Progress:
    """Read files into the case; `GET /api/adding` tells how far that is."""
    bench = bench_of(request)
    shelf = await shelve(request)
    try:
        begin_adding(bench, shelf, who(request))
    except BaseException:
        shelf.clear()
        raise
    return bench.adding.progress


def begin_adding(bench: Bench, shelf: Shelf, name: str) -> None:
    """Begin to read what lies on a shelf."""
    hints = hints_of(shelf.fields)
    if not shelf.uploads:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, "No file came in.")
    if not bench.adding.start(shelf.folder, shelf.uploads, hints, name):
        raise CaseBusy("Reports are being added. Wait for them to be read, then add these.")


def hints_of(fields: dict[str, str]) -> Hints:
    """What the form tells of files that do not tell it themselves."""
    outlet, published = (fields.get(name, "").strip() for name in ("outlet", "published"))
    try:
        day = date.fromisoformat(published).isoformat() if published else None
    except ValueError:
        words = f"{published[:20]!r} is not a date; write the day as 2016-03-14"
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, words) from None
    if len(outlet) > 300:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, "The name of the outlet is too long.")
    return Hints(outlet=outlet or None, published=day)


@api.get("/adding")
def get_adding(request: Request) -> Progress:
    """How far the adding of reports is."""
    return bench_of(request).adding.progress
