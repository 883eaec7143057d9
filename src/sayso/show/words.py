"""Voices, statements and claims in words, as plain strings without colour."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from sayso.annotate.phrasing import within_denial
from sayso.model import Claim, Filler, Modality, Polarity, Statement, Voice, VoiceKind, When
from sayso.ontology import claim_types
from sayso.show.tree import StatementTree

# From the outlet inwards: each tells what the next one is said to have said.
TELLS = " ▸ "
UNNAMED = "◌"
DURESS = "!"
DENIED = "¬"
ALLEGED = "~"
ACCEPTED = "✓"
REJECTED = "✗"

# A report may hold escape codes that repaint a terminal, or marks that turn the reading direction
# of all that follows, or halves of characters. Each is shown as one visible stand-in, so that
# offsets in the shown words are still offsets in the report.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
CONTROL_PICTURES = 0x2400
UNSHOWABLE = "\ufffd"
QUOTATION_MARKS = "\"'“”‘’«»„‟‹› "


def visible(text: str) -> str:
    """`text` in as many characters, with breaks as spaces and nothing that steers a terminal."""
    return CONTROL.sub(lambda found: stand_in(found.group()), text)


def stand_in(character: str) -> str:
    """What is shown in place of a character that would steer the terminal."""
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f":
        return " "
    code = ord(character)
    return chr(CONTROL_PICTURES + code) if code < 0x20 else UNSHOWABLE


def flat(text: str) -> str:
    """`text` on one line: visible, with single spaces."""
    return " ".join(visible(text).split())


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut after a word and marked where it was cut."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit)
    return text[: cut if cut > 0 else limit - 1].rstrip(" ,;:") + "…"


def name_of(voice: Voice) -> str:
    """The words that the report uses for `voice`, marked where it is left unnamed."""
    words = flat(voice.text)
    return f"{UNNAMED} {words}" if voice.kind is VoiceKind.ANONYMOUS else words


def act_of(statement: Statement) -> str:
    """How the statement is made, in the present: `admits, ! under duress`, `not said: promises`."""
    manner = flat(statement.manner)
    act = f"not said: {manner}" if statement.negated else manner
    return f"{act}, {DURESS} under duress" if statement.duress else act


def told_in_words(tree: StatementTree, statement: Statement) -> str:
    """To whom, through what and when it was said, and on what condition: `to reporters, in ...`."""
    setting, text = statement.setting, tree.text
    named = {"to: ": setting.to, "through: ": setting.medium, "at: ": setting.where}
    parts = [f"{name}{flat(span.of(text))}" for name, span in named.items() if span]
    if setting.when:
        parts.append(f"said: {flat(setting.when.of(text))}")
    condition = tree.voice_of(statement).condition
    if condition and statement.source and first_of(tree, statement):
        parts.append(flat(condition.of(text)))
    return " · ".join(parts)


def first_of(tree: StatementTree, statement: Statement) -> bool:
    """Whether the statement is the first one of its voice."""
    return next(s for s in tree.analysis.statements if s.voice == statement.voice) == statement


def interests_in_words(tree: StatementTree, claim: Claim) -> list[str]:
    """Which voices of the chain are on a side of the claim: `[the union: is the victim]`."""
    voices = {voice.id: voice for voice in tree.analysis.voices}
    return [
        f"[{flat(voices[i.voice].text)}: {'is' if i.itself else 'belongs to'} the {i.role}]"
        for i in claim.interests
    ]


def chain_in_words(tree: StatementTree, claim: Claim) -> str:
    """The chain of `claim`, outlet first: `The Courier ▸ court papers ▸ a clerk (admits)`."""
    return TELLS.join(link_in_words(tree, statement) for statement in tree.lineage(claim.statement))


def link_in_words(tree: StatementTree, statement: Statement) -> str:
    """One voice of a chain; a plain "says" goes without saying."""
    name, act = name_of(tree.voice_of(statement)), act_of(statement)
    return name if statement.parent is None or act == "says" else f"{name} ({act})"


def claim_in_words(tree: StatementTree, claim: Claim) -> str:
    """The chain and then the claim; there is no sentence for a claim without its chain."""
    said = [
        claim.type,
        roles_in_words(tree, claim),
        *marks_of(claim),
        *setting_of(tree, claim),
        *interests_in_words(tree, claim),
    ]
    return f"{chain_in_words(tree, claim)}: {'  '.join(part for part in said if part)}"


def parts_of(claim: Claim) -> Iterator[tuple[str, str, Filler]]:
    """Each role with what joins it to the one before; the two main roles first, and in order."""
    known = claim_types().get(claim.type)
    main: tuple[str | None, ...] = (known.first.name, known.second.name) if known else ()
    arrow = " ↔ " if known and known.symmetric else " → "
    leading = [(role, filler) for name in main for role, filler in claim.roles if role == name]
    before: str | None = None
    for role, filler in [*leading, *(part for part in claim.roles if part[0] not in main)]:
        crossing = main == (before, role)
        yield "" if before is None else arrow if crossing else ", ", role, filler
        before = role


def roles_in_words(tree: StatementTree, claim: Claim) -> str:
    """Who plays which part: `spy: four officers (4) → target: the ministry`.

    What the mark of a denial denies is told without another "no": `victim: anybody`.
    """
    denied = claim.polarity is Polarity.DENIED
    told = [(joint, role, filler_in_words(tree, f)) for joint, role, f in parts_of(claim)]
    return "".join(
        f"{joint}{role}: {within_denial(words) if denied else words}" for joint, role, words in told
    )


def filler_in_words(tree: StatementTree, filler: Filler) -> str:
    """The report's words for one role, who that is where the words do not say so, how many."""
    words = flat(filler.span.of(tree.text))
    entity = tree.entities.get(filler.entity) if filler.entity else None
    known = flat(entity.name) if entity else ""
    if known and known.casefold() not in words.casefold():
        words += f" [= {known}]"
    if filler.count is not None and str(filler.count) not in words:
        words += f" ({filler.count})"
    return words


def marks_of(claim: Claim) -> list[str]:
    """What keeps the claim from being a plain affirmed fact of its statement, in brackets."""
    denied = [f"[{DENIED} denied]"] if claim.polarity is Polarity.DENIED else []
    unreal = [] if claim.modality is Modality.ACTUAL else [f"[{claim.modality.value}]"]
    return denied + unreal


def setting_of(tree: StatementTree, claim: Claim) -> list[str]:
    """When and where it is said to have happened."""
    setting = [period(tree.text, claim.when)] if claim.when else []
    if claim.where:
        setting.append(f"in: {flat(claim.where.span.of(tree.text))}")
    return setting


def period(text: str, when: When) -> str:
    """The dates in the shortest form that says them; the report's words where none are known."""
    if when.start is None and when.end is None:
        return f"when: “{flat(when.span.of(text))}”"
    if when.start is None or when.end is None:
        return f"until {when.end}" if when.start is None else f"since {when.start}"
    return between(date.fromisoformat(when.start), date.fromisoformat(when.end))


def between(first: date, last: date) -> str:
    """A day, a month or a year by its ISO name; any other stretch by its two ends."""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()} to {last.isoformat()}"


def own_words(text: str) -> str:
    """`text` in one pair of quotation marks, whatever marks and comma it came with."""
    return f"“{text.strip(QUOTATION_MARKS + ',')}”"
