"""What people do on the bench: judge and take it back, merge and part, rate, correct, add reports.

The pages use the same addresses as any other program: `static/acts.js` sends what a form holds, and
shows what came of it, with the way back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from sayso.errors import CaseBusy, CaseReadOnly, JudgementInvalid, NotInCase
from sayso.read import Hints
from sayso.record import Case, Decision, Judgement, pair
from sayso.record.amendment import corrected
from sayso.record.findings.people import meant, rated_voice
from sayso.record.findings.propositions import named
from sayso.record.hypotheses import find as find_hypothesis
from sayso.record.hypotheses import hypotheses, name_of
from sayso.show.workbench.adding import Progress, discard, shelve
from sayso.show.workbench.bench import Bench
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
    """A claim accepted or rejected."""

    decision: Literal["accepted", "rejected"]


class Correction(Act):
    """A claim corrected: what is left out stays. Roles are told by `[start, end]` in the text."""

    type: str | None = None
    polarity: Literal["affirmed", "denied"] | None = None
    modality: str | None = None
    roles: dict[str, tuple[int, int]] | None = None


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


class Reason(BaseModel):
    """Why a judgement is taken back."""

    why: Text = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What was decided: the id of the judgement takes it back; `words` tell it to a person."""

    id: str
    words: str


MAY_FAIL: dict[int | str, dict[str, Any]] = {
    401: {"description": "no session, and no token"},
    403: {"description": "the role may not, or the case cannot be written to"},
    404: {"description": "nothing has this id"},
    409: {"description": "somebody else judged it meanwhile"},
}


def judge(request: Request, judgement: Judgement, words: str, seen: int | None) -> Made:
    """Record a judgement, and have the case weighed with it."""
    bench: Bench = request.app.state.bench
    made = Made(bench.case.judge(judgement, seen), words)
    bench.settle()
    return made


def who(request: Request) -> str:
    """Who judges."""
    return str(request.state.session.visitor.name)


def case_of(request: Request) -> Case:
    """The case on the bench."""
    bench: Bench = request.app.state.bench
    return bench.case


def give_verdict(request: Request, claim: str, told: Verdict) -> Made:
    """Accept or reject a claim."""
    name = case_of(request).claim(claim)[1].id
    decision = Decision(told.decision)
    made = Judgement(name, decision, who(request), told.why)
    return judge(request, made, f"The claim is {decision.value}.", told.seen)


def correct(request: Request, claim: str, told: Correction) -> Made:
    """Correct a claim; raises JudgementInvalid for what cannot be."""
    analysis, found = case_of(request).claim(claim)
    value = told.model_dump(exclude={"why", "seen"}, exclude_none=True, mode="json")
    if not value:
        raise JudgementInvalid("Nothing is corrected: tell a type, a polarity or a role.")
    corrected(analysis, found, value)
    made = Judgement(found.id, Decision.CORRECTED, who(request), told.why, value)
    return judge(request, made, "The claim is corrected.", told.seen)


def join(request: Request, told: Join) -> Made:
    """Judge two entities the same, or not."""
    if told.one == told.other:
        raise JudgementInvalid("These are one already: the two ids are the same.")
    (left, mine), (right, its) = (meant(case_of(request), name) for name in (told.one, told.other))
    decision = Decision(told.decision)
    if mine == its:
        raise JudgementInvalid(f"{left.name} is one entity of one report: nothing can part it.")
    if left == right and decision is Decision.SAME:
        raise JudgementInvalid(f"{left.name} is one already.")
    value: Any = {"names": [left.name, right.name]}
    if decision is Decision.SAME:
        whole = [
            i.members if n == i.id else (n,) for i, n in ((left, told.one), (right, told.other))
        ]
        value["members"] = [member for members in whole for member in members]
    made = Judgement(pair(mine, its), decision, who(request), told.why, value)
    said = "are one" if decision is Decision.SAME else "are not the same"
    return judge(request, made, f"{left.name} and {right.name} {said}.", told.seen)


def rate(request: Request, told: Rating) -> Made:
    """Rate a voice."""
    subject, name = rated_voice(case_of(request), told.voice)
    value: Any = {"grade": told.grade, "names": [name]}
    made = Judgement(subject, Decision.RATED, who(request), told.why, value)
    return judge(request, made, f"{name} is rated {told.grade}.", told.seen)


def put_hypothesis(request: Request, told: Putting) -> Made:
    """Put a hypothesis."""
    text = " ".join(told.text.split())
    if not text:
        raise JudgementInvalid("A hypothesis needs words.")
    made = Judgement(name_of(text), Decision.HYPOTHESIS, who(request), told.why, {"text": text})
    return judge(request, made, "The hypothesis is put.", told.seen)


def mark(request: Request, told: Marking) -> Made:
    """Mark a proposition for a hypothesis."""
    case = case_of(request)
    hypothesis = find_hypothesis(hypotheses(case.judgements()), told.hypothesis)
    if not named(case, [told.proposition]):
        raise NotInCase(f"No proposition has the id {told.proposition!r}.")
    subject = pair(hypothesis.id, told.proposition)
    made = Judgement(subject, Decision.MARKED, who(request), told.why, {"mark": told.mark.value})
    return judge(request, made, f"Marked {told.mark.value}.", told.seen)


def undo(request: Request, judgement: str, told: Reason) -> Made:
    """Take a judgement back: it stays, marked, with who took it back and why."""
    bench: Bench = request.app.state.bench
    bench.case.retract(judgement, who(request), told.why)
    bench.settle()
    return Made(judgement, "The judgement is taken back.")


@api.post("/claims/{claim}/verdict", status_code=201, responses=MAY_FAIL)
def post_verdict(request: Request, claim: str, told: Verdict) -> Made:
    """Accept or reject a claim."""
    return give_verdict(request, claim, told)


@api.post("/claims/{claim}/correction", status_code=201, responses=MAY_FAIL)
def post_correction(request: Request, claim: str, told: Correction) -> Made:
    """Correct a claim; the analysis as it was made stays in the case."""
    return correct(request, claim, told)


@api.post("/joins", status_code=201, responses=MAY_FAIL)
def post_join(request: Request, told: Join) -> Made:
    """Judge two entities the same or not the same; of identities all that they are made of."""
    return join(request, told)


@api.post("/ratings", status_code=201, responses=MAY_FAIL)
def post_rating(request: Request, told: Rating) -> Made:
    """Rate how reliable a voice is."""
    return rate(request, told)


@api.post("/hypotheses", status_code=201, responses=MAY_FAIL)
def post_hypothesis(request: Request, told: Putting) -> Made:
    """Put a hypothesis."""
    return put_hypothesis(request, told)


@api.post("/marks", status_code=201, responses=MAY_FAIL)
def post_mark(request: Request, told: Marking) -> Made:
    """Mark how consistent a proposition is with a hypothesis."""
    return mark(request, told)


@api.post("/judgements/{judgement}/retraction", status_code=201, responses=MAY_FAIL)
def post_retraction(request: Request, judgement: str, told: Reason) -> Made:
    """Take a judgement back."""
    return undo(request, judgement, told)


@api.post("/reports", status_code=202, responses=MAY_FAIL)
async def post_reports(
    request: Request,
    files: Annotated[list[UploadFile], File(description="the files as they are")],
    outlet: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = "",
) -> Progress:
    """Read files into the case; `GET /api/adding` tells how far that is."""
    bench: Bench = request.app.state.bench
    if not bench.writable:
        raise CaseReadOnly("This case may only be read. Copy it to where you may write.")
    hints = Hints(outlet=outlet.strip() or None, published=published or None)
    folder, uploads = await run_in_threadpool(shelve, [(f.filename, f.file) for f in files])
    if not bench.adding.start(folder, uploads, hints):
        discard(folder)
        raise CaseBusy("Other reports are being added. Wait for them to be read, then add these.")
    return bench.adding.progress


@api.get("/adding")
def get_adding(request: Request) -> Progress:
    """How far the adding of reports is."""
    bench: Bench = request.app.state.bench
    return bench.adding.progress
