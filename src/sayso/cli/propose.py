"""`sayso propose`: ask a language model, where the user names one, what the first reader missed."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.show import named
from sayso.errors import AnswerUnusable, EndpointRefused
from sayso.model import Analysis
from sayso.pipeline import LANGUAGES
from sayso.propose.answer import answer_in
from sayso.propose.endpoint import Endpoint, Patience, ask
from sayso.propose.grounding import Portion, Reason, grounded, portions
from sayso.propose.prompt import (
    LONGEST_ANSWER,
    VERSION,
    body,
    bound,
    digest,
    question,
    tokens_in,
)
from sayso.propose.proposal import Asking, Proposal
from sayso.record import Case
from sayso.record.acceptance import is_read
from sayso.record.amendment import Amendments, amended
from sayso.record.proposals import asked, keep, proposals_in
from sayso.show.terminal import count

# Where a key may be told without being a word of the command, which others could see.
KEY = "SAYSO_MODEL_KEY"
# After so many failures one after the other the server is not asked any more.
MOST_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom to ask, and how much: `budget` in tokens, `timeout` in seconds for one question."""

    endpoint: str
    model: str
    key: Path | None
    budget: int | None
    timeout: float
    remote: bool
    dry: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A part of a report that was not asked about yet; `bound` is what it may take, in tokens."""

    report: str
    start: int
    end: int
    prompt_sha256: str
    bound: int


def propose(location: str, reports: list[str], wish: Wish, desk: Desk) -> None:
    """Ask about each report that was not asked about; keep what stands in it, as proposals.

    Raises EndpointRefused where the address is none, or must not be asked.
    """
    endpoint, key = checked(wish), key_of(wish)
    with Case.open(location) as case:
        ready = list(open_questions(case, chosen(case, reports), wish.model, desk))
        if wish.dry:
            show_questions(case, ready, wish, desk)
            return
        if ready:
            announce(ready, endpoint, wish, desk)
        run = Run(case, endpoint, key, wish, desk)
        try:
            left = run.ask_all(ready)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                "what was answered stays, and the same command goes on from there"
            ) from None
        run.sum_up(left)
    desk.close()


def checked(wish: Wish) -> Endpoint:
    """The endpoint, if it may be asked. Raises EndpointRefused."""
    endpoint = Endpoint.of(wish.endpoint)
    if not wish.model.strip() or not wish.model.isprintable():
        raise EndpointRefused("The model needs a name, as the server knows it.")
    if not (endpoint.is_here or wish.remote or wish.dry):
        raise EndpointRefused(
            f"{endpoint.name} is not this machine: the texts of the reports would leave it. "
            "Nothing was sent. If they may, say so with --allow-remote."
        )
    return endpoint


def key_of(wish: Wish) -> str | None:
    """The key that the server asks for, if the user has one. Raises EndpointRefused."""
    if wish.key is None:
        told, place = os.environ.get(KEY, ""), KEY
    else:
        place = str(wish.key)
        try:
            told = wish.key.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise EndpointRefused(f"{place} cannot be read as a key.") from error
    key = told.strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise EndpointRefused(f"{place} holds something else than one key.")
    return key or None


def chosen(case: Case, reports: list[str]) -> Iterator[Analysis]:
    """The analyses of the reports that were named, or of all."""
    if not reports:
        yield from case.analyses()
    for name in reports:
        yield from named(case, name)


def open_questions(
    case: Case, analyses: Iterable[Analysis], model: str, desk: Desk
) -> Iterator[Question]:
    """The parts of reports that this model was not asked about, by these instructions.

    Where it was asked about the same words in another report, what it said is taken over.
    """
    known, seen, foreign = asked(case), set[str](), 0
    for analysis in analyses:
        report = analysis.report
        if report.id in seen:
            continue
        seen.add(report.id)
        if report.language is not None and report.language.value not in LANGUAGES:
            foreign += 1
            continue
        for portion in portions(report.text):
            messages = question(portion.words)
            name = digest(messages)
            before = known.get((name, model), ())
            if not before:
                yield Question(report.id, portion.start, portion.end, name, bound(messages))
            elif not any(each.report == report.id for each in before):
                take_over(case, analysis, before[0], portion)
    if foreign:
        skipped = count(foreign, "report")
        desk.note(f"{skipped} not in English, which sayso does not read: not asked about.")


def take_over(case: Case, analysis: Analysis, asking: Asking, portion: Portion) -> None:
    """Keep what a model said of the same words in another report as said of this one, too."""
    by = portion.start - asking.start
    told = [kept.proposal.moved(by) for kept in proposals_in(case, asking.id)]
    standing = [each for each in told if each.stands_in(analysis.report.text)]
    proposals, _ = unread(case, analysis, standing)
    keep(case, asking.of_other(analysis.report.id, portion.start), proposals)


def unread(
    case: Case, analysis: Analysis, proposals: Iterable[Proposal]
) -> tuple[list[Proposal], int]:
    """The proposals that nobody has read, sayso or a person, and how many others there are."""
    whole = amended(analysis, Amendments.of(case.judgements()))
    told = list(proposals)
    new = [proposal for proposal in told if not is_read(whole, proposal)]
    return new, len(told) - len(new)


def show_questions(case: Case, ready: Sequence[Question], wish: Wish, desk: Desk) -> None:
    """Print each request as it would be sent, one a line; nothing is sent."""
    place = Endpoint.of(wish.endpoint).shown
    for each in ready:
        text = case.analysis(each.report).report.text[each.start : each.end]
        sys.stdout.write(body(question(text), wish.model).decode("ascii") + "\n")
    desk.note(f"{count(len(ready), 'request')} would go to {place}; nothing was sent.")


def announce(ready: Sequence[Question], endpoint: Endpoint, wish: Wish, desk: Desk) -> None:
    """Say what will be sent where, before anything is."""
    place = "on this machine" if endpoint.is_here else "NOT on this machine"
    reports, most = len({each.report for each in ready}), sum(each.bound for each in ready)
    desk.note(
        f"asking {wish.model} at {endpoint.shown}, {place}: {count(len(ready), 'request')}, at "
        f"most about {most:,} tokens. What is sent is the text of {count(reports, 'report')}, each "
        "by itself, and fixed instructions; nothing else of the case."
    )
    if not (endpoint.is_here or endpoint.secure):
        desk.note("the address begins with http://: whoever is on the way can read what is sent.")


@dataclass(slots=True)
class Run:
    """One run: whom it asks, and what came of it so far."""

    case: Case
    endpoint: Endpoint
    key: str | None
    wish: Wish
    desk: Desk
    spent: int = 0
    answers: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def ask_all(self, ready: Sequence[Question]) -> int:
        """Ask one question after the other; how many are left, where the run must stop before."""
        budget, in_a_row = self.wish.budget, 0
        for number, each in enumerate(self.desk.track(ready)):
            left = len(ready) - number
            if budget is not None and self.spent + each.bound > budget:
                so_far = f"{self.spent:,} of {budget:,} tokens are spent"
                self.desk.note(f"stopped: {so_far}, and the next may take {each.bound:,}.")
                return left
            if in_a_row == MOST_FAILURES:
                self.desk.note(f"stopped: {MOST_FAILURES} requests in a row failed.")
                return left
            try:
                self.ask(each)
                in_a_row = 0
            except EndpointRefused as error:
                self.desk.complain(error)
                return left
            except AnswerUnusable as error:
                in_a_row += 1
                # What was asked may have been charged for.
                self.spent += each.bound
                self.desk.complain(AnswerUnusable(f"{each.report}: {error}; not kept as asked"))
        return 0

    def ask(self, each: Question) -> None:
        """Ask one question and keep what comes of it. Raises AnswerUnusable, EndpointRefused."""
        analysis = self.case.analysis(each.report)
        portion = Portion(analysis.report.text, each.start, each.end)
        request = body(question(portion.words), self.wish.model)
        answer = answer_in(ask(self.endpoint, request, self.key, Patience(self.wish.timeout)))
        found, dropped = grounded(answer.proposals, portion)
        new, read = unread(self.case, analysis, found)
        if read:
            dropped[Reason.FOUND] += read
        # What a server tells of tokens can only make a run shorter.
        counted = each.bound - LONGEST_ANSWER + tokens_in(answer.size)
        asking = Asking(
            report=each.report,
            start=each.start,
            end=each.end,
            model=self.wish.model,
            host=self.endpoint.name,
            prompt=VERSION,
            prompt_sha256=each.prompt_sha256,
            answer_sha256=answer.sha256,
            tokens=max(answer.tokens, counted),
            dropped={reason.value: many for reason, many in sorted(dropped.items())},
        )
        self.kept += len(new) if keep(self.case, asking, new) else 0
        self.answers += 1
        self.spent += asking.tokens
        self.dropped.update(asking.dropped)

    def sum_up(self, left: int) -> None:
        """Print what came of it, and what is left."""
        if not self.desk.quiet:
            dropped = sorted(self.dropped.items())
            lost = "".join(f"  {many} dropped: {reason}\n" for reason, many in dropped)
            made = f"{count(self.kept, 'proposal')} from {count(self.answers, 'answer')}"
            sys.stdout.write(
                f"{self.case.store.place.shown}: {made}, about {self.spent:,} tokens, "
                f"{self.desk.failed} failed\n{lost}"
            )
            if self.kept:
                sys.stdout.write("They are no claims yet. Read them: sayso proposals\n")
        if left:
            self.desk.note(
                f"{count(left, 'request')} left to be made; the same command goes on there."
            )
